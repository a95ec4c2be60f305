import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Workspace } from '@caponier/core/company/workspace'
import { insertMembership, replaceGrants } from '../access/members.ts'
import { importWorkspace } from '../model/import-workspace.ts'
import type { Change } from './change.ts'
import { changeTenant } from './change.ts'
import type { Queries } from './transaction.ts'
import { inTransaction } from './transaction.ts'

export interface TenantName {
  readonly id: string
  readonly name: string
  readonly sample: boolean
}

/** Every tenant by name, for start and backup. */
export const listTenants = (pool: pg.Pool): Promise<readonly TenantName[]> =>
  inTransaction(pool, { system: 'list-tenants' }, 'read only', (queries) =>
    queries.selectFrom('tenant').select(['id', 'name', 'sample']).orderBy('id').execute(),
  )

/**
 * Creates a tenant with a system actor and fills it with a workspace. The id is that of the organisation. `admin` is a user who becomes
 * its administrator. `alongside` runs in the transaction that fills it. Throws if it exists; a tenant that could not be filled is gone
 * again.
 */
export async function createTenant(
  pool: pg.Pool,
  input: {
    readonly workspace: Workspace
    readonly sample: boolean
    readonly now: string
    readonly admin?: string
    readonly alongside?: (change: Change) => Promise<void>
  },
): Promise<{ readonly tenant: string; readonly seq: number }> {
  const { organisation } = input.workspace
  const { admin } = input
  const actor = randomUUID()
  const view = { tenant: organisation.id, ...(admin === undefined ? {} : { user: admin }) }
  await inTransaction(pool, view, '', async (queries) => {
    await queries
      .insertInto('tenant')
      .values({
        id: organisation.id,
        name: organisation.name,
        organisation: JSON.stringify(organisation),
        sample: input.sample,
        created_at: new Date(input.now),
      })
      .execute()
    await queries.insertInto('actor').values({ tenant_id: organisation.id, id: actor, kind: 'system', user_id: null }).execute()
    await queries.insertInto('subject').values({ tenant_id: organisation.id, ref: 'organisation' }).execute()
    if (admin === undefined) return
    await insertMembership(queries, organisation.id, { user: admin, personId: null, now: new Date(input.now) })
    await replaceGrants(queries, organisation.id, admin, [{ role: 'admin', scopeKind: 'organisation', scopeId: '' }])
  })
  const who = { tenant: organisation.id, actor, now: input.now, ...(admin === undefined ? {} : { user: admin }) }
  const outcome = await changeTenant(pool, who, async (change) => {
    await importWorkspace(change, input.workspace)
    await input.alongside?.(change)
    return { ok: true, value: undefined } as const
  }).catch(async (error: unknown) => {
    await inTransaction(pool, view, '', (queries) => queries.deleteFrom('tenant').where('id', '=', organisation.id).execute())
    throw error
  })
  return { tenant: organisation.id, seq: outcome.ok ? outcome.seq : 0 }
}

/** The actor by which a user acts in a tenant; made at the first use. */
export async function actorOf(queries: Queries, tenant: string, user: string): Promise<string> {
  const known = await queries
    .selectFrom('actor')
    .select('id')
    .where('tenant_id', '=', tenant)
    .where('user_id', '=', user)
    .executeTakeFirst()
  if (known !== undefined) return known.id
  const id = randomUUID()
  await queries
    .insertInto('actor')
    .values({ tenant_id: tenant, id, kind: 'user', user_id: user })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const row = await queries
    .selectFrom('actor')
    .select('id')
    .where('tenant_id', '=', tenant)
    .where('user_id', '=', user)
    .executeTakeFirstOrThrow()
  return row.id
}

/** Makes the actor of somebody who is just joining. */
export async function insertActor(queries: Queries, tenant: string, id: string, user: string): Promise<void> {
  await queries.insertInto('actor').values({ tenant_id: tenant, id, kind: 'user', user_id: user }).execute()
}

/** Name of a tenant; undefined when there is none. */
export const tenantName = (pool: pg.Pool, tenant: string): Promise<string | undefined> =>
  inTransaction(pool, { tenant }, 'read only', async (queries) => {
    const row = await queries.selectFrom('tenant').select('name').where('id', '=', tenant).executeTakeFirst()
    return row?.name
  })

/** The tenant's own system actor, for what the program does by itself. */
export async function systemActor(queries: Queries, tenant: string): Promise<string> {
  const row = await queries
    .selectFrom('actor')
    .select('id')
    .where('tenant_id', '=', tenant)
    .where('kind', '=', 'system')
    .executeTakeFirstOrThrow()
  return row.id
}

/** The change counter of a tenant; undefined when there is none. One trip. */
export async function tenantSeq(pool: pg.Pool, tenant: string): Promise<number | undefined> {
  const client = await pool.connect()
  let broken = true
  try {
    const name = client.escapeLiteral(tenant)
    // Several statements in one trip give a list of results, which the types of pg do not know.
    const results: unknown = await client.query(
      `begin read only; select set_config('caponier.tenant', ${name}, true); select seq from tenant where id = ${name}; commit`,
    )
    broken = false
    return (results as readonly pg.QueryResult<{ seq: number }>[])[2]?.rows[0]?.seq
  } finally {
    // What failed on the way left a transaction open, in which nobody else may find themselves.
    client.release(broken)
  }
}
