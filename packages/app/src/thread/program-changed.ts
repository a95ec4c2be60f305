import type { ApiProblem } from '@caponier/contract/kit/problem'

/**
 * Told where a thread loads other content from disk than the server works with: the program was upgraded in place. Numbers of two contents
 * must not stand side by side, so nothing is computed.
 */
export const PROGRAM_CHANGED = {
  code: 'environment',
  detail: 'the program on disk was changed since this server was started; restart it',
  kept: 'nothing was changed',
  mend: 'ask an administrator to restart the server; other pages work until then',
} as const satisfies ApiProblem

/** The failure of a reading for that reason. */
export const programChanged = (): Error => new Error(PROGRAM_CHANGED.detail, { cause: PROGRAM_CHANGED })

export const isProgramChanged = (error: unknown): boolean => error instanceof Error && error.cause === PROGRAM_CHANGED
