import type pg from 'pg'
import { inTransaction } from '../tenant/transaction.ts'
import type { TableFacts } from './catalogue.ts'
import { readCatalogue, readMigrations } from './catalogue.ts'

/** What is read out of a database, all of it as of one moment. */
export interface RowSource {
  readonly migrations: Awaited<ReturnType<typeof readMigrations>>
  readonly tables: readonly TableFacts[]
  /** Ids of all tenants. */
  readonly tenants: readonly string[]
  /** The rows of a table in batches, each row as JSON text, ordered by the primary key within a tenant. */
  readonly rows: (table: TableFacts) => AsyncGenerator<readonly string[]>
}

/** Rows fetched at once. */
const BATCH = 1_000

/**
 * Reads a whole database in one repeatable-read snapshot while others write to it. A role that row-level security binds reads
 * tenant by tenant; a superuser reads each table as a whole. Both give the same rows.
 */
export function readEverything<T>(pool: pg.Pool, work: (source: RowSource) => Promise<T>): Promise<T> {
  return inTransaction(pool, { system: 'list-tenants' }, 'isolation level repeatable read read only', async (_queries, client) => {
    // Long between two batches when the disk is slow.
    await client.query("set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0; set local timezone = 'UTC'")
    const tenants = (await client.query<{ id: string }>('select id from tenant order by id')).rows.map((row) => row.id)
    const { rows: role } = await client.query<{ free: boolean }>(
      'select rolsuper or rolbypassrls as free from pg_roles where rolname = current_user',
    )
    const isBound = role[0]?.free !== true
    const tables = await readCatalogue(client)
    const migrations = await readMigrations(client)
    return work({
      migrations,
      tables,
      tenants,
      rows: (table) =>
        isBound && table.parted === 'tenant' ? byTenant(client, table, tenants) : batches(client, table, { system: 'backup' }),
    })
  })
}

async function* byTenant(client: pg.ClientBase, table: TableFacts, tenants: readonly string[]): AsyncGenerator<readonly string[]> {
  for (const tenant of tenants) yield* batches(client, table, { tenant })
}

async function* batches(
  client: pg.ClientBase,
  table: TableFacts,
  view: { readonly tenant?: string; readonly system?: 'backup' },
): AsyncGenerator<readonly string[]> {
  await client.query("select set_config('caponier.tenant', $1, true), set_config('caponier.system', $2, true)", [
    view.tenant ?? '',
    view.system ?? '',
  ])
  const names = (columns: readonly string[]): string => columns.map((column) => client.escapeIdentifier(column)).join(', ')
  const order = table.key.length === 0 ? '' : ` order by ${names(table.key)}`
  const rows = `select ${names(table.columns)} from ${client.escapeIdentifier(table.name)}${order}`
  await client.query(`declare everything no scroll cursor for select row_to_json(r)::text as row from (${rows}) r`)
  try {
    for (;;) {
      const { rows: fetched } = await client.query<{ row: string }>(`fetch ${BATCH} from everything`)
      if (fetched.length > 0) yield fetched.map((one) => one.row)
      if (fetched.length < BATCH) return
    }
  } finally {
    await client.query('close everything').catch(() => undefined)
  }
}
