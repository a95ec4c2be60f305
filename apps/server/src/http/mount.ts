import { randomUUID } from 'node:crypto'
import { isIP } from 'node:net'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { RouteTable } from '@caponier/contract/kit/handler'
import { type PathMatcher, pathMatcher } from '@caponier/contract/kit/http-path'
import type { RouteShape } from '@caponier/contract/kit/route'
import { type Context, Hono } from 'hono'
import { answerCall } from './answer-call.ts'
import type { Call, MountOptions } from './call.ts'
import { csrfProblem } from './csrf.ts'
import { describeFailure } from './failure.ts'
import { speaking } from './language.ts'
import type { MountedHandler, MountedHandlers } from './mounted-handler.ts'
import { problemResponse } from './problem-response.ts'
import { readParams } from './request-input.ts'
import type { ServerEnv } from './server-env.ts'

interface Entry {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly shape: RouteShape
  readonly handler: MountedHandler
}

/**
 * Turns a table of routes and its handlers into a Hono app. Every request goes the same way: path and method, limit by address, origin,
 * sign-in, limit by person, path parameters, permission, query, version, body, handler, check of what comes back. Every failure is problem
 * details.
 */
export function mount<Routes extends RouteTable, Principal>(
  routes: Routes,
  handlers: MountedHandlers<Routes>,
  options: MountOptions<Principal>,
): Hono<ServerEnv> {
  const entries = Object.entries(routes).map(([id, shape]): Entry => {
    const handler: MountedHandler | undefined = handlers[id]
    if (handler === undefined) throw new Error(`no handler for ${id}`)
    return { id, method: shape.method, path: shape.path, shape, handler }
  })
  const match = pathMatcher(entries)
  const streams = new Map<string, number>()
  const app = new Hono<ServerEnv>()
  app.all('*', async (context) => {
    const requestId = context.get('requestId') ?? randomUUID()
    try {
      return await dispatch(context, match, options, requestId, streams)
    } catch (error) {
      options.log.error({ requestId, route: context.get('routeId'), ...describeFailure(error) }, 'a route failed')
      return problemResponse({
        code: 'internal',
        detail: 'The program failed; this is a mistake in Caponier, not in your input.',
        mend: `Tell your administrator the number ${requestId}.`,
      })
    }
  })
  return app
}

async function dispatch<Principal>(
  context: Context<ServerEnv>,
  match: PathMatcher<Entry>,
  options: MountOptions<Principal>,
  requestId: string,
  streams: Map<string, number>,
): Promise<Response> {
  const request = context.req.raw
  const url = new URL(request.url)
  const isHead = request.method === 'HEAD'
  const found = match(isHead ? 'GET' : request.method, url.pathname)
  if (found.kind === 'malformed')
    return problemResponse({
      code: 'bad-request',
      detail: 'The path is not percent-encoded UTF-8.',
      mend: 'Percent-encode the path as UTF-8.',
    })
  if (found.kind === 'none')
    return problemResponse({ code: 'not-found', detail: 'There is no such path.', mend: 'See /api/ for all paths.' })
  if (found.kind === 'other-method') return otherMethod(request.method, found.methods)
  const { id, shape, handler } = found.value
  context.set('routeId', id)

  const address = (options.trustProxy === true ? forwardedFor(request) : undefined) ?? addressOf(context)
  const byAddress = options.limit?.({ address, principal: null, id }) ?? 0
  if (byAddress > 0) return tooMany(byAddress)
  const forged = csrfProblem(request, (origin) => (options.isOwnOrigin ?? isSameHost)(origin, request))
  if (forged !== undefined) return problemResponse(forged)
  const principal = await options.authenticate(request, address)
  if (principal === null && shape.access.kind !== 'public')
    return problemResponse({ code: 'unauthenticated', detail: 'You are not signed in, or your session has ended.', mend: 'Sign in.' })
  const language = options.language?.(request, principal) ?? 'en'
  context.set('language', language)
  const name = principal === null ? null : options.principalKey(principal)
  const byPrincipal = name === null ? 0 : (options.limit?.({ address, principal: name, id }) ?? 0)
  if (byPrincipal > 0) return tooMany(byPrincipal)
  const params = readParams(shape, found.params)
  if (!params.ok) return problemResponse(params.problem)

  const call: Call<Principal> = { id, shape, request, principal, params: params.value, address, requestId, answerHeaders: new Headers() }
  const admitted = await options.admit(call)
  const answer = admitted.ok
    ? await answerCall(
        call,
        {
          handler: speaking(shape, handler, language),
          context: admitted.value,
          rawQuery: url.search.slice(1),
          principal: name ?? address,
          streams,
        },
        options,
      )
    : problemResponse(admitted.problem)
  call.answerHeaders.forEach((value, header) => {
    if (header === 'set-cookie') answer.headers.append(header, value)
    else answer.headers.set(header, value)
  })
  if (!isHead) return answer
  await answer.body?.cancel()
  return new Response(null, { status: answer.status, headers: answer.headers })
}

function otherMethod(method: string, methods: readonly string[]): Response {
  const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ')
  if (method === 'OPTIONS') return new Response(null, { status: 204, headers: { allow } })
  return problemResponse({ code: 'method-not-allowed', detail: `This path knows ${allow}.` }, { allow })
}

const tooMany = (seconds: number): Response =>
  problemResponse({
    code: 'too-many',
    detail: 'Too many calls in a short time.',
    mend: 'Wait and try again.',
    retryAfterSeconds: Math.ceil(seconds),
  })

/** The peer of the socket; `local` where there is none (tests without socket). */
export function addressOf(context: Context): string {
  try {
    return getConnInfo(context).remote.address ?? 'local'
  } catch {
    return 'local'
  }
}

/** What the proxy next to us says, the last entry; whatever stands before it comes from the caller and may be anything. */
function forwardedFor(request: Request): string | undefined {
  const last = (request.headers.get('x-forwarded-for') ?? '').split(',').at(-1)?.trim() ?? ''
  return isIP(last) === 0 ? undefined : last
}

/** Does an `Origin` name the host that the request was sent to? The scheme is not compared: a proxy may speak TLS for us. */
function isSameHost(origin: string, request: Request): boolean {
  const host = request.headers.get('host') ?? new URL(request.url).host
  return URL.parse(origin)?.host === host.toLowerCase()
}
