import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Problem } from '@caponier/core'

const markOf = (dataDir: string): string => join(dataDir, 'moved.json')

/** Where the database of a data folder was moved to; undefined where it was not. */
export function movedTo(dataDir: string): string | undefined {
  try {
    const { to } = JSON.parse(readFileSync(markOf(dataDir), 'utf8')) as { readonly to?: unknown }
    return typeof to === 'string' ? to : undefined
  } catch {
    return existsSync(markOf(dataDir)) ? 'another server' : undefined
  }
}

/** Remembers in a data folder that its database is elsewhere now. `to` holds no password. */
export function markMoved(dataDir: string, to: string, now: string): void {
  writeFileSync(markOf(dataDir), `${JSON.stringify({ to, at: now }, null, 2)}\n`, { mode: 0o600 })
}

/** Told to whoever would work on a database that was moved away. */
export const movedProblem = (dataDir: string, to: string): Problem => ({
  kind: 'environment',
  message: `The database of ${dataDir} was moved to ${to}. Nothing was changed.`,
  mend: `start with DATABASE_URL set to it; to go back to the state before the move, delete ${markOf(dataDir)}`,
})
