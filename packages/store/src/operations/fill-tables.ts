import type pg from 'pg'
import type { TableFacts } from './catalogue.ts'
import { readCatalogue } from './catalogue.ts'

/** One table's rows on their way in. */
export interface RowsIn {
  readonly table: string
  /** Columns that the rows have; a column that only this version knows gets its default. */
  readonly columns: readonly string[]
  /** Each row as JSON text. */
  readonly batches: AsyncIterable<readonly string[]>
}

/** Names of tables that hold rows already; a restore fills an empty database only. */
export async function filledTables(pool: pg.Pool): Promise<readonly string[]> {
  const client = await pool.connect()
  try {
    const filled: string[] = []
    await client.query('begin')
    // Row-level security would hide what is there; the owner lifts it for this question, and takes it back.
    for (const table of await readCatalogue(client)) {
      const name = client.escapeIdentifier(table.name)
      await client.query(`alter table ${name} no force row level security`)
      const { rows } = await client.query<{ filled: boolean }>(`select exists (select from ${name}) as filled`)
      if (rows[0]?.filled === true) filled.push(table.name)
    }
    return filled
  } finally {
    await client.query('rollback').catch(() => undefined)
    client.release()
  }
}

/**
 * Fills an empty database of the same schema, as the owner of its tables, in one transaction: all or nothing. Triggers that would write
 * rows of their own are off meanwhile, references are checked at the end, numbers that the database gives out go on behind the
 * highest. Returns how many rows each table got. Throws what the database refuses.
 */
export async function fillTables(pool: pg.Pool, sources: AsyncIterable<RowsIn>): Promise<ReadonlyMap<string, number>> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query("begin; set local timezone = 'UTC'; set local statement_timeout = 0")
    const tables = new Map((await readCatalogue(client)).map((table) => [table.name, table]))
    const restore = await open(client, [...tables.values()])
    const counts = new Map<string, number>()
    for await (const { table, columns, batches } of sources) {
      const facts = tables.get(table)
      if (facts === undefined) throw new Error(`there is no table ${table}`)
      let count = counts.get(table) ?? 0
      for await (const rows of batches) {
        await insert(client, facts, columns, rows)
        count += rows.length
      }
      counts.set(table, count)
    }
    for (const table of tables.values()) if (table.identity !== null) await continueNumbers(client, table, table.identity)
    await client.query('set constraints all immediate')
    await client.query(restore)
    await client.query('commit')
    return counts
  } catch (error) {
    await client.query('rollback').catch((failure: unknown) => {
      broken = failure instanceof Error ? failure : new Error(String(failure))
    })
    throw error
  } finally {
    client.release(broken)
  }
}

/** Opens the tables for filling; gives the statements that close them again. */
async function open(client: pg.ClientBase, tables: readonly TableFacts[]): Promise<string> {
  const close: string[] = []
  const { rows: references } = await client.query<{ table: string; name: string }>(
    `select c.relname as table, r.conname as name from pg_constraint r join pg_class c on c.oid = r.conrelid
     where r.contype = 'f' and not r.condeferrable and c.relnamespace = 'public'::regnamespace`,
  )
  const opening = references.map(({ table, name }) => {
    const constraint = `alter table ${client.escapeIdentifier(table)} alter constraint ${client.escapeIdentifier(name)}`
    close.push(`${constraint} not deferrable`)
    return `${constraint} deferrable`
  })
  for (const { name, forced } of tables) {
    const table = client.escapeIdentifier(name)
    opening.push(`alter table ${table} no force row level security`, `alter table ${table} disable trigger user`)
    close.push(`alter table ${table} enable trigger user`)
    if (forced) close.push(`alter table ${table} force row level security`)
  }
  await client.query(opening.join('; '))
  await client.query('set constraints all deferred')
  return close.join('; ')
}

async function insert(client: pg.ClientBase, table: TableFacts, columns: readonly string[], rows: readonly string[]): Promise<void> {
  const unknown = columns.filter((column) => !table.columns.includes(column))
  if (unknown.length > 0) throw new Error(`table ${table.name} has no column ${unknown.join(', ')}`)
  const name = client.escapeIdentifier(table.name)
  const list = columns.map((column) => client.escapeIdentifier(column)).join(', ')
  await client.query(
    `insert into ${name} (${list}) overriding system value select ${list} from json_populate_recordset(null::${name}, $1::json)`,
    [`[${rows.join(',')}]`],
  )
}

async function continueNumbers(client: pg.ClientBase, table: TableFacts, column: string): Promise<void> {
  const [name, id] = [client.escapeIdentifier(table.name), client.escapeIdentifier(column)]
  await client.query(`select setval(pg_get_serial_sequence($1, $2), coalesce((select max(${id}) from ${name}), 0) + 1, false)`, [
    `public.${name}`,
    column,
  ])
}
