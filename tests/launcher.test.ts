import type { ChildProcess } from 'node:child_process'
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

// The real run.mjs and caponier with the real npm, on a project of one small package that a registry on this machine serves.

const ROOT = join(import.meta.dirname, '..')
const HERE = `${process.platform}-${process.arch}`
const NODE_FOLDER = dirname(process.execPath)
const PATH = [NODE_FOLDER, process.env['PATH'] ?? ''].join(delimiter)

/** Prints what reached it, or ends or waits as it is told. */
const PROGRAM = `import { word } from 'tiny'
const [what, code] = process.argv.slice(2)
process.on('SIGTERM', () => process.exit(what === 'tidy' ? 7 : 143))
if (what === 'exit') process.exit(Number(code))
else if (what === 'wait' || what === 'tidy') { console.log('up'); setInterval(() => {}, 1000) }
else console.log(JSON.stringify({ word, node: process.versions.node, args: process.argv.slice(2), cwd: process.cwd() }))
`

/** A package archive with the given files, as npm packs it. */
function archive(files: Readonly<Record<string, string>>): Buffer {
  const blocks = Object.entries(files).flatMap(([name, content]) => {
    const [head, body] = [Buffer.alloc(512), Buffer.from(content)]
    head.write(`package/${name}`)
    head.write('0000644', 100)
    head.write(`${body.length.toString(8).padStart(11, '0')} ${'0'.repeat(11)} `, 124)
    head.write('        0', 148)
    head.write('ustar', 257)
    head.write('00', 263)
    const sum = head.reduce((total, byte) => total + byte, 0)
    head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
    return [head, body, Buffer.alloc((512 - (body.length % 512)) % 512)]
  })
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]))
}

const tiny = (version: string): Buffer =>
  archive({
    'package.json': JSON.stringify({ name: 'tiny', version, type: 'module', exports: './index.js' }),
    'index.js': `export const word = 'tiny ${version}'\n`,
  })
const ARCHIVES: Readonly<Record<string, Buffer>> = { '/tiny-1.0.0.tgz': tiny('1.0.0'), '/tiny-1.0.1.tgz': tiny('1.0.1') }

let registry: Server
let port = 0
/** What the registry does with a request, and the paths it was asked for. */
let mood: 'answer' | 'hang' | 'hang up' = 'answer'
let asked: string[] = []
let place = ''
/** The project under test: a fresh one per test. */
let folder = ''
/** With the cache of npm in it; a fresh one per test. */
let home = ''
const running: ChildProcess[] = []

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'caponier launcher '))
  chmodSync(place, 0o755)
  registry = createServer((request, response) => {
    asked.push(request.url ?? '')
    const found = ARCHIVES[request.url ?? '']
    if (mood === 'hang') return
    if (mood === 'hang up') request.socket.destroy()
    else response.writeHead(found === undefined ? 404 : 200).end(found)
  })
  await new Promise<void>((settle) => registry.listen(0, '127.0.0.1', settle))
  const address = registry.address()
  port = typeof address === 'object' && address !== null ? address.port : 0
})

afterAll(() => {
  for (const child of running) child.kill('SIGKILL')
  registry.closeAllConnections()
  registry.close()
  rmSync(place, { recursive: true, force: true })
})

beforeEach(() => {
  mood = 'answer'
  asked = []
  folder = mkdtempSync(join(place, "Werk Süd & it's 100% #"))
  chmodSync(folder, 0o755)
  home = mkdtempSync(join(place, 'home '))
  for (const file of ['run.mjs', 'caponier']) copyFileSync(join(ROOT, file), join(folder, file))
  for (const made of ['apps/cli/src', 'packages/one']) mkdirSync(join(folder, made), { recursive: true })
  writeFileSync(join(folder, 'apps/cli/src/main.ts'), PROGRAM)
  writeFileSync(join(folder, 'packages/one/package.json'), '{"name":"one","version":"1.0.0"}')
  lockTo('1.0.0')
})

