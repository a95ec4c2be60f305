import type { Queries } from './transaction.ts'

export interface TenantSettingsRow {
  readonly id: string
  readonly name: string
  readonly sample: boolean
  readonly createdAt: Date
  readonly seq: number
  readonly settings: unknown
  readonly members: number
}

/** A tenant with its settings; undefined when there is none. */
export async function tenantSettings(queries: Queries, tenant: string): Promise<TenantSettingsRow | undefined> {
  const row = await queries
    .selectFrom('tenant')
    .select(['id', 'name', 'sample', 'created_at as createdAt', 'seq', 'settings'])
    .where('id', '=', tenant)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { members } = await queries
    .selectFrom('membership')
    .select((select) => select.fn.countAll<number>().as('members'))
    .where('tenant_id', '=', tenant)
    .executeTakeFirstOrThrow()
  return { ...row, members }
}

/** Keeps the settings of a tenant. Its lock is held. */
export async function saveTenantSettings(queries: Queries, tenant: string, settings: unknown): Promise<void> {
  await queries
    .updateTable('tenant')
    .set({ settings: JSON.stringify(settings) })
    .where('id', '=', tenant)
    .execute()
}
