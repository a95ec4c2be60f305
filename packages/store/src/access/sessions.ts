import type pg from 'pg'
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
      .set({ last_seen_at: lastSeenAt, expires_at: expiresAt } as never)
      .where('token_hash', '=', bytes(tokenHash))
      .execute()
  })
