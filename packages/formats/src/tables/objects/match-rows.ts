import { isDeepStrictEqual } from 'node:util'
import type { ObjectSheetSpec } from './object-column.ts'
import { nameKey } from './object-lookup.ts'
import type { SheetDoc } from './object-values.ts'

/** An object that stands, with the id that it is stored under. */
export interface StoredDoc {
  readonly id: string
  readonly doc: SheetDoc
}

/** `several`: the name fits more than one object. */
export type Match = StoredDoc | 'several' | undefined

export interface RowIdentity {
  readonly id: string | undefined
  readonly name: string | undefined
  readonly site: string | undefined
}

/** Finds the object of a row by its id; without one by its name, within its site where the kind has one. */
export function objectMatcher(spec: ObjectSheetSpec, stored: readonly StoredDoc[]): (row: RowIdentity) => Match {
  const byId = new Map(stored.map((one) => [one.id, one]))
  const nameOf = ({ doc }: StoredDoc): string => nameKey(String(doc['name']))
  const byName = Map.groupBy(stored, nameOf)
  const bySite = Map.groupBy(stored, (one) => `${String(one.doc['site'])}\n${nameOf(one)}`)
  return ({ id, name, site }) => {
    if (id !== undefined) return byId.get(id)
    if (name === undefined) return undefined
    const found = spec.within === 'site' && site !== undefined ? bySite.get(`${site}\n${nameKey(name)}`) : byName.get(nameKey(name))
    return found === undefined || found.length === 1 ? found?.[0] : 'several'
  }
}

/** What tells rows of a list without names apart: who it is about, not by whom it is filled. */
const KEY = ['framework', 'requirement', 'subject', 'party', 'role'] as const
const keyOf = (doc: SheetDoc): string => JSON.stringify(KEY.map((key) => doc[key] ?? null))

/**
 * Objects of a list without names, by row. A row that says what stands belongs to that; another belongs to the one object with the
 * same framework, requirement, subject, party and role where there is one such object and one such row, and is new otherwise.
 */
export function matchWithoutNames(rows: readonly SheetDoc[], stored: readonly StoredDoc[]): readonly (StoredDoc | undefined)[] {
  const byKey = Map.groupBy(stored, (one) => keyOf(one.doc))
  const claimed = new Set<StoredDoc>()
  const exact = rows.map((doc) => {
    const found = byKey.get(keyOf(doc))?.find((one) => !claimed.has(one) && isDeepStrictEqual(one.doc, doc))
    if (found !== undefined) claimed.add(found)
    return found
  })
  const rowsByKey = Map.groupBy(rows, keyOf)
  return rows.map((doc, at) => {
    const key = keyOf(doc)
    const [only, ...others] = byKey.get(key) ?? []
    const isPlain = others.length === 0 && rowsByKey.get(key)?.length === 1
    return exact[at] ?? (only !== undefined && isPlain && !claimed.has(only) ? only : undefined)
  })
}
