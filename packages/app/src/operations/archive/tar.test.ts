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

const isNoticed = (spoilt: Uint8Array): boolean => {
  try {
    readTarHeader(spoilt)
    return false
  } catch (error) {
    return error instanceof Error && /header|regular file/.test(error.message)
  }
}

test('any change to one byte of a header is noticed', () => {
  const block = writeTarHeader({ name: 'tables/zone/000001.jsonl', size: 1_234 })
  const missed: string[] = []
  for (let at = 0; at < BLOCK; at++)
    for (let change = 1; change < 256; change++) {
      const spoilt = Uint8Array.from(block)
      spoilt[at] = (spoilt[at] ?? 0) ^ change
      if (!isNoticed(spoilt)) missed.push(`byte ${at} ^ ${change}`)
    }
  expect(missed).toEqual([])
})

test('a header that is read is the one that would be written, whatever several bytes became', () => {
  fc.assert(
    fc.property(
      name,
      fc.nat(),
      fc.array(fc.tuple(fc.nat({ max: BLOCK - 1 }), fc.integer({ min: 1, max: 255 })), { minLength: 1 }),
      (path, size, changes) => {
        fc.pre(path.length <= 200)
        const spoilt = Uint8Array.from(writeTarHeader({ name: path, size }))
        for (const [at, change] of changes) {
          // What one byte gains the next loses, so that the sum stays.
          spoilt[at] = ((spoilt[at] ?? 0) + change) % 256
          spoilt[(at + 1) % BLOCK] = ((spoilt[(at + 1) % BLOCK] ?? 0) + 256 - change) % 256
        }
        if (!isNoticed(spoilt)) expect(writeTarHeader(readTarHeader(spoilt) ?? { name: '', size: 0 })).toEqual(Buffer.from(spoilt))
      },
    ),
  )
})
