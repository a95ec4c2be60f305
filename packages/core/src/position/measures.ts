import { decimals } from './cir.ts'
import type { Coverage, DutyCoverage } from './coverage.ts'
import { carriedShare, dutyCoverage, meanCoverage } from './coverage.ts'
import type { Model } from './model.ts'
import type { DutyPosition, MeasurePosition } from './output.ts'
import type { PackDuty } from './pack.ts'
import { toDecimal } from './rational.ts'
import type { Members } from './weakest.ts'
import { weakestIndex, weakestOfDuty } from './weakest.ts'

/** Coverage of every duty in one scope, by duty index. */
export const dutiesOfScope = (model: Model, scope: number): DutyCoverage[] =>
  model.pack.duties.map((duty) => dutyCoverage(model.sums, model.nis2, scope, duty))

/** A measure is the mean of its duties (rule 8). */
export const measureCoverage = (model: Model, duties: readonly DutyCoverage[], measure: number): Coverage | null =>
  meanCoverage((model.pack.dutiesOfMeasure[measure] ?? []).map((duty) => duties[duty]?.total ?? null))

/** Coverage of all measures for every scope of a kind, in scope then pack order. */
export function measurePositions(model: Model, members: Members, kind: 'entity' | 'site'): MeasurePosition[] {
  return model.graph.scopes.flatMap((scope, index) => (scope.kind === kind ? measuresAt(model, members, index) : []))
}

/** Coverage of all measures in one scope (index into `model.graph.scopes`), in pack order. */
export function measuresAt(model: Model, members: Members, scope: number): MeasurePosition[] {
  const duties = dutiesOfScope(model, scope)
  return model.pack.measures.map((_, measure) => measurePosition(model, members, scope, duties, measure))
}

function measurePosition(
  model: Model,
  members: Members,
  scope: number,
  coverages: readonly DutyCoverage[],
  measure: number,
): MeasurePosition {
  const indices = model.pack.dutiesOfMeasure[measure] ?? []
  const duties = indices.flatMap((index): DutyPosition[] => {
    const duty = model.pack.duties[index]
    const coverage = coverages[index]
    return duty === undefined || coverage === undefined ? [] : [dutyPosition(model, members, scope, duty, coverage)]
  })
  const worst = duties[weakestIndex(indices.map((index) => coverages[index]?.total ?? null))]
  const at = model.graph.scopes[scope]
  return {
    ref: model.pack.measures[measure]?.id ?? '',
    ...(at?.kind === 'entity' ? { entity: at.id } : { site: at?.id ?? '' }),
    ...decimals(measureCoverage(model, coverages, measure)),
    weakest: worst === undefined || worst.weakest === null ? null : { duty: worst.id, ...worst.weakest },
    carriedShare: toDecimal(carriedShare(indices.flatMap((index) => model.pack.duties[index] ?? []))) ?? 0,
    duties,
  }
}

function dutyPosition(model: Model, members: Members, scope: number, duty: PackDuty, coverage: DutyCoverage): DutyPosition {
  return {
    id: duty.duty.id,
    kind: duty.kind,
    packKind: duty.duty.carried,
    ...decimals(coverage.total),
    answer: coverage.answer === null ? null : decimals(coverage.answer),
    carriers: coverage.carriers === null ? null : decimals(coverage.carriers),
    weakest: weakestOfDuty(model, members, scope, duty),
    leftOut: Object.fromEntries([...duty.leftOut].sort(([a], [b]) => (a < b ? -1 : 1))),
  }
}
