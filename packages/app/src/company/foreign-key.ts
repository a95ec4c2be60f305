import type { Result } from '@caponier/core'
import { fail } from '@caponier/core'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import { conflict } from '../problems.ts'

const FOREIGN_KEY = '23503'

/** Is it the database that says: something refers to it? */
const isForeignKey = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === FOREIGN_KEY

/**
 * Runs a change and turns a reference that only the database knows of (an account, a comment, a task) into a conflict. What the model
 * knows is told with its name before.
 */
export async function referencesHeld<T>(work: () => Promise<Result<T, ApiProblem>>): Promise<Result<T, ApiProblem>> {
  try {
    return await work()
  } catch (error) {
    if (!isForeignKey(error)) throw error
    return fail(
      conflict(
        'something outside the model refers to it: an account, a comment, a task or a report',
        'end it with a last day instead; it stays with its past',
      ),
    )
  }
}
