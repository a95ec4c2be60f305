import type { MiddlewareHandler } from 'hono'
import { addressOf } from './mount.ts'
import type { ServerEnv } from './server-env.ts'
import { problemResponse } from './problem-response.ts'
import type { RequestFigures } from './request-log.ts'

export interface HealthOptions {
  readonly version: string
  /** Can the server do its work now? The reason why not, for people who run it. */
  readonly unready: () => Promise<string | undefined>
  /** Figures beside those of the process, by name (snake_case, with unit). */
  readonly gauges?: () => Readonly<Record<string, number>>
  readonly figures: RequestFigures
  /** Answer `/metrics` to other machines too. */
  readonly metricsForAll: boolean
}

/** A proxy on this machine asks for others: what it passes on carries one of these. */
const isPassedOn = (headers: Headers): boolean => ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some((name) => headers.has(name))

const isThisMachine = (address: string): boolean =>
  address === 'local' || address === '::1' || address.startsWith('127.') || address.startsWith('::ffff:127.')

/** `/healthz`: alive and ready, or 503 with the reason. `/metrics`: a few gauges as text (Prometheus exposition format 0.0.4). */
export function health(options: HealthOptions): MiddlewareHandler<ServerEnv> {
  return async (context, next) => {
    const { pathname } = new URL(context.req.url)
    if (pathname !== '/healthz' && pathname !== '/metrics') return next()
    context.set('routeId', pathname.slice(1))
    const { method } = context.req
    if (method !== 'GET' && method !== 'HEAD')
      return problemResponse({ code: 'method-not-allowed', detail: 'Only GET.' }, { allow: 'GET, HEAD' })
    if (pathname === '/healthz') {
      const reason = await options.unready()
      if (reason !== undefined) return problemResponse({ code: 'environment', detail: reason })
      return answer(method, JSON.stringify({ status: 'ready', version: options.version }), 'application/json')
    }
    if (!options.metricsForAll && (isPassedOn(context.req.raw.headers) || !isThisMachine(addressOf(context))))
      return problemResponse({ code: 'not-found', detail: 'There is no such path.' })
    return answer(method, metricsText(options), 'text/plain; version=0.0.4; charset=utf-8')
  }
}

const answer = (method: string, text: string, type: string): Response =>
  new Response(method === 'HEAD' ? null : text, { headers: { 'content-type': type, 'cache-control': 'no-store' } })

function metricsText({ version, gauges, figures }: HealthOptions): string {
  const memory = process.memoryUsage()
  const all: Readonly<Record<string, number>> = {
    process_uptime_seconds: Math.round(process.uptime()),
    process_resident_memory_bytes: memory.rss,
    process_heap_used_bytes: memory.heapUsed,
    requests_total: figures.requests,
    request_failures_total: figures.failures,
    // This request is one of them.
    requests_running: figures.running,
    ...gauges?.(),
  }
  const kind = (name: string): string => (name.endsWith('_total') ? 'counter' : 'gauge')
  const lines = Object.entries(all).map(([name, value]) => `# TYPE caponier_${name} ${kind(name)}\ncaponier_${name} ${value}`)
  return [...lines, '# TYPE caponier_info gauge', `caponier_info{version="${version.replace(/["\\\n]/g, '')}"} 1`, ''].join('\n')
}
