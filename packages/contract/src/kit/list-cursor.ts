import { fail, ok, type Result } from '@caponier/core'
import { LIST_BOUNDS, type ListField, type SortKey } from './list-spec.ts'
import { SORTED_CHARACTERS } from './text-fold.ts'

/** A value that rows are sorted by; null stands last in either direction. */
export type SortValue = string | number | boolean | null

/** The position behind one row: what it is sorted by, and its id. It needs no row to be there any more. */
export interface ListCursor {
  readonly values: readonly SortValue[]
  readonly key: string
}

const sortText = (sort: readonly SortKey[]): string => sort.map((key) => `${key.descending ? '-' : ''}${key.field}`).join(',')

/** A cursor as it travels: opaque, URL-safe, bound to its sort order. It says nothing that its page did not show. */
export function encodeCursor(cursor: ListCursor, sort: readonly SortKey[]): string {
  const bytes = new TextEncoder().encode(JSON.stringify([sortText(sort), cursor.values, cursor.key]))
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** Reads a cursor for a sort order. Fails when it is damaged or belongs to another order. */
export function decodeCursor(text: string, sort: readonly SortKey[]): Result<ListCursor, string> {
  const damaged = fail('is no cursor that this list gave')
  if (text.length > LIST_BOUNDS.cursor || !/^[\w-]+$/.test(text)) return damaged
  let data: unknown
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
    data = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(binary, (unit) => unit.charCodeAt(0))))
  } catch {
    return damaged
  }
  if (!Array.isArray(data) || data.length !== 3) return damaged
  const [order, values, key] = data as readonly unknown[]
  if (typeof order !== 'string' || typeof key !== 'string' || !Array.isArray(values)) return damaged
  if (order !== sortText(sort)) return fail('belongs to another sort order')
  if (values.length !== sort.length || !sort.every((one, index) => fits(values[index], one.kind))) return damaged
  return ok({ values: values as readonly SortValue[], key })
}

function fits(value: unknown, kind: ListField): value is SortValue {
  if (value === null) return true
  if (kind === 'number') return typeof value === 'number' && Number.isFinite(value)
  if (kind === 'flag') return typeof value === 'boolean'
  return typeof value === 'string' && value.length <= SORTED_CHARACTERS
}
