import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Connection } from '@caponier/store/embedded/index'
import { testDatabase } from '@caponier/store/embedded/test-database'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Outcome } from './server-process.test-support.ts'
import { killLeftovers, runServer, startServer, takeOver } from './server-process.test-support.ts'

const COCKPIT = '/api/tenants/brenner/cockpit'
const ANSWER = '/api/tenants/brenner/assessments/iec62443-3-3%3A2013/zone%3Agersthofen-line-3/answers/SR%201.1'
const place = mkdtempSync(join(tmpdir(), 'caponier operations '))
const dataDir = join(place, 'data')
const restored = join(place, 'restored')
const file = join(place, 'backup.tar.gz')
let cockpit = ''
let backedUp: Outcome | undefined
let head = ''

const run = (words: readonly string[], at: string, env: Readonly<Record<string, string>> = {}): Promise<Outcome> =>
  runServer(words, { dataDir: at, env })
const headOf = (out: string): string => /head (brenner:\d+:[0-9a-f]{64})/.exec(out)?.[1] ?? ''
/** The cockpit without what differs from request to request. */
const text = async (response: Response): Promise<string> => {
  expect(response.status).toBe(200)
  return response.text()
}

/** Answers a cell, whatever stands there. */
async function answer(url: string, session: string | undefined, path: string): Promise<void> {
  const put = (version: number): Promise<Response> =>
    fetch(url + path, {
      method: 'PUT',
      headers: { authorization: `Bearer ${session}`, 'content-type': 'application/json', 'if-match': `"${version}"` },
      body: JSON.stringify({ state: 'partly', note: 'Entered by a test.' }),
    })
  const first = await put(0)
  const { version = 0 } = (await first.json()) as { readonly version?: number }
  expect(first.status === 200 ? 200 : (await put(version)).status).toBe(200)
}

beforeAll(async () => {
  const server = await startServer({ dataDir })
  const session = await takeOver(server)
  await answer(server.url, session, ANSWER)
  cockpit = await text(await server.get(COCKPIT, session))
  // While it runs.
  backedUp = await run(['backup', file], dataDir)
  head = headOf((await run(['verify'], dataDir)).out)
  server.kill('SIGTERM')
  await server.ended
})
afterAll(() => {
  killLeftovers()
  rmSync(place, { recursive: true, force: true })
})

test('a backup is one private file, made beside a running server, and never overwrites another', async () => {
  expect(backedUp).toMatchObject({ code: 0 })
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readdirSync(place).filter((name) => name.includes('partial'))).toEqual([])
  const bytes = readFileSync(file)
  const again = await run(['backup', file], dataDir)
  expect(again).toMatchObject({ code: 4 })
  expect(again.err).toContain('exists already')
  expect(readFileSync(file).equals(bytes)).toBe(true)
})

test('restored into an empty folder it shows the same, knows its people, asks them to sign in, and its log is whole', async () => {
  const done = await run(['restore', file], restored)
  expect(done).toMatchObject({ code: 0 })
  expect(headOf(done.out)).toBe(head)
  const server = await startServer({ dataDir: restored })
  const entered = await server.post('/api/session', { email: 'first@example.com', password: 'three words of our own' })
  const session = /caponier_session=([^;]+)/.exec(entered.headers.get('set-cookie') ?? '')?.[1]
  expect(await text(await server.get(COCKPIT, session))).toBe(cockpit)
  // Numbers that the database gives out go on behind those that came in.
  await answer(server.url, session, ANSWER.replace('SR%201.1', 'SR%201.2'))
  server.kill('SIGTERM')
  await server.ended
  const over = await run(['restore', file], restored)
  expect(over).toMatchObject({ code: 4 })
  expect(over.err).toContain('is not empty')
})

