import type pg from 'pg'
import type { Kysely } from 'kysely'
import { queriesOn } from '../connection.ts'
import type { Database } from '../schema/database.ts'

/** What a transaction may see; each becomes a setting that row-level security reads (migration 0001). */
export interface View {
  readonly tenant?: string
  readonly user?: string
  readonly login?: string
  /** Hash of a presented token, hex. */
  readonly token?: string
  readonly system?: 'list-tenants' | 'backup'
  /** Who changes and when, for the past of objects. */
  readonly actor?: string
  readonly now?: string
}

/** Typed queries inside one transaction. */
export type Queries = Kysely<Database>

const SETTINGS = ['tenant', 'user', 'login', 'token', 'system', 'actor', 'now'] as const

/** `begin` and every setting in one trip; settings that are absent are emptied, since a pooled connection is used again. */
export function beginText(client: pg.PoolClient, view: View, mode: '' | 'read only' | 'isolation level repeatable read read only'): string {
  const settings = SETTINGS.map((name) => `set_config('caponier.${name}', ${client.escapeLiteral(view[name] ?? '')}, true)`)
  return `begin ${mode}; select ${settings.join(', ')}`
}

/**
 * Runs `work` in one transaction under a view. What it throws rolls back and is thrown on; a connection that failed to roll back is
 * closed instead of going back to the pool.
 */
export async function inTransaction<T>(
  pool: pg.Pool,
  view: View,
  mode: Parameters<typeof beginText>[2],
  work: (queries: Queries, client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query(beginText(client, view, mode))
    const value = await work(queriesOn(client), client)
    await client.query('commit')
    return value
  } catch (error) {
    await client.query('rollback').catch((failure: unknown) => {
      broken = failure instanceof Error ? failure : new Error(String(failure))
    })
    throw error
  } finally {
    client.release(broken)
  }
}
