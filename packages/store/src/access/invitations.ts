import type pg from 'pg'
import type { Queries } from '../tenant/transaction.ts'
import { inTransaction } from '../tenant/transaction.ts'

/** A role and where it is held, as the contract writes it. */
export interface StoredGrant {
  readonly role: string
  readonly scope: { readonly kind: string; readonly id?: string }
}

export interface InvitationRow {
  readonly tenant: string
  readonly id: string
  readonly email: string
  readonly name: string
  readonly language: 'en' | 'de'
  readonly grants: readonly StoredGrant[]
  readonly personId: string | null
  readonly createdAt: Date
  readonly expiresAt: Date
}

const COLUMNS = [
  'tenant_id as tenant',
  'id',
  'email',
  'name',
  'language',
  'grants',
  'person_id as personId',
  'created_at as createdAt',
  'expires_at as expiresAt',
] as const

const rowOf = <R extends { readonly language: string; readonly grants: unknown }>(row: R) => ({
  ...row,
  language: row.language === 'de' ? ('de' as const) : ('en' as const),
  grants: row.grants as readonly StoredGrant[],
})

/** The open invitation of a presented token, whatever organisation it leads to; undefined when it was used, withdrawn or ran out. */
export const findInvitation = (pool: pg.Pool, tokenHash: string, now: Date): Promise<InvitationRow | undefined> =>
  inTransaction(pool, { token: tokenHash }, 'read only', async (queries) => {
    const row = await queries
      .selectFrom('invitation')
      .select(COLUMNS)
      .where('token_hash', '=', Buffer.from(tokenHash, 'hex'))
      .where('expires_at', '>', now)
      .executeTakeFirst()
    return row === undefined ? undefined : rowOf(row)
  })

/** Open invitations of a tenant, those that ran out too, newest first. */
export async function listInvitations(queries: Queries, tenant: string): Promise<readonly InvitationRow[]> {
  const rows = await queries
    .selectFrom('invitation')
    .select(COLUMNS)
    .where('tenant_id', '=', tenant)
    .where('token_hash', 'is not', null)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(rowOf)
}

/** One open invitation of a tenant. */
export async function invitationById(queries: Queries, tenant: string, id: string): Promise<InvitationRow | undefined> {
  return (await listInvitations(queries, tenant)).find((one) => one.id === id)
}

export interface NewInvitation extends Omit<InvitationRow, 'tenant' | 'createdAt' | 'expiresAt'> {
  readonly tokenHash: string
  readonly invitedBy: string
  readonly now: Date
  readonly expiresAt: Date
}

/** Keeps an invitation. */
export async function insertInvitation(queries: Queries, tenant: string, one: NewInvitation): Promise<void> {
  await queries
    .insertInto('invitation')
    .values({
      tenant_id: tenant,
      id: one.id,
      token_hash: Buffer.from(one.tokenHash, 'hex'),
      email: one.email,
      name: one.name,
      language: one.language,
      grants: JSON.stringify(one.grants),
      person_id: one.personId,
      invited_by: one.invitedBy,
      created_at: one.now,
      expires_at: one.expiresAt,
    })
    .execute()
}

/** Takes an open invitation away: accepted or withdrawn. False when it is gone already. */
export async function takeInvitation(queries: Queries, tenant: string, id: string): Promise<boolean> {
  const result = await queries
    .deleteFrom('invitation')
    .where('tenant_id', '=', tenant)
    .where('id', '=', id)
    .where('token_hash', 'is not', null)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}
