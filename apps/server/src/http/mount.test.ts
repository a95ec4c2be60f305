import { createHash } from 'node:crypto'
import { ProblemDetails } from '@caponier/contract/kit/problem'
import { pump, SAMPLE_ROUTES } from '@caponier/contract/kit/sample-routes.test-support'
import { ok } from '@caponier/core'
import { readTable } from '@caponier/formats'
import { describe, expect, test } from 'vitest'
import { mount } from './mount.ts'
import type { MountedHandlers } from './mounted-handler.ts'
import { samplePlant, sampleServer } from './sample-server.test-support.ts'

const PUMPS = '/api/tenants/plant/pumps'
const rows = [
  pump({ id: 'p-1', name: 'Pumpe 1' }),
  pump({ id: 'p-2', name: '=cmd()', tags: ['a', 'b'] }),
  pump({ id: 'p-10', name: 'Pumpe 10', spare: true }),
]
const engineer = { authorization: 'Bearer engineer' }
const json = { ...engineer, 'content-type': 'application/json' }
const setup = () => {
  const plant = samplePlant(rows)
  const app = sampleServer(plant)
  return { plant, app, ask: async (path: string, init: RequestInit = { headers: engineer }) => app.request(path, init) }
}
const problem = async (answer: Response): Promise<ProblemDetails> => {
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  const details = ProblemDetails.parse(await answer.json())
  expect(details.status).toBe(answer.status)
  return details
}
const paths = async (answer: Response): Promise<readonly string[]> => ((await problem(answer)).issues ?? []).map((issue) => issue.path)

describe('paths and methods', () => {
  test.each([
    ['/api/nothing', 404, 'not-found'],
    ['/api/tenants/plant', 404, 'not-found'],
    ['/api/tenants//pumps', 404, 'not-found'],
    [`${PUMPS}/%ff`, 400, 'bad-request'],
    [`${PUMPS}/%00`, 422, 'invalid-input'],
    [`${PUMPS}/NO`, 422, 'invalid-input'],
    [`${PUMPS}/a%2Fb`, 422, 'invalid-input'],
    [`${PUMPS}/nothing`, 404, 'not-found'],
    ['/api/tenants/other/pumps', 404, 'not-found'],
  ])('%s is %i %s', async (path, status, code) => {
    const answer = await setup().ask(path)
    expect(answer.status).toBe(status)
    expect((await problem(answer)).code).toBe(code)
  })

  test('other methods are told in Allow, OPTIONS answers with it, HEAD is GET without body', async () => {
    const { ask, plant } = setup()
    const put = await ask(PUMPS, { method: 'PUT', headers: engineer })
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, POST, HEAD, OPTIONS'])
    expect((await problem(put)).code).toBe('method-not-allowed')
    const options = await ask(PUMPS, { method: 'OPTIONS', headers: engineer })
    expect([options.status, options.headers.get('allow'), options.headers.get('access-control-allow-origin')]).toEqual([
      204,
      'GET, POST, HEAD, OPTIONS',
      null,
    ])
    expect(plant.calls).toEqual([])
    const head = await ask(`${PUMPS}/p-1`, { method: 'HEAD', headers: engineer })
    expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, '"1"', ''])
    const stream = await ask('/api/tenants/plant/events', { method: 'HEAD', headers: engineer })
    expect([stream.status, stream.headers.get('content-type'), await stream.text()]).toEqual([200, 'text/event-stream', ''])
  })
})

