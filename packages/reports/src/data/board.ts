import type { Build } from './build.ts'
import type { CoverageData } from './coverage.ts'
import { LETTERS, meanImplemented } from './coverage.ts'
import type { EvidenceData } from './evidence.ts'
import type { FindingsData } from './findings.ts'
import type { GapsData } from './gaps.ts'
import type { LevelsData } from './levels.ts'
import type { ScopeData, ScopeEntity } from './scope.ts'
import { dateText, daysBetween } from '../score.ts'
import { partWords } from '../text/part.ts'
import { printWords } from '../text/print.ts'

/** What two pages hold: more than this stands in the chapters behind. */
const MOST = { entities: 5, plants: 7, gaps: 5, overdue: 8, weakest: 12, states: 3 } as const
/** Longest name in characters that the two pages show in full. */
const NAME = 48
const AUTHORITY = 110

const clip = (name: string, most: number = NAME): string => (name.length <= most ? name : `${name.slice(0, most - 1).trimEnd()}…`)

interface Chapters {
  readonly scope: ScopeData
  readonly coverage: CoverageData
  readonly levels: LevelsData
  readonly gaps: GapsData
  readonly evidence: EvidenceData
  readonly findings: FindingsData
}

/** Chapter 1: the two pages for the management body, plain words first. Only repeats what the other chapters show. */
export function boardData(build: Build, chapters: Chapters) {
  const { say } = build
  const { scope, coverage, levels, gaps, findings } = chapters
  const inScope = coverage.entities.filter((entity) => scope.entities.find((one) => one.id === entity.id)?.class !== 'out')
  const bound = scope.entities.filter((entity) => entity.class === 'essential' || entity.class === 'important')
  const undetermined = scope.entities.filter((entity) => entity.class === 'undetermined')
  return {
    lead: [
      build.input.part?.kind === 'site'
        ? partWords(build.lang).leadSite(build.input.part.name)
        : say.lead(scope.entities.length, bound.length, undetermined.length),
      say.leadLevels(levels.counts.below, levels.counts.all),
      say.leadFindings(findings.bySeverity.high, findings.total),
    ],
    who: scope.entities.slice(0, MOST.entities).map((entity) => whoRow(build, entity)),
    moreEntities: scope.entities.length > MOST.entities,
    ringsCut: inScope.length > MOST.entities ? printWords(build.lang).rings(MOST.entities, inScope.length) : null,
    rings: worstFirst(inScope, MOST.entities, (entity) => -(meanImplemented(entity.measures) ?? 2)).map((entity) => {
      const rings = LETTERS.flatMap((ref) => entity.measures.filter((measure) => measure.ref === ref))
      const numbers = rings.map((ring) => `${ring.ref} ${ring.designed.text}, ${ring.implemented.text}, ${ring.evidenced.text}`).join('; ')
      return {
        id: entity.id,
        name: clip(entity.name),
        classText: entity.classText,
        alt: say.ringsAlt(entity.name, numbers),
        rings: rings.map(({ ref, designed, implemented, evidenced }) => ({ ref, designed, implemented, evidenced })),
      }
    }),
    weakest: weakestMeasures(build, chapters),
    plants: [
      ...worstFirst(levels.sites, MOST.plants, (site) => site.counts.below).map(({ name, counts }) => ({ name: clip(name), counts })),
      ...(levels.conduits.length === 0 ? [] : [{ name: build.words.levels.conduits, counts: levels.conduitCounts }]),
    ],
    morePlants:
      levels.sites.length > MOST.plants ? printWords(build.lang).morePlants(MOST.plants, levels.sites.length - MOST.plants) : null,
    gaps: gaps.gaps.rows.slice(0, MOST.gaps).map((gap) => ({
      name: clip(gap.name),
      text: say.gap(gap.frName, String(gap.achieved), String(gap.target)),
      detail: say.gapRows(gap.missing.length, gap.duties),
      fr: gap.fr,
      achieved: gap.achieved,
      target: gap.target,
      weight: gap.weight,
      measures: gap.measures,
    })),
    allGaps: gaps.gaps.rows.length === 0 ? null : say.allGaps(gaps.places, gaps.gaps.rows.length),
    overdue: overdue(build, chapters),
    decisions: decisions(build, chapters),
  }
}

