import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { roleHas, ROLES } from '@caponier/contract/access/roles'
import type { RouteShape } from '@caponier/contract/kit/route'
import { ROUTES } from '@caponier/contract/table'
import type { Caller, IsolatedServer } from './isolated-server.test-support.ts'
import { isolatedServer } from './isolated-server.test-support.ts'
import { siteMark, TENANT_MARK } from './marked-workspace.test-support.ts'
import type { Asked } from './route-parts.test-support.ts'
import { askedOf, waysToAsk } from './route-parts.test-support.ts'

const WHOLE = { kind: 'organisation' } as const
const SHAPES: readonly RouteShape[] = Object.values(ROUTES)
const OF_TENANT = SHAPES.filter((shape) => shape.path.startsWith('/api/tenants/{tenant}/'))
/** Path parameters that name nothing, for calls that must not change anything. */
const nowhere = (shape: RouteShape, tenant: string): Record<string, string> =>
  Object.fromEntries(
    [...shape.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, name === 'tenant' ? tenant : (STAND_IN[name] ?? 'no-such-thing')]),
  )
const STAND_IN: Readonly<Record<string, string>> = {
  framework: 'iec62443-3-3:2013',
  requirement: 'SR 9.9',
  subject: 'zone:no-such-zone',
  fr: 'RDF',
  seq: '999999',
  ref: '21(2)(z)',
  user: '00000000-0000-4000-8000-000000000000',
}

/** Ids are words or UUIDs, by route; a path that does not fit its schema is refused before anything else. */
async function askNowhere(ask: Caller['ask'], shape: RouteShape, tenant: string) {
  const words = nowhere(shape, tenant)
  const uuids = Object.fromEntries(
    Object.entries(words).map(([name, value]) => [name, value === 'no-such-thing' ? '00000000-0000-4000-8000-000000000000' : value]),
  )
  const rest = { body: {}, version: 1 }
  const answer = await ask(shape, { params: words, ...rest })
  return answer.status === 422 && answer.text.includes('"params') ? ask(shape, { params: uuids, ...rest }) : answer
}

let server: IsolatedServer
let lead: Caller
beforeAll(async () => {
  server = await isolatedServer()
  lead = await server.member('marked', ['admin', WHOLE], ['lead', WHOLE], ['auditor', WHOLE])
})
afterAll(() => server.stop())

describe('between tenants', () => {
  test('no route answers a member of another tenant, and nothing of it shows', async () => {
    const stranger = await server.member('brenner', ['admin', WHOLE], ['lead', WHOLE], ['auditor', WHOLE])
    const leaks: string[] = []
    for (const shape of OF_TENANT) {
      const { status, text } = await askNowhere(stranger.ask, shape, 'marked')
      if (status !== 404 || text.includes(TENANT_MARK)) leaks.push(`${shape.id}: ${status}`)
    }
    expect(OF_TENANT.length).toBeGreaterThan(150)
    expect(leaks).toEqual([])
  })

  test('no route answers without a session unless it is public', async () => {
    const open: string[] = []
    for (const shape of SHAPES) {
      const { status } = await askNowhere(server.anonymous, shape, 'marked')
      if (status !== 401 && shape.access.kind !== 'public') open.push(`${shape.id}: ${status}`)
    }
    expect(open).toEqual([])
  })

  test('what a member of both reads of one tenant holds nothing of the other', async () => {
    const other = await server.member('brenner', ['admin', WHOLE], ['lead', WHOLE], ['auditor', WHOLE])
    const asked = askedOf(other.context.model)
    const leaks: string[] = []
    const unreached: string[] = []
    for (const shape of OF_TENANT.filter((one) => one.method === 'GET' && one.returns !== 'events')) {
      const answers = await Promise.all(waysToAsk(shape, 'brenner', asked, 4).map((way) => other.ask(shape, way)))
      if (!answers.some((answer) => answer.status === 200)) unreached.push(`${shape.id} ${answers.map((one) => one.status).join(' ')}`)
      if (answers.some((answer) => answer.text.includes(TENANT_MARK) || /QX[A-Z]+XQ/.test(answer.text))) leaks.push(shape.id)
    }
    expect(leaks).toEqual([])
    // Routes over things that the sample does not have; anything else must be reached, or the test would look at nothing.
    expect(unreached.map((one) => one.split(' ')[0])).toEqual(NOTHING_THERE)
  })
})

