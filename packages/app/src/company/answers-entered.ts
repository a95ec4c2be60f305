import type { WorkspaceAnswer } from '@caponier/core/company/workspace'
import { writeAnswers } from '@caponier/store/assessment/answers'
import type { ModelChange } from '../change.ts'

const AT_ONCE = 2_000

/**
 * Enters answers beneath the tenant's lock whatever stands, and tells memory. Several entries of one cell keep their order. The
 * activity is the caller's to record.
 */
export async function enterAnswers(change: ModelChange, answers: readonly WorkspaceAnswer[]): Promise<void> {
  let rest = answers
  while (rest.length > 0) {
    const seen = new Set<string>()
    const round: WorkspaceAnswer[] = []
    const next: WorkspaceAnswer[] = []
    for (const entry of rest) {
      const cell = `${entry.subject}|${entry.framework}|${entry.requirement}`
      if (seen.has(cell) || round.length >= AT_ONCE) next.push(entry)
      else {
        seen.add(cell)
        round.push(entry)
      }
    }
    const written = await writeAnswers(
      change,
      round.map((entry) => ({ entry, expected: null })),
    )
    round.forEach((entry, at) => {
      change.effect({ kind: 'answer', entry, version: written[at]?.version ?? 1 })
    })
    rest = next
  }
}
