import { buildPath } from '@caponier/contract/kit/http-path'
import type { ListQuery } from '@caponier/contract/kit/list-query'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import { type EventOut, type FileOut, type RouteShape, successStatus } from '@caponier/contract/kit/route'
import { ok, type Result } from '@caponier/core'
import { z } from 'zod'
import type { Call, MountOptions } from './call.ts'
import { eventStream } from './events.ts'
import { fileResponse } from './file-answer.ts'
import { parseJsonBody } from './json-text.ts'
import { askedLanguage } from './language.ts'
import { exportRows, pageColumns, pageRows, readListQuery } from './list-answer.ts'
import type { MountedHandler } from './mounted-handler.ts'
import { NO_DIGEST, onlyOnce, readCallKey } from './only-once.ts'
import { problemResponse } from './problem-response.ts'
import { type BoundedStream, boundedStream, mediaTypeOf, readDigest, readJsonBytes } from './request-body.ts'
import { checkedBy, invalidInput, readQuery, readVersion } from './request-input.ts'

/** An admitted call with what carries it out. */
export interface Admitted {
  readonly handler: MountedHandler
  readonly context: unknown
  readonly rawQuery: string
  /** Name of the caller for idempotency keys and streams. */
  readonly principal: string
  /** Open event streams by caller. */
  readonly streams: Map<string, number>
}

interface Input {
  readonly params: unknown
  readonly query: unknown
  readonly body: unknown
  readonly version: number | undefined
  readonly mediaType?: string
  readonly lastEventId?: string
  readonly signal?: AbortSignal
}

/** Reads the rest of an admitted call, carries it out and answers. Throws only on bugs. */
export async function answerCall<P>(call: Call<P>, admitted: Admitted, options: MountOptions<P>): Promise<Response> {
  const { shape, request } = call
  const query = readQuery(shape, admitted.rawQuery)
  if (!query.ok) return problemResponse(query.problem)
  const version = readVersion(shape, request.headers.get('if-match'))
  if (!version.ok) return problemResponse(version.problem)
  const list = shape.list === undefined ? undefined : readListQuery(shape, shape.list, query.value)
  if (list?.ok === false) return problemResponse(list.problem)
  const input = {
    params: shape.params === undefined ? undefined : call.params,
    query: ownQuery(shape, query.value),
    version: version.value,
  }

  if (shape.accepts === 'bytes') {
    const digest = readDigest(request.headers.get('content-digest'))
    if (!digest.ok) return problemResponse(digest.problem)
    const bounded = boundedStream(request, shape, digest.value)
    if (!bounded.ok) return problemResponse(bounded.problem)
    const { stream } = bounded.value
    const mediaType = mediaTypeOf(request)
    const once = readCallKey(call, options.idempotency, admitted.principal)
    if (!once.ok) return problemResponse(once.problem)
    const run = (): Promise<Response> => carryOut(call, admitted, options, { ...input, body: stream, mediaType, signal: request.signal })
    return withBytes(bounded.value, () => {
      if (once.value === undefined) return located(call, run())
      if (digest.value === undefined) return Promise.resolve(problemResponse(NO_DIGEST))
      return located(call, onlyOnce(once.value, Buffer.from(`${mediaType}\n${digest.value.toString('hex')}`, 'utf8'), run, stream))
    })
  }
  let bytes: Uint8Array | undefined
  if (shape.method !== 'GET') {
    const read = await readJsonBytes(request, shape)
    if (!read.ok) return problemResponse(read.problem)
    bytes = read.value
  }
  const body = readBody(shape, bytes)
  if (!body.ok) return problemResponse(body.problem)
  const run = (): Promise<Response> => carryOut(call, admitted, options, { ...input, body: body.value }, list?.value)
  if (shape.steady === true && options.readTag !== undefined && (list?.value.format ?? null) === null)
    return unlessKnown(options.readTag(call, admitted.context), request.headers.get('if-none-match'), run)
  const once = readCallKey(call, options.idempotency, admitted.principal)
  if (!once.ok) return problemResponse(once.problem)
  return located(call, once.value === undefined ? run() : onlyOnce(once.value, bytes ?? new Uint8Array(), run))
}

/** Says where what was made stands; of an answer that is given again as of the first. */
async function located<P>({ shape, params }: Call<P>, answering: Promise<Response>): Promise<Response> {
  const answer = await answering
  if (shape.location === undefined || !answer.ok) return answer
  const made: unknown = await answer.clone().json()
  if (typeof made !== 'object' || made === null || !('id' in made)) return answer
  const path = buildPath(shape.location, { ...params, id: made.id })
  if (path.ok) answer.headers.set('location', path.value)
  return answer
}

/** Answers that nothing is different to who names the state in which things stand (RFC 9110, 13.1.2), without carrying the call out. */
async function unlessKnown(tag: string, known: string | null, run: () => Promise<Response>): Promise<Response> {
  const headers = { etag: tag, 'cache-control': 'no-store' }
  if ((known ?? '').split(',').some((one) => one.trim() === tag)) return new Response(null, { status: 304, headers })
  const answer = await run()
  if (answer.ok) answer.headers.set('etag', tag)
  return answer
}

/** The route's own query, without the grammar of its list. */
function ownQuery(shape: RouteShape, query: Readonly<Record<string, unknown>>): unknown {
  if (shape.query === undefined) return undefined
  if (shape.list === undefined) return query
  const own = Object.keys(shape.query.shape)
  return Object.fromEntries(Object.entries(query).filter(([name]) => own.includes(name)))
}

