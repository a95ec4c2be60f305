import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import { lockApplication } from './application-lock.ts'
import { chooseBinaries } from './binaries.ts'
import { clusterMajor, createCluster } from './cluster.ts'
import { askServer } from './connection.ts'
import type { DataFolder, LaunchRecord, Secrets } from './data-folder.ts'
import { openDatabaseFolder, openDataFolder, openSecrets, readLaunchRecord, writeLaunchRecord } from './data-folder.ts'
import { serverProblem } from './environment-problem.ts'
import type { LaunchKinds, LaunchMode } from './launch-mode.ts'
import { chooseLaunchMode, namespacesWork } from './launch-mode.ts'
import { giveToServer, modeForOwner } from './ownership.ts'
import type { Launch, RunningServer } from './postmaster.ts'
import { clearRemains, isPostmaster, launchPostmaster, readPostmasterFile, stopPostmaster, waitUntilReady } from './postmaster.ts'
import { createOwnedDatabase, DATABASE, prepareRoles } from './roles.ts'
import type { EmbeddedConnections } from './running.ts'
import { connectionsThrough } from './running.ts'
import { openRuntimeFolder, removeRuntimeFolder, reopenRuntimeFolder } from './runtime-folder.ts'
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
  /** Cancels a start that takes long. */
  readonly abort?: AbortSignal
  /** Called when the server's process has been started, long before it takes connections. */
  readonly onLaunch?: () => void
}

