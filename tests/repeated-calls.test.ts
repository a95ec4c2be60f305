import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { TestDatabase } from '@caponier/store/embedded/test-database'
import { testDatabase } from '@caponier/store/embedded/test-database'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ServerProcess } from './server-process.test-support.ts'
import { killLeftovers, startServer, takeOver } from './server-process.test-support.ts'

const COMMENTS = '/api/tenants/brenner/assessments/iec62443-3-3%3A2013/zone%3Agersthofen-line-3/comments/SR%201.1'
const place = mkdtempSync(join(tmpdir(), 'caponier repeated '))
let database: TestDatabase
let session = ''
/** The process that is killed, and the one that goes on. */
let fragile: ServerProcess
let steady: ServerProcess

const start = (name: string): Promise<ServerProcess> => {
  const { host, port, user, password, database: db } = database.owner
  return startServer({
    dataDir: join(place, name),
    env: {
      DATABASE_URL: `postgresql://${user}:${encodeURIComponent(password)}@localhost/${db}?host=${encodeURIComponent(host)}&port=${port}`,
    },
  })
}

beforeAll(async () => {
  database = await testDatabase()
  steady = await start('steady')
  session = await takeOver(steady)
  fragile = await start('fragile')
})
afterAll(async () => {
  killLeftovers()
  await database.stop()
  rmSync(place, { recursive: true, force: true })
})

const send = (server: ServerProcess, key: string, text: string): Promise<Response> =>
  fetch(server.url + COMMENTS, {
    method: 'POST',
    headers: { authorization: `Bearer ${session}`, 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({ text, mentions: [] }),
  })

const written = async (text: string): Promise<number> => {
  const { items } = (await (await steady.get(COMMENTS, session)).json()) as { readonly items: readonly { readonly text: string }[] }
  return items.filter((one) => one.text === text).length
}

/** As if half a minute had passed. */
async function later(): Promise<void> {
  const client = new Client(database.admin)
  await client.connect()
  await client.query(`update call_key set started_at = started_at - interval '31 seconds'`)
  await client.end()
}

test('a call that comes to two processes is carried out by one, and both give its answer', async () => {
  const first = await send(fragile, 'both', 'To both.')
  expect(first.status).toBe(201)
  const second = await send(steady, 'both', 'To both.')
  expect([second.status, second.headers.get('idempotency-replayed')]).toEqual([201, 'true'])
  expect(await second.json()).toEqual(await first.json())
  expect((await send(steady, 'both', 'Something else.')).status).toBe(409)
  const many = await Promise.all([fragile, steady, fragile, steady].map((server) => send(server, 'race', 'At once.')))
  expect(many.filter((one) => one.status === 201).length).toBeGreaterThan(0)
  expect(await written('At once.')).toBe(1)
})

test('a call whose process is killed neither runs twice nor is lost, wherever it is sent again', async () => {
  for (const [at, wait] of [0, 4, 8, 14, 25].entries()) {
    const text = `Killed after ${wait} ms, ${at}.`
    const cut = send(fragile, `killed-${wait}`, text).then(
      (answer) => answer.status,
      () => undefined,
    )
    await delay(wait)
    fragile.kill('SIGKILL')
    await fragile.ended
    await cut
    let again = await send(steady, `killed-${wait}`, text)
    if (again.status === 409) {
      await later()
      again = await send(steady, `killed-${wait}`, text)
    }
    const answer = await again.text()
    if (again.status !== 201) expect(answer).toContain('carried out already')
    expect(await written(text)).toBe(1)
    fragile = await start('fragile')
  }
})
