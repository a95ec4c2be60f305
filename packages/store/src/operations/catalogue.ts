import type pg from 'pg'

/** One table as the database itself describes it. */
export interface TableFacts {
  readonly name: string
  /** Columns that hold data, in their order; generated ones are computed again where they are needed. */
  readonly columns: readonly string[]
  /** Columns of the primary key, in its order. */
  readonly key: readonly string[]
  /** Row-level security is on, and forced on the owner too. */
  readonly fenced: boolean
  readonly forced: boolean
  /** Rows belong to one tenant each, or are read as a whole. */
  readonly parted: 'tenant' | 'whole'
  /** Column with numbers that the database gives out; null where there is none. */
  readonly identity: string | null
}

/** Kysely's own tables and our checksums say which migrations ran; they are told by the list of migrations and not copied. */
const BOOKKEEPING = new Set(['kysely_migration', 'kysely_migration_lock', 'migration_checksum'])

const TABLES = `
select c.relname as name, c.relrowsecurity as fenced, c.relforcerowsecurity as forced,
  (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
     where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
  coalesce((select array_agg(a.attname::text order by array_position(i.indkey::int2[], a.attnum)) from pg_index i
     join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey::int2[]) where i.indrelid = c.oid and i.indisprimary), '{}') as key,
  c.relname = 'tenant' or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and a.attnotnull) as parted,
  (select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attidentity <> '' and not a.attisdropped limit 1) as identity
from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by c.relname`

type TableRow = Omit<TableFacts, 'parted'> & { readonly parted: boolean }

/** Every table of the schema that holds data, by name. */
export async function readCatalogue(client: pg.ClientBase): Promise<readonly TableFacts[]> {
  const { rows } = await client.query<TableRow>(TABLES)
  return rows.filter((row) => !BOOKKEEPING.has(row.name)).map((row) => ({ ...row, parted: row.parted ? 'tenant' : 'whole' }))
}

/** Names and checksums of the migrations that made the schema, in the order in which they ran. */
export async function readMigrations(client: pg.ClientBase): Promise<readonly { readonly name: string; readonly sha256: string }[]> {
  const { rows } = await client.query<{ name: string; sha256: string }>(
    'select c.name, c.sha256 from migration_checksum c join kysely_migration k on k.name = c.name order by k.timestamp, c.name',
  )
  return rows
}