function readBody(shape: RouteShape, bytes: Uint8Array | undefined): Result<unknown, ApiProblem> {
  if (shape.body === undefined)
    return bytes === undefined ? ok(undefined) : invalidInput([{ path: 'body', message: 'is not taken here', mend: 'send none' }])
  if (bytes === undefined) return checkedBy(shape.body, undefined, 'body')
  const parsed = parseJsonBody(bytes)
  return parsed.ok ? checkedBy(shape.body, parsed.value, 'body') : parsed
}

/** Whatever a handler makes of a body that broke because it was too large, that is the answer. */
async function withBytes(bounded: BoundedStream, run: () => Promise<Response>): Promise<Response> {
  try {
    const answer = await run()
    const fault = bounded.fault()
    return fault === undefined ? answer : problemResponse(fault)
  } catch (error) {
    const fault = bounded.fault()
    if (fault === undefined) throw error
    return problemResponse(fault)
  }
}

async function carryOut<P>(
  call: Call<P>,
  { handler, context, principal, streams }: Admitted,
  options: MountOptions<P>,
  input: Input,
  list?: ListQuery,
): Promise<Response> {
  const { shape } = call
  if (shape.returns === 'events') return answerEvents(call, { handler, context, principal, streams }, options, input)
  const done = await handler(context as never, input as never)
  if (!done.ok) return problemResponse(done.problem)
  const check = options.checkOutput !== false
  const status = successStatus(shape)
  if (shape.returns === 'empty') return new Response(null, { status, headers: { 'cache-control': 'no-store' } })
  if (shape.returns === 'file') return fileResponse(done.value as FileOut, status, new Headers())
  if (shape.prepared === true) return new Response(done.value as Uint8Array<ArrayBuffer>, { status, headers: jsonHeaders() })
  if (shape.returns === 'json') return jsonResponse(checkedOutput(shape.out, done.value, check), status)
  const spec = shape.list
  if (spec === undefined || list === undefined) throw new Error(`${call.id} is a list without grammar`)
  const rows = done.value as readonly object[]
  if (list.format !== null) {
    const language = askedLanguage(call.request.headers.get('accept-language'))
    const file = await exportRows(shape, spec, rows, { ...list, format: list.format }, language)
    return file.ok ? fileResponse(file.value, status, new Headers()) : problemResponse(file.problem)
  }
  const page = pageRows(spec, rows, list)
  const items = checkedOutput(shape.out === undefined ? undefined : z.array(shape.out), page.items, check) as readonly object[]
  return jsonResponse(pageColumns(spec, { ...page, items }, list), status)
}

/** What the contract promises, or a bug: the failure names places in the data, not the data. */
function checkedOutput(schema: z.ZodType | undefined, value: unknown, check: boolean): unknown {
  if (!check || schema === undefined) return value
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const part = (one: PropertyKey): string => (typeof one === 'number' || /^[a-zA-Z]{1,40}$/.test(String(one)) ? String(one) : '*')
  const places = parsed.error.issues.slice(0, 5).map((issue) => `${issue.path.map(part).join('.')} ${issue.code}`)
  throw new TypeError(`the handler broke its contract: ${places.join('; ')}`)
}

const jsonHeaders = (): Headers => new Headers({ 'content-type': 'application/json', 'cache-control': 'no-store' })

function jsonResponse(value: unknown, status: number): Response {
  const headers = jsonHeaders()
  const version = typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined
  if (Number.isSafeInteger(version)) headers.set('etag', `"${String(version)}"`)
  return new Response(JSON.stringify(value), { status, headers })
}

async function answerEvents<P>(
  call: Call<P>,
  admitted: Omit<Admitted, 'rawQuery'>,
  options: MountOptions<P>,
  input: Input,
): Promise<Response> {
  const { request } = call
  const { streams, principal } = admitted
  const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no' }
  if (request.method === 'HEAD') return new Response(null, { headers })
  const open = streams.get(principal) ?? 0
  if (open >= (options.mostStreams ?? 20))
    return problemResponse({
      code: 'too-many',
      detail: 'Too many event streams are open.',
      mend: 'Close other windows.',
      retryAfterSeconds: 30,
    })
  const gone = new AbortController()
  const signals = [request.signal, options.stop, options.endOf?.(call)].filter((signal) => signal !== undefined)
  const lastEventId = request.headers.get('last-event-id')
  const signal = AbortSignal.any([gone.signal, ...signals])
  streams.set(principal, open + 1)
  const onEnd = (): void => {
    gone.abort()
    const left = (streams.get(principal) ?? 1) - 1
    if (left > 0) streams.set(principal, left)
    else streams.delete(principal)
  }
  let done: Result<unknown, ApiProblem>
  try {
    done = await admitted.handler(
      admitted.context as never,
      { ...input, signal, ...(lastEventId === null ? {} : { lastEventId: lastEventId.slice(0, 200) }) } as never,
    )
  } catch (error) {
    onEnd()
    throw error
  }
  if (!done.ok) {
    onEnd()
    return problemResponse(done.problem)
  }
  const heartbeat = options.heartbeat === undefined ? {} : { heartbeat: options.heartbeat }
  return new Response(eventStream(done.value as AsyncIterable<EventOut>, { signals, onEnd, ...heartbeat }), { headers })
}
