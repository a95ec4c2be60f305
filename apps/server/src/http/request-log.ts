import { randomUUID } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import type { ServerEnv } from './server-env.ts'

export interface RequestLog {
  readonly info: (fields: Readonly<Record<string, unknown>>, message: string) => void
}

/** Figures over all requests since the start, for the health page. */
export interface RequestFigures {
  requests: number
  failures: number
  running: number
}

/**
 * Numbers every request and writes one line when it is answered: method, route, status, milliseconds. Never a path, a query, a header or a
 * body: paths may carry one-time tokens, queries what people look for. The number goes out as `X-Request-Id`.
 */
export function requestLog(
  log: RequestLog,
  figures: RequestFigures,
  clock: () => number = () => performance.now(),
): MiddlewareHandler<ServerEnv> {
  return async (context, next) => {
    const requestId = randomUUID()
    const begun = clock()
    context.set('requestId', requestId)
    figures.requests++
    figures.running++
    try {
      await next()
    } finally {
      figures.running--
    }
    const { status } = context.res
    if (status >= 500) figures.failures++
    context.res.headers.set('x-request-id', requestId)
    const milliseconds = Math.round((clock() - begun) * 10) / 10
    log.info({ requestId, method: methodOf(context.req.method), route: context.get('routeId') ?? 'none', status, milliseconds }, 'request')
  }
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
/** A method is text of the caller too. */
const methodOf = (method: string): string => (METHODS.has(method) ? method : 'other')
