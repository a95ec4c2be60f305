import { databaseAway } from '@caponier/app/operations/database-away'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import { fail, ok, type Result } from '@caponier/core'
import type { Call } from './call.ts'
import type { CallKey, IdempotencyStore, KeyState } from './idempotency.ts'
import { problemResponse } from './problem-response.ts'

/** A call that came with an `Idempotency-Key`. */
export interface KeyedCall {
  readonly store: IdempotencyStore
  readonly key: CallKey
  /** Method, path, query and version: what the call is, besides its body. */
  readonly head: string
  /** Its answer holds a secret. */
  readonly secret: boolean
}

/** Without the body's digest it could be told whether a body is the same only after all of it was read. */
export const NO_DIGEST: ApiProblem = {
  code: 'bad-request',
  detail: 'With an Idempotency-Key, bytes need their Content-Digest.',
  kept: 'Nothing was changed.',
  mend: 'Send the header Content-Digest: sha-256=:BASE64: or no key.',
}

/** The key that a call came with; undefined where it has none or its route takes none. */
export function readCallKey<P>(
  { id, shape, request }: Call<P>,
  store: IdempotencyStore | undefined,
  principal: string,
): Result<KeyedCall | undefined, ApiProblem> {
  const key = request.headers.get('idempotency-key')
  if (shape.repeatable !== true || key === null || store === undefined) return ok(undefined)
  if (!/^[\x21-\x7e]{1,200}$/.test(key))
    return fail({
      code: 'bad-request',
      detail: 'Idempotency-Key is not 1 to 200 printable characters.',
      kept: 'Nothing was changed.',
    })
  // Not the host: another process may be reached under another one.
  const { pathname, search } = new URL(request.url)
  const head = JSON.stringify([request.method, pathname + search, request.headers.get('if-match')])
  return ok({ store, key: { principal, route: id, key }, head, secret: shape.secret === true })
}

/**
 * Carries a call out unless it was carried out before; then it gives the answer of then. `content` tells bodies apart; `unread` is a
 * body that nobody has read yet, and is read to its end where the call does not run, so that its sender comes to hear the answer.
 */
export async function onlyOnce(
  { store, key, head, secret }: KeyedCall,
  content: Uint8Array,
  run: () => Promise<Response>,
  unread?: ReadableStream<Uint8Array>,
): Promise<Response> {
  const state = await store.begin(key, Buffer.concat([Buffer.from(`${head}\n`, 'utf8'), content]))
  if (state.kind !== 'new') {
    await unread?.pipeTo(new WritableStream()).catch(() => undefined)
    return answerOf(state)
  }
  const { held } = state
  let isFinished = false
  try {
    const answer = await held.run(run)
    if (answer.ok) {
      const body = secret ? null : await answer.clone().text()
      isFinished = true
      await held.finish({
        status: answer.status,
        contentType: answer.headers.get('content-type'),
        etag: answer.headers.get('etag'),
        body,
      })
    }
    return answer
  } finally {
    if (!isFinished) await held.release()
  }
}

function answerOf(state: Exclude<KeyState, { readonly kind: 'new' }>): Response {
  if (state.kind === 'stored') {
    const { status, contentType, etag, body } = state.answer
    const headers = new Headers({ 'cache-control': 'no-store', 'idempotency-replayed': 'true' })
    if (contentType !== null) headers.set('content-type', contentType)
    if (etag !== null) headers.set('etag', etag)
    return new Response(status === 204 ? null : body, { status, headers })
  }
  return problemResponse(refusals[state.kind])
}

const refusals: Readonly<Record<Exclude<KeyState['kind'], 'new' | 'stored'>, ApiProblem>> = {
  away: databaseAway,
  running: {
    code: 'conflict',
    detail: 'The same call is being carried out now.',
    mend: 'Wait a moment and send it again.',
    retryAfterSeconds: 2,
  },
  done: {
    code: 'conflict',
    detail: 'This call was carried out already; its answer is not kept.',
    kept: 'What it changed stands.',
    mend: 'Look at what stands there now.',
  },
  different: {
    code: 'conflict',
    detail: 'The Idempotency-Key was used for another call.',
    kept: 'Nothing was changed.',
    mend: 'Use a new key.',
  },
}
