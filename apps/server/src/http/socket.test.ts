import { createServer, type ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { serve } from '@hono/node-server'
import { createClient } from '@caponier/contract/kit/client'
import type { EventIn } from '@caponier/contract/kit/event-stream'
import { pump, SAMPLE_ROUTES } from '@caponier/contract/kit/sample-routes.test-support'
import { afterAll, describe, expect, test } from 'vitest'
import { front } from './front.ts'
import { samplePlant, sampleServer } from './sample-server.test-support.ts'

const plant = samplePlant([pump({ id: 'p-1' }), pump({ id: 'zone.x_1', name: 'Ü & "Ö"' })])
const stop = new AbortController()
const endings = new Map<string, AbortController>()
const api = sampleServer(plant, {
  stop: stop.signal,
  heartbeat: 30,
  mostStreams: 2,
  endOf: ({ principal }) => {
    const ending = new AbortController()
    endings.set(principal ?? '', ending)
    return ending.signal
  },
})
const quiet = { info: () => undefined, error: () => undefined }
const app = front({
  api: [api],
  webDir: null,
  https: false,
  hosts: [],
  allowAddresses: false,
  health: { version: '1', unready: async () => undefined, metricsForAll: false },
  log: quiet,
})
const server = await new Promise<{ readonly port: number; readonly close: () => void }>((resolve) => {
  const running = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => resolve({ port, close: () => running.close() }))
})
afterAll(() => {
  stop.abort()
  server.close()
})
const baseUrl = `http://127.0.0.1:${server.port}`
const client = (person = 'engineer') => createClient(SAMPLE_ROUTES, { baseUrl, headers: { authorization: `Bearer ${person}` } })
const params = { tenant: 'plant' }

/** Sends bytes as they are and gives everything that comes back. */
const raw = (text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(server.port, '127.0.0.1', () => socket.end(text))
    socket.on('data', (chunk) => (answer += chunk.toString('latin1')))
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
  })

