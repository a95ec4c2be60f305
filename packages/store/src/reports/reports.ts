import type pg from 'pg'
import { sql } from 'kysely'
import type { Change } from '../tenant/change.ts'
import type { Queries } from '../tenant/transaction.ts'
import { inTransaction } from '../tenant/transaction.ts'

export type ReportKind = 'position' | 'registration' | 'findings'
export type ReportFormat = 'pdf' | 'xlsx' | 'json'
export type ReportState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'

/** What a report is asked to be about. */
export interface ReportWish {
  readonly kind: ReportKind
  readonly format: ReportFormat
  readonly language: 'en' | 'de'
  readonly scopeKind: 'organisation' | 'entity' | 'site'
  /** Empty for the organisation. */
  readonly scopeId: string
  /** Valid date, `YYYY-MM-DD`. */
  readonly asOf: string
}

/** A report, at whatever stage. */
export interface StoredReport extends ReportWish {
  readonly id: string
  readonly state: ReportState
  readonly step: string | null
  readonly requestedAt: Date
  readonly requestedBy: string
  readonly attempts: number
  readonly endedAt: Date | null
  readonly problem: string | null
  readonly sha256: string | null
  readonly size: number | null
  readonly fileName: string | null
  readonly headSeq: number | null
  readonly headHash: string | null
}

const COLUMNS = [
  'id',
  'kind',
  'format',
  'language',
  'scope_kind as scopeKind',
  'scope_id as scopeId',
  'as_of as asOf',
  'state',
  'step',
  'requested_at as requestedAt',
  'requested_by as requestedBy',
  'attempts',
  'ended_at as endedAt',
  'problem',
  'sha256',
  'size',
  'file_name as fileName',
  'head_seq as headSeq',
  'head_hash as headHash',
] as const

/** Puts a report into the queue. */
export async function insertReport(change: Change, id: string, wish: ReportWish): Promise<void> {
  await change.queries
    .insertInto('report')
    .values({
      tenant_id: change.tenant,
      id,
      kind: wish.kind,
      format: wish.format,
      language: wish.language,
      scope_kind: wish.scopeKind,
      scope_id: wish.scopeId,
      as_of: wish.asOf,
      requested_at: new Date(change.now),
      requested_by: change.actor,
    })
    .execute()
}

/** Reports of a tenant, newest first, or one. */
export async function findReports(queries: Queries, tenant: string, id?: string): Promise<readonly StoredReport[]> {
  let query = queries.selectFrom('report').select(COLUMNS).where('tenant_id', '=', tenant).orderBy('requested_at', 'desc').orderBy('id')
  if (id !== undefined) query = query.where('id', '=', id)
  return (await query.execute()) as readonly StoredReport[]
}

/** How many reports of a tenant wait or run. */
export async function openReports(queries: Queries, tenant: string): Promise<number> {
  const row = await queries
    .selectFrom('report')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenant)
    .where('state', 'in', ['waiting', 'running'])
    .executeTakeFirstOrThrow()
  return row.count
}

/**
 * Takes the oldest report that waits, or that runs without a sign of life since `stale`. Two servers never take the same.
 */
export const claimReport = (
  pool: pg.Pool,
  tenant: string,
  by: { readonly runner: string; readonly now: Date; readonly stale: Date },
): Promise<StoredReport | undefined> =>
  inTransaction(pool, { tenant }, '', async (queries) => {
    const { rows } = await sql<{ id: string }>`update report set state = 'running', runner = ${by.runner}::uuid, step = null,
        heartbeat_at = ${by.now}, attempts = attempts + 1
      where tenant_id = ${tenant} and id = (
        select id from report where tenant_id = ${tenant}
          and (state = 'waiting' or (state = 'running' and heartbeat_at < ${by.stale}))
        order by requested_at, id limit 1 for update skip locked)
      returning id`.execute(queries)
    const id = rows[0]?.id
    return id === undefined ? undefined : (await findReports(queries, tenant, id))[0]
  })

/** Notes how far a report is; false when it is no longer this runner's to make (cancelled, or taken by another). */
export const noteStep = (
  pool: pg.Pool,
  tenant: string,
  id: string,
  by: { readonly runner: string; readonly now: Date; readonly step?: string },
): Promise<boolean> =>
  inTransaction(pool, { tenant }, '', async (queries) => {
    const done = await queries
      .updateTable('report')
      .set({ heartbeat_at: by.now, ...(by.step !== undefined && { step: by.step }) })
      .where('tenant_id', '=', tenant)
      .where('id', '=', id)
      .where('state', '=', 'running')
      .where('runner', '=', by.runner)
      .executeTakeFirst()
    return done.numUpdatedRows === 1n
  })

/** What was made. */
export interface ReportResult {
  readonly sha256: string
  readonly size: number
  readonly mediaType: string
  readonly fileName: string
  readonly headSeq: number
  readonly headHash: string
}

/** Enters the result of a report that this runner makes; false when it is no longer his. */
export async function finishReport(change: Change, id: string, runner: string, result: ReportResult): Promise<boolean> {
  await change.queries
    .insertInto('blob')
    .values({
      tenant_id: change.tenant,
      sha256: result.sha256,
      size: result.size,
      media_type: result.mediaType,
      created_at: new Date(change.now),
      created_by: change.actor,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const done = await change.queries
    .updateTable('report')
    .set({
      state: 'done',
      step: null,
      ended_at: new Date(change.now),
      sha256: result.sha256,
      size: result.size,
      file_name: result.fileName,
      head_seq: result.headSeq,
      head_hash: result.headHash,
    })
    .where('tenant_id', '=', change.tenant)
    .where('id', '=', id)
    .where('state', '=', 'running')
    .where('runner', '=', runner)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** Ends a report that waits or runs without a result; false when it ended already. With `runner`: only if it is his. */
export async function endReport(
  queries: Queries,
  tenant: string,
  id: string,
  how: { readonly state: 'failed' | 'cancelled'; readonly now: Date; readonly problem: string | null; readonly runner?: string },
): Promise<boolean> {
  let query = queries
    .updateTable('report')
    .set({ state: how.state, step: null, ended_at: how.now, problem: how.problem })
    .where('tenant_id', '=', tenant)
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'running'])
  if (how.runner !== undefined) query = query.where('runner', '=', how.runner)
  return (await query.executeTakeFirst()).numUpdatedRows === 1n
}

/** Puts a running report back into the queue, when its server stops. */
export async function releaseReport(queries: Queries, tenant: string, id: string, runner: string): Promise<void> {
  await queries
    .updateTable('report')
    .set({ state: 'waiting', step: null, runner: null, attempts: sql`greatest(attempts - 1, 0)` })
    .where('tenant_id', '=', tenant)
    .where('id', '=', id)
    .where('state', '=', 'running')
    .where('runner', '=', runner)
    .execute()
}

/** Removes a report that ended; its file goes unless something else holds the same bytes. */
export async function removeReport(queries: Queries, tenant: string, id: string): Promise<boolean> {
  const done = await queries
    .deleteFrom('report')
    .where('tenant_id', '=', tenant)
    .where('id', '=', id)
    .where('state', 'not in', ['waiting', 'running'])
    .executeTakeFirst()
  return done.numDeletedRows === 1n
}
