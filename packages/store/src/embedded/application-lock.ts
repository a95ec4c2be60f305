import { closeSync, openSync, readFileSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import { folderProblem } from './environment-problem.ts'

/** Held until `release`, or until the process ends in whatever way. */
export interface ApplicationLock {
  readonly release: () => void
}

/**
 * Takes the data folder for this process. Of two that ask at once exactly one gets it.
 *
 * Node has no file locks, but the SQLite inside it takes one (fcntl) on an empty file. The kernel drops it with the process, so that a
 * kill -9 or a crash of the machine leaves nothing stale, and it holds between containers that share the folder, where process ids say nothing.
 */
export function lockApplication(path: string): Result<ApplicationLock> {
  let file: DatabaseSync | undefined
  try {
    file = new DatabaseSync(path)
    file.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
    const held = file
    return ok({ release: () => held.close() })
  } catch (error) {
    file?.close()
    const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0
    if (code === SQLITE_BUSY) {
      const pid = holderOf(path)
      const who = pid === undefined ? 'another Caponier (its process is not visible from here)' : `another Caponier, process ${pid}`
      return fail({
        kind: 'environment',
        message: `The data folder is in use by ${who}. Nothing was changed.`,
        mend: 'use the one that runs, stop it first, or set CAPONIER_DATA to another folder',
      })
    }
    return fail(folderProblem(realReason(path) ?? error, path, 'lock the data folder'))
  }
}

const SQLITE_BUSY = 5

/** SQLite tells less than the file system does. Not to be asked while the lock is held: closing any handle of the file would drop it. */
function realReason(path: string): unknown {
  try {
    closeSync(openSync(path, 'a'))
    return undefined
  } catch (error) {
    return error
  }
}

/** The process that holds the lock, from the kernel's own list. Undefined where it lives in another container. */
function holderOf(path: string): number | undefined {
  try {
    const inode = statSync(path).ino
    for (const line of readFileSync('/proc/locks', 'utf8').split('\n')) {
      const [, kind, , access, pid, place] = line.trim().split(/\s+/)
      if (kind === 'POSIX' && access === 'WRITE' && place?.endsWith(`:${inode}`) && Number(pid) > 0) return Number(pid)
    }
  } catch {
    // No /proc: the process stays unnamed.
  }
  return undefined
}