/** Routes over things that somebody must make first; the tests of their slices hold them against the gate. */
const NOTHING_THERE: readonly string[] = [
  'members.export',
  'assignments.show',
  'snapshots.show',
  'evidence.download',
  'reports.show',
  'reports.download',
  'entity-sheets.rows',
  'site-sheets.rows',
  'suc-sheets.rows',
  'zone-sheets.rows',
  'conduit-sheets.rows',
  'network-sheets.rows',
  'supplier-sheets.rows',
  'product-sheets.rows',
  'person-sheets.rows',
  'responsibility-sheets.rows',
  'asset-sheets.rows',
  'answer-sheets.rows',
  'asset-type-sheets.rows',
]

describe('roles', () => {
  test.each(ROLES)('%s may call what the table says and nothing else', async (role) => {
    const caller = await server.member('marked', [role, WHOLE])
    const wrong: string[] = []
    for (const shape of OF_TENANT) {
      if (shape.access.kind !== 'permission') continue
      const { status } = await askNowhere(caller.ask, shape, 'marked')
      const isAllowed = roleHas(role, shape.access.permission)
      if (isAllowed ? status === 403 || status === 401 : status !== 403) wrong.push(`${shape.id} (${shape.access.permission}): ${status}`)
    }
    expect(wrong).toEqual([])
  })
})

describe('within a tenant, by site', () => {
  /** What a member for one site gets of every route, by route and question. */
  async function everything(caller: Caller, asked: Asked): Promise<Map<string, string>> {
    const seen = new Map<string, string>()
    for (const shape of OF_TENANT) {
      if (shape.method !== 'GET' || shape.returns === 'events') continue
      for (const way of waysToAsk(shape, 'marked', asked, 30)) {
        const { status, text } = await caller.ask(shape, way)
        seen.set(`${shape.id} ${JSON.stringify(way)}`, `${status} ${text}`)
      }
    }
    return seen
  }

  test('nothing of another site shows, on any route', async () => {
    const engineer = await server.member(
      'marked',
      ['engineer', { kind: 'site', id: 'brescia' }],
      ['auditor', { kind: 'site', id: 'brescia' }],
    )
    const seen = await everything(engineer, askedOf(engineer.context.model))
    const strange = ['gersthofen', 'gliwice', 'kempten', 'wels', 'augsburg'].map(siteMark)
    const leaks = [...seen].filter(([, text]) => strange.some((mark) => text.includes(mark))).map(([question]) => question)
    expect(leaks).toEqual([])
    expect([...seen.values()].filter((text) => text.startsWith('200') && text.includes(siteMark('brescia'))).length).toBeGreaterThan(40)
  })

  test('no count, sum or order changes for a site when another site does', async () => {
    const engineer = await server.member(
      'marked',
      ['engineer', { kind: 'site', id: 'brescia' }],
      ['auditor', { kind: 'site', id: 'brescia' }],
    )
    const asked = askedOf(engineer.context.model)
    const before = await everything(engineer, asked)
    const elsewhere = (asked.workspace.zones ?? []).filter((zone) => zone.site === 'gersthofen').slice(0, 6)
    for (const zone of elsewhere) {
      for (const requirement of ['SR 1.1', 'SR 2.1', 'SR 5.1', 'SR 6.1']) {
        const params = { tenant: 'marked', framework: 'iec62443-3-3:2013', subject: `zone:${zone.id}`, requirement }
        const version = lead.context.model.answerVersion(`zone:${zone.id}`, 'iec62443-3-3:2013', requirement)
        const { status } = await lead.ask(ROUTES['answers.save'], { params, version, body: { state: 'not-met' } })
        expect(status).toBe(200)
      }
    }
    const added = await lead.ask(ROUTES['zones.create'], {
      params: { tenant: 'marked' },
      body: { name: 'A new zone elsewhere', site: 'gersthofen', kind: 'ot' },
    })
    expect(added.status).toBe(201)
    const after = await everything(engineer, asked)
    const moved = [...after].filter(([question, text]) => before.get(question) !== text).map(([question]) => question)
    expect(moved).toEqual([])
    expect(after.size).toBeGreaterThan(300)
  })
})
