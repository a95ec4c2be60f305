import { existsSync } from 'node:fs'
import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { Connection } from './connection.ts'
import type { Secrets } from './data-folder.ts'
import { openDataFolder, openSecrets } from './data-folder.ts'
import { isPostmaster, readPostmasterFile } from './postmaster.ts'
import { ADMIN_ROLE, APP_ROLE, DATABASE, OWNER_ROLE } from './roles.ts'
import { SOCKET_PORT } from './runtime-folder.ts'

/** The three ways into the embedded database. */
export interface EmbeddedConnections {
  /** For migrations: owns database and tables, no superuser. */
  readonly owner: Connection
  /** For the application: row-level security binds it. */
  readonly app: Connection
  /** Superuser, for the launcher, backup and tests. The application never connects with it. */
  readonly admin: Connection
}

/** The connections through the socket in this folder. */
export function connectionsThrough(socketFolder: string, secrets: Secrets): EmbeddedConnections {
  const as = (user: string, password: string): Connection => ({ host: socketFolder, port: SOCKET_PORT, database: DATABASE, user, password })
  return { owner: as(OWNER_ROLE, secrets.owner), app: as(APP_ROLE, secrets.app), admin: as(ADMIN_ROLE, secrets.admin) }
}

/**
 * The way into the embedded database of a data folder while an application runs on it, for tools beside that application (backup,
 * doctor). Undefined where none runs: then `startEmbedded` is theirs. Starts and changes nothing.
 */
export function runningConnections(dataDir: string): Result<EmbeddedConnections | undefined> {
  if (!existsSync(dataDir)) return fail({ kind: 'not-found', message: `${dataDir} does not exist` })
  const folder = openDataFolder(dataDir)
  if (!folder.ok) return folder
  const file = readPostmasterFile(folder.value)
  if (file?.state !== 'ready' || !isPostmaster(file.pid, folder.value)) return ok(undefined)
  const secrets = openSecrets(folder.value)
  return secrets.ok ? ok(connectionsThrough(file.socketFolder, secrets.value)) : secrets
}
