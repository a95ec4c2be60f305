import type { Carried, Strength } from '../../framework/content.ts'
import type { Confidence, Text } from '../../framework/text.ts'
import { cellScore } from '../block.ts'
import { decimals } from '../cir.ts'
import type { Coverage } from '../coverage.ts'
import { carriedShare, requirementCoverage } from '../coverage.ts'
import { dutiesOfScope, measureCoverage } from '../measures.ts'
import type { Model } from '../model.ts'
import { NIS2 } from '../pack.ts'
import type { PackDuty } from '../pack.ts'
import { toDecimal } from '../rational.ts'
import { stateName } from '../states.ts'
import type { CellTrace } from './cell.ts'
import { explainCell } from './cell.ts'

export type Three = ReturnType<typeof decimals>

/** One subject behind a carrier, in short; `explainCell` tells the rest. */
export interface CellBrief {
  readonly subject: string
  readonly name: string
  readonly weight: number
  readonly state: string
  readonly designed: number | null
  readonly implemented: number | null
  readonly evidenced: number | null
}

export interface CarrierTrace {
  readonly framework: string
  readonly requirement: string
  readonly title: Text
  readonly strength: Strength
  readonly confidence: Confidence
  /** 1, 0.5 or 0.25 after rule 8. */
  readonly weight: number
  readonly rationale: string
  readonly score: Three
  /** Weakest first. */
  readonly subjects: readonly CellBrief[]
}

export interface DutyTrace {
  readonly id: string
  readonly title: Text
  readonly kind: Carried
  readonly packKind: Carried
  readonly whyCarried: Text
  readonly coverage: Three
  /** The duty's own answer per entity that enters this scope. */
  readonly answers: readonly CellTrace[]
  /** Weakest first; carriers without an applicable subject come last with a null score. */
  readonly carriers: readonly CarrierTrace[]
  readonly leftOut: Readonly<Record<string, number>>
  readonly source: string
  readonly asOf: string
}

export interface MeasureTrace {
  readonly ref: string
  readonly article: string
  readonly title: Text
  readonly scope: { readonly kind: 'entity' | 'site'; readonly id: string; readonly name: string }
  readonly asOf: string
  readonly coverage: Three
  readonly carriedShare: number
  readonly duties: readonly DutyTrace[]
}

/** Why a measure has its three numbers in one scope (rules 7 and 8); null when measure or scope is unknown. */
export function explainMeasure(model: Model, scopeRef: string, measureId: string): MeasureTrace | null {
  const scope = model.graph.scopeIndex.get(scopeRef)
  const at = scope === undefined ? undefined : model.graph.scopes[scope]
  const index = model.pack.measures.findIndex((measure) => measure.id === measureId)
  const measure = model.pack.measures[index]
  if (scope === undefined || at === undefined || measure === undefined) return null
  const coverages = dutiesOfScope(model, scope)
  const indices = model.pack.dutiesOfMeasure[index] ?? []
  const duties = indices.flatMap((duty) => model.pack.duties[duty] ?? [])
  return {
    ref: measure.id,
    article: measure.article,
    title: measure.title,
    scope: { ...at, name: model.graph.subjects[model.graph.byRef.get(scopeRef) ?? -1]?.name ?? at.id },
    asOf: model.slice.moment.asOf,
    coverage: decimals(measureCoverage(model, coverages, index)),
    carriedShare: toDecimal(carriedShare(duties)) ?? 0,
    duties: indices.flatMap((duty): DutyTrace[] => {
      const pack = model.pack.duties[duty]
      return pack === undefined ? [] : [dutyTrace(model, scope, pack, coverages[duty]?.total ?? null)]
    }),
  }
}

/** The trace of a single duty in a scope, or null when either is unknown. */
export function explainDuty(model: Model, scopeRef: string, dutyId: string): DutyTrace | null {
  const scope = model.graph.scopeIndex.get(scopeRef)
  const index = model.pack.duties.findIndex((one) => one.duty.id === dutyId)
  const duty = model.pack.duties[index]
  return scope === undefined || duty === undefined ? null : dutyTrace(model, scope, duty, dutiesOfScope(model, scope)[index]?.total ?? null)
}

