import { subjectRefs } from '@caponier/core/company/answer-subjects'
import { type Kind, KINDS } from '@caponier/core/company/kinds'
import { nearestWord } from '@caponier/core/company/nearest-word'
import type { Workspace } from '@caponier/core/company/workspace'
import type { NamedKind } from './object-column.ts'

/** Finds what a cell names: by id, else by a name that only one has, first at the site of the row and then anywhere. */
export interface ObjectLookup {
  readonly find: (kind: NamedKind, text: string, site: string | undefined) => string | undefined
  readonly near: (kind: NamedKind, text: string) => string | undefined
  readonly subject: (text: string) => string | undefined
  readonly nearSubject: (text: string) => string | undefined
}

interface Named {
  readonly id: string
  readonly name: string
  readonly site?: unknown
}

interface Index {
  readonly ids: ReadonlySet<string>
  /** Undefined: several have the name. */
  readonly byName: ReadonlyMap<string, string | undefined>
}

export const nameKey = (name: string): string => name.trim().toLowerCase()

/** A lookup over what a workspace holds; lists are indexed when they are first asked for. */
export function objectLookup(workspace: Workspace): ObjectLookup {
  const indexes = new Map<Kind, Index>()
  const refs = subjectRefs(workspace)
  const indexOf = (kind: NamedKind): Index => {
    const known = indexes.get(kind)
    if (known !== undefined) return known
    const list: readonly Named[] = workspace[KINDS[kind].key] ?? []
    const byName = new Map<string, string | undefined>()
    for (const item of list)
      for (const key of [nameKey(item.name), ...(typeof item.site === 'string' ? [`${item.site}\n${nameKey(item.name)}`] : [])])
        byName.set(key, byName.has(key) ? undefined : item.id)
    const index = { ids: new Set(list.map((item) => item.id)), byName }
    indexes.set(kind, index)
    return index
  }
  return {
    find: (kind, text, site) => {
      const { ids, byName } = indexOf(kind)
      const wanted = text.trim()
      if (ids.has(wanted)) return wanted
      const key = nameKey(wanted)
      if (ids.has(key)) return key
      return (site === undefined ? undefined : byName.get(`${site}\n${key}`)) ?? byName.get(key)
    },
    near: (kind, text) => nearestWord(text, indexOf(kind).ids),
    subject: (text) => (refs.has(text) ? text : undefined),
    nearSubject: (text) => nearestWord(text, refs),
  }
}
