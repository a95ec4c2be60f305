import { sql } from 'kysely'
import type pg from 'pg'
import type { Queries } from '../tenant/transaction.ts'
import { inTransaction } from '../tenant/transaction.ts'

/** A key of a call that its user may repeat. Hashes are hex. */
export interface CallKeyName {
  readonly user: string
  readonly route: string
  readonly keyHash: string
}

/** The same, with who carries it out. */
export interface HeldCallKey extends CallKeyName {
  readonly holder: string
}

/** A success as it was given. */
export interface KeptAnswer {
  readonly status: number
  readonly contentType: string | null
  readonly etag: string | null
  readonly body: string
}

/** The same where the body may be one that must not be kept. */
export interface GivenAnswer extends Omit<KeptAnswer, 'body'> {
  readonly body: string | null
}

export type TakenKey =
  /** The caller holds the key now. */
  | { readonly kind: 'new' }
  | { readonly kind: 'running' }
  /** The key was used for another call. */
  | { readonly kind: 'different' }
  | { readonly kind: 'stored'; readonly answer: KeptAnswer }
  /** It was carried out, but its answer was lost with the process that gave it, or was too long to keep. */
  | { readonly kind: 'done' }

/** Characters of an answer that are kept at most (migration 0052). */
const LONGEST = 262_144
/** Keys that are kept of one user; older answers make room. */
const MOST = 500
/** So long a call may take before another process may take it over, unless it has changed something; the database's clock counts. */
const LEASE = sql`interval '30 seconds'`
const KEPT = sql`interval '1 day'`

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex')

const ofKey = ({ user, route, keyHash }: CallKeyName) => sql`user_id = ${user} and route = ${route} and key_hash = ${bytes(keyHash)}`

interface Row {
  readonly fingerprint: Buffer
  readonly changed: boolean
  readonly status: number | null
  readonly content_type: string | null
  readonly etag: string | null
  readonly body: string | null
  readonly is_old: boolean
  readonly is_left: boolean
}

/** Takes a key for a call, or tells what became of the call that has it. `fingerprint` is the sha256 of the whole call, hex. */
export const takeCallKey = (pool: pg.Pool, key: HeldCallKey, fingerprint: string): Promise<TakenKey> =>
  inTransaction(pool, { user: key.user }, '', async (queries) => {
    const made = await sql`insert into call_key (user_id, route, key_hash, fingerprint, holder, started_at, expires_at)
      values (${key.user}, ${key.route}, ${bytes(key.keyHash)}, ${bytes(fingerprint)}, ${key.holder}, now(), now() + ${KEPT})
      on conflict do nothing returning 1`.execute(queries)
    if (made.rows.length > 0) {
      await sql`delete from call_key where user_id = ${key.user} and status is not null and (route, key_hash) in
        (select route, key_hash from call_key where user_id = ${key.user} order by started_at desc offset ${MOST})`.execute(queries)
      return { kind: 'new' }
    }
    const { rows } = await sql<Row>`select fingerprint, changed, status, content_type, etag, body,
      expires_at <= now() as is_old, started_at <= now() - ${LEASE} as is_left from call_key where ${ofKey(key)} for update`.execute(
      queries,
    )
    const [row] = rows
    // Given back between the two looks.
    if (row === undefined) return { kind: 'running' }
    const isOver = row.is_old && (row.status !== null || row.changed || row.is_left)
    if (!isOver) {
      if (row.fingerprint.toString('hex') !== fingerprint) return { kind: 'different' }
      if (row.status !== null && row.body === null) return { kind: 'done' }
      if (row.status !== null)
        return {
          kind: 'stored',
          answer: { status: row.status, contentType: row.content_type, etag: row.etag, body: row.body ?? '' },
        }
      if (!row.is_left) return { kind: 'running' }
      if (row.changed) return { kind: 'done' }
    }
    await sql`update call_key set fingerprint = ${bytes(fingerprint)}, holder = ${key.holder}, started_at = now(), expires_at = now() + ${KEPT},
      changed = false, status = null, content_type = null, etag = null, body = null where ${ofKey(key)}`.execute(queries)
    return { kind: 'new' }
  })

/**
 * Notes in the transaction of a change that the call has changed something, so that both stand or neither. False: another process has
 * taken the call over, and this change must not be. The view is that of the key's user.
 */
export async function markCallChanged(queries: Queries, key: HeldCallKey): Promise<boolean> {
  const { rows } = await sql`update call_key set changed = true where ${ofKey(key)} and holder = ${key.holder} returning 1`.execute(queries)
  return rows.length > 0
}

/** Keeps the answer of a call for whoever repeats it; without its body only that it was given. */
export const keepCallAnswer = (pool: pg.Pool, key: HeldCallKey, answer: GivenAnswer): Promise<void> =>
  inTransaction(pool, { user: key.user }, '', async (queries) => {
    const body = answer.body === null || answer.body.length > LONGEST ? null : answer.body
    await sql`update call_key set status = ${answer.status}, content_type = ${answer.contentType}, etag = ${answer.etag}, body = ${body}
      where ${ofKey(key)} and holder = ${key.holder}`.execute(queries)
  })

/** Gives a key back whose call changed nothing. */
export const giveCallKeyBack = (pool: pg.Pool, key: HeldCallKey): Promise<void> =>
  inTransaction(pool, { user: key.user }, '', async (queries) => {
    await sql`delete from call_key where ${ofKey(key)} and holder = ${key.holder} and not changed`.execute(queries)
  })

/** Forgets what is older than a day, of everybody. */
export const dropOldCallKeys = (pool: pg.Pool, now: Date): Promise<void> =>
  inTransaction(pool, { now: now.toISOString() }, '', async (queries) => {
    await sql`delete from call_key where expires_at < ${now}`.execute(queries)
  })
