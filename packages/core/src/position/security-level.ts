import type { SecurityLevel } from '../framework/content.ts'
import { isAchieved, NOT_APPLICABLE } from './states.ts'

/** One SR or RE of a foundational requirement, as it stands for one zone or conduit. */
export interface GatedRow {
  /** Level at which the row is first selected, 1..4. */
  readonly gate: SecurityLevel
  /** Effective answer, as a code of states.ts. */
  readonly state: number
  /** Does at least one linked piece of evidence prove it on the as-of date? */
  readonly evidenced: boolean
}

/** 1..4 when the level holds, 0 when none does, null (a dash) when every row is not applicable. */
export type AchievedLevel = SecurityLevel | null

const LEVELS = [1, 2, 3, 4] as const

/**
 * Achieved security level of one foundational requirement (rule 5).
 *
 * Level n holds when every row gated at a level <= n is met, compensated or not applicable, and at least one of them is met
 * or compensated. The result is the highest level that holds. All rows count whatever the target is.
 * @see IEC 62443-3-3:2013, Annex A (vector), Annex B (gates); docs/method/security-level.md
 */
export const achievedLevel = (rows: readonly GatedRow[]): AchievedLevel => highest(rows, (row) => isAchieved(row.state))

/** The evidenced level: the same, where a met or compensated row satisfies only with valid evidence (rule 5). */
export const evidencedLevel = (rows: readonly GatedRow[]): AchievedLevel => highest(rows, (row) => isAchieved(row.state) && row.evidenced)

function highest(rows: readonly GatedRow[], achieved: (row: GatedRow) => boolean): AchievedLevel {
  if (rows.every((row) => row.state === NOT_APPLICABLE)) return null
  const holds = (level: number): boolean => {
    const selected = rows.filter((row) => row.gate <= level)
    return selected.every((row) => row.state === NOT_APPLICABLE || achieved(row)) && selected.some(achieved)
  }
  return LEVELS.findLast(holds) ?? 0
}

/** The weakest element that exists, for where one number is needed; null when all are null (rule 5). */
export function vectorMinimum(vector: readonly AchievedLevel[]): AchievedLevel {
  const present = vector.filter((element) => element !== null)
  return present.length === 0 ? null : (Math.min(...present) as SecurityLevel)
}
