import type { StoredEntry } from '@caponier/core/activity/chain'
import { NO_HASH } from '@caponier/core/activity/chain'
import { sql } from 'kysely'
import type { Queries } from '../tenant/transaction.ts'

/** One entry as people read it; a person's pseudonym is given back as the person's id where the tie still stands. */
export interface ReadEntry {
  readonly seq: number
  readonly at: Date
  readonly actor: string
  readonly byKind: string
  readonly by: string | null
  readonly byName: string | null
  readonly action: string
  readonly kind: string
  readonly object: string
  readonly detailDigest: Buffer
  readonly hasDetail: boolean
  /** Name of an invited person, as long as the detail is kept. */
  readonly invited: string | null
}

export interface Narrowed {
  /** User, or `system`. */
  readonly by?: string | undefined
  readonly action?: string | undefined
  readonly kind?: string | undefined
  readonly object?: string | undefined
  /** First and last day, UTC. */
  readonly from?: string | undefined
  readonly until?: string | undefined
}

/** Entries older than `before`, newest first. */
export async function readActivity(
  queries: Queries,
  tenant: string,
  narrowed: Narrowed,
  { before, limit }: { readonly before: number | null; readonly limit: number },
): Promise<readonly ReadEntry[]> {
  let query = queries
    .selectFrom('activity as a')
    .innerJoin('actor as c', (join) => join.onRef('c.tenant_id', '=', 'a.tenant_id').onRef('c.id', '=', 'a.actor_id'))
    .leftJoin('app_user as u', 'u.id', 'c.user_id')
    .leftJoin('person_pseudonym as p', (join) =>
      join
        .onRef('p.tenant_id', '=', 'a.tenant_id')
        .on('a.object_kind', '=', 'person')
        .on(sql<boolean>`p.pseudonym::text = a.object_id`),
    )
    .leftJoin('activity_detail as d', (join) => join.onRef('d.tenant_id', '=', 'a.tenant_id').onRef('d.seq', '=', 'a.seq'))
    .select([
      'a.seq',
      'a.at',
      'a.actor_id as actor',
      'c.kind as byKind',
      'c.user_id as by',
      'u.name as byName',
      'a.action',
      'a.object_kind as kind',
      sql<string>`coalesce(p.person_id, a.object_id)`.as('object'),
      'a.detail_digest as detailDigest',
      sql<boolean>`d.seq is not null`.as('hasDetail'),
      sql<string | null>`case when a.object_kind = 'invitation' then
        coalesce(d.detail::jsonb #>> '{after,name}', d.detail::jsonb #>> '{before,name}') end`.as('invited'),
    ])
    .where('a.tenant_id', '=', tenant)
  if (before !== null) query = query.where('a.seq', '<', before)
  if (narrowed.by === 'system') query = query.where('c.kind', '=', 'system')
  else if (narrowed.by !== undefined) query = query.where('c.user_id', '=', narrowed.by)
  if (narrowed.action !== undefined) query = query.where(sql<boolean>`starts_with(a.action, ${narrowed.action})`)
  if (narrowed.kind !== undefined) query = query.where('a.object_kind', '=', narrowed.kind)
  if (narrowed.object !== undefined)
    query = query.where(
      sql<boolean>`(a.object_id = ${narrowed.object} or p.person_id = ${narrowed.object} or starts_with(a.object_id, ${`${narrowed.object}|`}))`,
    )
  if (narrowed.from !== undefined) query = query.where(sql<boolean>`a.at >= ${`${narrowed.from}T00:00:00Z`}::timestamptz`)
  if (narrowed.until !== undefined)
    query = query.where(sql<boolean>`a.at < ${`${narrowed.until}T00:00:00Z`}::timestamptz + interval '1 day'`)
  return query.orderBy('a.seq', 'desc').limit(limit).execute()
}

/** An entry as it stands in the chain, with its detail where one is kept. */
export interface ChainRow extends StoredEntry {
  readonly salt: string | null
  readonly detail: string | null
}

/** Entries after `after` in their order, as the chain has them. */
export async function chainRows(queries: Queries, tenant: string, after: number, limit: number): Promise<readonly ChainRow[]> {
  const rows = await queries
    .selectFrom('activity as a')
    .leftJoin('activity_detail as d', (join) => join.onRef('d.tenant_id', '=', 'a.tenant_id').onRef('d.seq', '=', 'a.seq'))
    .select([
      'a.seq',
      'a.at',
      'a.actor_id',
      'a.action',
      'a.object_kind',
      'a.object_id',
      'a.detail_digest',
      'a.previous',
      'a.hash',
      'd.salt',
      'd.detail',
    ])
    .where('a.tenant_id', '=', tenant)
    .where('a.seq', '>', after)
    .orderBy('a.seq')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    tenant,
    seq: row.seq,
    at: row.at.toISOString(),
    actor: row.actor_id,
    action: row.action,
    objectKind: row.object_kind,
    objectId: row.object_id,
    detailDigest: row.detail_digest.toString('hex'),
    previous: row.previous.toString('hex'),
    hash: row.hash.toString('hex'),
    salt: row.salt?.toString('hex') ?? null,
    detail: row.detail,
  }))
}

/** Where the log of a tenant ends, as the tenant's row says. */
export async function headOf(queries: Queries, tenant: string): Promise<{ readonly seq: number; readonly hash: string } | undefined> {
  const row = await queries.selectFrom('tenant').select(['seq', 'head']).where('id', '=', tenant).executeTakeFirst()
  return row === undefined ? undefined : { seq: row.seq, hash: row.seq === 0 ? NO_HASH : row.head.toString('hex') }
}
