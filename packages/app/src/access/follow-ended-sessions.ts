import type pg from 'pg'
import type { App } from '../context.ts'
import { accessMemory, forgetSessions } from './access-memory.ts'

/** How long to wait before listening again after the connection broke, in milliseconds. */
const AGAIN = 1_000

/**
 * Hears from the database which sessions end, by whichever server process, and forgets them at once (migration 0053). Takes one connection
 * for good. Whatever ended while nobody listened is asked for again. Given back: ends it.
 */
export function followEndedSessions(app: App): () => Promise<void> {
  let isOver = false
  let client: pg.PoolClient | undefined
  let timer: NodeJS.Timeout | undefined
  const lost = (): void => {
    client?.removeAllListeners('notification')
    client?.release(true)
    client = undefined
    if (isOver) return
    timer = setTimeout(() => void (connecting = listen()), AGAIN)
    timer.unref()
  }
  const listen = async (): Promise<void> => {
    try {
      client = await app.pool.connect()
      if (isOver) {
        lost()
        return
      }
      const taken = client
      taken.once('error', () => {
        if (client === taken) lost()
      })
      taken.on('notification', ({ payload = '' }) => forgetSessions(app, payload))
      await taken.query('listen caponier_session')
      const memory = accessMemory(app)
      memory.ended += 1
      memory.sessions.clear()
    } catch {
      lost()
    }
  }
  let connecting = listen()
  return async () => {
    isOver = true
    clearTimeout(timer)
    await connecting
    lost()
  }
}
