/** Turns byte ranges into values, remembering ranges already seen, so that a row costs no new string. */
export interface Interner<T> {
  /** The value of `bytes[from, to)`, or undefined when `resolve` knows none for that text. */
  readonly get: (bytes: Uint8Array, from: number, to: number) => T | undefined
  readonly size: () => number
}

interface Entry<T> {
  readonly hash: number
  readonly bytes: Uint8Array
  readonly value: T
}

/** Longer ranges are resolved each time: no field worth remembering is longer. */
const LONGEST_REMEMBERED = 256

/**
 * @param resolve value of a text; undefined is not remembered, so that garbage cannot fill the table
 * @param limit entries remembered; later texts are resolved each time
 */
export function createInterner<T>(resolve: (text: string) => T | undefined, limit: number): Interner<T> {
  let slots: (Entry<T> | undefined)[] = Array.from({ length: 256 }, () => undefined)
  let mask = slots.length - 1
  let count = 0

  const insert = (entry: Entry<T>): void => {
    let slot = entry.hash & mask
    while (slots[slot] !== undefined) slot = (slot + 1) & mask
    slots[slot] = entry
  }
  const grow = (): void => {
    const old = slots
    slots = Array.from({ length: old.length * 2 }, () => undefined)
    mask = slots.length - 1
    for (const entry of old) if (entry !== undefined) insert(entry)
  }

  const get = (bytes: Uint8Array, from: number, to: number): T | undefined => {
    let hash = 0x811c9dc5
    for (let index = from; index < to; index++) hash = Math.imul(hash ^ (bytes[index] ?? 0), 0x01000193)
    hash ^= hash >>> 15
    let slot = hash & mask
    for (let entry = slots[slot]; entry !== undefined; entry = slots[slot]) {
      if (entry.hash === hash && sameBytes(entry.bytes, bytes, from, to)) return entry.value
      slot = (slot + 1) & mask
    }
    const value = resolve(textOf(bytes, from, to))
    if (value === undefined || count >= limit || to - from > LONGEST_REMEMBERED) return value
    count++
    if (count * 2 > slots.length) grow()
    insert({ hash, bytes: bytes.slice(from, to), value })
    return value
  }
  return { get, size: () => count }
}

function sameBytes(known: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  if (known.length !== to - from) return false
  for (let index = 0; index < known.length; index++) if (known[index] !== bytes[from + index]) return false
  return true
}

const decoder = new TextDecoder('utf-8')
const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Text of a byte range; broken UTF-8 becomes U+FFFD. */
export const textOf = (bytes: Uint8Array, from: number, to: number): string => decoder.decode(bytes.subarray(from, to))

/** Text of a byte range, null when it is not UTF-8. */
export function strictTextOf(bytes: Uint8Array, from: number, to: number): string | null {
  try {
    return strictDecoder.decode(bytes.subarray(from, to))
  } catch {
    return null
  }
}
