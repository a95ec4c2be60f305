import { type ListCursor, type SortValue, encodeCursor } from './list-cursor.ts'
import type { ListFilter, ListQuery } from './list-query.ts'
import type { ListField, ListSpec, SortKey } from './list-spec.ts'
import type { PageOf } from './route.ts'
import { compareText, SORTED_CHARACTERS, wordMatcher } from './text-fold.ts'

type Row = Readonly<Record<string, unknown>>

/** One page of the rows that match, `total` of all that match, `next` for the page behind it. Time O(rows), memory O(limit). */
export function listPage<T extends object>(spec: ListSpec, rows: readonly T[], query: ListQuery): PageOf<T> {
  const matches = rowMatcher(spec, query)
  const compare = rowOrder(spec, query.sort)
  const isBehind = query.after === null ? undefined : cursorOrder(spec, query.sort, query.after)
  // Rows that may stand on the page; cut back to the smallest when twice as many have come together.
  const room = Math.max(2 * (query.limit + 1), 64)
  let kept: T[] = []
  let worst: T | undefined
  let total = 0
  for (const row of rows) {
    if (!matches(row as Row)) continue
    total++
    if (isBehind !== undefined && !isBehind(row as Row)) continue
    if (worst !== undefined && compare(row as Row, worst as Row) >= 0) continue
    kept.push(row)
    if (kept.length < room) continue
    kept.sort((left, right) => compare(left as Row, right as Row))
    kept = kept.slice(0, query.limit + 1)
    worst = kept.at(-1)
  }
  kept.sort((left, right) => compare(left as Row, right as Row))
  const items = kept.slice(0, query.limit)
  const last = items.at(-1)
  const next = kept.length > query.limit && last !== undefined ? encodeCursor(positionOf(spec, last as Row, query.sort), query.sort) : null
  return { items, total, next }
}

/** All rows that match, in order, whatever the page: what an export writes. */
export function listAll<T extends object>(spec: ListSpec, rows: readonly T[], query: ListQuery): readonly T[] {
  const matches = rowMatcher(spec, query)
  const compare = rowOrder(spec, query.sort)
  return rows.filter((row) => matches(row as Row)).sort((left, right) => compare(left as Row, right as Row))
}

/** The columns of a row that the query wants, in their order; the row itself when it wants all. */
export function pickFields<T extends object>(row: T, fields: readonly string[] | null): Partial<T> {
  if (fields === null) return row
  return Object.fromEntries(fields.flatMap((field) => (Object.hasOwn(row, field) ? [[field, (row as Row)[field]]] : []))) as Partial<T>
}

function rowMatcher(spec: ListSpec, query: ListQuery): (row: Row) => boolean {
  const tests = query.filters.map(filterTest)
  const texts = Object.keys(spec.fields).filter((field) => spec.fields[field] === 'text')
  const words = query.words.map(wordMatcher)
  if (words.length === 0 && tests.length === 0) return () => true
  if (words.length === 0 && tests.length === 1 && tests[0] !== undefined) return tests[0]
  return (row) => {
    for (const test of tests) if (!test(row)) return false
    for (const word of words) if (!isInText(row, texts, word)) return false
    return true
  }
}

