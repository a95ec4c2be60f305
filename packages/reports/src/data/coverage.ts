import type { DutyPosition, MeasurePosition, WeakestPoint } from '@caponier/core/position/output'
import { frameworkLabel } from '../names.ts'
import { score, threeScores } from '../score.ts'
import type { Build } from './build.ts'

/** The ten measures of Art. 21(2), in the order of the letters. */
export const LETTERS = [
  '21(2)(a)',
  '21(2)(b)',
  '21(2)(c)',
  '21(2)(d)',
  '21(2)(e)',
  '21(2)(f)',
  '21(2)(g)',
  '21(2)(h)',
  '21(2)(i)',
  '21(2)(j)',
] as const

/** Mean of the ten measures as implemented, 0 to 1; null when none applies. For sorting alone: it is no number of the report. */
export function meanImplemented(
  measures: readonly { readonly ref: string; readonly implemented: { readonly value: number | null } }[],
): number | null {
  const values = measures.flatMap(({ ref, implemented }) => (LETTERS.some((letter) => letter === ref) ? (implemented.value ?? []) : []))
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Chapter 3: every measure and duty per legal entity, then the measures per plant. */
export function coverageData(build: Build) {
  const { position } = build.input
  const { entities, names } = build
  return {
    entities: entities.flatMap((entity) => {
      const measures = position.measures.filter((measure) => measure.entity === entity.entity)
      return measures.length === 0
        ? []
        : [
            {
              id: entity.entity,
              name: entity.name,
              classText: build.words.classes[entity.class],
              measures: measures.map((measure) => measureData(build, measure)),
            },
          ]
    }),
    leftOut: leftOut(build),
    sites: [...new Set(position.siteMeasures.flatMap((measure) => measure.site ?? []))].map((site) => ({
      id: site,
      name: names.site(site),
      measures: position.siteMeasures.filter((measure) => measure.site === site).map((measure) => siteMeasure(build, measure)),
    })),
  }
}

export type CoverageData = ReturnType<typeof coverageData>

function measureData(build: Build, measure: MeasurePosition) {
  const { names, lang } = build
  return {
    ref: measure.ref,
    title: names.measure(measure.ref),
    ...threeScores(measure, lang),
    carried: score(measure.carriedShare, lang),
    weakest: weakestText(build, measure.weakest, measure.ref),
    duties: measure.duties.map((duty) => dutyData(build, duty)),
  }
}

const dutyData = (build: Build, duty: DutyPosition) => ({
  id: duty.id,
  title: build.names.duty(duty.id),
  kind: build.words.coverage.kinds[duty.kind],
  downgraded: duty.packKind !== duty.kind,
  ...threeScores(duty, build.lang),
  weakest: weakestText(build, duty.weakest, duty.id),
})

/** The weakest point with its words: duty, requirement and subject, each said once. */
export function weakestText({ names, words }: Build, point: WeakestPoint | null, within: string) {
  const name = names.weakest(point)
  if (name === null) return null
  const duty = name.duty === null || name.duty === within ? [] : [name.duty]
  const own = name.requirement === within
  const requirement = name.requirement === name.duty ? [] : [own ? words.coverage.ownAnswer : name.requirement]
  const subject = own && name.subjectRef.startsWith('entity:') ? '' : ` · ${name.subject}`
  return { ...name, text: `${[...duty, ...requirement].join(', ')}${subject}` }
}

const siteMeasure = ({ lang }: Build, measure: MeasurePosition) => ({
  ref: measure.ref,
  ...threeScores(measure, lang),
  carried: score(measure.carriedShare, lang),
})

/** Mapped requirements that do not count because their framework is not adopted, per framework; the same for every entity. */
function leftOut({ input }: Build) {
  const first = input.position.measures[0]?.entity
  const counts = new Map<string, number>()
  for (const measure of input.position.measures)
    if (measure.entity === first)
      for (const duty of measure.duties)
        for (const [framework, count] of Object.entries(duty.leftOut)) counts.set(framework, (counts.get(framework) ?? 0) + count)
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([framework, count]) => ({ framework, name: frameworkLabel(framework), count }))
}
