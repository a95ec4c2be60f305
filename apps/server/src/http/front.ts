import { Hono } from 'hono'
import { describeFailure } from './failure.ts'
import { health, type HealthOptions } from './health.ts'
import { answerLanguage } from './language.ts'
import { checkHost, type HostOptions } from './host-check.ts'
import type { ServerEnv } from './server-env.ts'
import { problemResponse } from './problem-response.ts'
import { type RequestLog, requestLog } from './request-log.ts'
import { securityHeaders } from './security-headers.ts'
import { readWebFolder, staticWeb } from './static-web.ts'

export interface FrontOptions extends HostOptions {
  /** The mounted routes, and what else answers below `/api`, in order of precedence. */
  readonly api: readonly Hono<ServerEnv>[]
  /** Folder of the built pages; null or a folder without index.html: only the API. */
  readonly webDir: string | null
  /** People reach the server by TLS. */
  readonly https: boolean
  readonly health: Omit<HealthOptions, 'figures'>
  readonly log: RequestLog & { readonly error: (fields: Readonly<Record<string, unknown>>, message: string) => void }
}

/** Everything in front of the routes, in order: number and log, headers, host, health, API, pages. Unknown paths are problem details. */
export function front(options: FrontOptions): Hono<ServerEnv> {
  const figures = { requests: 0, failures: 0, running: 0 }
  const app = new Hono<ServerEnv>()
  app.use(requestLog(options.log, figures))
  app.use(securityHeaders({ https: options.https }))
  app.use(answerLanguage())
  app.use(checkHost(options))
  app.use(health({ ...options.health, figures }))
  const files = options.webDir === null ? undefined : readWebFolder(options.webDir)
  if (files !== undefined) app.use(staticWeb(files))
  for (const api of options.api) app.route('/', api)
  app.notFound(() => problemResponse({ code: 'not-found', detail: 'There is no such path.', mend: 'See /api/ for all paths.' }))
  app.onError((error, context) => {
    const requestId = context.get('requestId')
    options.log.error({ requestId, ...describeFailure(error) }, 'the server failed')
    return problemResponse({ code: 'internal', detail: 'The program failed.', mend: `Tell your administrator the number ${requestId}.` })
  })
  return app
}
