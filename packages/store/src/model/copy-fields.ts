import type { RowBytes } from './copy-rows.ts'

const TAB = 9
const BACKSLASH = 92
const NULL_MARK = 78

/** What PostgreSQL writes behind a backslash, beside the character itself. */
const ESCAPED: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }

/** Longer texts are hardly ever the same twice. */
const SHORT = 96

interface Known {
  readonly bytes: Uint8Array
  readonly text: string
  readonly next: Known | undefined
}

/** Splits rows in COPY's text format into fields; null where the field is NULL. The array is filled anew for each row. */
export type FieldReader = (row: RowBytes) => readonly (string | null)[]

/**
 * A reader of one table's rows. Short texts that were there before are the same string again: of hundreds of thousands of answers
 * only a few thousand texts differ, and each is kept once.
 */
export function fieldReader(columns: number): FieldReader {
  const fields: (string | null)[] = Array.from({ length: columns }, () => null)
  const known = new Map<number, Known>()
  const textOf = (row: RowBytes, start: number, end: number, hash: number): string => {
    if (end - start > SHORT) return decoded(row, start, end)
    const first = known.get(hash)
    for (let one = first; one !== undefined; one = one.next) if (isSame(one.bytes, row, start, end)) return one.text
    const text = decoded(row, start, end)
    known.set(hash, { bytes: row.slice(start, end), text, next: first })
    return text
  }
  return (row) => {
    let [column, start, hash] = [0, 0, 0]
    for (let at = 0; at <= row.length; at++) {
      const byte = at === row.length ? TAB : (row[at] ?? TAB)
      if (byte !== TAB) {
        hash = (Math.imul(hash, 31) + byte) & 0x3fff_ffff
        continue
      }
      const isNull = at - start === 2 && row[start] === BACKSLASH && row[start + 1] === NULL_MARK
      fields[column] = isNull ? null : textOf(row, start, at, hash)
      column += 1
      start = at + 1
      hash = 0
    }
    if (column !== columns) throw new Error(`a row has ${column} fields instead of ${columns}`)
    return fields
  }
}

function isSame(bytes: Uint8Array, row: RowBytes, start: number, end: number): boolean {
  if (bytes.length !== end - start) return false
  for (let at = 0; at < bytes.length; at++) if (bytes[at] !== row[start + at]) return false
  return true
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

function decoded(row: RowBytes, start: number, end: number): string {
  const text = utf8.decode(row.subarray(start, end))
  return text.includes('\\') ? text.replaceAll(/\\(.)/gs, (_, mark: string) => ESCAPED[mark] ?? mark) : text
}