test.each([
  ['cut', (path: string) => truncateSync(path, Math.floor(statSync(path).size * 0.7))],
  ['changed in the middle', (path: string) => flip(path, 0.5)],
  ['no archive', (path: string) => writeFileSync(path, 'not an archive')],
])('a backup that is %s is refused before anything is written', async (_what, spoil) => {
  const spoilt = join(place, 'spoilt.tar.gz')
  copyFileSync(file, spoilt)
  spoil(spoilt)
  const target = join(place, 'never')
  const refused = await run(['restore', spoilt], target)
  expect(refused.code).toBe(4)
  expect(refused.err).toContain('no whole backup')
  expect(existsSync(target)).toBe(false)
})

function flip(path: string, at: number): void {
  const bytes = readFileSync(path)
  const index = Math.floor(bytes.length * at)
  bytes[index] = (bytes[index] ?? 0) ^ 0x10
  writeFileSync(path, bytes)
}

test('moved to a server nothing is lost, the server serves it, and the folder refuses to go on alone', async () => {
  const target = await testDatabase()
  const url = urlOf(target.owner)
  const done = await run(['move', '--to', url], restored)
  expect(done).toMatchObject({ code: 0 })
  const [before, after] = [headOf((await run(['verify'], restored, { DATABASE_URL: url })).out), headOf(done.out)]
  expect(after).toBe(before)
  expect(Number(after.split(':')[1])).toBeGreaterThanOrEqual(Number(head.split(':')[1]))
  const alone = await run(['serve'], restored)
  expect(alone.code).toBe(4)
  expect(alone.err).toContain('was moved to')
  expect(alone.err).not.toContain(target.owner.password)
  const again = await run(['move', '--to', url], dataDir)
  expect(again.code).toBe(4)
  expect(again.err).toContain('holds data already')
  const healthy = await run(['doctor'], restored, { DATABASE_URL: url })
  expect(healthy).toMatchObject({ code: 0 })
  // A backup by a role that row-level security binds holds the same rows.
  const fromServer = join(place, 'from-server.tar.gz')
  expect(await run(['backup', fromServer], restored, { DATABASE_URL: url })).toMatchObject({ code: 0 })
  const back = await run(['restore', fromServer], join(place, 'back'))
  expect(back).toMatchObject({ code: 0 })
  expect(headOf(back.out)).toBe(after)
  await target.stop()
})

test.each([
  ['a changed entry', "update activity set action = 'company.nothing' where seq = 1", 'entry 1 was changed after it was written', false],
  [
    'a removed entry',
    'delete from activity_detail where seq = 2; delete from activity where seq = 2',
    'entries before it are missing',
    false,
  ],
  [
    'a log cut at its end, with the head of the organisation',
    `delete from activity_detail where seq = (select max(seq) from activity); delete from activity where seq = (select max(seq) from activity);
     update tenant set seq = coalesce((select max(seq) from activity), 0), head = (select hash from activity order by seq desc limit 1)`,
    'it was cut',
    true,
  ],
])('%s is found by verify', async (_what, sql, told, needsHead) => {
  const target = await testDatabase()
  const url = urlOf(target.owner)
  expect(await run(['restore', file], join(place, `keys of ${target.name}`), { DATABASE_URL: url })).toMatchObject({ code: 0 })
  const client = new Client(target.admin)
  await client.connect()
  await client.query(`set session_replication_role = replica; ${sql}`)
  await client.end()
  const verified = await run(['verify', ...(needsHead ? [head] : [])], dataDir, { DATABASE_URL: url })
  expect(verified.code).toBe(1)
  expect(verified.out).toContain(told)
  // Without a head that somebody kept, a log cut at its end together with its own head looks whole: that is what signed heads are for.
  if (needsHead) expect((await run(['verify'], dataDir, { DATABASE_URL: url })).code).toBe(0)
  await target.stop()
})

function urlOf({ host, port, user, password, database }: Connection): string {
  const isSocket = host.startsWith('/')
  return `postgresql://${user}:${encodeURIComponent(password)}@${isSocket ? 'localhost' : host}:${port}/${database}${isSocket ? `?host=${encodeURIComponent(host)}` : ''}`
}
