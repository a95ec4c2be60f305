import { readTag } from '@caponier/app/access/read-tag'
import type { App, MemberContext } from '@caponier/app/context'
import { HANDLERS } from '@caponier/app/handlers'
import { isDatabaseAway, unlessAway } from '@caponier/app/operations/database-away'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import { ROUTES } from '@caponier/contract/table'
import type { Result } from '@caponier/core'
import type { Hono } from 'hono'
import { front } from './http/front.ts'
import { databaseIdempotency } from './http/idempotency.ts'
import type { ServerEnv } from './http/server-env.ts'
import type { MountedHandlers } from './http/mounted-handler.ts'
import { mount } from './http/mount.ts'
import { callLimits } from './http/rate-limit.ts'
import type { ServerLog } from './log.ts'
import { admit, languageOf, principalOf } from './principal.ts'
import { reference } from './reference/reference.ts'
import type { ServerSettings } from './settings.ts'
import { isLoopback } from './settings.ts'

export interface SiteOptions {
  readonly app: App
  readonly settings: Pick<ServerSettings, 'host' | 'hosts' | 'trustProxy' | 'metricsForAll'>
  /** Folder of the built web pages; null where there is none. */
  readonly webDir: string | null
  /** Aborted when the server stops. */
  readonly stop: AbortSignal
  readonly log: ServerLog
}

/** Routes where secrets are tried. */
const STRICT = new Set(['session.sign-in', 'session.link', 'session.redeem', 'session.first', 'session.reset', 'session.accept'])

/** Everything that the server answers: the API from the contract, its reference, and the pages. */
export function site({ app, settings, webDir, stop, log }: SiteOptions): Hono<ServerEnv> {
  const { version, publicUrl } = app.settings
  const api = mount(ROUTES, whileDatabaseAnswers(HANDLERS), {
    authenticate: (request) => principalOf(app, request),
    principalKey: ({ token, user }) => (user === 'unknown' ? token : user.userId),
    language: languageOf,
    admit: (call) => admit(app, call, settings.trustProxy),
    limit: callLimits({ clock: () => performance.now(), strict: STRICT }),
    idempotency: databaseIdempotency(app),
    readTag: ({ request }, context) => readTag(context as MemberContext, request.url.slice(request.url.indexOf('/', 8))),
    trustProxy: settings.trustProxy,
    stop,
    log,
  })
  return front({
    api: [reference(ROUTES, version), api],
    webDir,
    https: publicUrl.startsWith('https:'),
    hosts: [new URL(publicUrl).host, ...settings.hosts],
    allowAddresses: !isLoopback(settings.host),
    health: { version, unready: () => unready(app), metricsForAll: settings.metricsForAll },
    // One line a request is much for somebody who watches; it is there for those who ask for it.
    log: { info: log.debug, error: log.error },
  })
}

async function unready(app: App): Promise<string | undefined> {
  try {
    await app.pool.query('select')
    return undefined
  } catch (error) {
    return isDatabaseAway(error) ? 'The database does not answer now.' : 'The database refuses to answer.'
  }
}

type AnyHandler = (context: never, input: never) => Promise<Result<unknown, ApiProblem>>

/** A handler that finds the database away answers that it may be asked again, instead of failing. */
function whileDatabaseAnswers(handlers: typeof HANDLERS): MountedHandlers<typeof ROUTES> {
  const wrapped = Object.entries<AnyHandler>(handlers).map(([id, handler]): [string, AnyHandler] => [
    id,
    (context, input) => unlessAway(() => handler(context, input)),
  ])
  return Object.fromEntries(wrapped) as MountedHandlers<typeof ROUTES>
}
