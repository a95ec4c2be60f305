import { createClient } from '@caponier/contract/kit/client'
import type { RouteShape } from '@caponier/contract/kit/route'
import { buildPath } from '@caponier/contract/kit/http-path'
import { ROUTES } from '@caponier/contract/table'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Caller, IsolatedServer } from './isolated-server.test-support.ts'
import { isolatedServer } from './isolated-server.test-support.ts'

const WHOLE = { kind: 'organisation' } as const
const ORIGIN = 'http://127.0.0.1:8620'
const COCKPIT = '/api/tenants/marked/cockpit'
const SHAPES: readonly RouteShape[] = Object.values(ROUTES)
/** Steady routes that need no more than the organisation. */
const STEADY = SHAPES.filter((shape) => shape.steady === true && !/\{(?!tenant\})/.test(shape.path) && shape.query === undefined)

let server: IsolatedServer
let lead: Caller
beforeAll(async () => {
  server = await isolatedServer()
  lead = await server.member('marked', ['admin', WHOLE], ['lead', WHOLE], ['auditor', WHOLE])
})
afterAll(() => server.stop())

async function ask(who: Caller, path: string, more: Readonly<Record<string, string>> = {}) {
  const response = await server.send(new Request(ORIGIN + path, { headers: { ...(await who.headers()), ...more } }))
  return { status: response.status, tag: response.headers.get('etag') ?? '', text: await response.text() }
}

async function change(what: string): Promise<void> {
  const headers = { ...(await lead.headers()), 'content-type': 'application/json' }
  const body = JSON.stringify({ name: what })
  const response = await server.send(new Request(`${ORIGIN}/api/tenants/marked/suppliers`, { method: 'POST', headers, body }))
  expect(response.status).toBe(201)
}

test('what did not change is not sent again, on every steady route, and is once something changed', async () => {
  expect(STEADY.length).toBeGreaterThan(10)
  const tags = new Set<string>()
  for (const shape of STEADY) {
    const path = buildPath(shape.path, { tenant: 'marked' })
    const at = path.ok ? path.value : ''
    const first = await ask(lead, at)
    expect([shape.id, first.status]).toEqual([shape.id, 200])
    expect(first.tag).toMatch(/^W\/"[\w-]{32}"$/)
    expect(await ask(lead, at, { 'if-none-match': `"other", ${first.tag}` })).toEqual({ status: 304, tag: first.tag, text: '' })
    tags.add(first.tag)
  }
  expect(tags.size).toBe(STEADY.length)
  const { tag } = await ask(lead, COCKPIT)
  await change('Changes the counter')
  expect((await ask(lead, COCKPIT, { 'if-none-match': tag })).status).toBe(200)
})

test('a tag is nobody else’s, nor another language’s, query’s or organisation’s', async () => {
  const { tag } = await ask(lead, COCKPIT)
  const known = { 'if-none-match': tag }
  const colleague = await server.member('marked', ['admin', WHOLE], ['lead', WHOLE], ['auditor', WHOLE])
  // A new member moved no counter here, so that only the person is different.
  expect((await ask(lead, COCKPIT, known)).status).toBe(304)
  expect((await ask(colleague, COCKPIT, known)).status).toBe(200)
  expect((await ask(lead, COCKPIT, { ...known, 'accept-language': 'de' })).status).toBe(200)
  expect((await ask(lead, '/api/tenants/marked/findings?limit=1', known)).status).toBe(200)
  const findings = await ask(lead, '/api/tenants/marked/findings?limit=1')
  expect((await ask(lead, '/api/tenants/marked/findings?limit=2', { 'if-none-match': findings.tag })).status).toBe(200)
  expect((await ask(lead, '/api/tenants/marked/findings?limit=1&format=csv', { 'if-none-match': findings.tag })).status).toBe(200)
  expect((await ask(lead, '/api/tenants/other/cockpit', known)).status).toBe(404)
  expect((await ask(lead, COCKPIT, { 'if-none-match': '*' })).status).toBe(200)
})

test('whoever lost the role or the session gets no answer by the tag of before', async () => {
  const once = await server.member('marked', ['engineer', WHOLE])
  const { tag } = await ask(once, COCKPIT)
  const params = { tenant: 'marked', user: once.context.user.userId }
  expect(
    (await lead.ask(ROUTES['members.edit'], { params, version: 1, body: { grants: [{ role: 'respondent', scope: WHOLE }] } })).status,
  ).toBe(200)
  expect((await ask(once, COCKPIT, { 'if-none-match': tag })).status).toBe(403)
  const anonymous = await server.send(new Request(ORIGIN + COCKPIT, { headers: { host: '127.0.0.1:8620', 'if-none-match': tag } }))
  expect(anonymous.status).toBe(401)
})

test('the client gives what it remembers where the server says that nothing changed', async () => {
  const statuses: number[] = []
  const client = createClient(ROUTES, {
    baseUrl: ORIGIN,
    remember: 2,
    headers: await lead.headers(),
    fetch: async (url, init) => {
      const response = await server.send(new Request(url instanceof Request ? url.url : url, init))
      statuses.push(response.status)
      return response
    },
  })
  const read = async () => client('cockpit.show', { params: { tenant: 'marked' } })
  const [first, second] = [await read(), await read()]
  expect(first.ok && second.ok && first.value === second.value).toBe(true)
  await change('Changes the counter again')
  const third = await read()
  expect(third.ok).toBe(true)
  for (const slice of ['zones.list', 'sites.list'] as const) await client(slice, { params: { tenant: 'marked' } })
  await read()
  expect(statuses).toEqual([200, 304, 200, 200, 200, 200])
})
