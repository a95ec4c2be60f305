import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import { OLDEST_MAJOR } from './binaries.ts'

/** What the server of DATABASE_URL says about itself and the role that we have on it. */
export interface ServerRoleFacts {
  readonly role: string
  /** e.g. 150018 for 15.18 */
  readonly versionNumber: number
  readonly superuser: boolean
  readonly bypassesRowSecurity: boolean
}

/** A client or pool of `pg`. */
export interface RoleReader {
  readonly query: (sql: string) => Promise<{ readonly rows: readonly unknown[] }>
}

const MEND =
  'create an ordinary role and name it in DATABASE_URL: create role caponier login nosuperuser nobypassrls password ...; create database caponier owner caponier;'

/**
 * Whether the application may work with this role: not as a superuser and not with BYPASSRLS, since row-level security, which keeps
 * tenants apart, does not bind either; and not on a server older than 15.
 */
export function judgeServerRole(facts: ServerRoleFacts): Result<ServerRoleFacts> {
  const major = Math.floor(facts.versionNumber / 10_000)
  if (major < OLDEST_MAJOR)
    return fail({
      kind: 'environment',
      message: `The server of DATABASE_URL is PostgreSQL ${major}; Caponier needs ${OLDEST_MAJOR} or newer. Nothing was changed.`,
      mend: `name a server with PostgreSQL ${OLDEST_MAJOR} or newer in DATABASE_URL`,
    })
  const reason = facts.superuser ? 'is a superuser' : facts.bypassesRowSecurity ? 'bypasses row-level security (BYPASSRLS)' : undefined
  if (reason === undefined) return ok(facts)
  return fail({
    kind: 'environment',
    message: `The role "${facts.role}" of DATABASE_URL ${reason}, so that nothing in the database would keep tenants apart. Nothing was changed.`,
    mend: MEND,
  })
}

/** Reads the facts and judges them. Throws where the server does not answer. */
export async function checkServerRole(client: RoleReader): Promise<Result<ServerRoleFacts>> {
  const { rows } = await client.query(
    "select rolname as role, rolsuper as superuser, rolbypassrls as bypasses, current_setting('server_version_num')::int as version " +
      'from pg_roles where rolname = current_user',
  )
  const row = rows[0] as { role: string; superuser: boolean; bypasses: boolean; version: number } | undefined
  if (row === undefined) throw new Error('the server does not know the role that it let in')
  return judgeServerRole({ role: row.role, versionNumber: row.version, superuser: row.superuser, bypassesRowSecurity: row.bypasses })
}