/** Writes package.json and the lock file with this version of tiny; `more` are further entries of the lock file. */
function lockTo(version: string, more: Readonly<Record<string, object>> = {}): void {
  const optionalDependencies = Object.fromEntries(Object.keys(more).map((key) => [key.replace('node_modules/', ''), '1.0.0']))
  const own = {
    name: 'project',
    version: '1.0.0',
    type: 'module',
    workspaces: ['packages/*'],
    dependencies: { tiny: version },
    optionalDependencies,
  }
  const integrity = `sha512-${createHash('sha512')
    .update(ARCHIVES[`/tiny-${version}.tgz`] ?? '')
    .digest('base64')}`
  const packages = {
    '': own,
    // A binary for another machine, which the lock file does not hold: npm ci alone refuses such a lock file.
    'node_modules/tiny': {
      version,
      resolved: `http://127.0.0.1:${port}/tiny-${version}.tgz`,
      integrity,
      optionalDependencies: { 'tiny-for-mars': '1.0.0' },
    },
    'node_modules/one': { resolved: 'packages/one', link: true },
    'packages/one': { version: '1.0.0' },
    ...more,
  }
  writeFileSync(join(folder, 'package.json'), JSON.stringify(own))
  writeFileSync(
    join(folder, 'package-lock.json'),
    JSON.stringify({ name: 'project', version: '1.0.0', lockfileVersion: 3, requires: true, packages }),
  )
}

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

interface Options {
  readonly command?: string
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly asNobody?: boolean
}

/** Starts ./caponier with a bare environment; `child` to send signals to, `ended` when its output is whole. */
function launch(words: readonly string[], options: Options = {}): { readonly child: ChildProcess; readonly ended: Promise<Ended> } {
  const other = options.asNobody === true && process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
  const child = spawn(options.command ?? join(folder, 'caponier'), words, {
    cwd: options.cwd ?? folder,
    env: { PATH, HOME: home, npm_config_fetch_retries: '0', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...other,
  })
  running.push(child)
  let [out, err] = ['', '']
  child.stdout.on('data', (data: Buffer) => (out += data.toString()))
  child.stderr.on('data', (data: Buffer) => (err += data.toString()))
  const ended = new Promise<Ended>((settle, refuse) => {
    child.on('error', refuse)
    child.on('close', (code) => settle({ code, out, err }))
  })
  return { child, ended }
}

const start = (words: readonly string[] = [], options: Options = {}): Promise<Ended> => launch(words, options).ended

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((settle) => setTimeout(settle, 20))
}

const holds = (name: string): boolean => existsSync(join(folder, name))
const worksWith = (version: string) => ({ code: 0, out: expect.stringContaining(`"word":"tiny ${version}"`) as string })

