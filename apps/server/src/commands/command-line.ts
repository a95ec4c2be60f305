import type { Problem } from '@caponier/core'
import type { ServerSettings } from '../settings.ts'

/** Exit codes, the same as of the command line. */
export const EXIT = { done: 0, checkFailed: 1, usage: 2, environment: 4, interrupted: 130 } as const

/** What a command of the server gets. Thin: it parses its words, calls one operation, and prints. */
export interface Invocation {
  readonly words: readonly string[]
  readonly settings: ServerSettings
  readonly version: string
  /** For results. */
  readonly out: (text: string) => void
  /** For a person who watches. */
  readonly say: (message: string) => void
}

export type ServerCommand = (invocation: Invocation) => Promise<number>

/** Prints a problem with what to do. */
export function tell(problem: Problem): number {
  const mend = 'mend' in problem ? `  ${problem.mend}\n` : ''
  process.stderr.write(`caponier: ${problem.message}\n${mend}`)
  return EXIT.environment
}

/** Prints how the command is used. */
export function usage(text: string): number {
  process.stderr.write(`caponier ${text}\n`)
  return EXIT.usage
}
