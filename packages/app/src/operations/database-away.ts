import { fail, type Result } from '@caponier/core'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import { isProgramChanged, PROGRAM_CHANGED } from '../thread/program-changed.ts'
import { raceProblem } from './database-race.ts'

/** What the operating system says of a connection that is not there, or broke. */
const BROKEN = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'])
/** PostgreSQL's own words: shutting down, crashed, starting (57P0x), connection failures (08), too little of something (53). */
const AWAY_STATES = /^(57P0[1-5]|08...|53...)$/
/** The client library has no code for these. */
const AWAY_WORDS = /connection terminated|timeout exceeded when trying to connect|not queryable|client has encountered a connection error/i

/** Whether an error says that the database is away or cannot do it now, which passes by itself or by an administrator's hand. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  // ENOENT of a file is a bug of ours; of a socket it comes from connecting.
  if (code === 'ENOENT') return 'syscall' in error && error.syscall === 'connect'
  if (code !== '') return BROKEN.has(code) || AWAY_STATES.test(code)
  return AWAY_WORDS.test(error.message)
}

/** Told to a caller while the database is away. Whether a change that was under way was stored is not known then. */
export const databaseAway: ApiProblem = {
  code: 'environment',
  detail: 'The database does not answer now.',
  kept: 'Everything that was confirmed before is stored.',
  mend: 'Wait a moment and try again.',
  retryAfterSeconds: 1,
}

/**
 * Carries out work; a database that is away or gave somebody else the way, and a program that was changed on disk, become a problem to
 * tell. Any other error stays one.
 */
export async function unlessAway<T>(work: () => Promise<Result<T, ApiProblem>>): Promise<Result<T, ApiProblem>> {
  try {
    return await work()
  } catch (error) {
    const problem = isDatabaseAway(error) ? databaseAway : isProgramChanged(error) ? PROGRAM_CHANGED : raceProblem(error)
    if (problem !== null) return fail(problem)
    throw error
  }
}