describe('who calls', () => {
  test('nobody is asked to sign in, a reader may not write, and nothing is read before', async () => {
    const { ask, plant } = setup()
    expect((await problem(await ask(PUMPS, {}))).code).toBe('unauthenticated')
    const reader = await ask(PUMPS, { method: 'POST', headers: { authorization: 'Bearer reader' }, body: '{' })
    expect((await problem(reader)).code).toBe('forbidden')
    expect((await ask('/api/hello', {})).status).toBe(200)
    expect(plant.calls).toEqual(['pumps.add', 'plant.hello'])
  })

  test('headers of the admission go out with every answer', async () => {
    const { ask } = setup()
    expect((await ask('/api/hello')).headers.getSetCookie()).toEqual(['seen=plant.hello'])
    expect((await ask('/api/tenants/other/pumps')).headers.getSetCookie()).toEqual(['seen=pumps.list'])
  })

  test('a call with a cookie needs the header and must not come from elsewhere', async () => {
    const { ask, plant } = setup()
    const post = async (headers: Record<string, string>) =>
      (
        await ask(PUMPS, {
          method: 'POST',
          headers: { cookie: 'person=engineer', 'content-type': 'application/json', ...headers },
          body: JSON.stringify({}),
        })
      ).status
    expect(await post({})).toBe(403)
    expect(await post({ 'x-caponier': '1', origin: 'https://evil.example' })).toBe(403)
    expect(await post({ 'x-caponier': '1', origin: 'null' })).toBe(403)
    expect(await post({ 'x-caponier': '1', 'sec-fetch-site': 'cross-site' })).toBe(403)
    expect(await post({ 'x-caponier': '1', 'sec-fetch-site': 'same-site' })).toBe(403)
    expect(plant.calls).toEqual([])
    expect(await post({ 'x-caponier': '1', origin: 'http://localhost', 'sec-fetch-site': 'same-origin' })).toBe(422)
    expect(await post({ 'x-caponier': '1' })).toBe(422)
  })

  test('limits answer with the time to wait, by address before sign-in, by person after', async () => {
    const asked: unknown[] = []
    const app = sampleServer(samplePlant(rows), {
      limit: (who) => {
        asked.push([who.principal, who.id])
        return who.principal === 'engineer' ? 2.2 : 0
      },
    })
    const answer = await app.request(PUMPS, { headers: engineer })
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '3'])
    expect((await problem(answer)).retryAfterSeconds).toBe(3)
    expect(asked).toEqual([
      [null, 'pumps.list'],
      ['engineer', 'pumps.list'],
    ])
  })
})

test('the address is what the proxy next to us says, where one is trusted', async () => {
  const seen: string[] = []
  const limit = ({ address }: { readonly address: string }): number => {
    seen.push(address)
    return 0
  }
  for (const trustProxy of [true, false]) {
    const app = sampleServer(samplePlant(), { trustProxy, limit })
    await app.request('/api/hello', { headers: { 'x-forwarded-for': '1.2.3.4, 10.0.0.9' } })
    await app.request('/api/hello', { headers: { 'x-forwarded-for': 'unknown' } })
  }
  expect(seen).toEqual(['10.0.0.9', 'local', 'local', 'local'])
})

describe('queries', () => {
  test('values get the types of the schema; what is unknown or wrong is named', async () => {
    const { ask } = setup()
    expect(await (await ask('/api/hello?times=2&loud=true&names=a&names=b')).json()).toEqual({ text: 'hello engineer, hello engineer' })
    expect(await paths(await ask('/api/hello?times=2&colour=red'))).toEqual(['query.colour'])
    expect(await paths(await ask('/api/hello?times=x'))).toEqual(['query.times'])
    expect(await paths(await ask('/api/hello?times=1&times=2'))).toEqual(['query.times'])
    expect(await paths(await ask(`${PUMPS}/p-1?x=1`))).toEqual(['query.x'])
    expect((await problem(await ask('/api/hello?names=%ff'))).code).toBe('bad-request')
    expect((await problem(await ask('/api/hello?names=%00'))).code).toBe('invalid-input')
  })

  test('lists filter, sort, page, choose columns', async () => {
    const { ask } = setup()
    const list = async (query: string) => (await ask(`${PUMPS}?${query}`)).json()
    const first = (await list('sort=-name&limit=2&fields=name,id')) as { items: unknown[]; total: number; next: string }
    expect(first).toMatchObject({
      items: [
        { name: 'Pumpe 10', id: 'p-10' },
        { name: 'Pumpe 1', id: 'p-1' },
      ],
      total: 3,
    })
    expect(await list(`sort=-name&limit=2&fields=spare&after=${first.next}`)).toEqual({
      items: [{ id: 'p-2', spare: false }],
      total: 3,
      next: null,
    })
    expect(await list('filter=spare:eq:true&filter=name:has:PUMPE&fields=id&site=s-1')).toMatchObject({ items: [{ id: 'p-10' }], total: 1 })
    expect(await paths(await ask(`${PUMPS}?filter=colour:eq:red&sort=x&fields=password&limit=9&q=a`))).toEqual([
      'query.filter[0]',
      'query.sort',
      'query.fields',
    ])
    expect(await paths(await ask(`${PUMPS}?limit=101`))).toEqual(['query.limit'])
  })

  test('a file holds what the list shows, all pages, guarded against formulas', async () => {
    const { ask } = setup()
    const csv = await ask(`${PUMPS}?sort=-name&limit=1&fields=name,tags,spare&format=csv`)
    expect(csv.headers.get('content-disposition')).toBe(`attachment; filename="pumps.csv"; filename*=UTF-8''pumps.csv`)
    expect(await csv.text()).toBe('name,tags,spare\r\nPumpe 10,,true\r\nPumpe 1,,false\r\n\'=cmd(),"a; b",false\r\n')
    const again = async () => new Uint8Array(await (await ask(`${PUMPS}?format=xlsx&filter=spare:eq:true`)).arrayBuffer())
    const bytes = await again()
    expect(await again()).toEqual(bytes)
    const table = await readTable(bytes)
    expect(table.ok && table.value.header).toEqual(['id', 'version', 'name', 'note', 'state', 'due', 'weight', 'tags', 'seen', 'spare'])
    expect(table.ok && table.value.rows.map((row) => row.cells[0])).toEqual(['p-10'])
  })
})

