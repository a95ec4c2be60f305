import type { AnswerStateName } from '../company/assessment.ts'

/** Answer states as small integers, so that a model of 200,000 answers fits in byte arrays. */
export const NOT_ASSESSED = 0
export const NOT_MET = 1
export const PARTLY = 2
export const MET = 3
export const COMPENSATED = 4
export const NOT_APPLICABLE = 5

export const STATE_NAMES: readonly AnswerStateName[] = ['not-assessed', 'not-met', 'partly', 'met', 'compensated', 'not-applicable']

export const stateCode = (name: AnswerStateName): number => STATE_NAMES.indexOf(name)
export const stateName = (code: number): AnswerStateName => STATE_NAMES[code] ?? 'not-assessed'

/** Implemented score in halves (rule 4): 0, 1 or 2. Meaningless for not applicable, which is out of every denominator. */
const HALVES: readonly number[] = [0, 0, 1, 2, 2, 0]
export const implementedHalves = (code: number): number => HALVES[code] ?? 0

/** Rule 1, order for "raising": {not assessed, not met} < partly < {met, compensated}. */
export const isAchieved = (code: number): boolean => code === MET || code === COMPENSATED

/** Rule 2: a confirmed contradiction caps at partly; not applicable stands outside the order and stays. */
export const capAtPartly = (code: number): number => (isAchieved(code) ? PARTLY : code)

/** Of two answers inherited on different paths the lower counts; not applicable only if all say so (rule 3). */
export function lower(a: number, b: number): number {
  if (a === NOT_APPLICABLE) return b
  if (b === NOT_APPLICABLE) return a
  const byScore = implementedHalves(a) - implementedHalves(b)
  return byScore !== 0 ? (byScore < 0 ? a : b) : Math.min(a, b)
}
