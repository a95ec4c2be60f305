import type { ApiProblem } from '@caponier/contract/kit/problem'

const SAME_KEY = '23505'
const REFERENCE = '23503'
/** Serialisation failure and deadlock: the database gave way to somebody else's transaction. */
const GAVE_WAY = new Set(['40001', '40P01'])

/** References that only the database knows of; those of the model are told by name before. */
const HELD: ApiProblem = {
  code: 'conflict',
  detail: 'something outside the model refers to it: an account, a comment, a task or a report',
  kept: 'nothing was changed',
  mend: 'end it with a last day instead; it stays with its past',
}

/** The same error is given to both ends of a reference; only its words tell them apart, in the language of the database. */
const isReferred = (error: unknown): boolean =>
  error instanceof Error && !('detail' in error && typeof error.detail === 'string' && /is not present in table/.test(error.detail))

/**
 * What the database refuses because somebody else was faster, as a problem to tell; null for every other error. Use cases look before
 * they write and say more; this is the net beneath them, for what changed between their look and their write.
 */
export function raceProblem(error: unknown): ApiProblem | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const told = (detail: string): ApiProblem => ({
    code: 'conflict',
    detail,
    kept: 'nothing was changed',
    mend: 'look at what stands there now, then try again',
  })
  if (code === SAME_KEY) return told('somebody else entered the same at the same moment')
  if (code === REFERENCE) return isReferred(error) ? HELD : told('something that it refers to was removed at the same moment')
  return GAVE_WAY.has(code) ? told('somebody else changed the same at the same moment') : null
}
