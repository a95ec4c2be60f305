import { sql } from 'kysely'
import type { Kind } from '@caponier/core/company/kinds'
import type { Queries } from '../tenant/transaction.ts'
import { TABLE_OF } from './tables.ts'

/** A former version of an object; `endedAt` is when it was replaced or removed. */
export interface FormerVersion {
  readonly version: number
  readonly doc: unknown
  readonly provenance: string
  readonly changedAt: Date
  readonly changedBy: string
  readonly endedAt: Date
  readonly endedBy: string | null
  readonly removed: boolean
}

/** The past of one object, oldest first, without the version that stands. */
export const pastOf = (queries: Queries, tenant: string, kind: Kind, id: string): Promise<readonly FormerVersion[]> =>
  queries
    .selectFrom('past')
    .select([
      'version',
      'doc',
      'provenance',
      'changed_at as changedAt',
      'changed_by as changedBy',
      'ended_at as endedAt',
      'ended_by as endedBy',
      'removed',
    ])
    .where('tenant_id', '=', tenant)
    .where('kind', '=', TABLE_OF[kind])
    .where('id', '=', id)
    .orderBy('version')
    .execute()

/** The version that stands, with who made it; undefined when the object is gone. */
export async function standingOf(
  queries: Queries,
  tenant: string,
  kind: Kind,
  id: string,
): Promise<Omit<FormerVersion, 'endedAt' | 'endedBy' | 'removed'> | undefined> {
  const { rows } = await sql<Omit<FormerVersion, 'endedAt' | 'endedBy' | 'removed'>>`
    select version, doc, provenance, changed_at as "changedAt", changed_by as "changedBy" from ${sql.table(TABLE_OF[kind])}
    where tenant_id = ${tenant} and id = ${id}`.execute(queries)
  return rows[0]
}

/** Names of the people behind actors; actors without a member of the tenant behind them are left out. */
export async function actorNames(queries: Queries, tenant: string, actors: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (actors.length === 0) return new Map()
  const rows = await queries
    .selectFrom('actor')
    .innerJoin('app_user', 'app_user.id', 'actor.user_id')
    .select(['actor.id', 'app_user.name'])
    .where('actor.tenant_id', '=', tenant)
    .where('actor.id', 'in', [...new Set(actors)])
    .execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}
