import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readLines, unreadableLine } from './json-lines.ts'

async function* chunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
const linesOf = async (bytes: Uint8Array, size: number): Promise<(string | null)[]> =>
  (await Array.fromAsync(readLines(chunks(bytes, size)))).map((line) => line.text)

test('every line counts, however the stream is cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll(/[\r\n]/g, ' '))),
      fc.integer({ min: 1, max: 9 }),
      async (lines, size) => {
        const bytes = new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''))
        expect(await linesOf(bytes, size)).toEqual(lines)
      },
    ),
  )
})

test('a last line without newline counts, CRLF is one end, empty lines keep their place', async () => {
  expect(await linesOf(new TextEncoder().encode('a\r\n\nb'), 2)).toEqual(['a', '', 'b'])
  expect(await linesOf(new Uint8Array(), 2)).toEqual([])
})

test('bytes that are not UTF-8 spoil their own line only', async () => {
  const lines = await Array.fromAsync(readLines(chunks(Uint8Array.of(97, 10, 0xff, 0xfe, 10, 98, 10), 3)))
  expect(lines.map((line) => line.text)).toEqual(['a', null, 'b'])
  expect(unreadableLine(lines[1] ?? { number: 0, text: null, problem: null })).toContain('"line":2')
})
