import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, describe, expect, test } from 'vitest'
import { startApplication } from './application.test-support.ts'
import { copyNative, linkLibraries } from './binaries.ts'
import { openDatabaseFolder, openDataFolder } from './data-folder.ts'
import { serverProblem } from './environment-problem.ts'
import { checkServerRole, judgeServerRole } from './server-role.ts'
import { startEmbedded } from './start.ts'
import { testDatabase } from './test-database.ts'

const place = mkdtempSync(join(tmpdir(), 'caponier-refusals-'))
// Other users walk through it to their own folders.
chmodSync(place, 0o755)
afterAll(() => rmSync(place, { recursive: true, force: true }))

/** A user id that is in no list of users. */
const NAMELESS = 54_321
const root = process.getuid?.() === 0
/** Changing the user takes root; and that user must be able to read this project, which it cannot below a closed home folder. */
const canBeOthers =
  root &&
  spawnSync(process.execPath, ['--check', join(import.meta.dirname, 'start.ts')], { uid: NAMELESS, gid: NAMELESS, cwd: '/' }).status === 0
/** The command that runs another one with a file system of our own, in a namespace of our own; the folder comes first. */
const mounted = (options: string, then = ''): readonly string[] => [
  'unshare',
  '--user',
  '--map-root-user',
  '--mount',
  'sh',
  '-c',
  `mount -t tmpfs -o ${options} none "$0" && ${then} exec "$@"`,
]
const canMount = (([file = '', ...args]) => spawnSync(file, [...args, '/mnt', 'true']).status === 0)(mounted('size=1m'))

function ownFolder(name: string): string {
  const path = join(place, name)
  mkdirSync(path)
  chownSync(path, NAMELESS, NAMELESS)
  return path
}

async function one(dataDir: string, launchKinds: readonly string[], user?: number) {
  const application = await startApplication({ dataDir, launchKinds }, user === undefined ? {} : { user })
  await application.end('SIGINT')
  return application.told
}

const modeIn = (dataDir: string): unknown =>
  (JSON.parse(readFileSync(join(dataDir, 'database', 'launch.json'), 'utf8')) as { mode: { kind: string } }).mode.kind

describe('a data folder that cannot serve is refused and left as it is', () => {
  test('of a newer PostgreSQL', async () => {
    const dataDir = join(place, 'newer-postgresql')
    mkdirSync(join(dataDir, 'database', 'cluster'), { recursive: true })
    writeFileSync(join(dataDir, 'database', 'cluster', 'PG_VERSION'), '99\n')
    writeFileSync(join(dataDir, 'database', 'secrets.json'), JSON.stringify({ admin: 'a', owner: 'b', app: 'c' }))
    const before = readdirSync(dataDir, { recursive: true })
    expect(await startEmbedded({ dataDir })).toMatchObject({
      ok: false,
      problem: {
        message: expect.stringMatching(/was made by PostgreSQL 99.*this Caponier has PostgreSQL \d+/),
        mend: expect.stringContaining('newer Caponier'),
      },
    })
    expect(readdirSync(dataDir, { recursive: true }).filter((name) => name !== 'caponier.lock')).toEqual(before)
  })

  test('of an older PostgreSQL that is not there any more', async () => {
    const dataDir = join(place, 'older-postgresql')
    mkdirSync(join(dataDir, 'database', 'cluster'), { recursive: true })
    writeFileSync(join(dataDir, 'database', 'cluster', 'PG_VERSION'), '9\n')
    writeFileSync(join(dataDir, 'database', 'secrets.json'), JSON.stringify({ admin: 'a', owner: 'b', app: 'c' }))
    expect(await startEmbedded({ dataDir })).toMatchObject({
      ok: false,
      problem: { message: expect.stringContaining('was made by PostgreSQL 9;'), mend: expect.stringContaining('make a backup') },
    })
  })

  test('of a newer Caponier, of none, and one whose passwords are lost', async () => {
    const newer = join(place, 'newer-caponier')
    mkdirSync(join(newer, 'database'), { recursive: true })
    writeFileSync(join(newer, 'database', 'launch.json'), '{"format": 2, "anything": "else"}')
    expect(await startEmbedded({ dataDir: newer })).toMatchObject({
      problem: { message: expect.stringContaining('newer Caponier (format 2'), mend: expect.stringContaining('CAPONIER_DATA') },
    })
    const other = join(place, 'no-database')
    mkdirSync(join(other, 'database', 'cluster', 'holiday-pictures'), { recursive: true })
    expect(await startEmbedded({ dataDir: other })).toMatchObject({
      problem: { kind: 'environment', message: expect.stringContaining('Could not') },
    })
    expect(existsSync(join(other, 'database', 'cluster', 'holiday-pictures'))).toBe(true)
    const lost = join(place, 'lost-passwords')
    mkdirSync(join(lost, 'database', 'cluster'), { recursive: true })
    writeFileSync(join(lost, 'database', 'cluster', 'PG_VERSION'), '18\n')
    expect(await startEmbedded({ dataDir: lost })).toMatchObject({ problem: { mend: expect.stringContaining('from a backup') } })
  })

  test('a file where the folder should be', async () => {
    const file = join(place, 'file')
    writeFileSync(file, 'text')
    for (const dataDir of [file, join(file, 'below')])
      expect(await startEmbedded({ dataDir })).toMatchObject({
        ok: false,
        problem: { kind: 'environment', mend: expect.stringContaining('CAPONIER_DATA') },
      })
    expect(readFileSync(file, 'utf8')).toBe('text')
  })

  test.runIf(canMount)('a read-only file system', async () => {
    const dataDir = join(place, 'read-only')
    mkdirSync(dataDir)
    for (const then of [
      'mount -o remount,ro none "$0" &&',
      'mkdir "$0/database" && touch "$0/caponier.lock" && mount -o remount,ro none "$0" &&',
    ]) {
      const { told } = await startApplication({ dataDir }, { wrapper: [...mounted('size=10m', then), dataDir] })
      expect(told).toMatchObject({
        ok: false,
        problem: { message: expect.stringContaining('read-only'), mend: expect.stringContaining('can be written') },
      })
    }
  })

  test.runIf(canMount)('a full disk', async () => {
    const dataDir = join(place, 'full')
    mkdirSync(dataDir)
    for (const size of ['8k', '20m', '34m']) {
      const { told } = await startApplication({ dataDir }, { wrapper: [...mounted(`size=${size}`), dataDir] })
      expect(told).toMatchObject({
        ok: false,
        problem: {
          kind: 'environment',
          message: expect.stringMatching(/disk is full|no space left/i),
          mend: expect.stringContaining('make room'),
        },
      })
    }
  })
})

