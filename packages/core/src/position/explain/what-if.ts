import { deriveAnew, dutiesByScope, stripsOf } from '../recompute.ts'
import type { WorkspaceAnswer } from '../../company/workspace.ts'
import { dutyCoverage } from '../coverage.ts'
import type { Located, Model } from '../model.ts'
import { enterAnswer, locate } from '../model.ts'
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
 * What some answers would move if they stood in place of what stands now; largest first, all duties that move. The model is changed,
 * read and put back as it was: the sums are integers, so nothing of it stays.
 */
export function whatIf(model: Model, answers: readonly WorkspaceAnswer[]): DutyMove[] {
  const cells = answers.flatMap((one) => locate(model, one.subject, one.framework, one.requirement) ?? [])
  const strips = stripsOf(cells)
  const touched = [...dutiesByScope(model, strips)].filter(([scope]) => model.graph.scopes[scope]?.kind === 'entity')
  const read = () =>
    touched.flatMap(([scope, duties]) =>
      [...duties].flatMap((duty) => {
        const of = model.pack.duties[duty]
        return of === undefined ? [] : [{ scope, duty, total: dutyCoverage(model.sums, model.nis2, scope, of).total }]
      }),
    )
  const before = read()
  const stood = cells.map(stateOf)
  deriveAnew(model, strips, () => {
    for (const one of answers) enterAnswer(model, one)
  })
  const after = read()
  deriveAnew(model, strips, () => {
    for (const { block, index, state, maturity } of stood) {
      block.own[index] = state
      block.ownMaturity[index] = maturity
    }
  })
  const points = (is: number | null, was: number | null): number => Math.round(((is ?? 0) - (was ?? 0)) * 1e5) / 1e3
  return after
    .flatMap(({ scope, duty, total: is }, at): DutyMove[] => {
      const was = before[at]?.total ?? null
      const move: DutyMove = {
        entity: model.graph.scopes[scope]?.id ?? '',
        duty: model.pack.duties[duty]?.duty.id ?? '',
        designed: points(toDecimal(is?.designed ?? null), toDecimal(was?.designed ?? null)),
        implemented: points(toDecimal(is?.implemented ?? null), toDecimal(was?.implemented ?? null)),
        evidenced: points(toDecimal(is?.evidenced ?? null), toDecimal(was?.evidenced ?? null)),
      }
      return move.designed === 0 && move.implemented === 0 && move.evidenced === 0 ? [] : [move]
    })
    .sort((a, b) => b.implemented - a.implemented || b.designed - a.designed || (a.duty < b.duty ? -1 : 1))
}

const stateOf = ({ block, index }: Located) => ({
  block,
  index,
  state: block.own[index] ?? 0,
  maturity: block.ownMaturity[index] ?? 0,
})
