import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApplication } from './application.test-support.ts'
import type { Connection } from './connection.ts'
import { openDataFolder } from './data-folder.ts'
import { isAlive, isPostmaster, readPostmasterFile } from './postmaster.ts'
import { runningConnections } from './running.ts'
import type { Embedded, EmbeddedOptions } from './start.ts'
import { startEmbedded } from './start.ts'
import type { ServerState } from './supervisor.ts'

const place = mkdtempSync(join(tmpdir(), 'caponier start '))
/** A data folder with one table. The tests use it one after the other, since making one takes half a second and more. */
const dataDir = join(place, 'data')

async function start(at: string, options: Omit<EmbeddedOptions, 'dataDir'> = {}): Promise<Embedded> {
  const started = await startEmbedded({ dataDir: at, ...options })
  if (!started.ok) throw new Error(started.problem.message)
  return started.value
}

async function query(connection: Connection, sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client(connection)
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

/** What has been acknowledged so far, over all tests: none of the kills may lose any of it. */
let stored = 0
async function store(app: Connection, plants: number): Promise<void> {
  await query(app, `insert into plant select ${stored} + n from generate_series(1, ${plants}) as n`)
  stored += plants
}

const folderOf = (at: string) => {
  const opened = openDataFolder(at)
  if (!opened.ok) throw new Error(opened.problem.message)
  return opened.value
}

/** Every process whose command line names the folder. */
const processesIn = (at: string): readonly string[] =>
  readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(at) && isAlive(Number(pid))
    } catch {
      return false
    }
  })

const plants = (connection: Connection): Promise<unknown> =>
  query(connection, 'select count(*)::int as plants from plant').then((rows) => rows[0]?.['plants'])
const states = (embedded: Embedded, kind: ServerState['kind']): Promise<ServerState> =>
  new Promise((done) => {
    const end = embedded.onState((state) => {
      if (state.kind !== kind) return
      end()
      done(state)
    })
  })

beforeAll(async () => {
  const embedded = await start(dataDir)
  await query(embedded.owner, 'create table plant (id int primary key); grant select, insert on plant to caponier_app')
  await embedded.stop()
})
afterAll(() => rmSync(place, { recursive: true, force: true }))