describe('as another user', () => {
  test.runIf(root)('root starts it in a namespace, gives that up where it is no longer allowed, and keeps the data', async () => {
    const dataDir = join(place, 'as-root')
    const first = await one(dataDir, ['namespace', 'other-user'])
    expect(first).toMatchObject({ ok: true })
    const second = await one(dataDir, ['other-user'])
    expect(second).toMatchObject({ ok: true })
    expect(modeIn(dataDir)).toBe('other-user')
    expect(statSync(join(dataDir, 'database', 'cluster', 'base')).uid).toBe(65_534)
    expect(statSync(join(dataDir, 'database', 'secrets.json')).uid).toBe(0)
    // Chosen once: it stays although namespaces are allowed again.
    const third = await one(dataDir, ['namespace', 'other-user'])
    expect(third).toMatchObject({ ok: true })
    expect(modeIn(dataDir)).toBe('other-user')
    expect(await one(join(place, 'no-way'), [])).toMatchObject({ ok: false, problem: { mend: expect.stringContaining('ordinary user') } })
  })

  test.runIf(canBeOthers)('a user without a name starts it in a namespace, and is told what to do where there is none', async () => {
    const dataDir = ownFolder('nameless')
    expect(await one(dataDir, ['plain'], NAMELESS)).toMatchObject({
      ok: false,
      problem: { message: expect.stringContaining(`user id ${NAMELESS}`), mend: expect.stringContaining('DATABASE_URL') },
    })
    expect(await one(dataDir, ['namespace'], NAMELESS)).toMatchObject({ ok: true })
    expect(statSync(join(dataDir, 'database', 'cluster')).uid).toBe(NAMELESS)
  })

  test.runIf(canBeOthers)('what an ordinary user made, root starts as that user, who can start it again; others are refused', async () => {
    const NOBODY = 65_534
    const dataDir = join(place, 'ordinary')
    mkdirSync(dataDir)
    chownSync(dataDir, NOBODY, NOBODY)
    expect(await one(dataDir, ['plain'], NOBODY)).toMatchObject({ ok: true })
    expect(modeIn(dataDir)).toBe('plain')
    expect(await one(dataDir, ['namespace', 'other-user'])).toMatchObject({ ok: true })
    expect(await one(dataDir, ['plain'], NOBODY)).toMatchObject({ ok: true })
    expect(await one(dataDir, ['namespace'], NAMELESS)).toMatchObject({
      ok: false,
      problem: { message: expect.stringContaining('EACCES'), mend: expect.stringContaining('as the user who owns') },
    })
    expect(await one(join(place, 'not-mine', 'data'), ['namespace'], NAMELESS)).toMatchObject({
      ok: false,
      problem: { message: expect.stringContaining('EACCES') },
    })
  })
})

