import type pg from 'pg'
import type { Queries } from '../tenant/transaction.ts'
import { inTransaction } from '../tenant/transaction.ts'

export interface InstallationRow {
  readonly id: string
  readonly signingKey: string | null
  /** When the first person took it over; null before. */
  readonly claimedAt: Date | null
}

/** The one row about this installation; made at the first start. */
export const installation = (pool: pg.Pool, newId: string, now: Date): Promise<InstallationRow> =>
  inTransaction(pool, {}, '', async (queries) => {
    await queries
      .insertInto('installation')
      .values({
        id: newId,
        created_at: now,
        signing_key: null,
        first_token_hash: null,
        first_token_expires_at: null,
        first_user: null,
        claimed_at: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    return queries
      .selectFrom('installation')
      .select(['id', 'signing_key as signingKey', 'claimed_at as claimedAt'])
      .executeTakeFirstOrThrow()
  })

/** Names the public key that signs from now on, base64 of the raw 32 bytes. */
export const setSigningKey = (pool: pg.Pool, publicKey: string): Promise<void> =>
  inTransaction(pool, {}, '', async (queries) => {
    await queries.updateTable('installation').set({ signing_key: publicKey }).execute()
  })

/** Sets the token of the first run; false when somebody has taken the installation over already. */
export const setFirstToken = (pool: pg.Pool, tokenHash: string, expiresAt: Date): Promise<boolean> =>
  inTransaction(pool, {}, '', async (queries) => {
    const result = await queries
      .updateTable('installation')
      .set({ first_token_hash: Buffer.from(tokenHash, 'hex'), first_token_expires_at: expiresAt })
      .where('claimed_at', 'is', null)
      .executeTakeFirst()
    return result.numUpdatedRows > 0n
  })

/** Does this token open the first run? */
export const findFirstToken = (pool: pg.Pool, tokenHash: string, now: Date): Promise<Date | undefined> =>
  inTransaction(pool, {}, 'read only', async (queries) => {
    const row = await queries
      .selectFrom('installation')
      .select('first_token_expires_at')
      .where('first_token_hash', '=', Buffer.from(tokenHash, 'hex'))
      .where('first_token_expires_at', '>', now)
      .where('claimed_at', 'is', null)
      .executeTakeFirst()
    return row?.first_token_expires_at ?? undefined
  })

/**
 * Uses the first token up and returns the id of the account to make; undefined when it does not work (any more). An interrupted first
 * run gets the same id again with its next token.
 */
export const takeFirstToken = (pool: pg.Pool, tokenHash: string, newUser: string, now: Date): Promise<string | undefined> =>
  inTransaction(pool, {}, '', async (_, client) => {
    const { rows } = await client.query<{ first_user: string }>(
      `update installation set first_token_hash = null, first_user = coalesce(first_user, $2::uuid)
       where first_token_hash = decode($1, 'hex') and first_token_expires_at > $3 and claimed_at is null returning first_user`,
      [tokenHash, newUser, now],
    )
    return rows[0]?.first_user
  })

/** The first run is over. */
export async function claimInstallation(queries: Queries, now: Date): Promise<void> {
  await queries.updateTable('installation').set({ claimed_at: now, first_token_hash: null }).where('claimed_at', 'is', null).execute()
}
