import { expect, test } from 'vitest'
import { memoryIdempotency } from './idempotency.ts'

const call = (key: string, principal = 'p') => ({ principal, route: 'r', key })
const answer = (body: string) => ({ status: 201, contentType: null, etag: null, body })

test('an answer is kept until it is old, apart for every principal', async () => {
  let now = 0
  const store = memoryIdempotency({ clock: () => now, keepFor: 1_000 })
  expect(await store.begin(call('k'), 'f')).toEqual({ kind: 'new' })
  expect(await store.begin(call('k'), 'f')).toEqual({ kind: 'running' })
  expect(await store.begin(call('k', 'other'), 'f')).toEqual({ kind: 'new' })
  await store.finish(call('k'), answer('x'))
  expect(await store.begin(call('k'), 'f')).toEqual({ kind: 'stored', answer: answer('x') })
  expect(await store.begin(call('k'), 'g')).toEqual({ kind: 'different' })
  now = 1_000
  expect(await store.begin(call('k'), 'g')).toEqual({ kind: 'new' })
  await store.release(call('k'))
  expect(await store.begin(call('k'), 'f')).toEqual({ kind: 'new' })
})

test('the oldest answers make room; a call that runs keeps its key', async () => {
  const store = memoryIdempotency({ clock: () => 0, mostEntries: 3, mostCharacters: 10 })
  await store.begin(call('running'), 'f')
  for (const key of ['a', 'b', 'c']) {
    await store.begin(call(key), 'f')
    await store.finish(call(key), answer('1234'))
  }
  expect(await store.begin(call('running'), 'f')).toEqual({ kind: 'running' })
  expect(await store.begin(call('a'), 'f')).toEqual({ kind: 'new' })
  expect(await store.begin(call('c'), 'f')).toEqual({ kind: 'stored', answer: answer('1234') })
})