describe('the programs', () => {
  test('of CAPONIER_POSTGRES_BIN are used and no others', async () => {
    const empty = join(place, 'empty-bin')
    mkdirSync(empty)
    const { told } = await startApplication({ dataDir: join(place, 'override') }, { env: { CAPONIER_POSTGRES_BIN: empty } })
    expect(told).toMatchObject({
      ok: false,
      problem: { message: expect.stringContaining(empty), mend: expect.stringContaining('CAPONIER_POSTGRES_BIN') },
    })
  })

  test('get the links of their libraries, none of which leaves the package, and a copy where the package is read-only', () => {
    const native = join(place, 'package', 'native')
    mkdirSync(join(native, 'lib'), { recursive: true })
    mkdirSync(join(native, 'bin'))
    writeFileSync(join(native, 'bin', 'postgres'), '', { mode: 0o755 })
    writeFileSync(join(native, 'lib', 'libx.so.1.2'), 'x')
    writeFileSync(join(place, 'package', 'package.json'), '{"version": "1.0.0/../../x"}')
    const rows = [
      { source: 'native/lib/libx.so.1.2', target: 'native/lib/libx.so.1' },
      { source: '../../etc/passwd', target: 'native/lib/liby.so' },
      { source: 'native/lib/libx.so.1.2', target: '../outside.so' },
      { source: 7 },
    ]
    writeFileSync(join(native, 'pg-symlinks.json'), JSON.stringify(rows))
    const opened = openDataFolder(join(place, 'copied'))
    if (!opened.ok) throw new Error(opened.problem.message)
    openDatabaseFolder(opened.value)
    const copied = copyNative(native, opened.value)
    const copy = join(place, 'copied', 'database', 'postgresql-1.0.0_.._.._x', 'native')
    expect(copied).toEqual({ ok: true, value: copy })
    expect(readlinkSync(join(copy, 'lib', 'libx.so.1'))).toBe('libx.so.1.2')

    expect(linkLibraries(native)).toBe(true)
    expect(linkLibraries(native)).toBe(true)
    expect(readdirSync(join(native, 'lib')).toSorted()).toEqual(['libx.so.1', 'libx.so.1.2'])
    expect(lstatSync(join(place, 'outside.so'), { throwIfNoEntry: false })).toBeUndefined()
  })
})

describe('the role of DATABASE_URL', () => {
  const facts = { role: 'r', versionNumber: 150_018, superuser: false, bypassesRowSecurity: false }

  test('must be ordinary, and the server 15 or newer', () => {
    expect(judgeServerRole(facts)).toEqual({ ok: true, value: facts })
    expect(judgeServerRole({ ...facts, versionNumber: 149_999 })).toMatchObject({
      problem: { message: expect.stringContaining('PostgreSQL 14') },
    })
    expect(judgeServerRole({ ...facts, superuser: true })).toMatchObject({
      problem: { message: expect.stringContaining('"r" of DATABASE_URL is a superuser') },
    })
    expect(judgeServerRole({ ...facts, bypassesRowSecurity: true })).toMatchObject({
      problem: { message: expect.stringContaining('BYPASSRLS') },
    })
  })

  test('is read from a real server', async () => {
    const database = await testDatabase()
    const judged = async (connection: object) => {
      const client = new Client(connection)
      await client.connect()
      try {
        return await checkServerRole(client)
      } finally {
        await client.end()
      }
    }
    expect(await judged(database.app)).toMatchObject({ ok: true, value: { role: 'caponier_app' } })
    expect(await judged(database.owner)).toMatchObject({ ok: true, value: { role: 'caponier_owner' } })
    expect(await judged(database.admin)).toMatchObject({
      ok: false,
      problem: { message: expect.stringContaining('is a superuser'), mend: expect.stringContaining('nosuperuser') },
    })
    await database.stop()
  })
})

test('what PostgreSQL writes before it gives up is put into words, and shown', () => {
  const problem = serverProblem('a\n\nFATAL:  could not write to file "pg_wal/xlogtemp.1": No space left on device\n', 'start')
  expect(problem).toEqual({
    kind: 'environment',
    message:
      'The embedded database could not start: the disk is full. Whatever was stored before is kept.\nPostgreSQL says:\na\n' +
      'FATAL:  could not write to file "pg_wal/xlogtemp.1": No space left on device',
    mend: 'make room on the disk of the data folder and start again',
  })
  expect(serverProblem('PANIC:  could not locate a valid checkpoint record', 'start')).toMatchObject({
    mend: expect.stringContaining('restore the last backup'),
  })
  expect(serverProblem('', 'start')).toMatchObject({
    message: 'The embedded database could not start. Whatever was stored before is kept.',
  })
})
