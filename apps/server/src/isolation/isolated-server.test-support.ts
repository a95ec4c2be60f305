import type { TestApp } from '@caponier/app/app.test-support'
import { brennerWorkspace, testApp } from '@caponier/app/app.test-support'
import { signedIn } from '@caponier/app/access/member-context'
import { openSession } from '@caponier/app/access/open-session'
import type { MemberContext } from '@caponier/app/context'
import type { Role, RoleScope } from '@caponier/contract/access/roles'
import { buildPath } from '@caponier/contract/kit/http-path'
import { encodeQuery } from '@caponier/contract/kit/query-values'
import type { RouteShape } from '@caponier/contract/kit/route'
import { loadContent } from '@caponier/content/load'
import { inTransaction } from '@caponier/store/tenant/transaction'
import { site } from '../site.ts'
import { markedWorkspace } from './marked-workspace.test-support.ts'

/** A caller with a real session. */
export interface Caller {
  readonly context: MemberContext
  readonly ask: (shape: RouteShape, parts: Parts) => Promise<Answer>
  /** Headers of a session of this caller; a new one where the last was ended. */
  readonly headers: () => Promise<Readonly<Record<string, string>>>
}

export interface Parts {
  readonly params: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
  readonly version?: number
}

export interface Answer {
  readonly status: number
  readonly text: string
}

export interface IsolatedServer {
  readonly test: TestApp
  readonly member: (tenant: string, ...grants: readonly (readonly [Role, RoleScope])[]) => Promise<Caller>
  readonly anonymous: Caller['ask']
  /** Sends any request. */
  readonly send: (request: Request) => Promise<Response>
  readonly stop: () => Promise<void>
}

const silent = (): void => undefined

/** The whole server on a real database, with two marked tenants: `marked` and `other`. Requests go in without a socket. */
export async function isolatedServer(): Promise<IsolatedServer> {
  const sample = await brennerWorkspace(loadContent())
  const test = await testApp([markedWorkspace(sample, 'marked'), markedWorkspace(sample, 'other')])
  const stop = new AbortController()
  const server = site({
    app: test.app,
    settings: { host: '127.0.0.1', hosts: [], trustProxy: false, metricsForAll: false },
    webDir: null,
    stop: stop.signal,
    log: { debug: silent, info: silent, warn: silent, error: silent },
  })
  const asking =
    (token: string | null): Caller['ask'] =>
    async (shape, { params, query, body, version }) => {
      const path = buildPath(shape.path, params)
      if (!path.ok) throw new Error(`${shape.id}: ${path.problem}`)
      const response = await server.request(`http://127.0.0.1:8620${path.value}${encodeQuery(query ?? {})}`, {
        method: shape.method,
        headers: {
          host: '127.0.0.1:8620',
          'x-caponier': '1',
          ...(token !== null && { authorization: `Bearer ${token}` }),
          ...(shape.accepts === 'bytes' && { 'content-type': 'application/octet-stream' }),
          ...(shape.accepts !== 'bytes' && body !== undefined && { 'content-type': 'application/json' }),
          ...(version !== undefined && { 'if-match': `"${version}"` }),
        },
        ...(shape.method !== 'GET' && body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      if (response.headers.get('content-type')?.startsWith('text/event-stream') === true) {
        await response.body?.cancel()
        return { status: response.status, text: '' }
      }
      return { status: response.status, text: await response.text() }
    }
  return {
    test,
    member: async (tenant, ...grants) => {
      const context = await test.member(tenant, ...grants)
      const open = async (): Promise<string> => {
        const opened = await inTransaction(test.app.pool, { user: context.user.userId }, '', (queries) =>
          openSession(context, queries, context.user.userId),
        )
        return opened.token
      }
      let token = await open()
      return {
        context,
        ask: asking(token),
        headers: async () => {
          if ((await signedIn(test.app, token)) === null) token = await open()
          return { host: '127.0.0.1:8620', 'x-caponier': '1', authorization: `Bearer ${token}` }
        },
      }
    },
    anonymous: asking(null),
    send: async (request) => server.request(request),
    stop: async () => {
      stop.abort()
      await test.stop()
    },
  }
}
