import type { ApiProblem } from '@caponier/contract/kit/problem'
import type { RouteShape } from '@caponier/contract/kit/route'
import type { Result } from '@caponier/core'
import type { IdempotencyStore } from './idempotency.ts'
import type { Language } from '@caponier/core'

/** One call of a route, as far as it is known before its handler runs. */
export interface Call<Principal> {
  readonly id: string
  readonly shape: RouteShape
  readonly request: Request
  /** Who calls; null only where the route is public. */
  readonly principal: Principal | null
  /** Validated path parameters. */
  readonly params: Readonly<Record<string, unknown>>
  /** Network address of the caller. */
  readonly address: string
  /** Also told to the caller when the program fails. */
  readonly requestId: string
  /** Go out with the answer, whatever it is, e.g. `Set-Cookie`. */
  readonly answerHeaders: Headers
}

/** Structured log of what went wrong; gets no data of the customer. */
export interface FailureLog {
  readonly error: (fields: Readonly<Record<string, unknown>>, message: string) => void
}

/** What the server adds to the table of routes: who calls, whether they may, and what is remembered between calls. */
export interface MountOptions<Principal> {
  /** Who sends this request; null for nobody. Must not trust the cookie of a request with a bearer token. */
  readonly authenticate: (request: Request, address: string) => Promise<Principal | null>
  /** In which language the caller reads; English when absent. */
  readonly language?: (request: Request, principal: Principal | null) => Language
  /** Names a principal for limits and idempotency keys; never shown. */
  readonly principalKey: (principal: Principal) => string
  /** May this call be carried out? If so, the context for its handler. */
  readonly admit: (call: Call<Principal>) => Promise<Result<unknown, ApiProblem>>
  /** Seconds to wait before this call may come again, 0 when it may now. Asked once by address before, and once by principal after sign-in. */
  readonly limit?: (who: { readonly address: string; readonly principal: string | null; readonly id: string }) => number
  readonly idempotency?: IdempotencyStore
  /** Names the state of what a steady route would answer this call; `context` is what `admit` gave. */
  readonly readTag?: (call: Call<Principal>, context: unknown) => string
  /** A reverse proxy of ours stands in front: the caller's address is the last of `X-Forwarded-For`. */
  readonly trustProxy?: boolean
  /** Aborted when the caller's session ends or its rights change; ends event streams. */
  readonly endOf?: (call: Call<Principal>) => AbortSignal | undefined
  /** Aborted when the server stops. */
  readonly stop?: AbortSignal
  /** Milliseconds between the signs of life of event streams. */
  readonly heartbeat?: number
  /** Event streams that one principal may hold open; 20 when absent. */
  readonly mostStreams?: number
  /** Is this the origin of our own pages? By default the host that the request was sent to. */
  readonly isOwnOrigin?: (origin: string, request: Request) => boolean
  /** Check what handlers return against the contract; true when absent. */
  readonly checkOutput?: boolean
  readonly log: FailureLog
}
