import { sql } from 'kysely'
import type { DocOf, Kind } from '@caponier/core/company/kinds'
import type { Change } from '../tenant/change.ts'
import type { Queries } from '../tenant/transaction.ts'
import type { Provenance, Stored } from './tables.ts'
import { TABLE_OF } from './tables.ts'

/**
 * Adds objects of one kind in one statement and returns their versions by id. Versions go on where an id was used before, because
 * the past keeps one row for each. Ids that exist already violate the key and throw; callers look first.
 */
export async function insertObjects<K extends Kind>(
  change: Change,
  kind: K,
  objects: readonly { readonly id: string; readonly doc: DocOf<K> }[],
  provenance: Provenance,
): Promise<ReadonlyMap<string, number>> {
  if (objects.length === 0) return new Map()
  const { rows } = await sql<{ readonly id: string; readonly version: number }>`insert into ${sql.table(TABLE_OF[kind])}
      (tenant_id, id, doc, provenance, version, changed_at, changed_by)
    select ${change.tenant}, id, doc, ${provenance},
      coalesce((select max(version) from past p where p.tenant_id = ${change.tenant} and p.kind = ${TABLE_OF[kind]} and p.id = t.id), 0) + 1,
      ${change.now}::timestamptz, ${change.actor}::uuid
    from unnest(${objects.map((one) => one.id)}::text[], ${objects.map((one) => JSON.stringify(one.doc))}::jsonb[]) as t (id, doc)
    returning id, version`.execute(change.queries)
  return new Map(rows.map((row) => [row.id, row.version]))
}

/** Replaces objects whatever their version; for bulk work that has read them under the tenant's lock. */
export async function replaceObjects<K extends Kind>(
  change: Change,
  kind: K,
  objects: readonly { readonly id: string; readonly doc: DocOf<K> }[],
  provenance: Provenance,
): Promise<void> {
  if (objects.length === 0) return
  const table = sql.table(TABLE_OF[kind])
  await sql`update ${table} set doc = t.doc, provenance = ${provenance}, version = version + 1,
      changed_at = ${change.now}::timestamptz, changed_by = ${change.actor}::uuid
    from unnest(${objects.map((one) => one.id)}::text[], ${objects.map((one) => JSON.stringify(one.doc))}::jsonb[]) as t (id, doc)
    where tenant_id = ${change.tenant} and ${table}.id = t.id`.execute(change.queries)
}

/** Removes objects; the past keeps them. A reference from elsewhere is a foreign-key error that the caller turns into a problem. */
export async function removeObjects(change: Change, kind: Kind, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await sql`delete from ${sql.table(TABLE_OF[kind])} where tenant_id = ${change.tenant} and id = any(${ids}::text[])`.execute(
    change.queries,
  )
}

/** One object, or undefined. */
export async function findObject<K extends Kind>(
  queries: Queries,
  tenant: string,
  kind: K,
  id: string,
): Promise<Stored<DocOf<K>> | undefined> {
  const { rows } = await sql<Stored<DocOf<K>>>`select id, doc, version from ${sql.table(TABLE_OF[kind])}
    where tenant_id = ${tenant} and id = ${id}`.execute(queries)
  return rows[0]
}

/** Objects of a kind by id, in no order. */
export async function findObjects<K extends Kind>(
  queries: Queries,
  tenant: string,
  kind: K,
  ids: readonly string[],
): Promise<readonly Stored<DocOf<K>>[]> {
  const { rows } = await sql<Stored<DocOf<K>>>`select id, doc, version from ${sql.table(TABLE_OF[kind])}
    where tenant_id = ${tenant} and id = any(${ids}::text[])`.execute(queries)
  return rows
}

/** Every object of a kind. */
export async function allObjects<K extends Kind>(queries: Queries, tenant: string, kind: K): Promise<readonly Stored<DocOf<K>>[]> {
  const { rows } = await sql<Stored<DocOf<K>>>`select id, doc, version from ${sql.table(TABLE_OF[kind])} where tenant_id = ${tenant}
    order by id`.execute(queries)
  return rows
}

/** Ids beginning with `prefix` that an object of the kind had once; an id is never given to something else. */
export async function formerIds(queries: Queries, tenant: string, kind: Kind, prefix: string): Promise<ReadonlySet<string>> {
  const rows = await queries
    .selectFrom('past')
    .select('id')
    .distinct()
    .where('tenant_id', '=', tenant)
    .where('kind', '=', TABLE_OF[kind])
    .where(sql<boolean>`starts_with(id, ${prefix})`)
    .execute()
  return new Set(rows.map((row) => row.id))
}
