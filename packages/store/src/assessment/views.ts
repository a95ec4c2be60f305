import { sql } from 'kysely'
import type { Change } from '../tenant/change.ts'
import type { Queries } from '../tenant/transaction.ts'

export interface StoredView {
  readonly id: string
  readonly owner: string
  readonly ownerName: string | null
  readonly list: string
  readonly name: string
  readonly shared: boolean
  readonly content: unknown
  readonly version: number
}

const views = (queries: Queries, tenant: string) =>
  queries
    .selectFrom('saved_view as v')
    .leftJoin('app_user as u', 'u.id', 'v.owner')
    .select(['v.id', 'v.owner', 'u.name as ownerName', 'v.list', 'v.name', 'v.shared', 'v.content', 'v.version'])
    .where('v.tenant_id', '=', tenant)

/** Views of a list that a user may use: their own and those that are shared. */
export const viewsOfList = (queries: Queries, tenant: string, list: string, user: string): Promise<readonly StoredView[]> =>
  views(queries, tenant)
    .where('v.list', '=', list)
    .where((of) => of.or([of('v.owner', '=', user), of('v.shared', '=', true)]))
    .orderBy('v.name')
    .orderBy('v.id')
    .execute()

export const findView = (queries: Queries, tenant: string, id: string): Promise<StoredView | undefined> =>
  views(queries, tenant).where('v.id', '=', id).executeTakeFirst()

export async function countViews(queries: Queries, tenant: string, owner: string): Promise<number> {
  const row = await queries
    .selectFrom('saved_view')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenant)
    .where('owner', '=', owner)
    .executeTakeFirstOrThrow()
  return row.count
}

type ViewRow = Pick<StoredView, 'id' | 'name' | 'shared' | 'content'>

export async function insertView(change: Change, owner: string, list: string, view: ViewRow): Promise<void> {
  await change.queries
    .insertInto('saved_view')
    .values({
      tenant_id: change.tenant,
      id: view.id,
      owner,
      list,
      name: view.name,
      shared: view.shared,
      content: JSON.stringify(view.content),
      changed_at: new Date(change.now),
    })
    .execute()
}

export async function replaceView(change: Change, view: ViewRow): Promise<void> {
  await change.queries
    .updateTable('saved_view')
    .set({
      name: view.name,
      shared: view.shared,
      content: JSON.stringify(view.content),
      changed_at: new Date(change.now),
      version: sql`version + 1`,
    })
    .where('tenant_id', '=', change.tenant)
    .where('id', '=', view.id)
    .execute()
}

export async function removeView(change: Change, id: string): Promise<void> {
  await change.queries.deleteFrom('saved_view').where('tenant_id', '=', change.tenant).where('id', '=', id).execute()
}
