import { Worker } from 'node:worker_threads'
import type pg from 'pg'
import { connectionOf } from '@caponier/store/connection'
import { programChanged } from './program-changed.ts'
import type { ReadingKind, ReadingNews, ReadingPlace, Readings } from './reading.ts'

const THREAD = new URL('./reading-thread.ts', import.meta.url)

/** How long the thread keeps what it read when nobody asks, in milliseconds; then it ends and gives its memory back. */
const PATIENCE = 45_000

/** Reads whole organisations in a thread, so that the server answers others meanwhile. */
export interface Reader {
  /**
   * The thread reads the database for itself, at least as fresh as now. Undefined: there is no such organisation. One at a time. Fails with
   * `programChanged` where the content on disk is another one.
   */
  readonly read: <Kind extends ReadingKind>(
    tenant: string,
    kind: Kind,
    asks: Readings[Kind]['asks'],
  ) => Promise<Readings[Kind]['gives'] | undefined>
  /** Ends the thread; what it was asked for fails. */
  readonly stop: () => Promise<void>
}

interface Waiting {
  readonly resolve: (gives: never) => void
  readonly reject: (error: unknown) => void
}

/** A reader over the database of a pool. The thread starts with the first question. */
export function threadReader(pool: pg.Pool, contentVersion: string): Reader {
  const waiting = new Map<number, Waiting>()
  let thread: Worker | undefined
  let idle: NodeJS.Timeout | undefined
  let last = 0

  const end = async (error: Error): Promise<void> => {
    const ending = thread
    thread = undefined
    clearTimeout(idle)
    const left = [...waiting.values()]
    waiting.clear()
    for (const { reject } of left) reject(error)
    await ending?.terminate()
  }
  const start = (): Worker => {
    const place: ReadingPlace = { connection: connectionOf(pool), contentVersion }
    const started = new Worker(THREAD, { workerData: place, execArgv: ['--no-warnings'] })
    started.unref()
    started.on('message', (news: ReadingNews) => {
      const one = waiting.get(news.id)
      waiting.delete(news.id)
      if (waiting.size === 0) rest()
      if (news.kind === 'given') one?.resolve(news.gives as never)
      else one?.reject(news.kind === 'changed' ? programChanged() : news.error)
    })
    const broke = (error: Error) => (started === thread ? void end(error) : undefined)
    started.on('error', broke)
    started.on('exit', () => broke(new Error('the thread that reads ended early; there may be too little memory')))
    return started
  }
  const rest = (): void => {
    clearTimeout(idle)
    idle = setTimeout(() => void end(new Error('the thread that reads was ended')), PATIENCE)
    idle.unref()
  }

  return {
    read: (tenant, kind, asks) =>
      new Promise((resolve, reject) => {
        clearTimeout(idle)
        const id = ++last
        waiting.set(id, { resolve, reject })
        thread ??= start()
        thread.postMessage({ id, tenant, kind, asks }, [])
      }),
    stop: () => end(new Error('the server stops')),
  }
}
