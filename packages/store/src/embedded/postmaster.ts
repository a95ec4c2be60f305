import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { Binaries } from './binaries.ts'
import type { DataFolder } from './data-folder.ts'
import { keepOwner } from './data-folder.ts'
import { folderProblem, serverProblem } from './environment-problem.ts'
import type { LaunchMode } from './launch-mode.ts'
import { spawnIn } from './launch-mode.ts'

/** PostgreSQL's own lock file (`postmaster.pid`), as far as we need it. */
export interface PostmasterFile {
  readonly pid: number
  readonly socketFolder: string
  readonly state: 'starting' | 'ready' | 'stopping'
}

/** Recovery after a crash reads at most `max_wal_size` of log; a slow disk needs minutes for it. */
const LONGEST_START_MS = 300_000
const POLL_MS = 5
const LARGEST_LOG_BYTES = 8 * 1_024 * 1_024

/** Line 1 is the process, 5 the folder of the socket, 8 the state; the file is written line by line while the server starts. */
export function readPostmasterFile(folder: DataFolder): PostmasterFile | undefined {
  let lines: readonly string[]
  try {
    lines = readFileSync(join(folder.cluster, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return undefined
  }
  const pid = Number(lines[0])
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined
  const state = (lines[7] ?? '').trim()
  return { pid, socketFolder: lines[4] ?? '', state: state === 'ready' || state === 'stopping' ? state : 'starting' }
}

/** Whether a process exists and runs. One that has ended and that nobody has asked after (a zombie) does not. */
export function isAlive(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name before it stands in brackets and may hold anything.
    const state = stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3)
    return state !== 'Z' && state !== 'X'
  } catch {
    return false
  }
}

/** Whether the process is the server of this cluster, and not another one that got the same number after a restart of the machine. */
export function isPostmaster(pid: number, folder: DataFolder): boolean {
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    if (!isAlive(pid) || basename(words[0] ?? '') !== 'postgres' || words[1] !== '-D') return false
    // The same folder may have been named by another path.
    return words[2] === folder.cluster || realpathSync(words[2] ?? '') === realpathSync(folder.cluster)
  } catch {
    return false
  }
}

/** Every PostgreSQL process that works in this cluster: the server itself and its children, which outlive it for a moment. */
function processesOf(folder: DataFolder): readonly number[] {
  const cluster = realpathSync(folder.cluster)
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const program = basename(readlinkSync(`/proc/${name}/exe`)).replace(/ \(deleted\)$/, '')
        return program === 'postgres' && readlinkSync(`/proc/${name}/cwd`) === cluster
      } catch {
        return false
      }
    })
    .map(Number)
    .filter(isAlive)
}

/**
 * Clears what a dead server left: children that still hold its memory, and a lock file whose number now belongs to another program, or to
 * the dead server itself as long as nobody has asked after it (PostgreSQL would take either for a running server and refuse). Called only by the holder of the application lock and never beside a live server.
 */
export async function clearRemains(folder: DataFolder): Promise<void> {
  const file = readPostmasterFile(folder)
  await endAll(processesOf(folder))
  if (file !== undefined && existsSync(`/proc/${file.pid}`) && !isPostmaster(file.pid, folder))
    rmSync(join(folder.cluster, 'postmaster.pid'))
}

async function endAll(pids: readonly number[]): Promise<void> {
  for (const pid of pids) signal(pid, 'SIGKILL')
  for (let waited = 0; waited < 2_000 && pids.some(isAlive); waited += POLL_MS) await delay(POLL_MS)
}

/** Sends a signal to a process that may have ended already. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It has ended.
  }
}

/** A server that runs and takes connections. */
export interface RunningServer {
  readonly pid: number
  readonly socketFolder: string
}

const mayTakeLonger = (started: number, abort: AbortSignal | undefined): boolean =>
  performance.now() - started < LONGEST_START_MS && abort?.aborted !== true

/** What is needed to start the server of a data folder, the same for the first start and for every later one. */
export interface Launch {
  readonly folder: DataFolder
  readonly mode: LaunchMode
  readonly binaries: Binaries
  /** Settings. */
  readonly args: readonly string[]
}

/**
 * Starts the server and waits until it takes connections, which takes long after a crash. `abort` ends the waiting and the server.
 * The output goes to a file and not through us, so that the server survives our end.
 */
export async function launchPostmaster(
  launch: Launch,
  socketFolder: string,
  abort: AbortSignal | undefined,
): Promise<Result<RunningServer>> {
  const { folder, binaries, mode, args } = launch
  let log: number
  let before: number
  try {
    if (existsSync(folder.log) && statSync(folder.log).size > LARGEST_LOG_BYTES) renameSync(folder.log, `${folder.log}.1`)
    log = openSync(folder.log, 'a', 0o600)
    keepOwner(log, folder.database)
    before = statSync(folder.log).size
  } catch (error) {
    return fail(folderProblem(error, folder.log, 'write the log of the database'))
  }
  const said = (): string => readFileSync(folder.log).subarray(before).toString('utf8')
  const program = join(binaries.directory, 'postgres')
  const socket = ['-c', `unix_socket_directories="${socketFolder}"`]
  const child = spawnIn(mode, program, ['-D', folder.cluster, ...socket, ...args], ['ignore', log, log])
  closeSync(log)
  let ended: string | undefined
  child.once('error', (error) => (ended = error.message))
  child.once('exit', (code, name) => (ended = `it ended with ${name ?? `code ${code}`}`))
  child.unref()
  const started = performance.now()
  while (mayTakeLonger(started, abort)) {
    const file = readPostmasterFile(folder)
    if (file?.state === 'ready' && file.pid === child.pid && ended === undefined) return ok({ pid: file.pid, socketFolder })
    if (ended !== undefined) return fail(serverProblem(said() || ended, 'start'))
    await delay(POLL_MS)
  }
  // By its handle and not by its looks: it may still be the program that makes the namespace.
  child.kill('SIGKILL')
  await clearRemains(folder)
  return fail(
    serverProblem(said(), abort?.aborted === true ? 'finish its start, which was cancelled' : `start within ${LONGEST_START_MS / 1_000} s`),
  )
}

/** Waits until a server that was found running is ready, which it is at once unless it recovers from a crash; false when it ends. */
export async function waitUntilReady(folder: DataFolder, pid: number, abort: AbortSignal | undefined): Promise<boolean> {
  const started = performance.now()
  while (mayTakeLonger(started, abort)) {
    if (!isPostmaster(pid, folder)) return false
    const file = readPostmasterFile(folder)
    if (file?.pid !== pid || file.state === 'stopping') return false
    if (file.state === 'ready') return true
    await delay(POLL_MS)
  }
  return false
}

/**
 * Ends the server: fast shutdown (SIGINT: transactions are rolled back, memory is written), then immediate shutdown (SIGQUIT: the next
 * start recovers from the log), at last SIGKILL. At most about 17 seconds; no process is left.
 */
export async function stopPostmaster(pid: number, folder: DataFolder): Promise<void> {
  const steps = [
    { name: 'SIGINT', wait: 10_000 },
    { name: 'SIGQUIT', wait: 5_000 },
  ] as const
  for (const { name, wait } of steps) {
    if (!isPostmaster(pid, folder)) break
    signal(pid, name)
    const started = performance.now()
    while (isAlive(pid) && performance.now() - started < wait) await delay(POLL_MS)
  }
  if (isPostmaster(pid, folder)) await endAll([pid])
  // A server that was killed leaves children behind, and the lock file.
  if (existsSync(join(folder.cluster, 'postmaster.pid'))) await clearRemains(folder)
}
