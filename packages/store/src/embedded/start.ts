import { existsSync, statSync } from 'node:fs'
import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import { lockApplication } from './application-lock.ts'
import type { Binaries } from './binaries.ts'
import { chooseBinaries } from './binaries.ts'
import { clusterMajor, createCluster } from './cluster.ts'
import type { Connection } from './connection.ts'
import { askServer } from './connection.ts'
import type { DataFolder, LaunchRecord, Secrets } from './data-folder.ts'
import { letOtherUserThrough, openDatabaseFolder, openDataFolder, openSecrets, readLaunchRecord, writeLaunchRecord } from './data-folder.ts'
import { serverProblem } from './environment-problem.ts'
import type { LaunchKinds, LaunchMode } from './launch-mode.ts'
import { chooseLaunchMode } from './launch-mode.ts'
import type { RunningServer } from './postmaster.ts'
import { clearRemains, isPostmaster, launchPostmaster, readPostmasterFile, stopPostmaster, waitUntilReady } from './postmaster.ts'
import { ADMIN_ROLE, APP_ROLE, createOwnedDatabase, DATABASE, OWNER_ROLE, prepareRoles } from './roles.ts'
import { openRuntimeFolder, removeRuntimeFolder, SOCKET_PORT } from './runtime-folder.ts'
import { settingArguments } from './server-settings.ts'
import type { ServerState } from './supervisor.ts'
import { supervise } from './supervisor.ts'

export interface EmbeddedOptions {
  /** The data folder of the application; the database lives below it. Created if need be. */
  readonly dataDir: string
  /** Called with what a person who watches the start may want to know. */
  readonly log?: (message: string) => void
  /** Server settings that differ from ours. For tests and benchmarks. */
  readonly settings?: Readonly<Record<string, string>>
  /** The ways in which the server may be started. For tests. */
  readonly launchKinds?: LaunchKinds
}

/** The private PostgreSQL of one data folder, running. */
export interface Embedded {
  /** For migrations: owns database and tables, no superuser. */
  readonly owner: Connection
  /** For the application: row-level security binds it. */
  readonly app: Connection
  /** Superuser, for the launcher, backup and tests. The application never connects with it. */
  readonly admin: Connection
  /** e.g. `18.4` */
  readonly version: string
  /** The server ran already, left by an application that was killed. */
  readonly adopted: boolean
  /** The server's process now; another one after a restart. */
  readonly pid: () => number
  /** Tells when the server went down by itself and when it is up again. Gives the function that ends the telling. */
  readonly onState: (listener: (state: ServerState) => void) => () => void
  /** Ends the server (at most about 20 s, commonly 50 ms) and gives the data folder free. Can be called twice. */
  readonly stop: () => Promise<void>
}

/** How long a server that was found has for its first answer before it counts as hanging. */
const ADOPTION_MS = 10_000
const STOP_PATIENCE_MS = 10_000

/**
 * Starts the private PostgreSQL of a data folder, creates it on the first start, and takes over a server that a killed application left.
 * Fails, with what to do, on: a folder in use, of a newer version, of another user, read-only or full; a path too long; no programs.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Result<Embedded>> {
  const folder = openDataFolder(options.dataDir)
  if (!folder.ok) return folder
  const lock = lockApplication(folder.value.lock)
  if (!lock.ok) return lock
  const started = await startLocked(folder.value, options, lock.value.release).catch((error: unknown) => {
    lock.value.release()
    throw error
  })
  if (!started.ok) lock.value.release()
  return started
}

interface Launch {
  readonly folder: DataFolder
  readonly mode: LaunchMode
  readonly binaries: Binaries
  readonly secrets: Secrets
  readonly args: readonly string[]
}

async function startLocked(folder: DataFolder, options: EmbeddedOptions, release: () => void): Promise<Result<Embedded>> {
  const opened = openDatabaseFolder(folder)
  if (!opened.ok) return opened
  const record = readLaunchRecord(folder)
  if (!record.ok) return record
  const major = clusterMajor(folder)
  if (!major.ok) return major
  const secrets = openSecrets(folder)
  if (!secrets.ok) return secrets
  const mode = record.value === undefined ? chooseLaunchMode(options.launchKinds) : ok(asOwner(record.value.mode, folder))
  if (!mode.ok) return mode
  if (mode.value.kind === 'other-user') letOtherUserThrough(folder)
  const binaries = await chooseBinaries(folder, mode.value, record.value?.binaries, major.value)
  if (!binaries.ok) return binaries
  const args = settingArguments(binaries.value.major, options.settings)
  const launch: Launch = { folder, mode: mode.value, binaries: binaries.value, secrets: secrets.value, args }

  if (major.value === undefined) {
    options.log?.(`creates the database in ${folder.database} (PostgreSQL ${binaries.value.version})`)
    // Recorded first: an interrupted start must not choose another mode for files that exist.
    const kept = remember(launch, false)
    if (!kept.ok) return kept
    const created = await createCluster(folder, binaries.value, mode.value, secrets.value)
    if (!created.ok) return created
  }

  const adopted = major.value === undefined ? undefined : await adopt(launch, options)
  const server = adopted === undefined ? await launchServer(launch) : ok(adopted)
  if (!server.ok) return server
  const finished = await finishStart(launch, record.value, server.value)
  if (!finished.ok) {
    await stopPostmaster(server.value.pid, folder, STOP_PATIENCE_MS)
    return finished
  }
  return ok(embedded(launch, server.value, adopted !== undefined, options, release))
}

/** Root may start what an ordinary user made: the server then runs as that user, to whom the files belong. */
function asOwner(mode: LaunchMode, folder: DataFolder): LaunchMode {
  if (mode.kind !== 'plain' || process.getuid?.() !== 0) return mode
  const { uid, gid } = statSync(existsSync(folder.cluster) ? folder.cluster : folder.database)
  return uid === 0 ? mode : { kind: 'other-user', uid, gid }
}

