import { existsSync } from 'node:fs'
import type { Problem, Result } from '@caponier/core'
import type { DataFolder } from './data-folder.ts'
import type { RunningServer } from './postmaster.ts'
import { isAlive, stopPostmaster } from './postmaster.ts'
import { socketPath } from './runtime-folder.ts'

/** What happened to the server. After `failed` nobody tries any more, and the application should end with the problem. */
export type ServerState =
  | { readonly kind: 'down'; readonly reason: string }
  | { readonly kind: 'up'; readonly pid: number }
  | { readonly kind: 'failed'; readonly problem: Problem }

export interface Supervisor {
  readonly pid: () => number
  readonly onState: (listener: (state: ServerState) => void) => () => void
  /** Ends the watching; returns when no restart is under way. */
  readonly end: () => Promise<void>
}

interface Watched {
  readonly first: RunningServer
  readonly folder: DataFolder
  /** Starts the server again at the same place; `abort` cancels it. */
  readonly relaunch: (socketFolder: string, abort: AbortSignal) => Promise<Result<RunningServer>>
  readonly log: (message: string) => void
}

/** A dead server is seen within this time. Reading one line of /proc costs 20 microseconds. */
const WATCH_MS = 100
/** Pauses before the tries, in milliseconds; then it is given up. Together about a minute and a half. */
const PAUSES_MS = [0, 100, 300, 1_000, 2_000, 5_000, 10_000, 15_000, 30_000, 30_000] as const

/**
 * Watches the server and starts it again when it ends by itself (killed, out of memory, disk full) or when its socket was removed by
 * somebody who cleans up. The socket stays at the same place, so that the connection parameters stay true.
 */
export function supervise({ first, folder, relaunch, log }: Watched): Supervisor {
  const listeners = new Set<(state: ServerState) => void>()
  const tell = (state: ServerState): void => {
    for (const listener of listeners) listener(state)
  }
  let current = first
  const ending = new AbortController()
  let work: Promise<void> | undefined
  let wake: () => void = () => undefined

  const pause = (milliseconds: number): Promise<void> =>
    new Promise((done) => {
      const timer = setTimeout(done, milliseconds)
      wake = () => {
        clearTimeout(timer)
        done()
      }
    })

  const restart = async (reason: string): Promise<void> => {
    log(`the database went down (${reason}); it is started again`)
    tell({ kind: 'down', reason })
    let problem: Problem | undefined
    for (const milliseconds of PAUSES_MS) {
      await pause(milliseconds)
      if (ending.signal.aborted) return
      const next = await relaunch(first.socketFolder, ending.signal)
      if (ending.signal.aborted && !next.ok) return
      if (next.ok) {
        current = next.value
        log(`the database is up again (process ${current.pid})`)
        tell({ kind: 'up', pid: current.pid })
        return
      }
      problem = next.problem
      log(problem.message)
    }
    clearInterval(watch)
    if (problem !== undefined) tell({ kind: 'failed', problem })
  }

  const look = (): void => {
    if (work !== undefined || ending.signal.aborted) return
    const dead = !isAlive(current.pid)
    if (!dead && existsSync(socketPath(current.socketFolder))) return
    const end = dead ? Promise.resolve() : stopPostmaster(current.pid, folder)
    work = end.then(() => restart(dead ? `process ${current.pid} ended` : 'its socket was removed')).finally(() => (work = undefined))
  }

  const watch = setInterval(look, WATCH_MS)
  watch.unref()

  return {
    pid: () => current.pid,
    onState: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    end: async () => {
      ending.abort()
      clearInterval(watch)
      wake()
      await work
    },
  }
}
