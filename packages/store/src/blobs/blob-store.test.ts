import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { BlobStore } from './blob-store.ts'
import { folderBlobStore } from './blob-store.ts'

let folder: string
let store: BlobStore
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'blobs-'))
  store = folderBlobStore(folder)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const stream = (...parts: string[]): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start: (controller) => {
      for (const part of parts) controller.enqueue(new TextEncoder().encode(part))
      controller.close()
    },
  })
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const files = (): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(folder, name)).isFile())

test('keeps a stream under its hash, apart per tenant, the same bytes once', async () => {
  const put = await store.put('one', stream('he', 'llo'), 10)
  expect(put).toMatchObject({ sha256: sha256('hello'), size: 5 })
  expect(await store.put('one', stream('hello'), 10)).toMatchObject({ size: 5 })
  const hash = sha256('hello')
  expect(files()).toEqual([join('one', hash.slice(0, 2), hash)])
  const out = await store.get('one', hash)
  expect([out?.size, await new Response(out?.stream).text()]).toEqual([5, 'hello'])
  expect(await store.get('two', hash)).toBeUndefined()
  expect(await store.size('two', hash)).toBeUndefined()
})

test('a stream that is too long or breaks leaves nothing behind', async () => {
  expect(await store.put('one', stream('12345', '67890', '1'), 10)).toBe('too-large')
  const broken = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.error(new Error('the line went down')),
  })
  await expect(store.put('one', broken, 10)).rejects.toThrow('the line went down')
  expect(files()).toEqual([])
})

test('no name of a tenant leads out of the folder, and each has a folder of its own', async () => {
  const names = ['../one', '..', '.', 'a/b', '', 'a..b', 'a.', 'A', 'one\0', 'con:', 'x'.repeat(120), `_${sha256('..')}`, 'one', 'a.b']
  for (const tenant of names) await store.put(tenant, stream(tenant, '!'), 1000)
  for (const tenant of names) {
    const out = await store.get(tenant, sha256(`${tenant}!`))
    expect(await new Response(out?.stream).text()).toBe(`${tenant}!`)
  }
  expect(readdirSync(folder)).toHaveLength(names.length)
  for (const name of readdirSync(folder)) expect(name).toMatch(/^[a-z0-9_][a-z0-9._-]{0,99}$/)
})

test('names that are no hash never reach the file system', async () => {
  for (const hash of ['..', `../${'a'.repeat(61)}`, 'A'.repeat(64)]) await expect(store.get('one', hash)).rejects.toThrow('not a blob name')
  expect(files()).toEqual([])
})

test('a sweep takes what is old and that nobody names', async () => {
  for (const text of ['named', 'forgotten', 'new']) await store.put('one', stream(text), 100)
  const now = Date.now()
  const old = new Date(now - 60_000)
  for (const name of files()) if (!name.endsWith(sha256('new'))) utimesSync(join(folder, name), old, old)
  const gone = await store.sweep('one', { now, age: 30_000 }, async (hashes) => new Set(hashes.filter((hash) => hash === sha256('named'))))
  expect(gone).toBe(1)
  expect(
    files()
      .map((name) => name.slice(-64))
      .toSorted(),
  ).toEqual([sha256('named'), sha256('new')].toSorted())
  expect(await store.sweep('never', { now, age: 0 }, async () => new Set())).toBe(0)
})
