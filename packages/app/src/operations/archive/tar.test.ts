import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BLOCK, isSafeName, padding, readTarHeader, TAR_END, writeTarHeader } from './tar.ts'

const part = fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,60}$/)
const name = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'))

test('what is written is read, and the same header gives the same bytes', () => {
  fc.assert(
    fc.property(name, fc.integer({ min: 0, max: 2 ** 33 - 1 }), (path, size) => {
      fc.pre(path.length <= 200)
      const block = writeTarHeader({ name: path, size })
      expect(block).toHaveLength(BLOCK)
      expect(readTarHeader(block)).toEqual({ name: path, size })
      expect((size + padding(size)) % BLOCK).toBe(0)
      expect(Buffer.from(writeTarHeader({ name: path, size })).equals(block)).toBe(true)
    }),
  )
  expect(readTarHeader(TAR_END.subarray(0, BLOCK))).toBeUndefined()
})

test.each(['', '/etc/passwd', '../x', 'a/../b', 'a//b', '.hidden', 'a/.b', 'a\\b', 'a\nb', 'ä', 'a/'])(
  '%j leads out of the folder, or could, and is refused',
  (path) => {
    expect(isSafeName(path)).toBe(false)
    expect(() => writeTarHeader({ name: path, size: 0 })).toThrow('cannot stand in a backup')
  },
)

test('any change to a header is noticed', () => {
  const block = writeTarHeader({ name: 'tables/zone/000001.jsonl', size: 1_234 })
  fc.assert(
    fc.property(fc.integer({ min: 0, max: BLOCK - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const spoilt = Uint8Array.from(block)
      spoilt[at] = (spoilt[at] ?? 0) ^ change
      expect(() => readTarHeader(spoilt)).toThrow(/header|regular file/)
    }),
  )
})
