import type pg from 'pg'
import type { Queries } from '../tenant/transaction.ts'
import { inTransaction } from '../tenant/transaction.ts'

/** What signing in needs of an account. */
export interface LoginRow {
  readonly id: string
  /** argon2id in PHC form; null until a password was set. */
  readonly passwordHash: string | null
}

/** The living account of an e-mail address, lower case; disabled and erased ones are none. */
export const findLogin = (pool: pg.Pool, email: string): Promise<LoginRow | undefined> =>
  inTransaction(pool, { login: email }, 'read only', (queries) =>
    queries
      .selectFrom('app_user')
      .select(['id', 'password_hash as passwordHash'])
      .where('email', '=', email)
      .where('disabled_at', 'is', null)
      .where('erased_at', 'is', null)
      .executeTakeFirst(),
  )

export interface AccountRow {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly language: 'en' | 'de'
  readonly theme: 'auto' | 'light' | 'dark'
  readonly passwordHash: string | null
  readonly createdAt: Date
  readonly version: number
}

/** An account by id, in a view that may see it; undefined for none, disabled and erased. */
export async function accountIn(queries: Queries, user: string): Promise<AccountRow | undefined> {
  const row = await queries
    .selectFrom('app_user')
    .select(['id', 'email', 'name', 'language', 'theme', 'password_hash as passwordHash', 'created_at as createdAt', 'version'])
    .where('id', '=', user)
    .where('disabled_at', 'is', null)
    .where('erased_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) return undefined
  return {
    ...row,
    language: row.language === 'de' ? 'de' : 'en',
    theme: row.theme === 'light' || row.theme === 'dark' ? row.theme : 'auto',
  }
}

export const findAccount = (pool: pg.Pool, user: string): Promise<AccountRow | undefined> =>
  inTransaction(pool, { user }, 'read only', (queries) => accountIn(queries, user))

export interface NewAccount {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly language: 'en' | 'de'
  readonly passwordHash: string | null
  readonly now: Date
}

/** Makes an account; false when a living one has the address. */
export async function insertAccount(queries: Queries, account: NewAccount): Promise<boolean> {
  const result = await queries
    .insertInto('app_user')
    .values({
      id: account.id,
      email: account.email,
      name: account.name,
      language: account.language,
      password_hash: account.passwordHash,
      created_at: account.now,
      disabled_at: null,
      erased_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export interface ProfileChange {
  readonly email?: string
  readonly name?: string
  readonly language?: 'en' | 'de'
  readonly theme?: 'auto' | 'light' | 'dark'
}

/** Changes the own profile as of a version; undefined when it stands at another by now. */
export async function updateProfile(
  queries: Queries,
  user: string,
  version: number,
  profile: ProfileChange,
): Promise<AccountRow | undefined> {
  const result = await queries
    .updateTable('app_user')
    .set({ ...profile, version: version + 1 })
    .where('id', '=', user)
    .where('version', '=', version)
    .executeTakeFirst()
  return result.numUpdatedRows === 0n ? undefined : accountIn(queries, user)
}

/** Sets the password of the user whose view this is. The version stays: it counts the profile. */
export async function setPassword(queries: Queries, user: string, passwordHash: string): Promise<void> {
  await queries.updateTable('app_user').set({ password_hash: passwordHash }).where('id', '=', user).execute()
}

/** One organisation of a user, with what the user may do in it. */
export interface UserTenantRow {
  readonly id: string
  readonly name: string
  readonly sample: boolean
  readonly personId: string | null
  readonly grants: readonly { readonly role: string; readonly scopeKind: string; readonly scopeId: string }[]
}

/** The organisations of a user by name. */
export const tenantsOf = (pool: pg.Pool, user: string): Promise<readonly UserTenantRow[]> =>
  inTransaction(pool, { user }, 'read only', async (_, client) => {
    const { rows } = await client.query<UserTenantRow>({
      name: 'tenants-of-user',
      text: `select t.id, t.name, t.sample, m.person_id as "personId",
          coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'scopeKind', g.scope_kind, 'scopeId', g.scope_id)
            order by g.role, g.scope_kind, g.scope_id)
            from role_grant g where g.tenant_id = m.tenant_id and g.user_id = m.user_id), '[]') as grants
        from membership m join tenant t on t.id = m.tenant_id where m.user_id = $1 order by lower(t.name), t.id`,
      values: [user],
    })
    return rows
  })
