import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Database } from './schema/database.ts'

/** How to reach the database: what `pg` takes. */
export type ConnectionOptions = pg.PoolConfig

const { INT8 } = pg.types.builtins

/** Sequences are read as numbers; instants as Date, jsonb as data. */
const types = {
  getTypeParser: (oid: Parameters<typeof pg.types.getTypeParser>[0], format?: 'text' | 'binary') =>
    oid === INT8 ? (text: string) => Number(text) : pg.types.getTypeParser(oid, format),
}

/** A pool of connections of one role. Errors of idle connections are told to `onError`, never thrown at nobody. */
export function openPool(options: ConnectionOptions, onError: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({ max: 10, idleTimeoutMillis: 30_000, connectionTimeoutMillis: 10_000, ...options, types })
  pool.on('error', onError)
  // A connection that breaks while somebody holds it is told by the next query on it; without a listener it would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/** How a pool reaches its database, as plain data for a thread that opens connections of its own. */
export function connectionOf({ options }: pg.Pool): ConnectionOptions {
  const { host, port, database, user, password, connectionString, ssl, application_name } = options
  const given = Object.entries({ host, port, database, user, password, connectionString, ssl, application_name })
  return Object.fromEntries(given.filter(([, value]) => value !== undefined))
}

const builders = new WeakMap<pg.PoolClient, Kysely<Database>>()

/** Typed queries on one connection that somebody else opened and will release. */
export function queriesOn(client: pg.PoolClient): Kysely<Database> {
  const known = builders.get(client)
  if (known !== undefined) return known
  const lent = { query: client.query.bind(client), release: () => undefined }
  const pool = { connect: () => Promise.resolve(lent), end: () => Promise.resolve() }
  const queries = new Kysely<Database>({ dialect: new PostgresDialect({ pool: pool as never }) })
  builders.set(client, queries)
  return queries
}