const until = async (holds: () => boolean): Promise<void> => {
  for (let tries = 0; !holds(); tries++) {
    if (tries > 400) throw new Error('it did not happen')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

describe('the typed client against a real socket', () => {
  test('reads, adds, edits with versions, removes', async () => {
    const call = client()
    const list = await call('pumps.list', { params, query: { sort: 'id', limit: 1, filter: ['state:eq:running'] } })
    expect(list.ok && [list.value.total, list.value.items[0]?.id]).toEqual([2, 'p-1'])
    const { version: _version, ...body } = pump({ id: 'p-2' })
    const added = await call('pumps.add', { params, body, idempotencyKey: 'key-1' })
    expect(await call('pumps.add', { params, body, idempotencyKey: 'key-1' })).toEqual(added)
    expect(await call('pumps.edit', { params: { ...params, id: 'p-2' }, body: { name: 'Neu' }, version: 1 })).toMatchObject({
      ok: true,
      value: { version: 2 },
    })
    expect(await call('pumps.edit', { params: { ...params, id: 'p-2' }, body: { name: 'Alt' }, version: 1 })).toMatchObject({
      ok: false,
      problem: { code: 'stale-version', theirs: { name: 'Neu' } },
    })
    expect(await call('pumps.remove', { params: { ...params, id: 'p-2' }, version: 2 })).toEqual({ ok: true, value: undefined })
    expect(await call('pumps.show', { params: { ...params, id: 'zone.x_1' } })).toMatchObject({ ok: true, value: { name: 'Ü & "Ö"' } })
    expect(await client('reader')('pumps.add', { params, body })).toMatchObject({ ok: false, problem: { code: 'forbidden' } })
  })

  test('sends and receives files with their names', async () => {
    const call = client()
    const bytes = new Uint8Array(70_000)
    expect(await call('pumps.put-picture', { params: { ...params, id: 'p-1' }, body: bytes, mediaType: 'image/png' })).toEqual({
      ok: true,
      value: { size: 70_000, mediaType: 'image/png' },
    })
    const large = await call('pumps.put-picture', { params: { ...params, id: 'p-1' }, body: new Blob([new Uint8Array(200_000)]) })
    expect(large).toMatchObject({ ok: false, problem: { code: 'too-large' } })
    const picture = await call('pumps.picture', { params: { ...params, id: 'p-1' } })
    expect(picture.ok && [picture.value.name, picture.value.type, picture.value.size]).toEqual(['Bild_p-1 "ü".svg', 'image/svg+xml', 6])
    const table = await call.file('pumps.list', { params, query: { format: 'csv', fields: 'id' } })
    expect(table.ok && [table.value.name, await table.value.text()]).toEqual(['pumps.csv', 'id\r\np-1\r\nzone.x_1\r\n'])
    expect(call.url('pumps.list', { params, query: { q: 'a b&c' } })).toEqual({ ok: true, value: '/api/tenants/plant/pumps?q=a%20b%26c' })
  })

  test('a server that is not there and a call that is cancelled are problems', async () => {
    const nowhere = createClient(SAMPLE_ROUTES, { baseUrl: 'http://127.0.0.1:1' })
    expect(await nowhere('plant.hello')).toMatchObject({
      ok: false,
      problem: { code: 'environment', detail: 'The server cannot be reached.' },
    })
    expect(await client()('plant.hello', { signal: AbortSignal.abort() })).toMatchObject({
      ok: false,
      problem: { detail: 'The call was cancelled.' },
    })
  })
})

describe('events', () => {
  test('of a server that falls silent or ends at once are lost, and asked for again', async () => {
    let asked = 0
    const ways: ((answer: ServerResponse) => void)[] = [
      // One event, then not even a sign of life, as a stopped process or a dead network would.
      (answer) => void answer.write('event: hello\nid: 5\ndata: {}\n\n'),
      // Nothing at all.
      () => undefined,
      (answer) => void answer.end(),
      (answer) => void answer.write('event: hello\ndata: {}\n\n'),
    ]
    const seen: (string | undefined)[] = []
    const mute = createServer((request, answer) => {
      seen.push(request.headers['last-event-id']?.toString())
      answer.writeHead(200, { 'content-type': 'text/event-stream' })
      ways[asked++]?.(answer)
    })
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve))
    const address = mute.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const leave = new AbortController()
    const states: string[] = []
    let events = 0
    let look = (): void => undefined
    const following = createClient(SAMPLE_ROUTES, { baseUrl: `http://127.0.0.1:${port}` }).follow('plant.events', {
      params,
      signal: leave.signal,
      silence: 60,
      pause: { first: 5, most: 10 },
      hints: (hint) => {
        look = hint
        return () => void (look = () => undefined)
      },
      onEvent: () => events++,
      onState: (state) => states.push(state),
    })
    await until(() => events === 2)
    expect(states.filter((state, at) => state !== states[at - 1])).toEqual(['open', 'lost', 'open', 'lost', 'open'])
    expect(seen.slice(1)).toEqual(['5', '5', '5'])
    const before = asked
    look()
    await until(() => asked > before)
    leave.abort()
    expect((await following).detail).toBe('The call was cancelled.')
    mute.closeAllConnections()
    mute.close()
  })

  test('arrive, come back with the last id when the line breaks, and end when the client leaves', async () => {
    const leave = new AbortController()
    const events: EventIn[] = []
    const states: string[] = []
    const following = client('anna').follow('plant.events', {
      params,
      signal: leave.signal,
      pause: { first: 5, most: 10 },
      onEvent: (event) => events.push(event),
      onState: (state) => states.push(state),
    })
    await until(() => events.length === 1)
    plant.send({ seq: 7 })
    await until(() => events.length === 2)
    expect(events[1]).toEqual({ event: 'change', id: '1', data: { seq: 7 } })
    // Longer than three heartbeats: a client that reads is not given up.
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect(states).toEqual(['open'])
    endings.get('anna')?.abort()
    await until(() => events.length === 3)
    expect([events[2]?.data, states]).toEqual([{ from: '1' }, ['open', 'open']])
    leave.abort()
    expect((await following).detail).toBe('The call was cancelled.')
    await until(() => plant.ended.filter((person) => person === 'anna').length === 2)
  })

  test('a refusal ends the following; more than the allowed streams are refused', async () => {
    const follow = (person: string, signal: AbortSignal, tenant = 'plant') =>
      client(person).follow('plant.events', { params: { tenant }, signal, onEvent: () => undefined })
    const leave = new AbortController()
    expect(await follow('bert', leave.signal, 'other')).toMatchObject({ code: 'not-found' })
    const open = [0, 1].map(() =>
      fetch(`${baseUrl}/api/tenants/plant/events`, { headers: { authorization: 'Bearer bert' }, signal: leave.signal }),
    )
    await Promise.all(open)
    const third = await fetch(`${baseUrl}/api/tenants/plant/events`, { headers: { authorization: 'Bearer bert' } })
    expect([third.status, third.headers.get('retry-after')]).toEqual([429, '30'])
    leave.abort()
    await until(() => plant.ended.filter((person) => person === 'bert').length === 2)
    const again = await fetch(`${baseUrl}/api/tenants/plant/events`, { headers: { authorization: 'Bearer bert' } })
    expect(again.status).toBe(200)
    await again.body?.cancel()
  })
})

describe('broken requests', () => {
  test.each([
    ['GET /api/hello HTTP/1.1\r\n\r\n', 400],
    ['GET /api/hello HTTP/1.1\r\nHost: evil.example\r\n\r\n', 403],
    ['GET /api/hello HTTP/1.1\r\nHost: a b\r\n\r\n', 400],
    ['GET /api/%ff HTTP/1.1\r\nHost: localhost\r\n\r\n', 400],
    ['GET /api/../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n', 404],
    ['GET //evil.example/api/hello HTTP/1.1\r\nHost: localhost\r\n\r\n', 404],
    ['POST /api/tenants/plant/pumps HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer engineer\r\nContent-Length: 9999999\r\n\r\n', 413],
    [
      'POST /api/tenants/plant/pumps HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer engineer\r\nContent-Length: 10\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
    ],
    [`GET /api/hello HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ['TRACE /api/hello HTTP/1.1\r\nHost: localhost\r\n\r\n', 405],
    ['nonsense\r\n\r\n', 400],
  ])('%#: %$', async (text, status) => {
    const answer = await raw(text.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'))
    expect(answer.slice(0, 12)).toBe(`HTTP/1.1 ${status}`)
    expect(answer).not.toContain('    at ')
  })
})