describe('a start', () => {
  test('gives a durable server on a private socket, with ordinary roles, and its stop leaves nothing behind', async () => {
    const embedded = await start(dataDir)
    const { app, owner, admin } = embedded
    const [settings] = await query(
      admin,
      `select current_setting('listen_addresses') as listens, current_setting('fsync') as fsync, current_setting('synchronous_commit') as commits,
        current_setting('data_checksums') as checksums, current_setting('server_encoding') as encoding, lower('ÄÉ') as lower`,
    )
    expect(settings).toEqual({ listens: '', fsync: 'on', commits: 'on', checksums: 'on', encoding: 'UTF8', lower: 'äé' })
    expect(await query(app, 'select current_user as name, rolsuper, rolbypassrls from pg_roles where rolname = current_user')).toEqual([
      { name: 'caponier_app', rolsuper: false, rolbypassrls: false },
    ])
    expect(await query(owner, 'select rolsuper, rolbypassrls from pg_roles where rolname = current_user')).toEqual([
      { rolsuper: false, rolbypassrls: false },
    ])
    await expect(query({ ...app, password: 'guessed' }, 'select')).rejects.toThrow('password authentication failed')
    expect(statSync(app.host).mode & 0o777).toBe(0o700)
    expect(statSync(join(dataDir, 'database', 'secrets.json')).mode & 0o777).toBe(0o600)
    expect(statSync(join(dataDir, 'database', 'cluster')).mode & 0o777).toBe(0o700)
    expect(runningConnections(dataDir)).toEqual({ ok: true, value: { app, owner, admin } })

    await Promise.all([embedded.stop(), embedded.stop()])
    expect(processesIn(dataDir)).toEqual([])
    expect(existsSync(app.host)).toBe(false)
    expect(runningConnections(dataDir)).toEqual({ ok: true, value: undefined })
  })

  test('the second one answers within two seconds and finds what was stored', async () => {
    const first = await start(dataDir)
    await store(first.app, 1)
    await first.stop()
    const began = performance.now()
    const second = await start(dataDir)
    expect(await plants(second.app)).toBe(stored)
    expect(performance.now() - began).toBeLessThan(2_000)
    expect(second.adopted).toBe(false)
    await second.stop()
  })

  test('after a plain copy of the data folder, which opens it to others, closes it again', async () => {
    const cluster = join(dataDir, 'database', 'cluster')
    const secrets = join(dataDir, 'database', 'secrets.json')
    chmodSync(cluster, 0o755)
    chmodSync(secrets, 0o644)
    const embedded = await start(dataDir)
    expect(await plants(embedded.app)).toBe(stored)
    expect([statSync(cluster).mode & 0o777, statSync(secrets).mode & 0o777]).toEqual([0o700, 0o600])
    await embedded.stop()
  })

  test('a path with spaces, quotes and letters of other scripts, 400 bytes long, works; one that PostgreSQL cannot use is refused', async () => {
    const name = 'Werk "Süd" $1 `x` '.repeat(5)
    const winding = join(place, name, 'x'.repeat(120), 'x'.repeat(400 - Buffer.byteLength(join(place, name)) - 122))
    expect(Buffer.byteLength(winding)).toBe(400)
    const embedded = await start(winding)
    expect(await query(embedded.app, 'select 1 as one')).toEqual([{ one: 1 }])
    await embedded.stop()

    const long = join(place, 'y'.repeat(200), 'y'.repeat(200), 'y'.repeat(200))
    expect(await startEmbedded({ dataDir: long })).toMatchObject({
      ok: false,
      problem: {
        kind: 'environment',
        message: expect.stringMatching(/has \d+ bytes.*at most 480/),
        mend: expect.stringContaining('shorter'),
      },
    })
    expect(existsSync(join(place, 'y'.repeat(200)))).toBe(false)
  })

  test('a start that was interrupted leaves nothing that hinders the next one', async () => {
    const interrupted = join(place, 'interrupted')
    mkdirSync(join(interrupted, 'database', 'cluster.unfinished-0badcafe', 'base'), { recursive: true })
    mkdirSync(join(interrupted, 'database', 'cluster'))
    const embedded = await start(interrupted)
    expect(await query(embedded.app, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(readdirSync(join(interrupted, 'database')).filter((name) => name.includes('unfinished'))).toEqual([])
    await embedded.stop()
  })

  test('a folder of the socket that somebody else prepared is not used', async () => {
    const first = await start(dataDir)
    const usual = first.app.host
    await first.stop()
    symlinkSync(place, usual)
    const second = await start(dataDir)
    expect(second.app.host).not.toBe(usual)
    expect(second.app.host.startsWith(`${usual}-`)).toBe(true)
    await second.stop()
    rmSync(usual)
    mkdirSync(usual, { mode: 0o777 })
    const third = await start(dataDir)
    // A folder with open rights is not trusted, even if it is ours: something may be in it.
    expect(statSync(third.app.host).mode & 0o777).toBe(0o700)
    await third.stop()
    rmSync(usual, { recursive: true, force: true })
  })
})

describe('after a kill -9', () => {
  test('of the application its server is taken over, with everything that was acknowledged', async () => {
    const application = await startApplication({ dataDir })
    if (!application.told.ok) throw new Error(application.told.problem.message)
    await store(application.told.app, 2)
    await application.end('SIGKILL')
    expect(isAlive(application.told.pid)).toBe(true)

    const next = await start(dataDir)
    expect({ adopted: next.adopted, pid: next.pid() }).toEqual({ adopted: true, pid: application.told.pid })
    expect(await plants(next.app)).toBe(stored)
    await next.stop()
    expect(processesIn(dataDir)).toEqual([])
  })

  test('of the application a server with other settings is not taken over but started again', async () => {
    const application = await startApplication({ dataDir })
    if (!application.told.ok) throw new Error(application.told.problem.message)
    await store(application.told.app, 1)
    await application.end('SIGKILL')
    const next = await start(dataDir, { settings: { work_mem: '8MB' } })
    expect(next.adopted).toBe(false)
    expect(isAlive(application.told.pid)).toBe(false)
    expect(await plants(next.app)).toBe(stored)
    await next.stop()
  })

  test('of both, or a crash of the machine after which another program has the number, it recovers', async () => {
    const application = await startApplication({ dataDir })
    if (!application.told.ok) throw new Error(application.told.problem.message)
    const { app, pid } = application.told
    await store(app, 3)
    await application.end('SIGKILL')
    process.kill(pid, 'SIGKILL')
    // The lock file names a process that lives and is no PostgreSQL: this one.
    const file = join(dataDir, 'database', 'cluster', 'postmaster.pid')
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(process.pid)))
    const next = await start(dataDir)
    expect(next.adopted).toBe(false)
    expect(await plants(next.app)).toBe(stored)
    await next.stop()
  })

  test('of the server it is started again at the same place, and the application is told', async () => {
    const embedded = await start(dataDir)
    await store(embedded.app, 1)
    const killed = embedded.pid()
    const down = states(embedded, 'down')
    const up = states(embedded, 'up')
    process.kill(killed, 'SIGKILL')
    expect(await down).toEqual({ kind: 'down', reason: `process ${killed} ended` })
    expect(await up).toEqual({ kind: 'up', pid: embedded.pid() })
    expect(embedded.pid()).not.toBe(killed)
    expect(await plants(embedded.app)).toBe(stored)
    await embedded.stop()
    expect(processesIn(dataDir)).toEqual([])
  })

  test('of a server whose restart is under way, a stop wins', async () => {
    const embedded = await start(dataDir)
    const down = states(embedded, 'down')
    process.kill(embedded.pid(), 'SIGKILL')
    await down
    await embedded.stop()
    expect(processesIn(dataDir)).toEqual([])
    const next = await start(dataDir)
    await next.stop()
  })

  test('a removed socket is noticed, and the server is reachable again at the same place', async () => {
    const embedded = await start(dataDir)
    const up = states(embedded, 'up')
    rmSync(embedded.app.host, { recursive: true })
    await up
    expect(await plants(embedded.app)).toBe(stored)
    await embedded.stop()
  })

  test('an application that ends without stopping takes its server along', async () => {
    const application = await startApplication({ dataDir })
    if (!application.told.ok) throw new Error(application.told.problem.message)
    await application.end('SIGTERM')
    const folder = folderOf(dataDir)
    for (let tries = 0; tries < 200 && isPostmaster(application.told.pid, folder); tries += 1)
      await new Promise((done) => setTimeout(done, 10))
    expect(processesIn(dataDir)).toEqual([])
    expect(readPostmasterFile(folder)).toBeUndefined()
    // Only the empty folder of the socket stays, for the next start.
    expect(readdirSync(application.told.app.host)).toEqual([])
    rmdirSync(application.told.app.host)
  })
})

describe('of several applications on one data folder', () => {
  test('that start at once exactly one wins, and each of the others names its process', async () => {
    const contested = join(place, 'contested')
    const applications = await Promise.all([1, 2, 3].map(() => startApplication({ dataDir: contested })))
    const winners = applications.filter(({ told }) => told.ok)
    expect(winners).toHaveLength(1)
    for (const { told } of applications.filter((one) => !one.told.ok))
      expect(told).toMatchObject({
        problem: {
          kind: 'environment',
          message: expect.stringContaining(`in use by another Caponier, process ${winners[0]?.process.pid}.`),
        },
      })
    expect(await startEmbedded({ dataDir: contested })).toMatchObject({
      ok: false,
      problem: { message: expect.stringContaining('in use') },
    })
    await winners[0]?.end('SIGINT')
    expect(processesIn(contested)).toEqual([])
  })

  test('of one process the second is refused too, and may start when the first has stopped', async () => {
    const first = await start(dataDir)
    expect(await startEmbedded({ dataDir })).toMatchObject({
      ok: false,
      problem: { message: expect.stringContaining(`process ${process.pid}`) },
    })
    expect(await plants(first.app)).toBe(stored)
    await first.stop()
    const second = await start(dataDir)
    await second.stop()
  })
})
