import type { RequirementRow } from '@caponier/contract/assessment/assessments'
import type { AnswerInput } from '@caponier/contract/assessment/cells'
import { needsReason } from './answer-state.ts'

/** When a person is to look again, and who. Empty date: the server sets one a year ahead. */
export interface Review {
  readonly review: string
  readonly reviewer: string | null
}

/** The same day a year on, as the server reckons it. */
export function yearFrom(day: string): string {
  const next = `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`
  return next.endsWith('-02-29') ? `${next.slice(0, 8)}28` : next
}

/** An own answer that was left out or compensated, and so is to be looked at again one day. */
export const hasReview = (row: RequirementRow): boolean => row.own !== null && needsReason(row.own.state)

/** Past the day that was set to look again, or none was ever set. */
export const isReviewDue = (row: RequirementRow, today: string): boolean =>
  hasReview(row) && (row.own?.review == null || row.own.review < today)

/** The standing answer with another review; null where there is none to be set. */
export function withReview(row: RequirementRow, { review, reviewer }: Review): AnswerInput | null {
  const { own } = row
  if (own === null || own.state === 'not-assessed' || !needsReason(own.state)) return null
  return {
    state: own.state,
    ...(own.justification !== null && { justification: own.justification }),
    ...(own.note !== null && { note: own.note }),
    ...(own.maturity !== null && { maturity: own.maturity }),
    ...(review !== '' && { review }),
    ...(reviewer !== null && { reviewer }),
  }
}
