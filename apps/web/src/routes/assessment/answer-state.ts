import type { AnswerStateName } from '@caponier/core/company/assessment'

/** States in the order in which screens show them; the key that gives each is its place from 1. */
export const GIVEN_STATES = ['not-met', 'partly', 'met', 'compensated', 'not-applicable'] as const
export type GivenState = (typeof GIVEN_STATES)[number]

export const ALL_STATES: readonly AnswerStateName[] = ['not-assessed', ...GIVEN_STATES]

/** The state that a key gives, 1 to 5; undefined for every other key. */
export const stateOfKey = (key: string): GivenState | undefined => (/^[1-5]$/.test(key) ? GIVEN_STATES[Number(key) - 1] : undefined)

/** Compensated and not applicable count only with a justification (rule 1). */
export const needsReason = (state: AnswerStateName): boolean => state === 'compensated' || state === 'not-applicable'
