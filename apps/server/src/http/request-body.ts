import { createHash } from 'node:crypto'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import type { RouteShape } from '@caponier/contract/kit/route'
import { fail, ok, type Result } from '@caponier/core'

/** Bytes of a JSON body unless the route says otherwise. */
export const JSON_BYTES = 1024 * 1024

const tooLarge = (most: number): Result<never, ApiProblem> =>
  fail({
    code: 'too-large',
    detail: `The body is over ${most >= 1_048_576 ? `${Math.floor(most / 1_048_576)} MB` : `${most} bytes`}.`,
    kept: 'Nothing was changed.',
    mend: 'Send less at once.',
  })

/** Media type of the body in lower case, without parameters; '' when the header is absent. */
export const mediaTypeOf = (request: Request): string =>
  (request.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''

/** The bytes of a JSON body, at most `maxBytes` of the route; undefined when there is none. */
export async function readJsonBytes(request: Request, shape: RouteShape): Promise<Result<Uint8Array | undefined, ApiProblem>> {
  const most = shape.maxBytes ?? JSON_BYTES
  const length = declaredLength(request)
  if (length !== undefined && length > most) return tooLarge(most)
  if (length === 0 || (length === undefined && request.body === null)) return ok(undefined)
  if (request.headers.has('content-encoding')) return unsupported('A compressed body is not accepted.', 'Send it as it is.')
  let bytes: Uint8Array | undefined
  try {
    // With a length the parser of HTTP holds the sender to it.
    bytes = length === undefined ? await gather(request.body, most) : new Uint8Array(await request.arrayBuffer())
  } catch {
    return fail({ code: 'bad-request', detail: 'The body broke off.', kept: 'Nothing was changed.', mend: 'Send it again.' })
  }
  if (bytes === undefined || bytes.length > most) return tooLarge(most)
  if (bytes.length === 0) return ok(undefined)
  const mediaType = mediaTypeOf(request)
  if (mediaType !== 'application/json')
    return unsupported(`The body must be application/json.`, 'Set the header Content-Type: application/json.')
  return ok(bytes)
}

const unsupported = (detail: string, mend: string): Result<never, ApiProblem> =>
  fail({ code: 'unsupported-media', detail, kept: 'Nothing was changed.', mend })

function declaredLength(request: Request): number | undefined {
  const text = request.headers.get('content-length')
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : undefined
}

/** Undefined when there is more than `most`. */
async function gather(body: ReadableStream<Uint8Array> | null, most: number): Promise<Uint8Array | undefined> {
  if (body === null) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.length
    if (size > most) {
      await reader.cancel().catch(() => undefined)
      return undefined
    }
    chunks.push(value)
  }
  return Buffer.concat(chunks)
}

export interface BoundedStream {
  readonly stream: ReadableStream<Uint8Array>
  /** The answer when the body turned out, while it was read, to be larger than allowed or another than its digest says. */
  readonly fault: () => ApiProblem | undefined
}

const DIGEST = /(?:^|,)\s*sha-256=:([A-Za-z0-9+/]{43}=):\s*(?:,|$)/i

/** The SHA-256 that `Content-Digest` (RFC 9530) names; undefined without one. Digests of other kinds are not looked at. */
export function readDigest(header: string | null): Result<Buffer | undefined, ApiProblem> {
  if (header === null || !/(?:^|,)\s*sha-256=/i.test(header)) return ok(undefined)
  const text = DIGEST.exec(header)?.[1]
  return text === undefined
    ? fail({ code: 'bad-request', detail: 'Content-Digest is no sha-256=:BASE64: of 32 bytes.', kept: 'Nothing was changed.' })
    : ok(Buffer.from(text, 'base64'))
}

const OTHER_BYTES: ApiProblem = {
  code: 'bad-request',
  detail: 'The body is not what its Content-Digest says.',
  kept: 'Nothing was changed.',
  mend: 'Send it again.',
}

/** The body of a `bytes` route: breaks as soon as it is over the route's `maxBytes`, and at its end when it is not what `digest` says. */
export function boundedStream(request: Request, shape: RouteShape, digest?: Uint8Array): Result<BoundedStream, ApiProblem> {
  const most = shape.maxBytes ?? JSON_BYTES
  const length = declaredLength(request)
  const refused = tooLarge(most)
  if (length !== undefined && length > most) return refused
  if (request.headers.has('content-encoding')) return unsupported('A compressed body is not accepted.', 'Send it as it is.')
  let size = 0
  let fault: ApiProblem | undefined
  const hash = digest === undefined ? undefined : createHash('sha256')
  const bound = new TransformStream<Uint8Array, Uint8Array>({
    transform: (chunk, controller) => {
      size += chunk.length
      hash?.update(chunk)
      if (size <= most) return controller.enqueue(chunk)
      if (!refused.ok) fault = refused.problem
      controller.error(new Error('the body is larger than allowed'))
    },
    flush: (controller) => {
      if (digest === undefined || hash === undefined || hash.digest().equals(digest)) return
      fault = OTHER_BYTES
      controller.error(new Error('the body is not what its digest says'))
    },
  })
  const body = request.body ?? new Blob([]).stream()
  return ok({ stream: body.pipeThrough(bound), fault: () => fault })
}
