import type { z } from 'zod'
import type { Permission } from '../access/roles.ts'
import type { ListParams, ListSpec } from './list-spec.ts'
import type { ProblemCode } from './problem.ts'

/** Slices carry the same name in every layer. */
export type SliceName =
  | 'scope'
  | 'framework'
  | 'company'
  | 'assets'
  | 'assessment'
  | 'position'
  | 'evidence'
  | 'access'
  | 'activity'
  | 'reports'

/** Who may call a route. Routes with a permission stand below `/api/tenants/{tenant}/`. */
export type RouteAccess =
  | { readonly kind: 'public' }
  | { readonly kind: 'session' }
  | { readonly kind: 'member' }
  | { readonly kind: 'permission'; readonly permission: Permission }

/**
 * What comes back. `json` is validated against `out`; `list` is `{ items, total, next }` of `out` rows, or the same rows as CSV or
 * XLSX when the query says `format`; `file` is bytes with a name; `events` is a stream of server-sent events.
 */
export type RouteReturns = 'json' | 'list' | 'empty' | 'file' | 'events'

export interface RouteShape {
  /** Stable name, `slice-thing.verb`, e.g. `zones.list`; operationId of the OpenAPI document. */
  readonly id: string
  readonly slice: SliceName
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** With `{name}` for parameters, e.g. `/api/tenants/{tenant}/zones/{id}`. */
  readonly path: string
  readonly summary: string
  readonly access: RouteAccess
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  /** `bytes`: the body is a stream of at most `maxBytes`, with its media type in the header. */
  readonly accepts?: 'json' | 'bytes'
  readonly maxBytes?: number
  readonly returns: RouteReturns
  readonly out?: z.ZodType
  /** The handler gives the JSON as bytes, which were checked against `out` where they were made: documents too large to be handed around. */
  readonly prepared?: boolean
  readonly list?: ListSpec
  /** Success status; 200 when absent, 204 for `empty`. */
  readonly status?: 200 | 201 | 202 | 204
  /** Path of what was made, sent as `Location`; `{id}` is that of the answer, other names those of the call. */
  readonly location?: string
  /** Needs `If-Match: "N"` with the version that is edited; answers 428 without and 409 with both sides when stale. */
  readonly edits?: boolean
  /** Honours `Idempotency-Key`: the same key and body give the stored response. Bytes name themselves by `Content-Digest` (RFC 9530). */
  readonly repeatable?: boolean
  /** The answer holds what only its receiver may know, once: it is not kept for who repeats the call. */
  readonly secret?: boolean
  /**
   * What it answers follows from the organisation's changes, the day, the caller and the language, and nothing else: it carries an ETag,
   * and `If-None-Match` with the same gives 304.
   */
  readonly steady?: boolean
  /** Besides those that every route may answer (400, 401, 403, 404, 422, 429, 500, 503). */
  readonly errors?: readonly ProblemCode[]
  /** `out` of a list is one row. */
  readonly example?: { readonly body?: unknown; readonly out?: unknown }
}

/** Declares one route of the table; keeps the literal types, checks the shape. */
export const route = <const R extends RouteShape>(shape: R): R => shape

/** Status of success. */
export const successStatus = (shape: RouteShape): 200 | 201 | 202 | 204 => shape.status ?? (shape.returns === 'empty' ? 204 : 200)

type ObjectOf<T> = T extends z.ZodType ? z.output<T> : undefined
type EntryOf<T> = T extends z.ZodType ? z.input<T> : undefined

/** A file on its way out. */
export interface FileOut {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array | ReadableStream<Uint8Array>
  /** Shown in the browser instead of saved; only for types that cannot run script. */
  readonly inline?: boolean
}

/** One event on its way out; `data` is sent as JSON. `id` comes back as `Last-Event-ID`. */
export interface EventOut {
  readonly event: string
  readonly id?: string
  readonly data: unknown
}

export interface PageOf<T> {
  readonly items: readonly T[]
  readonly total: number
  readonly next: string | null
}

/** What a handler of the route receives, already validated. The grammar of a list is not in its query: the kit carries it out. */
export interface RouteInput<R extends RouteShape> {
  readonly params: ObjectOf<R['params']>
  readonly query: ObjectOf<R['query']>
  readonly body: R['accepts'] extends 'bytes' ? ReadableStream<Uint8Array> : ObjectOf<R['body']>
  /** From `If-Match`, present when the route edits. */
  readonly version: R['edits'] extends true ? number : undefined
  /** With `bytes`: what the sender says they are, lower case, without parameters. Not to be trusted. */
  readonly mediaType?: string
  /** With `events`: `Last-Event-ID` of a client that comes back. */
  readonly lastEventId?: string
  /** Aborted when the client goes away or the server stops. */
  readonly signal?: AbortSignal
}

/** What a handler returns when it succeeds. A handler of a `list` returns all rows that the caller may see; the kit filters, sorts and cuts. */
export type RouteOutput<R extends RouteShape> = R['returns'] extends 'json'
  ? R['prepared'] extends true
    ? Uint8Array
    : EntryOf<R['out']>
  : R['returns'] extends 'list'
    ? readonly EntryOf<R['out']>[]
    : R['returns'] extends 'file'
      ? FileOut
      : R['returns'] extends 'events'
        ? AsyncIterable<EventOut>
        : undefined

/** What a client receives of a list with `fields`: these columns and the key. */
export type SparsePage<R extends RouteShape> = PageOf<Partial<ObjectOf<R['out']>>>

/** What a client receives. A list with `fields` brings a {@link SparsePage}. */
export type RouteResponse<R extends RouteShape> = R['returns'] extends 'json'
  ? ObjectOf<R['out']>
  : R['returns'] extends 'list'
    ? PageOf<ObjectOf<R['out']>>
    : R['returns'] extends 'file'
      ? File
      : undefined

type QueryOf<R extends RouteShape> = R['list'] extends ListSpec
  ? (R['query'] extends z.ZodType ? z.input<R['query']> : unknown) & ListParams
  : EntryOf<R['query']>

/** What a client sends. */
export interface RouteRequest<R extends RouteShape> {
  readonly params: EntryOf<R['params']>
  readonly query: QueryOf<R>
  readonly body: R['accepts'] extends 'bytes' ? Blob | Uint8Array<ArrayBuffer> : EntryOf<R['body']>
  readonly version: R['edits'] extends true ? number : undefined
}
