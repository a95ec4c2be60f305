import type pg from 'pg'
import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import { openPool } from '@caponier/store/connection'
import type { ServerState } from '@caponier/store/embedded/index'
import { checkServerRole, startEmbedded } from '@caponier/store/embedded/index'
import { migrate } from '@caponier/store/migrate'
import { movedProblem, movedTo } from './moved.ts'
import { connectionOptions, serverConnectionProblem } from './server-connection.ts'

/** Which database: the private one of a data folder, or the server that a URL names. */
export interface DatabaseChoice {
  readonly dataDir: string
  readonly databaseUrl: string | null
}

/** The database, open and of this program's schema. */
export interface OpenDatabase {
  readonly kind: 'embedded' | 'server'
  /** e.g. `18.4` */
  readonly version: string
  /** Connections of the application's role; row-level security binds them. */
  readonly pool: pg.Pool
  /** Names of the migrations that were run now. */
  readonly migrated: readonly string[]
  /** The embedded database tells when it went down by itself and is up again. A server of one's own tells nothing. */
  readonly onState: (listener: (state: ServerState) => void) => () => void
  /** Closes the connections and ends the embedded database, at most about 20 s. */
  readonly stop: () => Promise<void>
}

export interface OpenOptions {
  /** What a person who watches may want to know. */
  readonly log: (message: string) => void
  /** Called with errors of idle connections. */
  readonly onIdleError: (error: Error) => void
  readonly abort?: AbortSignal
  /** Called when the embedded database has been started as a process, which takes a while to be ready; work done now costs no time. */
  readonly onLaunch?: () => void
}

/** Most connections that one server process holds. The embedded database takes 30. */
const MOST_CONNECTIONS = 12

/** Starts or reaches the database, refuses a role that row-level security would not bind, and brings the schema up to date. */
export function openDatabase(choice: DatabaseChoice, options: OpenOptions): Promise<Result<OpenDatabase>> {
  return choice.databaseUrl === null ? openEmbedded(choice.dataDir, options) : openServer(choice.databaseUrl, options)
}

async function openEmbedded(dataDir: string, { log, onIdleError, abort, onLaunch }: OpenOptions): Promise<Result<OpenDatabase>> {
  const moved = movedTo(dataDir)
  if (moved !== undefined) return fail(movedProblem(dataDir, moved))
  const started = await startEmbedded({ dataDir, log, ...(abort !== undefined && { abort }), ...(onLaunch !== undefined && { onLaunch }) })
  if (!started.ok) return started
  const { owner, app, version, onState, stop } = started.value
  const owning = openPool({ ...owner, max: 1 }, onIdleError)
  const migrated = await attempt(migrate(owning, app.user))
  await closed(owning)
  if (!migrated.ok) {
    await stop()
    return migrated
  }
  const pool = openPool({ ...app, max: MOST_CONNECTIONS }, onIdleError)
  const end = async (): Promise<void> => {
    await closed(pool)
    await stop()
  }
  return ok({ kind: 'embedded', version, pool, migrated: migrated.value.applied, onState, stop: end })
}

async function openServer(url: string, { onIdleError }: OpenOptions): Promise<Result<OpenDatabase>> {
  const reached = await reachServer(url, onIdleError)
  if (!reached.ok) return reached
  const { pool, version } = reached.value
  // The role owns what it made; the log that only grows is kept by triggers here (migration 0002).
  const migrated = await attempt(migrate(pool, null))
  if (!migrated.ok) {
    await closed(pool)
    return migrated
  }
  return ok({
    kind: 'server',
    version,
    pool,
    migrated: migrated.value.applied,
    onState: () => () => undefined,
    stop: () => closed(pool),
  })
}

/** Connections to the server that a URL names, with a role that may work there. Nothing is changed. */
export async function reachServer(
  url: string,
  onIdleError: (error: Error) => void,
): Promise<Result<{ readonly pool: pg.Pool; readonly version: string }>> {
  const options = connectionOptions(url)
  if (!options.ok) return options
  const pool = openPool({ ...options.value, max: MOST_CONNECTIONS, application_name: 'caponier' }, onIdleError)
  const checked = await checkServerRole({ query: (sql) => pool.query(sql) }).catch((error: unknown) =>
    fail(serverConnectionProblem(error, url)),
  )
  if (!checked.ok) {
    await closed(pool)
    return checked
  }
  const { versionNumber } = checked.value
  return ok({ pool, version: `${Math.floor(versionNumber / 10_000)}.${versionNumber % 10_000}` })
}

/** How long queries that still run may take when everything stops, in milliseconds. */
const PATIENCE = 3_000

/** Closes a pool; a query that hangs does not hold up the end. */
export async function closed(pool: pg.Pool): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  await Promise.race([
    pool.end().catch(() => undefined),
    new Promise<void>((resolve) => {
      timer = setTimeout(resolve, PATIENCE)
    }),
  ])
  clearTimeout(timer)
}

/** A migration that the database refuses (no space, no right) is told as a problem of the environment: it was rolled back. */
async function attempt<T>(work: Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const mend =
      code === '42501'
        ? 'let the role of DATABASE_URL own its database: alter database ... owner to ...;'
        : code.startsWith('53')
          ? 'make room (disk, memory, connections) and start again'
          : 'read the reason above; the state before is kept, and the former version still starts'
    const reason = error instanceof Error ? error.message : String(error)
    return fail({ kind: 'environment', message: `The database could not be brought to this version: ${reason}. It was rolled back.`, mend })
  }
}
