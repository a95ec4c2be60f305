import type { WorkspaceAnswer } from '../../company/workspace.ts'
import { buildModel } from '../model.ts'
import type { Model } from '../model.ts'
import { dutiesOfScope } from '../measures.ts'
import { toDecimal } from '../rational.ts'

/** How one duty of one legal entity would move, in points of a hundred. */
export interface DutyMove {
  readonly entity: string
  readonly duty: string
  readonly designed: number
  readonly implemented: number
  readonly evidenced: number
}

/**
 * What some more answers would move, computed by building the model again with them; largest first, all duties that move.
 */
export function whatIf(model: Model, answers: readonly WorkspaceAnswer[]): DutyMove[] {
  const { workspace, moment } = model.slice
  const changed = buildModel(model.content, { ...workspace, answers: [...(workspace.answers ?? []), ...answers] }, moment)
  const points = (after: number | null, before: number | null): number => Math.round(((after ?? 0) - (before ?? 0)) * 1e5) / 1e3
  return model.graph.scopes
    .flatMap((scope, index): DutyMove[] => {
      if (scope.kind !== 'entity') return []
      const before = dutiesOfScope(model, index)
      return dutiesOfScope(changed, index).flatMap((after, duty): DutyMove[] => {
        const was = before[duty]?.total ?? null
        const is = after.total
        const move: DutyMove = {
          entity: scope.id,
          duty: model.pack.duties[duty]?.duty.id ?? '',
          designed: points(toDecimal(is?.designed ?? null), toDecimal(was?.designed ?? null)),
          implemented: points(toDecimal(is?.implemented ?? null), toDecimal(was?.implemented ?? null)),
          evidenced: points(toDecimal(is?.evidenced ?? null), toDecimal(was?.evidenced ?? null)),
        }
        return move.designed === 0 && move.implemented === 0 && move.evidenced === 0 ? [] : [move]
      })
    })
    .sort((a, b) => b.implemented - a.implemented || b.designed - a.designed || (a.duty < b.duty ? -1 : 1))
}
