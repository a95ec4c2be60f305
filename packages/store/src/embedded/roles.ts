import { Client } from 'pg'
import type { Connection } from './connection.ts'
import type { Secrets } from './data-folder.ts'

/** The role that initdb makes; a superuser that only the launcher and the backup use. */
export const ADMIN_ROLE = 'caponier_admin'
/** Owns the database and its tables; migrations run as it. */
export const OWNER_ROLE = 'caponier_owner'
/** The application's own queries; row-level security binds it. */
export const APP_ROLE = 'caponier_app'
export const DATABASE = 'caponier'

/** Creates owner and application role where they are missing, takes every privilege from them, and sets the passwords. Can be repeated. */
export async function prepareRoles(admin: Connection, secrets: Pick<Secrets, 'owner' | 'app'>): Promise<void> {
  await withClient(admin, async (client) => {
    for (const [role, password] of [
      [OWNER_ROLE, secrets.owner],
      [APP_ROLE, secrets.app],
    ] as const) {
      const known = await client.query('select from pg_roles where rolname = $1', [role])
      if (known.rowCount === 0) await client.query(`create role ${role}`)
      await client.query(
        `alter role ${role} login nosuperuser nobypassrls nocreatedb nocreaterole noreplication password ${client.escapeLiteral(password)}`,
      )
    }
  })
}

/**
 * A database that belongs to the owner role and to which the application may connect, nobody else; left as it is where it exists.
 * A copy of `template` is written through the log, which takes about 50 ms (copying files takes up to 2 s, since it makes checkpoints).
 */
export async function createOwnedDatabase(admin: Connection, name: string, template?: string): Promise<void> {
  await withClient(admin, async (client) => {
    const known = await client.query('select from pg_database where datname = $1', [name])
    const database = client.escapeIdentifier(name)
    if (known.rowCount === 0) {
      const from = template === undefined ? '' : ` template ${client.escapeIdentifier(template)} strategy wal_log`
      await client.query(`create database ${database} owner ${OWNER_ROLE}${from}`)
    }
    await client.query(`revoke all on database ${database} from public`)
    await client.query(`grant connect, temporary on database ${database} to ${APP_ROLE}`)
  })
}

/** Removes a database, and ends the connections that it still has. */
export async function dropDatabase(admin: Connection, name: string): Promise<void> {
  await withClient(admin, (client) => client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`))
}

/** Does something on one connection to the database `postgres`, and closes it. */
export async function withClient<T>(admin: Connection, use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ ...admin, database: 'postgres' })
  // Told by the query that fails; without a listener it would end the process.
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}
