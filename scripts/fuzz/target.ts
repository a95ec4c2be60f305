import type { Random } from './random.ts'

export type Outcome = 'value' | 'problem'

/** One reader under attack. Made once per process; `generate` and `read` are called for every input. */
export interface Target {
  /** Inputs made to explode; each is given once, spread over the first ones, then now and then. */
  readonly bombs: readonly (() => Uint8Array)[]
  /** A valid input, changed; the same for the same random source. */
  readonly generate: (random: Random) => Uint8Array
  /** Gives the input to the reader. Throws when the reader throws or answers with something that is neither value nor problem. */
  readonly read: (bytes: Uint8Array) => Outcome | Promise<Outcome>
}

export function check(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(`broken promise: ${what}`)
}

/** A `Result` as an outcome; its problem must say something. */
export function outcomeOf(result: {
  readonly ok: boolean
  readonly problem?: { readonly kind: string; readonly message: string }
}): Outcome {
  if (result.ok) return 'value'
  check(
    result.problem !== undefined && result.problem.kind.length > 0 && result.problem.message.length > 0,
    'a problem has a kind and a message',
  )
  check(result.problem.message.length < 100_000, 'a problem is short enough to be read')
  return 'problem'
}
