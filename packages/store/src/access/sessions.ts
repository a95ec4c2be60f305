import type pg from 'pg'
import type { Queries } from '../tenant/transaction.ts'
import { inTransaction } from '../tenant/transaction.ts'

/** A session with the account that it belongs to. */
export interface SessionRow {
  readonly id: string
  readonly userId: string
  readonly email: string
  readonly name: string
  readonly language: 'en' | 'de'
  readonly createdAt: Date
  readonly lastSeenAt: Date
  readonly expiresAt: Date
}

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex')

/** The session of a token by its hash (hex); undefined when there is none or its account was disabled or erased. */
export const findSession = (pool: pg.Pool, tokenHash: string): Promise<SessionRow | undefined> =>
  inTransaction(pool, { token: tokenHash }, 'read only', async (queries) => {
    const row = await queries
      .selectFrom('session')
      .innerJoin('app_user', 'app_user.id', 'session.user_id')
      .select([
        'session.id',
        'session.user_id as userId',
        'app_user.email',
        'app_user.name',
        'app_user.language',
        'session.created_at as createdAt',
        'session.last_seen_at as lastSeenAt',
        'session.expires_at as expiresAt',
      ])
      .where('session.token_hash', '=', bytes(tokenHash))
      .where('app_user.disabled_at', 'is', null)
      .where('app_user.erased_at', 'is', null)
      .executeTakeFirst()
    return row === undefined ? undefined : { ...row, language: row.language === 'de' ? 'de' : 'en' }
  })

/** Notes that a session was used and until when it lives now. */
export const touchSession = (pool: pg.Pool, tokenHash: string, lastSeenAt: Date, expiresAt: Date): Promise<void> =>
  inTransaction(pool, { token: tokenHash }, '', async (queries) => {
    await queries
      .updateTable('session')
      .set({ last_seen_at: lastSeenAt, expires_at: expiresAt })
      .where('token_hash', '=', bytes(tokenHash))
      .execute()
  })

export interface NewSession {
  readonly tokenHash: string
  readonly id: string
  readonly now: Date
  readonly expiresAt: Date
  /** What the browser is, for the list of one's sessions. */
  readonly device: string
}

/** Opens a session of the user whose view this is. Old ones that ran out go. */
export async function insertSession(queries: Queries, user: string, session: NewSession): Promise<void> {
  await queries.deleteFrom('session').where('user_id', '=', user).where('expires_at', '<=', session.now).execute()
  await queries
    .insertInto('session')
    .values({
      token_hash: bytes(session.tokenHash),
      id: session.id,
      user_id: user,
      created_at: session.now,
      last_seen_at: session.now,
      expires_at: session.expiresAt,
      device: session.device,
    })
    .execute()
}

export interface ListedSession {
  readonly id: string
  readonly createdAt: Date
  readonly lastSeenAt: Date
  readonly expiresAt: Date
  readonly device: string
}

/** The living sessions of a user, last used first. */
export const listSessions = (pool: pg.Pool, user: string, now: Date): Promise<readonly ListedSession[]> =>
  inTransaction(pool, { user }, 'read only', (queries) =>
    queries
      .selectFrom('session')
      .select(['id', 'created_at as createdAt', 'last_seen_at as lastSeenAt', 'expires_at as expiresAt', 'device'])
      .where('user_id', '=', user)
      .where('expires_at', '>', now)
      .orderBy('last_seen_at', 'desc')
      .orderBy('id')
      .execute(),
  )

/** Ends one session by its id; false when the user has none of that id. */
export const endSession = (pool: pg.Pool, user: string, id: string): Promise<boolean> =>
  inTransaction(pool, { user }, '', async (queries) => {
    const result = await queries.deleteFrom('session').where('user_id', '=', user).where('id', '=', id).executeTakeFirst()
    return result.numDeletedRows > 0n
  })

/** Ends every session of the user but one; says how many. */
export async function endSessions(queries: Queries, user: string, but: string | null): Promise<number> {
  let statement = queries.deleteFrom('session').where('user_id', '=', user)
  if (but !== null) statement = statement.where('id', '!=', but)
  return Number((await statement.executeTakeFirst()).numDeletedRows)
}

/** Removes sessions of anybody that ran out more than a day ago. */
export const dropOldSessions = (pool: pg.Pool, now: Date): Promise<void> =>
  inTransaction(pool, { now: now.toISOString() }, '', async (queries) => {
    await queries
      .deleteFrom('session')
      .where('expires_at', '<', new Date(now.getTime() - 86_400_000))
      .execute()
  })
