import type { Coverage } from './coverage.ts'
import { meanCoverage, requirementCoverage } from './coverage.ts'
import type { Model } from './model.ts'
import type { CirPosition } from './output.ts'
import { CIR } from './pack.ts'
import { toDecimal } from './rational.ts'
import type { Members } from './weakest.ts'
import { weakestOfColumns } from './weakest.ts'

/**
 * Coverage of Implementing Regulation (EU) 2024/2690 per legal entity by rules 4 and 7: the mean over its 161 points, and per
 * title. `binding` where the entity is bound by the regulation, else it is a yardstick (rule 9).
 */
export const cirPositions = (model: Model, members: Members, bound: ReadonlySet<string>): CirPosition[] =>
  model.graph.scopes.flatMap((_, index) => cirPositionAt(model, members, index, bound) ?? [])

/** The same of one scope (index into `model.graph.scopes`); null where it is no legal entity. */
export function cirPositionAt(model: Model, members: Members, index: number, bound: ReadonlySet<string>): CirPosition | null {
  const at = model.pack.frameworkOf.get(CIR)
  const block = at === undefined ? undefined : model.blocks[at]
  const sums = at === undefined ? undefined : model.sums[at]
  const scope = model.graph.scopes[index]
  if (at === undefined || block === undefined || sums === undefined || scope?.kind !== 'entity') return null
  const points = block.framework.columns.map((_, column) => requirementCoverage(sums.all, index, column))
  return {
    entity: scope.id,
    binding: bound.has(scope.id),
    ...decimals(meanCoverage(points)),
    weakest: weakestOfColumns(model, members, index, at),
    titles: block.framework.domains.map((domain) => ({
      title: domain.id,
      ...decimals(meanCoverage(points.filter((_, column) => block.framework.columns[column]?.domain === domain.id))),
    })),
  }
}

export const decimals = (coverage: Coverage | null): { designed: number | null; implemented: number | null; evidenced: number | null } => ({
  designed: toDecimal(coverage?.designed ?? null),
  implemented: toDecimal(coverage?.implemented ?? null),
  evidenced: toDecimal(coverage?.evidenced ?? null),
})