function dutyTrace(model: Model, scope: number, { duty, kind, carriers, leftOut }: PackDuty, coverage: Coverage | null): DutyTrace {
  const entities = model.graph.subjects.filter((subject) => subject.kind === 'entity' && subject.scopes.includes(scope))
  const rows = new Map(
    model.content.mappings
      .filter((row) => row.duties.includes(duty.id))
      .map((row) => [`${row.framework}:${row.edition}|${row.requirement}`, row]),
  )
  const traces = carriers.flatMap((carrier): CarrierTrace[] => {
    const block = model.blocks[carrier.framework]
    const column = block?.framework.columns[carrier.column]
    const sums = model.sums[carrier.framework]
    if (block === undefined || column === undefined || sums === undefined) return []
    const row = rows.get(`${block.framework.key}|${column.id}`)
    const framework = model.content.frameworks.find((one) => one.key === block.framework.key)
    return [
      {
        framework: block.framework.key,
        requirement: column.id,
        title: framework?.requirements[carrier.column]?.title ?? { en: column.id, de: column.id },
        strength: row?.strength ?? 'supports',
        confidence: row?.confidence ?? 'low',
        weight: carrier.quarters / 4,
        rationale: row?.rationale ?? '',
        score: decimals(requirementCoverage(carrier.full ? sums.all : sums.targeted, scope, carrier.column)),
        subjects: cellBriefs(model, carrier.framework, carrier.column, scope, carrier.full),
      },
    ]
  })
  return {
    id: duty.id,
    title: duty.title,
    kind,
    packKind: duty.carried,
    whyCarried: duty.whyCarried,
    coverage: decimals(coverage),
    answers: entities.flatMap((entity) => explainCell(model, entity.ref, NIS2, duty.id) ?? []),
    carriers: traces.sort(
      (a, b) => (a.score.implemented ?? 2) - (b.score.implemented ?? 2) || (a.score.evidenced ?? 2) - (b.score.evidenced ?? 2),
    ),
    leftOut: Object.fromEntries([...leftOut].sort(([a], [b]) => (a < b ? -1 : 1))),
    source: duty.source,
    asOf: duty.asOf,
  }
}

function cellBriefs(model: Model, framework: number, column: number, scope: number, full: boolean): CellBrief[] {
  const block = model.blocks[framework]
  const requirement = block?.framework.columns[column]
  if (block === undefined || requirement === undefined) return []
  return block.subjectOf
    .flatMap((index, row): CellBrief[] => {
      const subject = model.graph.subjects[index]
      if (subject === undefined || block.scored[row] !== 1 || !subject.scopes.includes(scope)) return []
      if (!full && requirement.gate > (subject.target?.[requirement.fr] ?? 0)) return []
      const score = cellScore(block, row, column)
      return [
        {
          subject: subject.ref,
          name: subject.name,
          weight: subject.weight,
          state: stateName(block.effective[row * block.width + column] ?? 0),
          designed: score === null ? null : score.designed / 2,
          implemented: score === null ? null : score.implemented / 2,
          evidenced: score === null ? null : score.evidenced / 2,
        },
      ]
    })
    .sort((a, b) => (a.implemented ?? 2) - (b.implemented ?? 2) || (a.evidenced ?? 2) - (b.evidenced ?? 2))
}

/** Duties that a requirement carries, with strength, for walking the trace upward. */
export function dutiesCarriedBy(
  model: Model,
  framework: string,
  requirement: string,
): { readonly duty: string; readonly strength: Strength; readonly rationale: string }[] {
  return model.content.mappings
    .filter((row) => `${row.framework}:${row.edition}` === framework && row.requirement === requirement)
    .flatMap((row) => row.duties.map((duty) => ({ duty, strength: row.strength, rationale: row.rationale })))
}