describe('first start', () => {
  test('brings the dependencies, says so on stderr, and the next start asks nobody', async () => {
    const first = await start(['a b', '', '*', 'ä'])
    expect(first).toMatchObject(worksWith('1.0.0'))
    expect(JSON.parse(first.out)).toMatchObject({ args: ['a b', '', '*', 'ä'], cwd: folder })
    expect(first.err).toMatch(/^caponier: first start: bringing .*\ncaponier: installed in \d+ s\.\n$/)
    expect(holds('.installing')).toBe(false)
    expect(asked).toEqual(['/tiny-1.0.0.tgz'])
    expect(await start()).toMatchObject({ ...worksWith('1.0.0'), err: '' })
    expect(asked).toHaveLength(1)
  })

  test('settings of npm do not change what is installed', async () => {
    writeFileSync(join(folder, '.npmrc'), 'omit[]=optional\nengine-strict=true\nbin-links=false\n')
    const env = { npm_config_dry_run: 'true', npm_config_global: 'true', npm_config_workspace: 'none', npm_config_package_lock: 'false' }
    const more = { NODE_ENV: 'production', npm_config_loglevel: 'silly', npm_config_color: 'always', CI: 'true', FORCE_COLOR: '1' }
    const ended = await start([], { env: { ...env, ...more } })
    expect(ended).toMatchObject(worksWith('1.0.0'))
    expect(ended.err).not.toContain('\u001b')
  })

  test('works without a home and with one that cannot be written', async () => {
    for (const HOME of [undefined, '', '/dev/null']) {
      rmSync(join(folder, 'node_modules'), { recursive: true, force: true })
      expect(await start([], { env: { HOME } })).toMatchObject(worksWith('1.0.0'))
      expect(readdirSync(folder).toSorted()).toEqual(WHOLE)
    }
  })

  test('two at once both come up', async () => {
    const both = await Promise.all([start(), start()])
    expect(both).toMatchObject([worksWith('1.0.0'), worksWith('1.0.0')])
    expect(readdirSync(folder).toSorted()).toEqual(WHOLE)
  })

  test('a registry that cannot be reached is named, nothing is left, and a retry works', async () => {
    mood = 'hang up'
    const failed = await start()
    expect(failed).toMatchObject({ code: 4, out: '' })
    expect(failed.err).toContain('could not be installed: the npm registry cannot be reached.\n  Nothing was changed')
    expect(failed.err).toContain('Check the network, the proxy')
    expect(readdirSync(folder).toSorted()).toEqual(WHOLE.filter((name) => name !== 'node_modules'))
    mood = 'answer'
    expect(await start()).toMatchObject(worksWith('1.0.0'))
  })

  test('a binary for this machine that npm skips in silence is an error', async () => {
    lockTo('1.0.0', {
      'node_modules/runtime': {
        version: '1.0.0',
        resolved: `http://127.0.0.1:${port}/none.tgz`,
        optional: true,
        os: [process.platform],
        cpu: [process.arch],
      },
    })
    const failed = await start()
    expect(failed).toMatchObject({ code: 4, out: '' })
    expect(failed.err).toContain('npm left out 1: node_modules/runtime')
    expect(holds('node_modules')).toBe(false)
  })

  test('a package that is not the locked one is refused', async () => {
    const lock = join(folder, 'package-lock.json')
    writeFileSync(lock, readFileSync(lock, 'utf8').replace('tiny-1.0.0.tgz', 'tiny-1.0.1.tgz'))
    const failed = await start()
    expect(failed.code).toBe(4)
    expect(failed.err).toContain('a package is not the one of package-lock.json')
    expect(holds('node_modules')).toBe(false)
  })

  test('without npm, and without the lock file, says what to do', async () => {
    const only = join(folder, 'only node')
    mkdirSync(only)
    for (const tool of ['sh', 'dirname', 'readlink']) symlinkSync(onPath(tool), join(only, tool))
    copyFileSync(process.execPath, join(only, 'node'))
    expect((await start([], { env: { PATH: only } })).err).toContain('npm was not found.\n  Nothing was changed')
    rmSync(join(folder, 'package-lock.json'))
    expect(await start()).toEqual({ code: 4, out: '', err: 'caponier: package-lock.json is missing or damaged. Get it anew from git.\n' })
  })
})

describe('an install that is interrupted', () => {
  test('by Ctrl-C or a request to end leaves nothing, and tells the shell', async () => {
    mood = 'hang'
    for (const [signal, code] of [
      ['SIGINT', 130],
      ['SIGTERM', 143],
      ['SIGHUP', 129],
    ] as const) {
      asked = []
      const { child, ended } = launch([])
      await until(() => asked.length > 0)
      child.kill(signal)
      const { err, ...rest } = await ended
      expect(rest).toEqual({ code, out: '' })
      expect(err).toContain('interrupted while installing. Nothing was changed')
      expect(readdirSync(folder).toSorted()).toEqual(WHOLE.filter((name) => name !== 'node_modules'))
    }
    mood = 'answer'
    expect(await start()).toMatchObject(worksWith('1.0.0'))
  })

  test('by kill -9 is begun anew at the next start', async () => {
    mood = 'hang'
    const { child, ended } = launch([])
    await until(() => asked.length > 0)
    child.kill('SIGKILL')
    registry.closeAllConnections()
    mood = 'answer'
    expect(readdirSync(join(folder, '.installing'))).toHaveLength(1)
    expect(await start()).toMatchObject(worksWith('1.0.0'))
    await ended
    expect(await start()).toMatchObject({ ...worksWith('1.0.0'), err: '' })
  })
})

