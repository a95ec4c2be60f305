import { fail, ok, type Result } from '@caponier/core'
import type { RouteTable } from './handler.ts'
import { eventReader, type EventIn } from './event-stream.ts'
import { buildPath } from './http-path.ts'
import { type ApiProblem, PROBLEMS, type ProblemCode, ProblemDetails } from './problem.ts'
import { encodeQuery } from './query-values.ts'
import type { RouteRequest, RouteResponse, RouteShape, SparsePage } from './route.ts'

/** Parts that the route does not have may be left out, and those where everything is optional. */
type Request<R extends RouteShape> = {
  readonly [
    Part in keyof RouteRequest<R> as undefined extends RouteRequest<R>[Part] ? never : object extends RouteRequest<R>[Part] ? never : Part
  ]: RouteRequest<R>[Part]
} & {
  readonly [
    Part in keyof RouteRequest<R> as undefined extends RouteRequest<R>[Part] ? Part : object extends RouteRequest<R>[Part] ? Part : never
  ]?: RouteRequest<R>[Part]
} & CallOptions

export interface CallOptions {
  readonly signal?: AbortSignal
  /** For repeatable routes: the same key and body give the stored response. Of bytes the digest goes along. */
  readonly idempotencyKey?: string
  /** For `bytes`. */
  readonly mediaType?: string
}

type Args<R extends RouteShape> = object extends Request<R> ? [request?: Request<R>] : [request: Request<R>]

export interface ClientOptions {
  /** Origin of the server, e.g. `http://127.0.0.1:8620`; '' in the browser. */
  readonly baseUrl: string
  readonly fetch?: typeof globalThis.fetch
  /** Sent with every call, e.g. a bearer token. */
  readonly headers?: Readonly<Record<string, string>> | (() => Readonly<Record<string, string>>)
  /** So many answers of steady routes are remembered, so that what did not change is not sent again; none when absent. */
  readonly remember?: number
}

/** A call of a list that asks for some columns only. */
type SparseRequest<R extends RouteShape> = R['returns'] extends 'list'
  ? Request<R> & { readonly query: { readonly fields: string } }
  : never

export interface Client<Routes extends RouteTable> {
  /** With `fields` the rows hold these columns and the key. */
  <Id extends keyof Routes & string>(id: Id, request: SparseRequest<Routes[Id]>): Promise<Result<SparsePage<Routes[Id]>, ApiProblem>>
  /** Calls one route. Every failure is a value: the server's problem, or `environment` when it cannot be reached or the call was cancelled. */
  <Id extends keyof Routes & string>(id: Id, ...args: Args<Routes[Id]>): Promise<Result<RouteResponse<Routes[Id]>, ApiProblem>>
  /** All rows of a list as a file; give `format` in the query. */
  readonly file: <Id extends keyof Routes & string>(id: Id, ...args: Args<Routes[Id]>) => Promise<Result<File, ApiProblem>>
  /** Follows an event stream until the signal aborts or the server refuses; comes back by itself when the line breaks. */
  readonly follow: <Id extends keyof Routes & string>(id: Id, request: Request<Routes[Id]> & FollowOptions) => Promise<ApiProblem>
  /** Path and query of a call, for links. Fails when a value cannot stand in a path. */
  readonly url: <Id extends keyof Routes & string>(id: Id, ...args: Args<Routes[Id]>) => Result<string, ApiProblem>
}

export interface FollowOptions {
  readonly onEvent: (event: EventIn) => void
  /**
   * Tells when the stream is open and when it is lost and tried again. A stream that ends is asked for at once; that it is lost is
   * told when nobody answers.
   */
  readonly onState?: (state: 'open' | 'lost') => void
  /** So long without a single byte means that the line is dead, in milliseconds; default 45,000, more than two signs of life. */
  readonly silence?: number
  /** Subscribes to a hint that the line may be different now; `look` gives up what stands and tries at once. Returns the end of it. */
  readonly hints?: (look: () => void) => () => void
  /** Waits before the next try, in milliseconds; doubles up to `most` and starts over once open. Default 1,000 and 30,000. */
  readonly pause?: { readonly first: number; readonly most: number }
}

interface AnyRequest extends CallOptions {
  readonly params?: unknown
  readonly query?: unknown
  readonly body?: unknown
  readonly version?: unknown
}

