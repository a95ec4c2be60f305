/** Turns byte ranges into values, remembering ranges already seen, so that a row costs no new string. */
export interface Interner<T> {
  /** The value of `bytes[from, to)`, or undefined when `resolve` knows none for that text. */
  readonly get: (bytes: Uint8Array, from: number, to: number) => T | undefined
}

/** Longer ranges are resolved each time: no field worth remembering is longer. */
const LONGEST_REMEMBERED = 256

/**
 * A hash table over bytes. Texts lie one after the other in one pool, because a pointer per text is what costs time.
 * @param resolve value of a text; undefined is not remembered, so that garbage cannot fill the table
 * @param limit texts remembered; later ones are resolved each time
 */
export function createInterner<T>(resolve: (text: string) => T | undefined, limit: number): Interner<T> {
  let pool = new Uint8Array(4096)
  let poolEnd = 0
  /** Place in `values` plus one; 0 free. */
  let slots = new Int32Array(256)
  let hashes = new Int32Array(128)
  let starts = new Int32Array(129)
  const values: T[] = []
  /** Entry met last: fields like transport and state mostly repeat. */
  let latest = -1

  const place = (hash: number, entry: number): void => {
    const mask = slots.length - 1
    let slot = hash & mask
    while (slots[slot] !== 0) slot = (slot + 1) & mask
    slots[slot] = entry + 1
  }
  const remember = (hash: number, bytes: Uint8Array, from: number, to: number, value: T): void => {
    const entry = values.length
    if (entry === hashes.length) {
      hashes = grown(hashes, new Int32Array(entry * 2))
      starts = grown(starts, new Int32Array(entry * 2 + 1))
      slots = new Int32Array(slots.length * 2)
      for (let old = 0; old < entry; old++) place(hashes[old] ?? 0, old)
    }
    while (poolEnd + to - from > pool.length) pool = grown(pool, new Uint8Array(pool.length * 2))
    pool.set(bytes.subarray(from, to), poolEnd)
    poolEnd += to - from
    hashes[entry] = hash
    starts[entry + 1] = poolEnd
    values.push(value)
    place(hash, entry)
  }
  const same = (entry: number, bytes: Uint8Array, from: number, length: number): boolean => {
    const start = starts[entry] ?? 0
    if ((starts[entry + 1] ?? 0) - start !== length) return false
    // from the end: addresses of one network differ there
    for (let index = length - 1; index >= 0; index--) if (pool[start + index] !== bytes[from + index]) return false
    return true
  }

  const get = (bytes: Uint8Array, from: number, to: number): T | undefined => {
    if (latest >= 0 && same(latest, bytes, from, to - from)) return values[latest]
    let hash = to - from
    let index = from
    for (; index + 4 <= to; index += 4) {
      const word = (bytes[index] ?? 0) | ((bytes[index + 1] ?? 0) << 8) | ((bytes[index + 2] ?? 0) << 16) | ((bytes[index + 3] ?? 0) << 24)
      hash = Math.imul(hash ^ word, 0x9e3779b1)
      hash ^= hash >>> 15
    }
    for (; index < to; index++) hash = Math.imul(hash ^ (bytes[index] ?? 0), 0x85ebca6b)
    hash ^= hash >>> 13
    const mask = slots.length - 1
    let slot = hash & mask
    for (let entry = slots[slot] ?? 0; entry !== 0; entry = slots[slot] ?? 0) {
      if (hashes[entry - 1] === hash && same(entry - 1, bytes, from, to - from)) {
        latest = entry - 1
        return values[latest]
      }
      slot = (slot + 1) & mask
    }
    const value = resolve(textOf(bytes, from, to))
    if (value !== undefined && values.length < limit && to - from <= LONGEST_REMEMBERED) remember(hash, bytes, from, to, value)
    return value
  }
  return { get }
}

/** `larger` with the content of `array` at its start. */
export function grown<A extends Uint8Array | Int32Array | Uint32Array | Float64Array>(array: A, larger: A): A {
  larger.set(array)
  return larger
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
