import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Kysely, PostgresDialect, sql } from 'kysely'
import type { Migration, MigrationProvider } from 'kysely/migration'
import { Migrator } from 'kysely/migration'
import type pg from 'pg'
import type { Problem, Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'

const FOLDER = join(import.meta.dirname, 'migrations')

interface MigrationText {
  readonly name: string
  readonly text: string
  readonly sha256: string
}

/** The migrations that this program knows, in order. */
export const migrationTexts = (folder: string = FOLDER): MigrationText[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => {
      const text = readFileSync(join(folder, file), 'utf8')
      return { name: file.replace(/\.sql$/, ''), text, sha256: createHash('sha256').update(text).digest('hex') }
    })

/**
 * Brings the schema up to date: numbered SQL files in order, each in the transaction of Kysely's migrator, its checksum kept. A file
 * that was changed after it ran, or a database that knows a migration that this program does not, is refused: nothing is touched.
 * `application` is the role that the server works as, when it is not the owner of the tables.
 */
export async function migrate(
  owner: pg.Pool,
  application: string | null,
  folder: string = FOLDER,
  /** Run these only: a restore makes the schema that a backup was written from. */
  only: ReadonlySet<string> | null = null,
): Promise<Result<{ readonly applied: readonly string[] }, Problem>> {
  const lent = { connect: () => owner.connect(), end: () => Promise.resolve() }
  const database = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: lent as never }) })
  const texts = migrationTexts(folder)
  await sql`create table if not exists migration_checksum (name text primary key, sha256 text not null)`.execute(database)
  const { rows: known } = await sql<{ name: string; sha256: string }>`select name, sha256 from migration_checksum order by name`.execute(
    database,
  )
  const newer = known.filter((one) => !texts.some((text) => text.name === one.name))
  if (newer.length > 0)
    return fail({
      kind: 'environment',
      message: `the data were written by a newer Caponier (migration ${newer.map((one) => one.name).join(', ')}); nothing was changed`,
      mend: 'start with the newer version, or restore a backup made before the upgrade',
    })
  const changed = known.filter((one) => texts.some((text) => text.name === one.name && text.sha256 !== one.sha256))
  if (changed.length > 0)
    return fail({
      kind: 'environment',
      message: `migration ${changed.map((one) => one.name).join(', ')} differs from the one that made these data; nothing was changed`,
      mend: 'restore the program files as released; a migration is never edited after it ran',
    })
  // The common start: everything ran before, and the application has its rights, which come all at once.
  const complete = only === null && known.length === texts.length
  if (complete && (application === null || (await mayRead(owner, application)))) return ok({ applied: [] })
  const provider: MigrationProvider = {
    getMigrations: () =>
      Promise.resolve(
        Object.fromEntries(texts.filter((one) => only === null || only.has(one.name)).map((one) => [one.name, migrationOf(one)])),
      ),
  }
  const { error, results } = await new Migrator({ db: database, provider, allowUnorderedMigrations: true }).migrateToLatest()
  if (error !== undefined) throw error instanceof Error ? error : new Error('a migration failed', { cause: error })
  if (application !== null) await grantTo(owner, application)
  return ok({ applied: (results ?? []).map((one) => one.migrationName) })
}

const migrationOf = ({ name, text, sha256 }: MigrationText): Migration => ({
  up: async (database) => {
    await sql.raw(text).execute(database)
    await sql`insert into migration_checksum (name, sha256) values (${name}, ${sha256})`.execute(database)
  },
})

/** Has the role been given its rights on every table? They are given in one statement. */
async function mayRead(owner: pg.Pool, role: string): Promise<boolean> {
  const { rows } = await owner.query<{ readonly given: boolean }>(
    `select bool_and(has_table_privilege($1, oid, 'select')) as given from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`,
    [role],
  )
  return rows[0]?.given === true
}

/** What the server's role may do: read and write rows, but neither change the schema nor rewrite the activity log and the past. */
async function grantTo(owner: pg.Pool, role: string): Promise<void> {
  const client = await owner.connect()
  try {
    const name = client.escapeIdentifier(role)
    await client.query(`
      grant usage on schema public to ${name};
      grant select, insert, update, delete on all tables in schema public to ${name};
      grant usage on all sequences in schema public to ${name};
      grant execute on all functions in schema public to ${name};
      revoke update, delete on activity, activity_head from ${name};
      revoke update on activity_detail from ${name};
      revoke update, delete on past, answer_entry from ${name};
      revoke delete on answer from ${name};
      revoke insert, update, delete on migration_checksum, kysely_migration, kysely_migration_lock from ${name}`)
  } finally {
    client.release()
  }
}
