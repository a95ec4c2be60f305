import type pg from 'pg'
import type { Queries } from '../tenant/transaction.ts'
import { inTransaction } from '../tenant/transaction.ts'

export interface NewOneTimeToken {
  readonly tokenHash: string
  readonly purpose: 'reset' | 'sign-in'
  readonly user: string
  readonly tenant: string | null
  readonly now: Date
  readonly expiresAt: Date
}

/** Keeps the hash of a token; earlier ones of the same purpose no longer work. */
export async function insertOneTimeToken(queries: Queries, token: NewOneTimeToken): Promise<void> {
  await queries
    .deleteFrom('one_time_token')
    .where('user_id', '=', token.user)
    .where((where) => where.or([where('purpose', '=', token.purpose), where('expires_at', '<=', token.now)]))
    .execute()
  await queries
    .insertInto('one_time_token')
    .values({
      token_hash: Buffer.from(token.tokenHash, 'hex'),
      purpose: token.purpose,
      user_id: token.user,
      tenant_id: token.tenant,
      created_at: token.now,
      expires_at: token.expiresAt,
      used_at: null,
    })
    .execute()
}

export interface OneTimeToken {
  readonly purpose: 'reset' | 'sign-in'
  readonly user: string
  readonly email: string
  readonly name: string
  readonly expiresAt: Date
}

/** A token that still works, without using it. */
export const findOneTimeToken = (pool: pg.Pool, tokenHash: string, now: Date): Promise<OneTimeToken | undefined> =>
  inTransaction(pool, { token: tokenHash }, 'read only', async (queries) => {
    const row = await queries
      .selectFrom('one_time_token')
      .innerJoin('app_user', 'app_user.id', 'one_time_token.user_id')
      .select(['purpose', 'user_id as user', 'app_user.email', 'app_user.name', 'expires_at as expiresAt'])
      .where('token_hash', '=', Buffer.from(tokenHash, 'hex'))
      .where('used_at', 'is', null)
      .where('expires_at', '>', now)
      .where('app_user.disabled_at', 'is', null)
      .where('app_user.erased_at', 'is', null)
      .executeTakeFirst()
    return row === undefined ? undefined : { ...row, purpose: row.purpose === 'reset' ? 'reset' : 'sign-in' }
  })

/**
 * Uses a token up; false when somebody was faster, or it has run out. Of two at the same moment one gets true. A reset link works only
 * while its account belongs to no other organisation than the one that made it: its administrator would get into those. The view must
 * be the user's.
 */
export async function useOneTimeToken(queries: Queries, tokenHash: string, purpose: 'reset' | 'sign-in', now: Date): Promise<boolean> {
  const result = await queries
    .updateTable('one_time_token')
    .set({ used_at: now })
    .where('token_hash', '=', Buffer.from(tokenHash, 'hex'))
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .where((where) =>
      where.or([
        where('purpose', '<>', 'reset'),
        where.not(
          where.exists(
            where
              .selectFrom('membership')
              .select('membership.tenant_id')
              .whereRef('membership.user_id', '=', 'one_time_token.user_id')
              .whereRef('membership.tenant_id', '<>', 'one_time_token.tenant_id'),
          ),
        ),
      ]),
    )
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Open reset links of a user stop working: who made them in one organisation must not get into the next. */
export async function dropResetLinks(queries: Queries, user: string): Promise<void> {
  await queries.deleteFrom('one_time_token').where('user_id', '=', user).where('purpose', '=', 'reset').execute()
}