describe('later', () => {
  beforeEach(async () => {
    expect(await start()).toMatchObject(worksWith('1.0.0'))
    asked = []
    mood = 'hang up'
  })

  test('a changed lock file brings the new version; when that fails the old modules stay', async () => {
    lockTo('1.0.1')
    const failed = await start()
    expect(failed.code).toBe(4)
    expect(failed.err).toMatch(/^caponier: the dependencies have changed or are incomplete: bringing/)
    expect(JSON.parse(readFileSync(join(folder, 'node_modules/tiny/package.json'), 'utf8'))).toMatchObject({ version: '1.0.0' })
    lockTo('1.0.0')
    expect(await start()).toMatchObject({ ...worksWith('1.0.0'), err: '' })
    lockTo('1.0.1')
    mood = 'answer'
    expect(await start()).toMatchObject(worksWith('1.0.1'))
    expect(readdirSync(folder).toSorted()).toEqual(WHOLE)
  })

  test('what npm itself has installed is taken over, unless a package is missing in it', async () => {
    const mark = join(folder, 'node_modules/.caponier-installed')
    const before = readFileSync(mark, 'utf8')
    rmSync(mark)
    expect(await start()).toMatchObject({ ...worksWith('1.0.0'), err: '' })
    expect(readFileSync(mark, 'utf8')).toBe(before)
    rmSync(mark)
    rmSync(join(folder, 'node_modules/tiny'), { recursive: true })
    const again = await start()
    expect(again).toMatchObject(worksWith('1.0.0'))
    expect(again.err).toContain('the dependencies have changed or are incomplete')
  })

  test('a copy of the folder runs elsewhere, as does a call from another folder or through links', async () => {
    const other = join(place, 'another machine', 'Größe 2 (copy)')
    cpSync(folder, other, { recursive: true, verbatimSymlinks: true })
    renameSync(folder, `${folder} gone`)
    const links = mkdtempSync(join(place, 'links '))
    symlinkSync(join('..', 'another machine', 'Größe 2 (copy)', 'caponier'), join(links, 'first'))
    symlinkSync('first', join(links, 'second'))
    const plain = await start([], { command: join(other, 'caponier'), cwd: links })
    expect(JSON.parse(plain.out)).toMatchObject({ word: 'tiny 1.0.0', cwd: links })
    expect(await start([], { command: join(links, 'second'), cwd: place })).toEqual({ ...plain, out: plain.out.replace(links, place) })
    expect(await start([], { command: 'second', cwd: links, env: { PATH: links + delimiter + PATH } })).toEqual(plain)
    expect(asked).toEqual([])
  })

  test('from a folder that may only be read, by another user, without a home, the cache in a place that is none', async () => {
    setMode(folder, 0o555)
    const node = reachable()
    const env = { PATH: node + delimiter + PATH, HOME: undefined, TMPDIR: undefined, NODE_COMPILE_CACHE: '/dev/null/cache' }
    expect(await start([], { asNobody: true, env })).toMatchObject({ ...worksWith('1.0.0'), err: '' })
    expect(await start([], { asNobody: true, env: { ...env, NODE_COMPILE_CACHE: undefined } })).toMatchObject({
      ...worksWith('1.0.0'),
      err: '',
    })
    setMode(folder, 0o755)
    renameSync(join(folder, 'node_modules'), join(folder, 'modules'))
    setMode(folder, 0o555)
    const refused = await start([], { asNobody: true, env })
    expect(refused).toMatchObject({ code: 4, out: '' })
    expect(refused.err).toContain(`${folder} cannot be written.\n  Nothing was changed. Copy the folder`)
    setMode(folder, 0o755)
  })

  test('without Node, or with one too old, the one that was brought is used; where there is none, says so', async () => {
    const bare = join(folder, 'bare')
    mkdirSync(bare)
    for (const tool of ['sh', 'dirname', 'readlink']) symlinkSync(onPath(tool), join(bare, tool))
    const env = { PATH: bare }
    expect((await start([], { env })).err).toBe(
      'caponier: Node is missing or older than 18. Nothing was changed.\n  Install Node 20 or newer and start again; everything else is brought on the first start.\n',
    )
    mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true })
    symlinkSync(process.execPath, join(folder, 'node_modules/.bin/node'))
    expect(await start([], { env })).toMatchObject({ ...worksWith('1.0.0'), err: '' })
    writeFileSync(join(bare, 'node'), '#!/bin/sh\necho v12.22.9\n', { mode: 0o755 })
    expect(await start([], { env })).toMatchObject({ ...worksWith('1.0.0'), err: '' })
  })

  test('an older Node runs the program on the one that was brought', async () => {
    const older = (process.env['PATH'] ?? '').split(delimiter).find((one) => isOlder(join(one, 'node')))
    if (older === undefined) return expect(Number(process.versions.node.split('.')[0])).toBeGreaterThanOrEqual(24)
    const key = `node_modules/node-${HERE}`
    lockTo('1.0.0', { [key]: { version: '1.0.0', optional: true, os: process.platform, cpu: process.arch } })
    mkdirSync(join(folder, key, 'bin'), { recursive: true })
    writeFileSync(join(folder, key, 'package.json'), '{}')
    symlinkSync(process.execPath, join(folder, key, 'bin', 'node'))
    const held = join(folder, 'node_modules/.package-lock.json')
    const list = JSON.parse(readFileSync(held, 'utf8')) as { packages: Record<string, object> }
    writeFileSync(held, JSON.stringify({ ...list, packages: { ...list.packages, [key]: { version: '1.0.0' } } }))
    const ended = await start([], { env: { PATH: older + delimiter + PATH } })
    expect(ended).toMatchObject({ ...worksWith('1.0.0'), err: '' })
    expect(JSON.parse(ended.out)).toMatchObject({ node: process.versions.node })
  })

  test('exit codes and signals of the program are passed on', async () => {
    for (const code of [0, 1, 2, 3, 4, 70, 255]) expect((await start(['exit', String(code)])).code).toBe(code)
    for (const [what, signal, code] of [
      ['wait', 'SIGINT', 130],
      ['wait', 'SIGTERM', 143],
      ['wait', 'SIGHUP', 129],
      ['tidy', 'SIGTERM', 7],
    ] as const) {
      const { child, ended } = launch([what])
      await new Promise((settle) => child.stdout?.once('data', settle))
      child.kill(signal)
      expect(await ended).toEqual({ code, out: 'up\n', err: '' })
    }
  })
})