function remember({ folder, mode, binaries }: Launch, prepared: boolean): Result<void> {
  const { directory, version, stamp } = binaries
  return writeLaunchRecord(folder, { mode, binaries: { directory, version, stamp }, prepared })
}

/** Takes over a server that runs already. One that hangs, does not know our password or was started otherwise is ended. */
async function adopt(launch: Launch, options: EmbeddedOptions): Promise<RunningServer | undefined> {
  const { folder, secrets, args } = launch
  const file = readPostmasterFile(folder)
  if (file === undefined || !isPostmaster(file.pid, folder)) return undefined
  const { pid } = file
  if (await waitUntilReady(folder, pid, ADOPTION_MS)) {
    const socketFolder = readPostmasterFile(folder)?.socketFolder ?? ''
    const answer = await askServer(connectionTo(socketFolder, ADMIN_ROLE, secrets.admin), ADOPTION_MS)
    if (answer.ok && args.includes(`cluster_name=${answer.value.clusterName}`)) {
      options.log?.(`takes over the database that a former run left (process ${pid})`)
      return { pid, socketFolder }
    }
  }
  options.log?.(`ends the database that a former run left (process ${pid}), because it does not answer or has other settings`)
  await stopPostmaster(pid, folder, STOP_PATIENCE_MS)
  return undefined
}

async function launchServer({ folder, mode, binaries, args }: Launch): Promise<Result<RunningServer>> {
  if (readPostmasterFile(folder) !== undefined) await clearRemains(folder)
  const socketFolder = openRuntimeFolder(folder.root, mode)
  if (!socketFolder.ok) return socketFolder
  const server = await launchPostmaster(folder, binaries, mode, socketFolder.value, args)
  if (!server.ok) removeRuntimeFolder(socketFolder.value)
  return server
}

/** Makes roles and database on the first start, and records what was used this time if it is news. */
async function finishStart(launch: Launch, record: LaunchRecord | undefined, server: RunningServer): Promise<Result<void>> {
  const prepared = record?.prepared === true
  if (!prepared) {
    try {
      const admin = connectionTo(server.socketFolder, ADMIN_ROLE, launch.secrets.admin)
      await prepareRoles(admin, launch.secrets)
      await createOwnedDatabase(admin, DATABASE)
    } catch (error) {
      return fail(serverProblem(error instanceof Error ? error.message : String(error), 'make its roles'))
    }
  }
  const { directory, stamp } = launch.binaries
  const same = prepared && record.binaries?.directory === directory && record.binaries.stamp === stamp
  return same ? ok(undefined) : remember(launch, true)
}

const connectionTo = (host: string, user: string, password: string): Connection => ({
  host,
  port: SOCKET_PORT,
  database: DATABASE,
  user,
  password,
})

function embedded(launch: Launch, first: RunningServer, adopted: boolean, options: EmbeddedOptions, release: () => void): Embedded {
  const { folder, secrets, binaries } = launch
  const supervisor = supervise({
    first,
    folder,
    relaunch: () => launchServer(launch),
    log: options.log ?? (() => undefined),
  })
  // The last line of defence when the application ends without calling stop: the server gets its signal, and finishes alone.
  const onExit = (): void => {
    const pid = supervisor.pid()
    if (isPostmaster(pid, folder)) process.kill(pid, 'SIGINT')
  }
  process.once('exit', onExit)
  let stopped: Promise<void> | undefined
  const stop = async (): Promise<void> => {
    await supervisor.end()
    await stopPostmaster(supervisor.pid(), folder, STOP_PATIENCE_MS)
    removeRuntimeFolder(first.socketFolder)
    process.off('exit', onExit)
    release()
  }
  const connection = (user: string, password: string): Connection => connectionTo(first.socketFolder, user, password)
  return {
    owner: connection(OWNER_ROLE, secrets.owner),
    app: connection(APP_ROLE, secrets.app),
    admin: connection(ADMIN_ROLE, secrets.admin),
    version: binaries.version,
    adopted,
    pid: supervisor.pid,
    onState: supervisor.onState,
    stop: () => (stopped ??= stop()),
  }
}
