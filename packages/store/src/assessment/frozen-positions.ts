import { sql } from 'kysely'
import type { Change } from '../tenant/change.ts'
import type { Queries } from '../tenant/transaction.ts'

/** Where the activity log stood when a position was frozen. */
export interface FrozenHead {
  readonly snapshot: string
  readonly seq: number
  /** Hex. */
  readonly head: string
}

/** Keeps a position under its snapshot, with the head of the log on which it rests. */
export async function insertFrozenPosition(change: Change, snapshot: string, position: string): Promise<FrozenHead> {
  const { rows } = await sql<{ seq: number; head: Buffer }>`
    insert into frozen_position (tenant_id, snapshot_id, position, seq, head)
    select id, ${snapshot}, ${position}, seq, head from tenant where id = ${change.tenant}
    returning seq, head`.execute(change.queries)
  const row = rows[0]
  if (row === undefined) throw new Error(`tenant ${change.tenant} does not exist`)
  return { snapshot, seq: row.seq, head: row.head.toString('hex') }
}

/** Heads of all positions that are kept, without the positions. */
export async function frozenHeads(queries: Queries, tenant: string): Promise<readonly FrozenHead[]> {
  const rows = await queries.selectFrom('frozen_position').select(['snapshot_id', 'seq', 'head']).where('tenant_id', '=', tenant).execute()
  return rows.map((row) => ({ snapshot: row.snapshot_id, seq: row.seq, head: row.head.toString('hex') }))
}

/** The position of a snapshot as it was hashed; undefined when only its hash is known. */
export async function frozenPosition(queries: Queries, tenant: string, snapshot: string): Promise<string | undefined> {
  const row = await queries
    .selectFrom('frozen_position')
    .select('position')
    .where('tenant_id', '=', tenant)
    .where('snapshot_id', '=', snapshot)
    .executeTakeFirst()
  return row?.position
}