test('run.mjs without a program is wrong usage', async () => {
  const ended = await start([join(folder, 'run.mjs')], { command: process.execPath })
  expect(ended).toMatchObject({ code: 2, out: '' })
  expect(ended.err).toContain('name the program to run')
})

test('a reader of the real caponier that goes away early is no error', async () => {
  const { child, ended } = launch(['content', 'export'], { command: join(ROOT, 'caponier'), cwd: ROOT })
  child.stdout?.once('data', () => child.stdout?.destroy())
  expect(await ended).toMatchObject({ code: 0, err: '' })
})

const WHOLE = ['apps', 'caponier', 'node_modules', 'package-lock.json', 'package.json', 'packages', 'run.mjs']

function onPath(tool: string): string {
  const found = [...PATH.split(delimiter), '/usr/bin', '/bin'].map((one) => join(one, tool)).find((file) => existsSync(file))
  if (found === undefined) throw new Error(`${tool} is not on this machine`)
  return found
}

function isOlder(node: string): boolean {
  return existsSync(node) && /^v(18|20|22)\./.test(spawnSync(node, ['-v'], { encoding: 'utf8' }).stdout)
}

/** The mode of a folder and its modules, so that an owner who is not root may not write them either. */
function setMode(path: string, mode: number): void {
  for (const one of [path, join(path, 'node_modules'), join(path, 'node_modules/.cache')]) if (existsSync(one)) chmodSync(one, mode)
}

/** The folder of a Node that every user may run: the project may lie in a home that others may not enter. */
function reachable(): string {
  const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
  if (spawnSync(process.execPath, ['-v'], nobody).status === 0) return NODE_FOLDER
  copyFileSync(process.execPath, join(place, 'node'))
  return place
}