/** The worst of a list that is longer than the page holds; else the list as it stands. */
const worstFirst = <T>(all: readonly T[], most: number, weight: (one: T) => number): readonly T[] =>
  all.length <= most ? all : [...all].sort((a, b) => weight(b) - weight(a)).slice(0, most)

export type BoardData = ReturnType<typeof boardData>

/** An authority without what stands in brackets behind its name. */
const shortly = (authority: string): string => clip(authority.replace(/\s*\([^)]*\)/g, ''), AUTHORITY)

function whoRow({ say, words }: Build, entity: ScopeEntity) {
  const outside = entity.class === 'out'
  const inForce = entity.states.filter((state) => state.inForce === true)
  const fines = inForce.filter((state) => state.fineEur !== null).sort((a, b) => (b.fineEur ?? 0) - (a.fineEur ?? 0))
  const binds = [
    ...entity.states
      .slice(0, MOST.states)
      .map((state) => (state.inForce === true ? say.binds.act(state.name, shortly(state.authority)) : say.binds.noAct(state.name))),
    ...(fines[0] === undefined ? [] : [say.binds.fine(fines[0].fine)]),
    ...(entity.cir === 'binding' ? [say.binds.cir] : []),
  ]
  return {
    name: clip(entity.name),
    class: entity.class,
    classText: entity.classText,
    states: entity.states.slice(0, MOST.states).map((state) => ({
      name: state.name,
      class: state.class,
      label: state.label === words.unknown ? null : state.label,
      inForce: state.inForce === true,
    })),
    binds: outside ? say.binds.nothing : binds.join('; '),
  }
}

/** Where the ten measures stand lowest among the entities that are bound, as many as the page holds beside the rings. */
function weakestMeasures({ names, words }: Build, { scope, coverage }: Chapters) {
  const bound = new Set(scope.entities.filter((entity) => entity.class !== 'out').map((entity) => entity.id))
  const shown = Math.max(0, MOST.weakest - 2 * Math.min(bound.size, MOST.entities))
  return coverage.entities
    .filter((entity) => bound.has(entity.id))
    .flatMap((entity) =>
      entity.measures
        .filter((measure) => LETTERS.some((letter) => letter === measure.ref) && measure.implemented.value !== null)
        .map((measure) => ({ entity: entity.name, measure })),
    )
    .sort(
      (a, b) =>
        (a.measure.implemented.value ?? 0) - (b.measure.implemented.value ?? 0) ||
        (a.measure.evidenced.value ?? 0) - (b.measure.evidenced.value ?? 0),
    )
    .slice(0, shown)
    .map(({ entity, measure }) => ({
      ref: measure.ref,
      title: words.letters[measure.ref as keyof typeof words.letters],
      entity: clip(entity),
      designed: measure.designed,
      implemented: measure.implemented,
      evidenced: measure.evidenced,
      start: names.duty(measure.weakest?.duty ?? ''),
    }))
}

