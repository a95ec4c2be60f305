import type { RoleScope } from '@caponier/contract/access/roles'
import { ROLES } from '@caponier/contract/access/roles'
import type { RouteShape } from '@caponier/contract/kit/route'
import { ROUTES } from '@caponier/contract/table'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Caller, IsolatedServer } from './isolated-server.test-support.ts'
import { isolatedServer } from './isolated-server.test-support.ts'
import { namesAt, soundRequests } from './sound-requests.test-support.ts'

const SHAPES: readonly RouteShape[] = Object.values(ROUTES)
const STREAMS = SHAPES.filter((shape) => shape.returns === 'events')
const WRITES = SHAPES.filter((shape) => shape.path.startsWith('/api/tenants/{tenant}/') && shape.method !== 'GET')
const WHOLE = { kind: 'organisation' } as const
const at = (id: string): RoleScope => ({ kind: 'site', id })

/** What everybody of the organisation is told, since it is one for all: frameworks, snapshots, settings, its own record. */
const FOR_ALL = /^(frameworks\.|snapshots\.|settings\.|organisation\.)/
/** Things that belong to no site unless they say so: generated ones would stand at the whole organisation or anywhere. */
const ELSEWHERE = /^(entities|sites|suppliers|products|asset-types|persons|responsibilities)\.|^[\w-]+-sheets\.|^members\.erase/

let server: IsolatedServer
const stop = new AbortController()
beforeAll(async () => {
  server = await isolatedServer()
})
afterAll(async () => {
  stop.abort()
  await server.stop()
})

interface Heard {
  readonly who: string
  /** All that came, as it came over the line. */
  readonly said: () => string
  readonly changes: () => number
  readonly slices: () => ReadonlySet<string>
}

async function listen(who: string, caller: Caller, tenant: string): Promise<Heard> {
  const [shape] = STREAMS
  const path = (shape?.path ?? '').replace('{tenant}', tenant)
  const response = await server.send(new Request(`http://127.0.0.1:8620${path}`, { headers: await caller.headers(), signal: stop.signal }))
  expect([who, response.status]).toEqual([who, 200])
  let text = ''
  void (async () => {
    const decoder = new TextDecoder()
    for await (const bytes of response.body ?? []) text += decoder.decode(bytes, { stream: true })
  })().catch(() => undefined)
  await expect.poll(() => text.includes('event: hello'), { timeout: 20_000 }).toBe(true)
  return {
    who,
    said: () => text,
    changes: () => text.split('event: changed').length - 1,
    slices: () => new Set([...text.matchAll(/"slices":\[([^\]]*)\]/g)].flatMap((one) => (one[1] ?? '').replaceAll('"', '').split(','))),
  }
}

test('there is one stream, and this is its test', () => {
  expect(STREAMS.map((shape) => shape.id)).toEqual(['tenant.events'])
})

test(
  'no event of one site reaches members of another, of another entity or of another organisation, whatever is done there',
  { timeout: 300_000 },
  async () => {
    const lead = await server.member('marked', ['admin', WHOLE], ['lead', WHOLE], ['auditor', WHOLE])
    const workspace = lead.context.model.workspace()
    // No legal entity in common, so that nothing is handed down to both.
    const near = 'gersthofen'
    const entities = workspace.sites?.find((one) => one.id === near)?.entities ?? []
    const apart = (workspace.sites ?? []).filter((one) => !one.entities.some((id) => entities.includes(id))).map((one) => one.id)
    const far = apart.find((id) => id === 'brescia') ?? ''
    const farEntity = workspace.sites?.find((one) => one.id === far)?.entities[0] ?? ''
    expect([far, farEntity]).not.toContain('')
    const strangers = await Promise.all([
      ...ROLES.map(async (role) => listen(`${role} of another site`, await server.member('marked', [role, at(far)]), 'marked')),
      listen('lead of another entity', await server.member('marked', ['lead', { kind: 'entity', id: farEntity }]), 'marked'),
      listen('of another organisation', await server.member('other', ['admin', WHOLE], ['lead', WHOLE]), 'other'),
    ])
    const [whole, local] = [
      await listen('lead of the whole', lead, 'marked'),
      await listen('engineer of the site', await server.member('marked', ['engineer', at(near)]), 'marked'),
    ]
    const names = namesAt(lead.context.model, near)
    const done = new Map<string, string>()
    const leaks: string[] = []
    for (const shape of WRITES) {
      if (FOR_ALL.test(shape.id) || ELSEWHERE.test(shape.id)) continue
      for (const request of soundRequests(shape, 'marked', names, { count: 3 })) {
        const body = withPlace(shape.id, request.body, near)
        const { status } = await lead.ask(shape, { ...request, ...(body === undefined ? {} : { body }) })
        if (status >= 300) continue
        done.set(shape.id, shape.slice)
      }
      // News are gathered for a moment before they go out.
      await new Promise((resolve) => setTimeout(resolve, 90))
      for (const one of strangers)
        if (one.changes() > 0 && !leaks.some((known) => known.startsWith(one.who))) leaks.push(`${one.who} heard of ${shape.id}`)
    }
    await expect.poll(() => whole.changes() > 0 && local.changes() > 0, { timeout: 20_000 }).toBe(true)
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    expect(leaks).toEqual([])
    expect(
      strangers
        .filter((one) => one.changes() > 0 || /"seq":\d/.test(one.said()) !== (one.who === 'of another organisation'))
        .map((one) => one.who),
    ).toEqual([])
    for (const slice of ['access', 'assessment', 'company', 'assets', 'evidence', 'reports']) {
      expect([slice, [...done.values()].includes(slice)]).toEqual([slice, true])
      expect([slice, [...whole.slices()].includes(slice)]).toEqual([slice, true])
    }
    expect([...local.slices()]).toEqual(expect.arrayContaining(['assessment', 'company', 'evidence']))
  },
)

/** Roles and reports say their place in a shape of its own; a view is its owner's. */
function withPlace(id: string, body: unknown, site: string): unknown {
  if (id === 'invitations.add') return { ...(body as object), personId: null, grants: [{ role: 'engineer', scope: at(site) }] }
  if (id === 'reports.make') return { kind: 'position', format: 'json', language: 'en', scope: at(site) }
  return id.startsWith('views.') ? { ...(body as object), shared: false } : body
}