const UNREACHABLE: ApiProblem = {
  code: 'environment',
  detail: 'The server cannot be reached.',
  mend: 'Check the connection and whether the server runs, then try again. Nothing was changed that was not confirmed.',
}
const CANCELLED: ApiProblem = { code: 'environment', detail: 'The call was cancelled.' }

/** The typed client over a table of routes; the same for the browser, the command line and tests. */
export function createClient<Routes extends RouteTable>(routes: Routes, options: ClientOptions): Client<Routes> {
  const shapeOf = (id: string): RouteShape => {
    const shape = routes[id]
    if (shape === undefined) throw new Error(`no route ${id}`)
    return shape
  }
  const urlOf = (shape: RouteShape, request: AnyRequest): Result<string, ApiProblem> => {
    const path = buildPath(shape.path, recordOf(request.params))
    if (!path.ok) return fail({ code: 'bad-request', detail: path.problem })
    return ok(path.value + encodeQuery(recordOf(request.query)))
  }
  const send = async (
    shape: RouteShape,
    request: AnyRequest,
    extra: Readonly<Record<string, string>> = {},
  ): Promise<Result<Response, ApiProblem>> => {
    const url = urlOf(shape, request)
    if (!url.ok) return url
    const own = typeof options.headers === 'function' ? options.headers() : options.headers
    const headers: Record<string, string> = { accept: 'application/json, application/problem+json, */*;q=0.1', ...own, ...extra }
    if (shape.method !== 'GET') headers['x-caponier'] = '1'
    if (typeof request.version === 'number') headers['if-match'] = `"${request.version}"`
    if (request.idempotencyKey !== undefined) headers['idempotency-key'] = request.idempotencyKey
    const isBytes = shape.accepts === 'bytes'
    if (isBytes) headers['content-type'] = request.mediaType ?? 'application/octet-stream'
    else if (request.body !== undefined) headers['content-type'] = 'application/json'
    const body = isBytes
      ? (request.body as Blob | Uint8Array<ArrayBuffer>)
      : request.body === undefined
        ? null
        : JSON.stringify(request.body)
    try {
      if (isBytes && request.idempotencyKey !== undefined)
        headers['content-digest'] = await contentDigest(body as Blob | Uint8Array<ArrayBuffer>)
      const call = options.fetch ?? globalThis.fetch
      const signal = request.signal ?? null
      const response = await call(options.baseUrl + url.value, { method: shape.method, headers, body, signal, credentials: 'same-origin' })
      return response.ok || (response.status === 304 && extra['if-none-match'] !== undefined)
        ? ok(response)
        : fail(await problemOf(response))
    } catch {
      return fail(request.signal?.aborted === true ? CANCELLED : UNREACHABLE)
    }
  }
  const remembered = new Map<string, { readonly tag: string; readonly value: unknown }>()
  const remember = (url: string, tag: string, value: unknown): unknown => {
    remembered.delete(url)
    remembered.set(url, { tag, value })
    const [oldest] = remembered.keys()
    if (remembered.size > (options.remember ?? 0) && oldest !== undefined) remembered.delete(oldest)
    return value
  }
  const call = async (id: string, request: AnyRequest = {}): Promise<Result<unknown, ApiProblem>> => {
    const shape = shapeOf(id)
    const url = shape.steady === true && options.remember !== undefined ? urlOf(shape, request) : undefined
    const known = url?.ok === true ? remembered.get(url.value) : undefined
    const response = await send(shape, request, known === undefined ? {} : { 'if-none-match': known.tag })
    if (!response.ok) return response
    if (response.value.status === 304) return ok(known?.value)
    return read(request.signal, async () => {
      const tag = response.value.headers.get('etag')
      if (url?.ok === true && tag !== null) return remember(url.value, tag, await response.value.json())
      if (shape.returns === 'file') return fileOf(response.value)
      if (shape.returns === 'empty' || response.value.status === 204) return undefined
      return response.value.json()
    })
  }
  const file = async (id: string, request: AnyRequest = {}): Promise<Result<File, ApiProblem>> => {
    const response = await send(shapeOf(id), request)
    return response.ok ? read(request.signal, () => fileOf(response.value)) : response
  }
  const follow = async (id: string, request: AnyRequest & FollowOptions): Promise<ApiProblem> => {
    const shape = shapeOf(id)
    const pause = request.pause ?? { first: 1_000, most: 30_000 }
    let wait = pause.first
    let lastId: string | undefined
    let attempt = new AbortController()
    let isHinted = false
    const onEvent = (event: EventIn): void => {
      lastId = event.id ?? lastId
      request.onEvent(event)
    }
    const endHints = request.hints?.(() => {
      isHinted = true
      attempt.abort()
    })
    try {
      for (;;) {
        attempt = new AbortController()
        isHinted = false
        const signal = request.signal === undefined ? attempt.signal : AbortSignal.any([request.signal, attempt.signal])
        const watch = deadLine(request.silence ?? 45_000, attempt)
        const extra = { accept: 'text/event-stream', ...(lastId === undefined ? {} : { 'last-event-id': lastId }) }
        const response = await send(shape, { ...request, signal }, extra)
        const openedAt = performance.now()
        if (response.ok) {
          request.onState?.('open')
          await readEvents(response.value, onEvent, watch.alive)
        }
        watch.stop()
        if (request.signal?.aborted === true) return CANCELLED
        if (!response.ok && PROBLEMS[response.problem.code].status < 500 && response.problem.code !== 'too-many') return response.problem
        const stood = response.ok && performance.now() - openedAt >= pause.first
        if (stood) wait = pause.first
        // Its end is ordinary: the server ends every stream after some minutes. Silence is not, nor a try that nobody answers.
        if (isHinted || (stood && !watch.isDead())) continue
        request.onState?.('lost')
        if (stood) continue
        await delay(wait, signal)
        wait = (isHinted as boolean) ? pause.first : Math.min(wait * 2, pause.most)
      }
    } finally {
      endHints?.()
    }
  }
  const client = Object.assign(call, { file, follow, url: (id: string, request: AnyRequest = {}) => urlOf(shapeOf(id), request) })
  return client as Client<Routes>
}