describe('bodies', () => {
  const post = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = json) =>
    setup().ask(PUMPS, { method: 'POST', headers, body })

  test.each([
    ['{', 'bad-request'],
    ['{"id":"a","id":"b"}', 'bad-request'],
    ['['.repeat(100_000), 'bad-request'],
    ['{"id":"\\u0000"}', 'invalid-input'],
    ['{"id":"\\ud800"}', 'invalid-input'],
    ['{"__proto__":{"id":"a"}}', 'invalid-input'],
    ['{"weight":1e999}', 'invalid-input'],
    ['null', 'invalid-input'],
    ['', 'invalid-input'],
    ['[]', 'invalid-input'],
  ])('body %# is %2$s', async (body, code) => expect((await problem(await post(body))).code).toBe(code))

  test('not UTF-8, another type, compressed, too large', async () => {
    expect((await problem(await post(Uint8Array.of(0x22, 0xff, 0x22)))).detail).toBe('The body is not UTF-8.')
    expect((await problem(await post('{}', { ...engineer, 'content-type': 'text/plain' }))).code).toBe('unsupported-media')
    expect((await problem(await post('{}', engineer))).code).toBe('unsupported-media')
    expect((await problem(await post('{}', { ...json, 'content-encoding': 'gzip' }))).code).toBe('unsupported-media')
    expect((await problem(await post(`"${'x'.repeat(1024 * 1024)}"`))).code).toBe('too-large')
    expect((await post('{}', { ...json, 'content-type': 'Application/JSON; charset=utf-8' })).status).toBe(422)
  })

  test('issues name their place', async () => {
    const body = JSON.stringify({ ...pump({ id: 'p-3', tags: ['ok', ''] }), version: undefined, colour: 'red' })
    const answer = await problem(await post(body))
    expect(answer.issues?.map((issue) => issue.path)).toEqual(['body.tags[1]', 'body'])
    expect(answer.kept).toBe('Nothing was changed.')
  })

  test('a body where none is taken is refused', async () => {
    const answer = await setup().ask(`${PUMPS}/p-1`, { method: 'DELETE', headers: { ...json, 'if-match': '"1"' }, body: '{"a":1}' })
    expect(await paths(answer)).toEqual(['body'])
  })

  test('bytes come as a stream with their type, at most so many', async () => {
    const { ask } = setup()
    const put = (body: Uint8Array<ArrayBuffer>) =>
      ask(`${PUMPS}/p-1/picture`, { method: 'PUT', headers: { ...engineer, 'content-type': 'image/PNG; a=b' }, body })
    expect(await (await put(new Uint8Array(100_000))).json()).toEqual({ size: 100_000, mediaType: 'image/png' })
    expect((await problem(await put(new Uint8Array(100_001)))).code).toBe('too-large')
  })
})

describe('versions', () => {
  const edit = (app: ReturnType<typeof setup>, headers: Record<string, string>) =>
    app.ask(`${PUMPS}/p-1`, { method: 'PATCH', headers: { ...json, ...headers }, body: JSON.stringify({ name: 'New' }) })

  test('an edit says its version, a stale one shows both sides, a good one brings the next', async () => {
    const app = setup()
    expect((await problem(await edit(app, {}))).code).toBe('version-required')
    for (const bad of ['1', '"x"', '*', 'W/"1"', '"1", "2"'])
      expect((await problem(await edit(app, { 'if-match': bad }))).code).toBe('bad-request')
    const done = await edit(app, { 'if-match': '"1"' })
    expect([done.status, done.headers.get('etag')]).toEqual([200, '"2"'])
    expect(await problem(await edit(app, { 'if-match': '"1"' }))).toMatchObject({
      code: 'stale-version',
      theirs: { name: 'New' },
      version: 2,
    })
  })
})

