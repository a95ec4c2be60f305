import { AsyncLocalStorage } from 'node:async_hooks'
import { createHash } from 'node:crypto'
import type { GivenAnswer, HeldCallKey, TakenKey } from '@caponier/store/operations/call-keys'
import { giveCallKeyBack, keepCallAnswer, markCallChanged, takeCallKey } from '@caponier/store/operations/call-keys'
import type { Queries } from '@caponier/store/tenant/transaction'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import type { App } from '../context.ts'
import { conflict } from '../problems.ts'

/** A call that came with a key; its user is signed in. */
export interface RepeatableCall {
  readonly user: string
  readonly route: string
  /** As the caller gave it. */
  readonly key: string
  /** What the call is, whole; another call with the same key is refused. */
  readonly content: Uint8Array
}

/** A key that this process holds for a call. */
export interface HeldCall {
  /** Carries the call out: whatever it changes notes, in the same transaction, that it did. */
  readonly run: <T>(work: () => Promise<T>) => Promise<T>
  readonly finish: (answer: GivenAnswer) => Promise<void>
  /** Gives the key back; one whose call changed something stays used. */
  readonly release: () => Promise<void>
}

export type BegunCall = Exclude<TakenKey, { readonly kind: 'new' }> | { readonly kind: 'new'; readonly held: HeldCall }

/** The key under which something runs; a change far below must find it without every function between them passing it on. */
const running = new AsyncLocalStorage<HeldCallKey>()

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')

/**
 * Takes the key of a call, on whichever server process it comes. A repeated call finds the answer; one whose process ended before it
 * changed anything is carried out anew after half a minute; one that changed something is never carried out again.
 */
export async function beginCall(app: App, { user, route, key, content }: RepeatableCall): Promise<BegunCall> {
  const held: HeldCallKey = { user, route, keyHash: sha256(key), holder: app.newId() }
  const taken = await takeCallKey(app.pool, held, sha256(content))
  if (taken.kind !== 'new') return taken
  return {
    kind: 'new',
    held: {
      run: (work) => running.run(held, work),
      finish: (answer) => keepCallAnswer(app.pool, held, answer),
      release: () => giveCallKeyBack(app.pool, held),
    },
  }
}

/** Notes in a change that its call has changed something; false when the call is another process's by now. */
export async function noteChanged(queries: Queries): Promise<boolean> {
  const held = running.getStore()
  return held === undefined || markCallChanged(queries, held)
}

/** What a process answers that was away too long for its call to wait for it: the same call again tells what became of it. */
export const takenOver: ApiProblem = {
  ...conflict('another server process has taken this call over', 'look at what stands there now'),
  retryAfterSeconds: 2,
}