function overdue(build: Build, { scope, findings }: Chapters): { readonly text: string; readonly article: string }[] {
  const { say, asOf, slice, lang } = build
  const late = findings.rules
    .find((rule) => rule.id === 'control-late')
    ?.findings.rows.flatMap((finding) => {
      const control = slice.controls.get(finding.subjectRef.slice('control:'.length))?.control
      return control?.due === undefined ? [] : [{ name: control.name, due: control.due, days: daysBetween(control.due, asOf) }]
    })
    .sort((a, b) => b.days - a.days || (a.name < b.name ? -1 : 1))
  const contradicted = findings.rules.find((rule) => rule.id === 'contradiction-open')?.count ?? 0
  const shown = (late ?? []).slice(0, 3)
  const hidden = (late?.length ?? 0) - shown.length
  return [
    ...registrationsDue(scope, asOf).map(({ entities, state, due }) => ({
      text: say.overdue.registration(clip(say.list(entities), 2 * NAME), state, dateText(due, lang)),
      article: say.articles.registration,
    })),
    ...shown.map((one) => ({
      text: say.overdue.control(clip(one.name), dateText(one.due, lang), one.days),
      article: say.articles.controls,
    })),
    ...(hidden > 0 ? [{ text: say.overdue.moreControls(hidden), article: say.articles.controls }] : []),
    ...(contradicted > 0 ? [{ text: say.overdue.contradictions(contradicted), article: say.articles.evidence }] : []),
    ...(lapsed(findings) > 0 ? [{ text: say.overdue.evidence(lapsed(findings)), article: say.articles.evidence }] : []),
  ].slice(0, MOST.overdue)
}

/** Expired pieces of evidence that left answers bare; one that has a valid successor needs no renewal. */
const lapsed = (findings: FindingsData): number => findings.rules.find((rule) => rule.id === 'evidence-expired')?.count ?? 0

interface RegistrationDue {
  readonly state: string
  readonly due: string
  readonly entities: readonly string[]
}

/** Registrations whose date has passed, state by state; whether they were made is not in the workspace. */
function registrationsDue(scope: ScopeData, asOf: string): RegistrationDue[] {
  const found = new Map<string, RegistrationDue>()
  for (const entity of scope.entities) {
    if (entity.class === 'out' || entity.class === 'undetermined') continue
    for (const { state, name, inForce, registrationDue } of entity.states) {
      if (inForce !== true || registrationDue === null || registrationDue > asOf) continue
      found.set(state, { state: name, due: registrationDue, entities: [...(found.get(state)?.entities ?? []), entity.name] })
    }
  }
  return [...found.values()]
}

function decisions(
  build: Build,
  { scope, coverage, levels, evidence, findings }: Chapters,
): { readonly text: string; readonly article: string }[] {
  const { say } = build
  const late = findings.rules.find((rule) => rule.id === 'control-late')?.count ?? 0
  const questions = scope.entities.reduce((sum, entity) => sum + entity.questions.length, 0)
  const states = [
    ...new Set(
      scope.entities
        .filter((entity) => entity.class !== 'out' && entity.class !== 'undetermined')
        .flatMap((entity) => entity.states.filter((state) => state.inForce === true).map((state) => state.name)),
    ),
  ]
  const governance = coverage.entities
    .flatMap((entity) => entity.measures.filter((measure) => measure.ref === '20').map((measure) => ({ entity: entity.name, measure })))
    .filter(({ measure }) => measure.implemented.value !== null && measure.implemented.value < 1)
    .sort((a, b) => (a.measure.implemented.value ?? 0) - (b.measure.implemented.value ?? 0))[0]
  const toRenew = lapsed(findings) + evidence.counts.expiring
  return [
    { text: say.decisions.approve, article: say.articles.approve },
    ...(levels.counts.below > 0 ? [{ text: say.decisions.gaps(levels.counts.below), article: say.articles.gaps }] : []),
    ...(late > 0 ? [{ text: say.decisions.controls(late), article: say.articles.controls }] : []),
    ...(governance === undefined
      ? []
      : [{ text: say.decisions.training(governance.measure.implemented.text, clip(governance.entity)), article: say.articles.training }]),
    ...(questions > 0 ? [{ text: say.decisions.counsel(questions), article: say.articles.counsel }] : []),
    ...(states.length > 0 ? [{ text: say.decisions.registration(states), article: say.articles.registration }] : []),
    ...(toRenew > 0 ? [{ text: say.decisions.evidence(lapsed(findings), evidence.counts.expiring), article: say.articles.evidence }] : []),
  ]
}
