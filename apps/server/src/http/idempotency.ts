import type { App } from '@caponier/app/context'
import { isDatabaseAway } from '@caponier/app/operations/database-away'
import { beginCall } from '@caponier/app/operations/repeated-calls'

/** A success as it is kept for the next call with the same key. */
export interface StoredAnswer {
  readonly status: number
  readonly contentType: string | null
  readonly etag: string | null
  readonly body: string
}

/** The same where the body may be one that must not be kept. */
export interface GivenAnswer extends Omit<StoredAnswer, 'body'> {
  readonly body: string | null
}

/** Who called what with which key. */
export interface CallKey {
  readonly principal: string
  readonly route: string
  readonly key: string
}

/** A key that is held for a call. */
export interface HeldKey {
  /** Carries the call out under its key. */
  readonly run: <T>(work: () => Promise<T>) => Promise<T>
  readonly finish: (answer: GivenAnswer) => Promise<void>
  /** Gives the key back: the call was refused or failed. */
  readonly release: () => Promise<void>
}

export type KeyState =
  /** The caller holds the key now and must finish or release it. */
  | { readonly kind: 'new'; readonly held: HeldKey }
  | { readonly kind: 'running' }
  /** The key was used for another call. */
  | { readonly kind: 'different' }
  | { readonly kind: 'stored'; readonly answer: StoredAnswer }
  /** The call was carried out, but its answer is not kept. */
  | { readonly kind: 'done' }
  /** What is kept cannot be read now. */
  | { readonly kind: 'away' }

/** Keeps answers under the key that the caller gave. `content` is the whole call: another one with the same key is refused. */
export interface IdempotencyStore {
  readonly begin: (call: CallKey, content: Uint8Array) => Promise<KeyState>
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const UNKEPT: HeldKey = { run: (work) => work(), finish: () => Promise.resolve(), release: () => Promise.resolve() }

/** Keys in the database, common to all server processes; only those of signed-in people, whom principals name by their user. */
export function databaseIdempotency(app: App): IdempotencyStore {
  /** The call is through by then, and its answer must go out whether it can be kept or not. */
  const noted = async (what: Promise<void>): Promise<void> => {
    try {
      await what
    } catch (error) {
      app.log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'what became of a call with a key could not be noted')
    }
  }
  return {
    begin: async ({ principal, route, key }, content) => {
      if (!UUID.test(principal)) return { kind: 'new', held: UNKEPT }
      try {
        const begun = await beginCall(app, { user: principal, route, key, content })
        if (begun.kind !== 'new') return begun
        const { run, finish, release } = begun.held
        return { kind: 'new', held: { run, finish: (answer) => noted(finish(answer)), release: () => noted(release()) } }
      } catch (error) {
        if (isDatabaseAway(error)) return { kind: 'away' }
        throw error
      }
    },
  }
}