/** The private PostgreSQL of one data folder, running. */
export interface Embedded extends EmbeddedConnections {
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

/** How long a server that was found ready has for its answer before it counts as hanging. */
const ANSWER_MS = 10_000

/**
 * Starts the private PostgreSQL of a data folder, creates it on the first start, and takes over a server that a killed application left.
 * Fails, with what to do, on: a folder in use, of a newer version, of another user, read-only or full; a path too long; no programs.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Result<Embedded>> {
  if (process.platform !== 'linux')
    return fail({
      kind: 'environment',
      message: `The embedded database runs on Linux only, and this is ${process.platform}. Nothing was written.`,
      mend: 'set DATABASE_URL to a PostgreSQL server, or start Caponier in a Linux container',
    })
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

interface Start extends Launch {
  readonly secrets: Secrets
  readonly record: LaunchRecord | undefined
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
  const mode =
    record.value === undefined || major.value === undefined
      ? chooseLaunchMode(options.launchKinds)
      : rememberedMode(modeForOwner(record.value.mode, folder), options)
  if (!mode.ok) return mode
  const given = giveToServer(folder, mode.value)
  if (!given.ok) return given
  const binaries = await chooseBinaries(folder, mode.value, record.value?.binaries, major.value)
  if (!binaries.ok) return binaries
  const args = settingArguments(binaries.value.version, options.settings)
  const launch: Start = { folder, mode: mode.value, binaries: binaries.value, secrets: secrets.value, args, record: record.value }

  if (major.value === undefined) {
    options.log?.(`creates the database in ${folder.database} (PostgreSQL ${binaries.value.version})`)
    // Recorded first: an interrupted start must not choose another mode for files that exist.
    const kept = remember(launch, false)
    if (!kept.ok) return kept
    const created = await createCluster(folder, binaries.value, mode.value, secrets.value)
    if (!created.ok) return created
  }

  const adopted = major.value === undefined ? undefined : await adopt(launch, options)
  const launching = adopted === undefined ? launchServer(launch, undefined, options.abort) : ok(adopted)
  options.onLaunch?.()
  const server = await launching
  if (!server.ok) return server
  const finished = await finishStart(launch, server.value)
  if (!finished.ok) {
    await stopPostmaster(server.value.pid, folder)
    return finished
  }
  return ok(embedded(launch, server.value, adopted !== undefined, options, release))
}

/**
 * The mode of the first start stays. Only a namespace that this machine no longer allows (another host, another container runtime) is
 * given up, by root, for another user.
 */
function rememberedMode(mode: LaunchMode, options: EmbeddedOptions): Result<LaunchMode> {
  const allowed = options.launchKinds?.includes('namespace') !== false
  if (mode.kind !== 'namespace' || (allowed && namespacesWork(mode))) return ok(mode)
  options.log?.('user namespaces are not allowed here any more; another way to run the database is chosen')
  return chooseLaunchMode(options.launchKinds)
}

function remember({ folder, mode, binaries }: Start, prepared: boolean): Result<void> {
  const { directory, version, stamp } = binaries
  return writeLaunchRecord(folder, { mode, binaries: { directory, version, stamp }, prepared })
}

/** Takes over a server that runs already. One that hangs, does not know our password or was started otherwise is ended. */
async function adopt(launch: Start, options: EmbeddedOptions): Promise<RunningServer | undefined> {
  const { folder, secrets, args } = launch
  const file = readPostmasterFile(folder)
  if (file === undefined || !isPostmaster(file.pid, folder)) return undefined
  const { pid } = file
  if (await waitUntilReady(folder, pid, options.abort)) {
    const socketFolder = readPostmasterFile(folder)?.socketFolder ?? ''
    const answer = await askServer(connectionsThrough(socketFolder, secrets).admin, ANSWER_MS)
    if (answer.ok && args.includes(`cluster_name=${answer.value.clusterName}`)) {
      options.log?.(`takes over the database that a former run left (process ${pid})`)
      return { pid, socketFolder }
    }
  }
  options.log?.(`ends the database that a former run left (process ${pid}), because it does not answer or has other settings`)
  await stopPostmaster(pid, folder)
  return undefined
}

/** Starts the server; `place` is the folder of its socket where that is fixed already. */
async function launchServer(launch: Launch, place: string | undefined, abort: AbortSignal | undefined): Promise<Result<RunningServer>> {
  const { folder, mode } = launch
  if (readPostmasterFile(folder) !== undefined) await clearRemains(folder)
  const socketFolder = place === undefined ? openRuntimeFolder(folder.root, mode) : reopenRuntimeFolder(place, mode)
  if (!socketFolder.ok) return socketFolder
  const server = await launchPostmaster(launch, socketFolder.value, abort)
  if (!server.ok) removeRuntimeFolder(socketFolder.value)
  return server
}

/** Makes roles and database on the first start, and records what was used this time if it is news. */
async function finishStart(launch: Start, server: RunningServer): Promise<Result<void>> {
  const { record } = launch
  const prepared = record?.prepared === true
  if (!prepared) {
    try {
      const { admin } = connectionsThrough(server.socketFolder, launch.secrets)
      await prepareRoles(admin, launch.secrets)
      await createOwnedDatabase(admin, DATABASE)
    } catch (error) {
      return fail(serverProblem(error instanceof Error ? error.message : String(error), 'make its roles'))
    }
  }
  const { directory, stamp } = launch.binaries
  const sameMode = JSON.stringify(record?.mode) === JSON.stringify(launch.mode)
  const same = prepared && sameMode && record.binaries?.directory === directory && record.binaries.stamp === stamp
  return same ? ok(undefined) : remember(launch, true)
}

function embedded(launch: Start, first: RunningServer, adopted: boolean, options: EmbeddedOptions, release: () => void): Embedded {
  const { folder, secrets, binaries } = launch
  const supervisor = supervise({
    first,
    folder,
    relaunch: (socketFolder, abort) => launchServer(launch, socketFolder, abort),
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
    await stopPostmaster(supervisor.pid(), folder)
    removeRuntimeFolder(first.socketFolder)
    process.off('exit', onExit)
    release()
  }
  return {
    ...connectionsThrough(first.socketFolder, secrets),
    version: binaries.version,
    adopted,
    pid: supervisor.pid,
    onState: supervisor.onState,
    stop: () => (stopped ??= stop()),
  }
}
