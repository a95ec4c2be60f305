import type pg from 'pg'
import { inTransaction } from '../tenant/transaction.ts'

/** Seconds for which an address is locked after so many failures in a row: the first entry is for the fifth failure. */
export const LOCK_SECONDS = [30, 60, 120, 300, 900] as const
/** Failures in a row that are free. */
export const FREE_FAILURES = 4
/** A failure is forgotten after this many hours without another. */
const FORGOTTEN_HOURS = 24

/**
 * Counts an attempt before it is made, so that attempts at the same moment count each. Returns until when the address is locked, or
 * null when the attempt may be made. Addresses without an account are counted alike.
 */
export const reserveAttempt = (pool: pg.Pool, email: string, now: Date): Promise<Date | null> =>
  inTransaction(pool, { login: email, now: now.toISOString() }, '', async (_, client) => {
    await client.query(`delete from sign_in_attempt where last_at < $1::timestamptz - interval '2 days'`, [now])
    const taken = await client.query({
      name: 'reserve-attempt',
      text: `insert into sign_in_attempt as a (login_hash, failed, last_at) values (sha256(convert_to($1::text, 'UTF8')), 1, $2::timestamptz)
        on conflict (login_hash) do update set
          failed = case when a.last_at < excluded.last_at - make_interval(hours => $3::int) then 1 else a.failed + 1 end,
          last_at = excluded.last_at,
          locked_until = case
            when a.last_at < excluded.last_at - make_interval(hours => $3::int) or a.failed + 1 <= $4::int then null
            else excluded.last_at + make_interval(secs => ($5::int[])[least(a.failed + 1 - $4::int, cardinality($5::int[]))])
          end
        where a.locked_until is null or a.locked_until <= excluded.last_at`,
      values: [email, now, FORGOTTEN_HOURS, FREE_FAILURES, LOCK_SECONDS],
    })
    if (taken.rowCount !== 0) return null
    // A statement of its own, so that it sees what another attempt has just committed.
    const { rows } = await client.query<{ locked: Date | null }>(
      `select locked_until as locked from sign_in_attempt where login_hash = sha256(convert_to($1::text, 'UTF8'))`,
      [email],
    )
    return rows[0]?.locked ?? new Date(now.getTime() + 1_000)
  })

/** A sign-in succeeded: its address starts anew. */
export const clearAttempts = (pool: pg.Pool, email: string): Promise<void> =>
  inTransaction(pool, { login: email }, '', async (_, client) => {
    await client.query(`delete from sign_in_attempt where login_hash = sha256(convert_to($1::text, 'UTF8'))`, [email])
  })