describe('keys', () => {
  const body = JSON.stringify({ ...pump({ id: 'p-3' }), version: undefined })
  const add = (app: ReturnType<typeof setup>, key: string, text = body) =>
    app.ask(PUMPS, { method: 'POST', headers: { ...json, 'idempotency-key': key }, body: text })

  test('the same key and body give the stored answer; another body is refused; a failure may be repeated', async () => {
    const app = setup()
    const first = await add(app, 'k1')
    expect([first.status, first.headers.get('location')]).toEqual([201, `${PUMPS}/p-3`])
    const second = await add(app, 'k1')
    expect(second.headers.get('location')).toBe(`${PUMPS}/p-3`)
    expect([second.status, second.headers.get('idempotency-replayed'), second.headers.get('etag')]).toEqual([201, 'true', '"1"'])
    expect(await second.json()).toEqual(await first.json())
    expect((await problem(await add(app, 'k1', `${body} `))).code).toBe('conflict')
    expect((await add(app, 'k2', '{}')).status).toBe(422)
    expect((await problem(await add(app, 'k2'))).detail).toBe('There is such a pump already.')
    app.plant.pumps.delete('p-3')
    expect((await add(app, 'k2')).status).toBe(201)
    expect((await problem(await add(app, 'a b'))).code).toBe('bad-request')
  })

  test('of two at the same time one is carried out', async () => {
    const app = setup()
    const answers = await Promise.all([add(app, 'k1'), add(app, 'k1')])
    expect(new Set(answers.map((one) => one.status))).toEqual(new Set([201, 409]))
    const waiting = answers.find((one) => one.status === 409)
    expect(waiting?.headers.get('retry-after')).toBe('2')
  })

  test('bytes with a key name themselves by their digest, are taken once, and are refused when they are others', async () => {
    const app = setup()
    const digestOf = (text: string): string => `sha-256=:${createHash('sha256').update(text).digest('base64')}:`
    const send = (key: string, text: string, digest: string | null) =>
      app.ask('/api/tenants/plant/papers', {
        method: 'POST',
        headers: {
          ...engineer,
          'content-type': 'text/plain',
          'idempotency-key': key,
          ...(digest === null ? {} : { 'content-digest': digest }),
        },
        body: text,
      })
    expect(await problem(await send('k1', 'papers', null))).toMatchObject({
      code: 'bad-request',
      mend: expect.stringContaining('Content-Digest'),
    })
    expect((await problem(await send('k1', 'papers', 'sha-256=:no:'))).code).toBe('bad-request')
    expect((await problem(await send('k1', 'papers', digestOf('others')))).detail).toContain('not what its Content-Digest says')
    expect(app.plant.papers).toEqual([])
    const first = await send('k1', 'papers', digestOf('papers'))
    expect([first.status, await first.json()]).toEqual([201, { size: 6, copies: 1 }])
    const second = await send('k1', 'papers', digestOf('papers'))
    expect([second.status, second.headers.get('idempotency-replayed'), await second.json()]).toEqual([201, 'true', { size: 6, copies: 1 }])
    expect((await problem(await send('k1', 'more papers', digestOf('more papers')))).code).toBe('conflict')
    expect(app.plant.papers).toEqual([6])
  })

  test('an answer that holds a secret is given once and not kept', async () => {
    const app = setup()
    const ask = () => app.ask('/api/tenants/plant/code', { method: 'POST', headers: { ...engineer, 'idempotency-key': 'k1' } })
    expect(await (await ask()).json()).toEqual({ code: '4711' })
    const again = await (await ask()).text()
    expect(again).toContain('its answer is not kept')
    expect(again).not.toContain('4711')
  })
})

describe('what goes wrong inside', () => {
  test('a bug is a 500 with a number, logged without data', async () => {
    const { ask, plant } = setup()
    for (const id of ['bug', 'broken-contract']) {
      const details = await problem(await ask(`${PUMPS}/${id}`))
      expect([details.code, details.status]).toEqual(['internal', 500])
      expect(JSON.stringify(details)).not.toContain('secret')
    }
    expect(plant.logged.map((one) => one['route'])).toEqual(['pumps.show', 'pumps.show'])
    expect(plant.logged[1]?.['message']).toBe('the handler broke its contract: state invalid_value')
    expect(JSON.stringify(plant.logged)).not.toContain('secret')
  })

  test('a table without its handler does not start', () => {
    const routes = { hello: SAMPLE_ROUTES['plant.hello'] }
    const options = { authenticate: async () => null, principalKey: String, admit: async () => ok(null), log: { error: () => undefined } }
    expect(() => mount(routes, {} as MountedHandlers<typeof routes>, options)).toThrow('no handler for hello')
  })
})

describe('files', () => {
  test('what could run script is saved, sandboxed and never guessed', async () => {
    const answer = await setup().ask(`${PUMPS}/p-1/picture`)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/svg+xml',
      'content-disposition': `attachment; filename="Bild_p-1 ___.svg"; filename*=UTF-8''Bild_p-1%20%22%C3%BC%22.svg`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
      'content-length': '6',
    })
    expect(await answer.text()).toBe('<svg/>')
  })
})