function isInText(row: Row, fields: readonly string[], matches: (text: string) => boolean): boolean {
  for (const field of fields) {
    const value = row[field]
    if (typeof value === 'string' && matches(value)) return true
  }
  return false
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

function filterTest({ field, kind, operator, values }: ListFilter): (row: Row) => boolean {
  if (operator === 'empty') return (row) => isEmpty(row[field]) === values[0]
  if (operator === 'has' && kind === 'words') {
    const wanted = new Set<unknown>(values)
    return (row) => {
      const value = row[field]
      return Array.isArray(value) && value.some((word) => wanted.has(word))
    }
  }
  if (operator === 'has') {
    const matches = wordMatcher(String(values[0]))
    return (row) => {
      const value = row[field]
      return typeof value === 'string' && matches(value)
    }
  }
  if (kind === 'instant') return instantTest(field, operator, values as readonly string[])
  const [value] = values
  if (operator === 'eq') return (row) => row[field] === value
  if (operator === 'ne') return (row) => row[field] !== value
  if (operator === 'in') {
    const wanted = new Set<unknown>(values)
    return (row) => wanted.has(row[field])
  }
  const type = typeof value
  const limit = value as string | number
  const compared = (holds: (one: string | number) => boolean) => (row: Row) => {
    const one = row[field]
    return typeof one === type && one !== '' && holds(one as string | number)
  }
  if (operator === 'lt') return compared((one) => one < limit)
  if (operator === 'lte') return compared((one) => one <= limit)
  if (operator === 'gt') return compared((one) => one > limit)
  return compared((one) => one >= limit)
}

/** A filter by date looks at the day of the instant only. */
function instantTest(field: string, operator: ListFilter['operator'], values: readonly string[]): (row: Row) => boolean {
  const order = (one: string, wanted: string): number =>
    wanted.length === 10 ? compareCodes(one.slice(0, 10), wanted) : compareInstants(one, wanted)
  const [first = ''] = values
  return (row) => {
    const value = row[field]
    if (typeof value !== 'string' || value === '') return operator === 'ne'
    if (operator === 'in') return values.some((wanted) => order(value, wanted) === 0)
    const compared = order(value, first)
    if (operator === 'eq') return compared === 0
    if (operator === 'ne') return compared !== 0
    if (operator === 'lt') return compared < 0
    if (operator === 'lte') return compared <= 0
    return operator === 'gt' ? compared > 0 : compared >= 0
  }
}

const compareCodes = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)

/** Instants may carry fractions of different length, which breaks their order as text. */
function compareInstants(left: string, right: string): number {
  if (left.length === right.length) return compareCodes(left, right)
  return compareCodes(left.slice(0, 19), right.slice(0, 19)) || Date.parse(left) - Date.parse(right) || compareCodes(left, right)
}

/** What a row is sorted by, cut so that a cursor can carry it. A value of another type counts as absent. */
function sortValue(value: unknown, kind: ListField): SortValue {
  if (kind === 'number') return typeof value === 'number' && Number.isFinite(value) ? value : null
  if (kind === 'flag') return typeof value === 'boolean' ? value : null
  const text = Array.isArray(value) ? value.join(', ') : value
  if (typeof text !== 'string' || text === '') return null
  return text.length > SORTED_CHARACTERS ? text.slice(0, SORTED_CHARACTERS) : text
}

function compareValues(left: SortValue, right: SortValue, kind: ListField): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right
  if (typeof left === 'string' && typeof right === 'string') {
    if (kind === 'date') return compareCodes(left, right)
    return kind === 'instant' ? compareInstants(left, right) : compareText(left, right)
  }
  return left === right ? 0 : left === true ? 1 : -1
}

function compareBy(left: unknown, right: unknown, { kind, descending }: SortKey): number {
  const one = sortValue(left, kind)
  const other = sortValue(right, kind)
  if (one === null || other === null) return one === other ? 0 : one === null ? 1 : -1
  const order = compareValues(one, other, kind)
  return descending ? -order : order
}

const keyOf = (spec: ListSpec, row: Row): string => String(row[spec.key])

function rowOrder(spec: ListSpec, sort: readonly SortKey[]): (left: Row, right: Row) => number {
  return (left, right) => {
    for (const key of sort) {
      const order = compareBy(left[key.field], right[key.field], key)
      if (order !== 0) return order
    }
    return compareCodes(keyOf(spec, left), keyOf(spec, right))
  }
}

/** Tells whether a row stands behind the cursor. */
function cursorOrder(spec: ListSpec, sort: readonly SortKey[], cursor: ListCursor): (row: Row) => boolean {
  return (row) => {
    for (const [index, key] of sort.entries()) {
      const order = compareBy(row[key.field], cursor.values[index], key)
      if (order !== 0) return order > 0
    }
    return keyOf(spec, row) > cursor.key
  }
}

const positionOf = (spec: ListSpec, row: Row, sort: readonly SortKey[]): ListCursor => ({
  values: sort.map((key) => sortValue(row[key.field], key.kind)),
  key: keyOf(spec, row),
})
