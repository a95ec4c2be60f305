import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ValueOf } from '../../api/client.ts'
import { call, checkedByServer } from '../../api/client.ts'
import { useRead } from '../../api/queries.ts'
import type { Doc, ObjectList } from './object-kinds.ts'

type Verb = 'list' | 'show' | 'create' | 'replace' | 'archive' | 'remove' | 'history' | 'bulk'

/**
 * The route of a verb of any list. All lists have the same routes with other documents, so that one name stands for them; documents
 * travel as data and the server checks them.
 */
export const routeOf = <V extends Verb>(list: ObjectList, verb: V): `zones.${V}` => `${list}.${verb}` as `zones.${V}`

/** What a change of an object makes untrue. */
const AFTER_CHANGE = ['company', 'assets', 'position', 'scope', 'assessment'] as const

export type ObjectAct =
  | { readonly verb: 'create'; readonly doc: Doc }
  | { readonly verb: 'replace'; readonly id: string; readonly version: number; readonly doc: Doc }
  | { readonly verb: 'archive'; readonly id: string; readonly version: number; readonly until: string }
  | { readonly verb: 'remove'; readonly id: string; readonly version: number }

export interface ActDone {
  readonly id: string
  readonly warnings: readonly { readonly path: string; readonly message: string; readonly mend?: string | undefined }[]
}

/** Adds, replaces, ends or removes one object of a list. */
export function useObjectAct(list: ObjectList, tenant: string) {
  const cache = useQueryClient()
  return useMutation<ActDone, Error, ObjectAct>({
    mutationFn: async (act) => {
      if (act.verb === 'create')
        return call(routeOf(list, 'create'), checkedByServer<'zones.create'>({ params: { tenant }, body: act.doc }))
      const params = { tenant, id: act.id }
      const { version } = act
      if (act.verb === 'replace')
        return call(routeOf(list, 'replace'), checkedByServer<'zones.replace'>({ params, version, body: act.doc }))
      if (act.verb === 'archive') return call(routeOf(list, 'archive'), { params, version, body: { until: act.until } })
      await call(routeOf(list, 'remove'), { params, version })
      return { id: act.id, warnings: [] }
    },
    onSettled: () => Promise.all(AFTER_CHANGE.map((slice) => cache.invalidateQueries({ queryKey: [slice] }))),
  })
}

export type BulkOutcome = ValueOf<'zones.bulk'>

/** Changes many objects of a list: all of them or none. */
export function useObjectBulk(list: ObjectList, tenant: string) {
  const cache = useQueryClient()
  return useMutation<BulkOutcome, Error, readonly Readonly<Record<string, unknown>>[]>({
    mutationFn: (items) => call(routeOf(list, 'bulk'), checkedByServer<'zones.bulk'>({ params: { tenant }, body: { items } })),
    onSettled: () => Promise.all(AFTER_CHANGE.map((slice) => cache.invalidateQueries({ queryKey: [slice] }))),
  })
}

/** One object with its version and what the caller may do with it. */
export const useObject = (list: ObjectList, tenant: string, id: string | null) =>
  useRead(routeOf(list, 'show'), { params: { tenant, id: id ?? 'none' } }, { enabled: id !== null })

export const useHistory = (list: ObjectList, tenant: string, id: string | null) =>
  useRead(routeOf(list, 'history'), { params: { tenant, id: id ?? 'none' }, query: { limit: 500 } }, { enabled: id !== null })

export interface Choice {
  readonly value: string
  readonly label: string
}

/** Objects of a list to choose from, by name, narrowed to a site where they have one. */
export function useChoices(list: ObjectList, tenant: string, search: string, site: string | null): readonly Choice[] {
  const bySite = site !== null && SITED.has(list)
  const found = useRead(
    routeOf(list, 'list'),
    {
      params: { tenant },
      query: { limit: 50, sort: 'name', ...(search !== '' && { q: search }), ...(bySite && { filter: [`site:eq:${site}`] }) },
    },
    { keep: true },
  )
  return (found.data?.items ?? []).map((row) => ({ value: row.id, label: row.name }))
}

const SITED: ReadonlySet<ObjectList> = new Set(['sucs', 'zones', 'networks', 'assets'])

/** Names of objects that are chosen already. */
export function useNames(list: ObjectList, tenant: string, ids: readonly string[]): ReadonlyMap<string, string> {
  const found = useRead(
    routeOf(list, 'list'),
    { params: { tenant }, query: { limit: 200, filter: [`id:in:${ids.join('|')}`] } },
    { enabled: ids.length > 0, keep: true },
  )
  return new Map((found.data?.items ?? []).map((row) => [row.id, row.name]))
}
