import type { Client, Pool } from 'pg'

const TYPES: Readonly<Record<string, string>> = {
  text: 'string',
  uuid: 'string',
  int4: 'number',
  int2: 'number',
  // Sequences stay far below 2^53; the pool parses them as numbers.
  int8: 'number',
  bool: 'boolean',
  bytea: 'Buffer',
  jsonb: 'Json',
  date: 'string',
  timestamptz: 'Date',
  _text: 'string[]',
  _uuid: 'string[]',
}

interface Column {
  readonly table_name: string
  readonly column_name: string
  readonly udt_name: string
  readonly is_nullable: 'YES' | 'NO'
  readonly column_default: string | null
  readonly is_generated: 'ALWAYS' | 'NEVER'
  readonly is_identity: 'YES' | 'NO'
}

/** The TypeScript text of the schema that a migrated database has; a test holds the committed file against it. */
export async function databaseTypes(client: Client | Pool): Promise<string> {
  const { rows } = await client.query<Column>(
    `select table_name, column_name, udt_name, is_nullable, column_default, is_generated, is_identity
     from information_schema.columns join information_schema.tables using (table_schema, table_name)
     where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not like 'kysely%' and table_name <> 'migration_checksum'
     order by table_name, ordinal_position`,
  )
  const tables = Map.groupBy(rows, (row) => row.table_name)
  const bodies = [...tables].map(([table, columns]) => `export interface ${typeName(table)} {\n${columns.map(columnLine).join('\n')}\n}\n`)
  const index = [...tables.keys()].map((table) => `  readonly ${table}: ${typeName(table)}`).join('\n')
  return [
    '// Written by scripts/write-database-types.ts from the migrated schema; a test compares.',
    "import type { ColumnType, GeneratedAlways } from 'kysely'",
    '',
    ...bodies,
    `export interface Database {\n${index}\n}\n`,
  ].join('\n')
}

const typeName = (table: string): string =>
  `${table
    .split('_')
    .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
    .join('')}Table`

function columnLine(column: Column): string {
  const base = TYPES[column.udt_name]
  if (base === undefined) throw new Error(`${column.table_name}.${column.column_name}: no TypeScript type for ${column.udt_name}`)
  const nullable = column.is_nullable === 'YES'
  const type = nullable ? `${base} | null` : base
  if (column.is_generated === 'ALWAYS' || column.is_identity === 'YES') return `  readonly ${column.column_name}: GeneratedAlways<${type}>`
  if (column.udt_name === 'jsonb') {
    const defaulted = column.column_default === null ? 'string' : 'string | undefined'
    return `  readonly ${column.column_name}: ColumnType<unknown, ${nullable ? `${defaulted} | null` : defaulted}, ${nullable ? 'string | null' : 'string'}>`
  }
  if (column.column_default !== null) return `  readonly ${column.column_name}: ColumnType<${type}, ${type} | undefined, ${type}>`
  return `  readonly ${column.column_name}: ${type}`
}
