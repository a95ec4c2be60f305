/** An expected outcome: either a value or a problem that the caller can show. Bugs throw instead. */
export type Result<T, P = Problem> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: P }

/** The closed set of expected failures; served as RFC 9457 problem details by the server, as text by the CLI. */
export type Problem =
  | { readonly kind: 'invalid-input'; readonly message: string; readonly issues: readonly Issue[] }
  | { readonly kind: 'not-found'; readonly message: string }
  | { readonly kind: 'environment'; readonly message: string; readonly mend: string }

/** One thing wrong in an input, with the way to mend it. `line` and `column` count from 1. */
export interface Issue {
  readonly file?: string
  readonly line?: number
  readonly column?: number
  /** Where in the data, e.g. `zones[3].slTarget`. */
  readonly path: string
  readonly message: string
  /** The offending text as written, shortened. */
  readonly excerpt?: string
  readonly mend?: string
}

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value })
export const fail = <P>(problem: P): { readonly ok: false; readonly problem: P } => ({ ok: false, problem })
