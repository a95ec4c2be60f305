import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ServerProcess } from './server-process.test-support.ts'
import { killLeftovers, startServer, takeOver } from './server-process.test-support.ts'

const ROOT = join(import.meta.dirname, '..')
const BRENNER = join(ROOT, 'examples/brenner-antriebstechnik')
const DAY = ['--as-of', '2026-11-23']
const place = mkdtempSync(join(tmpdir(), 'caponier commands '))
let server: ServerProcess
let session = ''

beforeAll(async () => {
  server = await startServer({ dataDir: join(place, 'data') })
  session = await takeOver(server)
})
afterAll(() => {
  killLeftovers()
  rmSync(place, { recursive: true, force: true })
})

/** The program as a person calls it, with a session and a folder for temporary files of its own. */
const caponier = (words: readonly string[], token = session) =>
  new Promise<{ readonly code: unknown; readonly out: string; readonly err: string }>((resolve) => {
    const env = { ...process.env, CAPONIER_TOKEN: token, TMPDIR: join(place), NO_COLOR: '1' }
    const main = join(ROOT, 'apps/cli/src/main.ts')
    execFile(process.execPath, [main, ...words], { env, cwd: place, maxBuffer: 2 ** 28 }, (error, out, err) =>
      resolve({ code: error === null ? 0 : error.code, out, err }),
    )
  })

test.each([
  ['scope', ['scope'], [...DAY, '--json']],
  ['why', ['why'], ['zone:gersthofen-line-3', 'RDF', ...DAY, '--json']],
  ['why for a person', ['why'], ['21(2)(j)', '--for', 'entity:brenner-motori', ...DAY]],
  ['diff', ['diff'], ['--from', '2026-01-01', '--to', '2026-11-23', '--json']],
])('%s says of a server what it says of the same folder', async (_name, command, more) => {
  const there = await caponier(['--server', server.url, ...command, ...more])
  expect([there.code, there.err]).toEqual([0, ''])
  expect(there.out.length).toBeGreaterThan(200)
  expect(there.out).toBe((await caponier([...command, BRENNER, ...more])).out)
})

test('assess writes the same position, and nothing of the organisation is left behind', async () => {
  const there = await caponier(['assess', '--server', server.url, '--tenant', 'brenner', ...DAY, '--out', 'there', '--json'])
  const here = await caponier(['assess', BRENNER, ...DAY, '--out', 'here', '--json'])
  expect([there.code, there.out]).toEqual([0, here.out])
  expect(readFileSync(join(place, 'there/position.json'))).toEqual(readFileSync(join(place, 'here/position.json')))
  expect(readdirSync(place).filter((name) => name.startsWith('caponier-server-'))).toEqual([])
})

test('without a session, an organisation or a server it says so', async () => {
  expect(await caponier(['--server', server.url, 'scope'], 'nobody')).toMatchObject({ code: 3, out: '' })
  expect((await caponier(['--server', server.url, 'scope', '--tenant', 'others'])).code).toBe(3)
  expect((await caponier(['--server', 'http://127.0.0.1:1', 'scope', '--tenant', 'brenner'])).code).toBe(4)
  expect((await caponier(['scope', BRENNER, '--tenant', 'brenner'])).err).toContain('--tenant goes with --server')
  expect((await caponier(['--server', server.url, 'why', BRENNER, '21(2)(j)', 'RDF', 'more'])).code).toBe(2)
})
