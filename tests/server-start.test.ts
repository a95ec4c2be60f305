import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ServerProcess } from './server-process.test-support.ts'
import {
  databaseProcess,
  exists,
  killLeftovers,
  linkToken,
  runServer,
  startServer,
  takeOver,
  until,
} from './server-process.test-support.ts'

const COCKPIT = '/api/tenants/brenner/cockpit'
const place = mkdtempSync(join(tmpdir(), 'caponier start '))
/** Data of one installation that somebody took over, stopped; tests that need other data copy it. */
const dataDir = join(place, 'data')
let session = ''

const fresh = (name: string): string => join(place, name)
/** A copy of the installation, which costs less than a first start. */
function copyTo(path: string): string {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  cpSync(dataDir, path, { recursive: true, preserveTimestamps: true })
  return path
}

async function stopped(server: ServerProcess): Promise<void> {
  server.kill('SIGTERM')
  expect(await server.ended).toEqual({ code: 0, signal: null })
}

beforeAll(async () => {
  chmodSync(place, 0o755)
  const server = await startServer({ dataDir })
  const { out } = server.said()
  // One link and no more: a newcomer must not have to choose.
  expect(out.match(/\/link#/g)).toHaveLength(1)
  expect(out).toContain('fictitious')
  session = await takeOver(server)
  expect((await server.get(COCKPIT, session)).status).toBe(200)
  expect((await server.get(COCKPIT)).status).toBe(401)
  await stopped(server)
})
afterAll(() => {
  killLeftovers()
  rmSync(place, { recursive: true, force: true })
})

describe('a second start', () => {
  test('serves the cockpit to who was signed in, prints no link, and its stop ends every process', async () => {
    const server = await startServer({ dataDir })
    expect((await server.get(COCKPIT, session)).status).toBe(200)
    expect(await (await server.get('/healthz')).json()).toMatchObject({ status: 'ready' })
    expect(linkToken(server.said().out)).toBeUndefined()
    const database = databaseProcess(dataDir)
    expect(database).toBeGreaterThan(0)
    server.kill('SIGINT')
    expect(await server.ended).toEqual({ code: 0, signal: null })
    expect(exists(database ?? 0)).toBe(false)
    expect(existsSync(join(dataDir, 'server.json'))).toBe(false)
  })

  test('beside a running one says its process and its address, and changes nothing', async () => {
    const server = await startServer({ dataDir })
    const second = await runServer(['serve'], { dataDir })
    expect(second.code).toBe(4)
    expect(second.err).toContain(`process ${server.pid}, ${server.url}`)
    expect((await server.get(COCKPIT, session)).status).toBe(200)
    await stopped(server)
  })

  test('with a taken port names who has it, before anything is started', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const address = other.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const at = fresh('untouched')
    const refused = await runServer(['serve'], { dataDir: at, env: { PORT: String(port) } })
    other.close()
    expect(refused.code).toBe(4)
    expect(refused.err).toContain(`Port ${port} is taken by process ${process.pid}`)
    expect(existsSync(at)).toBe(false)
  })
})

test('the command line signs in by a link from the console and calls any route', async () => {
  const server = await startServer({ dataDir })
  const link = (await runServer(['sign-in-link'], { dataDir })).out.trim()
  expect(link).toContain(`${server.url}/link#`)
  const cli = (...words: readonly string[]) =>
    spawnSync(process.execPath, [join(import.meta.dirname, '../apps/cli/src/main.ts'), '--server', server.url, ...words], {
      encoding: 'utf8',
      env: { ...process.env, XDG_CONFIG_HOME: fresh('config') },
    })
  expect(cli('api', 'session.show')).toMatchObject({ status: 3, stdout: '' })
  expect(cli('login', '--link', link)).toMatchObject({ status: 0 })
  // A link works once.
  expect(cli('login', '--link', link).status).toBe(3)
  expect(statSync(join(fresh('config'), 'caponier/sessions.json')).mode & 0o777).toBe(0o600)
  const zones = cli('api', 'zones.list', '--param', 'tenant=brenner', '--query', 'limit=2', '--json')
  expect(JSON.parse(zones.stdout)).toMatchObject({ items: [{}, {}] })
  expect(cli('api', 'zones.list').stderr).toContain('needs --param tenant=')
  expect(cli('logout')).toMatchObject({ status: 0 })
  expect(cli('api', 'session.show').status).toBe(3)
  await stopped(server)
})

describe('kill -9', () => {
  test('of the server: the database goes on, and the next start takes it over with everything', async () => {
    const server = await startServer({ dataDir })
    const database = databaseProcess(dataDir) ?? 0
    server.kill('SIGKILL')
    expect(await server.ended).toMatchObject({ signal: 'SIGKILL' })
    expect(exists(database)).toBe(true)
    const next = await startServer({ dataDir })
    expect(databaseProcess(dataDir)).toBe(database)
    expect((await next.get(COCKPIT, session)).status).toBe(200)
    await stopped(next)
    expect(exists(database)).toBe(false)
  })

  test('of the database: the server lives, tells callers to come again, and recovers', async () => {
    const server = await startServer({ dataDir })
    expect((await server.get(COCKPIT, session)).status).toBe(200)
    const database = databaseProcess(dataDir) ?? 0
    process.kill(database, 'SIGKILL')
    const away: Response[] = []
    for (let tries = 0; tries < 100 && away.length === 0; tries += 1) {
      const answer = await server.get(COCKPIT, session)
      if (answer.status !== 200) away.push(answer)
      else await delay(2)
    }
    expect(away[0]?.status).toBe(503)
    expect(away[0]?.headers.get('retry-after')).toBe('1')
    expect(await away[0]?.json()).toMatchObject({ code: 'environment' })
    await until(() => server.get(COCKPIT, session), 200, 20_000)
    expect(databaseProcess(dataDir)).not.toBe(database)
    await stopped(server)
  })
})

describe('a data folder', () => {
  test('under a long path with spaces and quotes works', async () => {
    const long = copyTo(join(place, `Werk "Süd" & it's ${'x'.repeat(100)}`, 'y'.repeat(120)))
    const server = await startServer({ dataDir: long })
    expect((await server.get(COCKPIT, session)).status).toBe(200)
    await stopped(server)
  })

  test('under a path that no database can use is refused with the reason', async () => {
    const refused = await runServer(['serve'], { dataDir: join(place, ...Array.from({ length: 6 }, () => 'z'.repeat(90))) })
    expect(refused).toMatchObject({ code: 4, out: '' })
    expect(refused.err).toContain('set CAPONIER_DATA to a shorter path')
  })

  test('of a newer version is left as it is', async () => {
    const at = copyTo(fresh('newer'))
    const server = await startServer({ dataDir: at })
    await asAdmin(at, "insert into migration_checksum values ('9999-later', 'x')")
    await stopped(server)
    const refused = await runServer(['serve'], { dataDir: at })
    expect(refused.code).toBe(4)
    expect(refused.err).toContain('newer Caponier (migration 9999-later)')
    expect(databaseProcess(at)).toBeUndefined()
  })

  test('that cannot be written, and a disk without room, are told with what to do', async () => {
    const mounted = (options: string): readonly string[] => [
      'unshare',
      '--user',
      '--map-root-user',
      '--mount',
      'sh',
      '-c',
      `mount -t tmpfs -o ${options} none "$0" && exec "$@"`,
    ]
    const at = fresh('mounted')
    mkdirSync(at)
    const [file = '', ...words] = mounted('size=6m')
    const canMount = spawnSync(file, [...words, at, 'true']).status === 0
    // Where nobody may mount, a folder of the system takes the place of one that cannot be written, and /dev/full that of a full disk.
    const start = (options: string, otherwise: string) =>
      canMount
        ? runServer(['serve'], { dataDir: join(at, 'data'), wrapper: [...mounted(options), at] })
        : runServer(['serve'], { dataDir: otherwise })
    const readOnly = await start('ro', '/usr/caponier-data')
    expect(readOnly.code).toBe(4)
    expect(readOnly.err).toMatch(/Could not create the data folder at .*: (EROFS|EACCES)/)
    const full = await start('size=6m', '/dev/full')
    expect(full.code).toBe(4)
    expect(full.err).toContain(canMount ? 'the disk is full' : '/dev/full')
  })
})

test('any user can start it, one without a name or home too', async () => {
  const uid = process.getuid?.() === 0 ? 54_321 : (process.getuid?.() ?? 0)
  const at = fresh('other-user')
  mkdirSync(at, { mode: 0o755 })
  const isRoot = process.getuid?.() === 0
  if (isRoot) spawnSync('chown', [`${uid}:${uid}`, at])
  const options = { dataDir: join(at, 'data'), env: { HOME: '/nowhere' }, ...(isRoot ? { as: { uid, gid: uid } } : {}) }
  const server = await startServer(options)
  expect((await server.get('/healthz')).status).toBe(200)
  expect(statSync(options.dataDir).uid).toBe(uid)
  await stopped(server)
})

describe('settings', () => {
  test.each([
    ['PORT', '70000', 'a number from 0 to 65535'],
    ['HOST', 'no such host!', 'an address or a host name'],
    ['HOST', '203.0.113.7', 'is no address of this machine'],
    ['CAPONIER_PUBLIC_URL', 'caponier.example.com', 'an origin without path'],
    ['CAPONIER_LOG', 'loud', 'one of debug, info, warn, error, silent'],
    ['DATABASE_URL', 'mysql://u:secret@h/d', 'is not the address of a PostgreSQL database'],
    ['DATABASE_URL', 'postgresql://u:secret@127.0.0.1:1/d', 'nothing listens there'],
  ])('%s=%s is refused with the reason, and no secret is repeated', async (name, value, reason) => {
    const refused = await runServer(['serve'], { dataDir: fresh('never'), env: { [name]: value } })
    expect(refused.code).toBe(4)
    expect(refused.err).toContain(reason)
    expect(refused.err).not.toContain('secret')
    expect(existsSync(fresh('never'))).toBe(false)
  })

  test('a superuser in DATABASE_URL is refused, an ordinary owner of an empty database serves', async () => {
    const at = copyTo(fresh('server'))
    const embedded = await startServer({ dataDir: at })
    await asAdmin(at, 'create database elsewhere owner caponier_owner')
    const superuser = await runServer(['serve'], { dataDir: fresh('keys'), env: { DATABASE_URL: urlOf(at, 'admin', 'elsewhere') } })
    expect(superuser.code).toBe(4)
    expect(superuser.err).toContain('is a superuser, so that nothing in the database would keep tenants apart')
    const server = await startServer({ dataDir: fresh('keys'), env: { DATABASE_URL: urlOf(at, 'owner', 'elsewhere') } })
    const token = await takeOver(server)
    expect((await server.get(COCKPIT, token)).status).toBe(200)
    expect(readdirSync(fresh('keys'))).not.toContain('database')
    await stopped(server)
    await stopped(embedded)
  })
})

interface Secrets {
  readonly admin: string
  readonly owner: string
}

/** Folder of the socket of a running embedded database: line 5 of PostgreSQL's lock file. */
const socketOf = (at: string): string => readFileSync(join(at, 'database/cluster/postmaster.pid'), 'utf8').split('\n')[4] ?? ''

function urlOf(at: string, role: keyof Secrets, database: string): string {
  const secrets = JSON.parse(readFileSync(join(at, 'database/secrets.json'), 'utf8')) as Secrets
  return `postgresql://caponier_${role}:${secrets[role]}@localhost/${database}?host=${encodeURIComponent(socketOf(at))}`
}

async function asAdmin(at: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: urlOf(at, 'admin', 'caponier') })
  await client.connect()
  await client.query(sql)
  await client.end()
}
