import type { Random } from './random.ts'

const encoder = new TextEncoder()
export const utf8 = (text: string): Uint8Array => encoder.encode(text)

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** `bytes` with `remove` bytes at `at` replaced by `insert`. */
const spliced = (bytes: Uint8Array, at: number, remove: number, insert: Uint8Array): Uint8Array =>
  joined([bytes.subarray(0, at), insert, bytes.subarray(Math.min(bytes.length, at + remove))])

/** Bytes that break decoders: NUL, byte order marks, overlong and cut sequences, surrogates, the last code points, line separators. */
const NASTY: readonly Uint8Array[] = [
  [0x00],
  [0xff],
  [0xfe, 0xff],
  [0xff, 0xfe],
  [0xef, 0xbb, 0xbf],
  [0xc0, 0x80],
  [0xe0, 0x80, 0xaf],
  [0xed, 0xa0, 0x80],
  [0xed, 0xbf, 0xbf],
  [0xf4, 0x8f, 0xbf, 0xbf],
  [0xf4, 0x90, 0x80, 0x80],
  [0xf8, 0x88, 0x80, 0x80, 0x80],
  [0xe2, 0x82],
  [0xe2, 0x80, 0xa8],
  [0xc2, 0x85],
  [0x0d],
  [0x1a],
  [0x7f],
].map((bytes) => Uint8Array.from(bytes))

/** Numbers and words on which careless readers trip. */
const WORDS: readonly string[] = [
  '1e999999',
  '-1e999999',
  '9007199254740993',
  '-0',
  '0x7fffffff',
  '1e-400',
  `9${'9'.repeat(400)}`,
  'NaN',
  'Infinity',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'null',
  'true',
  '-1',
  '2147483648',
  '1990-01-01',
  '9999-99-99',
  '2024-02-30',
  '\u{1f4a5}',
  'a\u0301',
  '\u202e',
  '=cmd|',
  '\r\n\r\n',
  '%s%n',
  '../../etc',
]

/** One to six small changes: flipped bits, bytes cut out, doubled, moved or put in, a cut end. `words` are bits of the target's own language. */
export function mutated(random: Random, seed: Uint8Array, words: readonly string[] = []): Uint8Array {
  let bytes: Uint8Array = seed.slice()
  for (let change = random.below(6) + 1; change > 0; change--) {
    const at = random.below(bytes.length)
    const length = random.chance(0.8) ? random.below(12) + 1 : random.below(bytes.length) + 1
    switch (random.below(9)) {
      case 0:
        if (bytes.length > 0) bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8))
        break
      case 1:
        bytes = spliced(bytes, at, length, new Uint8Array(0))
        break
      case 2:
        bytes = spliced(bytes, at, 0, bytes.slice(at, at + length))
        break
      case 3:
        bytes = spliced(bytes, at, 0, random.pick(NASTY))
        break
      case 4:
        bytes = spliced(bytes, at, random.chance(0.5) ? length : 0, utf8(random.pick([...WORDS, ...words])))
        break
      case 5:
        bytes = bytes.slice(0, at)
        break
      case 6: {
        const from = random.below(bytes.length)
        bytes = spliced(bytes, at, length, bytes.slice(from, from + length))
        break
      }
      case 7:
        bytes = spliced(bytes, at, 0, new Uint8Array(random.chance(0.02) ? 200_000 : random.below(400)).fill(random.below(256)))
        break
      default:
        bytes = spliced(
          bytes,
          at,
          length,
          Uint8Array.from({ length: random.below(8) }, () => random.below(256)),
        )
    }
    if (bytes.length > 4_000_000) bytes = bytes.slice(0, 4_000_000)
  }
  return bytes
}