/** `Content-Digest` of bytes (RFC 9530); takes a secure context in a browser. */
async function contentDigest(body: Blob | Uint8Array<ArrayBuffer>): Promise<string> {
  const bytes = body instanceof Blob ? await body.arrayBuffer() : body
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return `sha-256=:${btoa(String.fromCharCode(...digest))}:`
}

const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}

async function read<T>(signal: AbortSignal | undefined, body: () => Promise<T>): Promise<Result<T, ApiProblem>> {
  try {
    return ok(await body())
  } catch {
    return fail(signal?.aborted === true ? CANCELLED : UNREACHABLE)
  }
}

/** The server's problem; of an answer that is none (a proxy between) the nearest by status. */
async function problemOf(response: Response): Promise<ApiProblem> {
  const text = await response.text().catch(() => '')
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    data = undefined
  }
  const details = ProblemDetails.safeParse(data)
  if (details.success) {
    const { type: _type, title: _title, status: _status, ...problem } = details.data
    return problem
  }
  const code = (Object.keys(PROBLEMS) as ProblemCode[]).find((one) => PROBLEMS[one].status === response.status)
  return { code: code ?? (response.status >= 500 ? 'environment' : 'bad-request'), detail: `The answer was HTTP ${response.status}.` }
}

async function fileOf(response: Response): Promise<File> {
  const blob = await response.blob()
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(response.headers.get('content-disposition') ?? '')?.[1]
  return new File([blob], encoded === undefined ? 'download' : decodeURIComponent(encoded), { type: blob.type })
}

/** Aborts an attempt when no sign of life came for so many milliseconds. */
function deadLine(silence: number, attempt: AbortController) {
  let isDead = false
  const end = (): void => {
    isDead = true
    attempt.abort()
  }
  let timer = setTimeout(end, silence)
  return {
    alive: (): void => {
      clearTimeout(timer)
      timer = setTimeout(end, silence)
    },
    stop: (): void => clearTimeout(timer),
    isDead: (): boolean => isDead,
  }
}

/** Reads until the stream ends or breaks. */
async function readEvents(response: Response, onEvent: (event: EventIn) => void, onBytes: () => void): Promise<void> {
  const reader = response.body?.getReader()
  if (reader === undefined) return
  const decoder = new TextDecoder()
  const feed = eventReader(onEvent)
  for (;;) {
    onBytes()
    const chunk = await reader.read().catch(() => undefined)
    if (chunk === undefined || chunk.done) return
    if (!feed(decoder.decode(chunk.value, { stream: true }))) return reader.cancel().catch(() => undefined)
  }
}

function delay(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds)
    function done(): void {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    signal?.addEventListener('abort', done)
    if (signal?.aborted === true) done()
  })
}
