import type { Queries } from '../tenant/transaction.ts'
import type { GrantRow } from './memberships.ts'

/** A member of a tenant. */
export interface MemberRow {
  readonly userId: string
  readonly email: string
  readonly name: string
  readonly personId: string | null
  readonly createdAt: Date
  readonly lastSeenAt: Date | null
  readonly version: number
  readonly grants: readonly GrantRow[]
}

/** Members of a tenant by name; of one user when `user` is given. The view is of the tenant. */
export async function membersIn(queries: Queries, tenant: string, user: string | null = null): Promise<readonly MemberRow[]> {
  let members = queries
    .selectFrom('membership')
    .innerJoin('app_user', 'app_user.id', 'membership.user_id')
    .select([
      'membership.user_id as userId',
      'app_user.email',
      'app_user.name',
      'membership.person_id as personId',
      'membership.created_at as createdAt',
      'membership.last_seen_at as lastSeenAt',
      'membership.version',
    ])
    .where('membership.tenant_id', '=', tenant)
  let grants = queries
    .selectFrom('role_grant')
    .select(['user_id as userId', 'role', 'scope_kind as scopeKind', 'scope_id as scopeId'])
    .where('tenant_id', '=', tenant)
  if (user !== null) {
    members = members.where('membership.user_id', '=', user)
    grants = grants.where('user_id', '=', user)
  }
  const rows = await members.orderBy('app_user.name').orderBy('membership.user_id').execute()
  const held = Map.groupBy(await grants.orderBy('role').orderBy('scope_kind').orderBy('scope_id').execute(), (row) => row.userId)
  return rows.map((row) => ({
    ...row,
    grants: (held.get(row.userId) ?? []).map(({ role, scopeKind, scopeId }) => ({ role, scopeKind, scopeId })),
  }))
}

/** Adds a member without roles; false when the user is one already. */
export async function insertMembership(
  queries: Queries,
  tenant: string,
  member: { readonly user: string; readonly personId: string | null; readonly now: Date },
): Promise<boolean> {
  const result = await queries
    .insertInto('membership')
    .values({ tenant_id: tenant, user_id: member.user, person_id: member.personId, created_at: member.now, last_seen_at: null })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Sets the roles of a member, whole. */
export async function replaceGrants(queries: Queries, tenant: string, user: string, grants: readonly GrantRow[]): Promise<void> {
  await queries.deleteFrom('role_grant').where('tenant_id', '=', tenant).where('user_id', '=', user).execute()
  if (grants.length === 0) return
  await queries
    .insertInto('role_grant')
    .values(grants.map((one) => ({ tenant_id: tenant, user_id: user, role: one.role, scope_kind: one.scopeKind, scope_id: one.scopeId })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Moves the version of a membership and links it to a person of the workspace. The tenant's lock is held. */
export async function updateMembership(
  queries: Queries,
  tenant: string,
  user: string,
  version: number,
  personId: string | null,
): Promise<void> {
  await queries
    .updateTable('membership')
    .set({ version: version + 1, person_id: personId })
    .where('tenant_id', '=', tenant)
    .where('user_id', '=', user)
    .execute()
}

/** Ends a membership with its roles. */
export async function deleteMembership(queries: Queries, tenant: string, user: string): Promise<void> {
  await queries.deleteFrom('membership').where('tenant_id', '=', tenant).where('user_id', '=', user).execute()
}

/** How many members hold admin for the whole organisation. */
export async function countAdmins(queries: Queries, tenant: string): Promise<number> {
  const row = await queries
    .selectFrom('role_grant')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenant)
    .where('role', '=', 'admin')
    .where('scope_kind', '=', 'organisation')
    .executeTakeFirstOrThrow()
  return row.count
}

/** Notes that a member was at work here. */
export async function noteSeen(queries: Queries, tenant: string, user: string, now: Date): Promise<void> {
  await queries.updateTable('membership').set({ last_seen_at: now }).where('tenant_id', '=', tenant).where('user_id', '=', user).execute()
}

/** Tenants that a user is a member of; the view is the user's. */
export async function membershipsOf(queries: Queries, user: string): Promise<readonly string[]> {
  const rows = await queries.selectFrom('membership').select('tenant_id').where('user_id', '=', user).execute()
  return rows.map((row) => row.tenant_id)
}
