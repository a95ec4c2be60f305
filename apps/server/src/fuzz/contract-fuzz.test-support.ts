import type { RouteTable } from '@caponier/contract/kit/handler'
import { problemsOf } from '@caponier/contract/kit/openapi'
import { ProblemDetails } from '@caponier/contract/kit/problem'
import { type RouteShape, successStatus } from '@caponier/contract/kit/route'
import fc from 'fast-check'
import { z } from 'zod'
import { type FuzzRequest, type RequestNames, requestsTo } from './fuzz-request.arbitrary.ts'

export interface FuzzOptions extends RequestNames {
  readonly routes: RouteTable
  /** Sends one request, e.g. `(request) => app.request(request)`. */
  readonly ask: (request: Request) => Promise<Response>
  /** Headers by which a caller is known. Asked for every request, so that an ended session can be opened again. */
  readonly headersOf: (actor: number) => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>
  /** Requests in all, shared out evenly among the routes. */
  readonly requests: number
  readonly seed: number
  /** Routes that are left out, by id. */
  readonly skip?: ReadonlySet<string>
}

/** A request whose answer breaks a promise of the contract, shrunk to the least that still does. */
export interface FuzzFinding {
  readonly route: string
  readonly fault: string
  readonly request: FuzzRequest
}

export interface FuzzReport {
  readonly requests: number
  readonly routes: number
  readonly byStatus: Readonly<Record<string, number>>
  /** Routes that never answered with success: the fuzz did not reach their handlers. */
  readonly unreached: readonly string[]
  readonly slowest: { readonly route: string; readonly milliseconds: number }
  readonly findings: readonly FuzzFinding[]
}

/**
 * Sends generated requests to every route and holds the answers to the contract: no 5xx; failures are problem details that the route
 * declares; successes have the declared status and shape; nothing of the program's inside shows. The same seed sends the same requests.
 */
export async function fuzzContract(options: FuzzOptions): Promise<FuzzReport> {
  const routes = Object.entries(options.routes).filter(([id]) => options.skip?.has(id) !== true)
  const runs = Math.ceil(options.requests / Math.max(1, routes.length))
  const byStatus: Record<string, number> = {}
  const findings: FuzzFinding[] = []
  const unreached: string[] = []
  let requests = 0
  let slowest = { route: '', milliseconds: 0 }
  for (const [index, [id, shape]] of routes.entries()) {
    let reached = false
    let fault: string | undefined
    const property = fc.asyncProperty(requestsTo(shape, options), async (asked) => {
      const request = await build(asked, options)
      if (request === undefined) return true
      requests++
      const begun = performance.now()
      const answer = await options.ask(request)
      const milliseconds = performance.now() - begun
      if (milliseconds > slowest.milliseconds) slowest = { route: id, milliseconds }
      byStatus[answer.status] = (byStatus[answer.status] ?? 0) + 1
      if (answer.ok && request.method === shape.method) reached = true
      const found = await faultOf(shape, asked, answer)
      if (found !== undefined) fault = found
      return found === undefined
    })
    const details = await fc.check(property, { numRuns: runs, seed: options.seed + index, endOnFailure: false })
    if (details.counterexample !== null)
      findings.push({ route: id, fault: fault ?? String(details.errorInstance), request: details.counterexample[0] })
    if (!reached) unreached.push(id)
  }
  return { requests, routes: routes.length, byStatus, unreached, slowest, findings }
}

/** Undefined when no client could send it. */
async function build(asked: FuzzRequest, options: FuzzOptions): Promise<Request | undefined> {
  const known = asked.actor === null || options.actors === 0 ? {} : await options.headersOf(asked.actor)
  const hasBody = asked.body !== undefined && asked.method !== 'GET' && asked.method !== 'HEAD'
  const headers = hasBody
    ? asked.headers
    : Object.fromEntries(Object.entries(asked.headers).filter(([name]) => !name.startsWith('content-')))
  try {
    return new Request(`http://localhost${asked.target}`, {
      method: asked.method,
      headers: { ...headers, 'x-caponier': '1', ...known },
      ...(hasBody ? { body: asked.body } : {}),
    })
  } catch {
    return undefined
  }
}

/** Problems that come before a route is known, whatever it declares. */
const BEFORE_ROUTE = new Set(['not-found', 'method-not-allowed', 'bad-request', 'unauthenticated', 'forbidden', 'too-many'])

async function faultOf(shape: RouteShape, asked: FuzzRequest, answer: Response): Promise<string | undefined> {
  const mediaType = answer.headers.get('content-type')?.split(';', 1)[0] ?? ''
  if (mediaType === 'text/event-stream') {
    await answer.body?.cancel()
    return answer.status === 200 ? undefined : `an event stream with status ${answer.status}`
  }
  const bytes = await answer.arrayBuffer()
  const text = answer.ok && shape.returns === 'file' ? '' : new TextDecoder().decode(bytes)
  // Headers beyond what Node reads are refused by its parser, before any of our code.
  if (answer.status === 431) return undefined
  if (answer.status >= 500) return `status ${answer.status}: ${text.slice(0, 300)}`
  if (/\n {4}at |node_modules|file:\/\//.test(text)) return 'the answer shows the inside of the program'
  if (asked.method === 'OPTIONS' || asked.method === 'HEAD')
    return bytes.byteLength === 0 || answer.status >= 400 ? undefined : 'a body where none may be'
  if (answer.status >= 400) return problemFault(shape, asked, answer.status, mediaType, text)
  // A path or method that was changed may have met another route.
  if (asked.method !== shape.method) return undefined
  if (answer.status !== successStatus(shape)) return `status ${answer.status} instead of ${successStatus(shape)}`
  return successFault(shape, mediaType, text)
}

function problemFault(shape: RouteShape, asked: FuzzRequest, status: number, mediaType: string, text: string): string | undefined {
  if (mediaType !== 'application/problem+json') return `status ${status} as ${mediaType === '' ? 'nothing' : mediaType}`
  const details = ProblemDetails.safeParse(parsedJson(text))
  if (!details.success) return `no problem details: ${text.slice(0, 200)}`
  if (details.data.status !== status) return `the problem says status ${details.data.status}, the answer ${status}`
  const { code } = details.data
  if (asked.method === shape.method && !problemsOf(shape).includes(code) && !BEFORE_ROUTE.has(code))
    return `the route does not declare the problem ${code}`
  return undefined
}

const Page = z.strictObject({ items: z.array(z.unknown()), total: z.int().min(0), next: z.string().nullable() })

function successFault(shape: RouteShape, mediaType: string, text: string): string | undefined {
  if (shape.returns === 'empty') return text === '' ? undefined : 'a body where none is declared'
  if (shape.returns === 'file' || (shape.returns === 'list' && mediaType !== 'application/json')) return undefined
  if (mediaType !== 'application/json') return `success as ${mediaType}`
  const value = parsedJson(text)
  const checked = shape.returns === 'list' ? Page.safeParse(value) : (shape.out ?? z.unknown()).safeParse(value)
  return checked.success
    ? undefined
    : `success does not fit its schema: ${checked.error.issues
        .map((issue) => `${issue.path.join('.')} ${issue.message}`)
        .join('; ')
        .slice(0, 300)}`
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
