import { chmodSync, lchownSync, lstatSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { DataFolder } from './data-folder.ts'
import { folderProblem } from './environment-problem.ts'
import type { LaunchMode } from './launch-mode.ts'

/** Root may start what an ordinary user made: the server then runs as that user, to whom the files belong. */
export function modeForOwner(mode: LaunchMode, folder: DataFolder): LaunchMode {
  if (mode.kind !== 'plain' || process.getuid?.() !== 0) return mode
  const { uid, gid } = statSync(folder.database)
  return uid === 0 ? mode : { kind: 'other-user', uid, gid }
}

/** Closes cluster and passwords to others, as they were made; a plain copy of the data folder opens them, and PostgreSQL then refuses. */
function closeToOthers(folder: DataFolder): void {
  for (const [path, mode] of [
    [folder.cluster, 0o700],
    [folder.secrets, 0o600],
  ] as const) {
    const found = statSync(path, { throwIfNoEntry: false })
    if (found !== undefined && (found.mode & 0o077) !== 0) chmodSync(path, mode)
  }
}

/**
 * Lets the user that runs PostgreSQL walk to the cluster, and gives the cluster to it where it belongs to somebody else: after a
 * restore, a copy, or a change of mode. Only root can; others find their own files or are told by PostgreSQL.
 */
export function giveToServer(folder: DataFolder, mode: LaunchMode): Result<void> {
  try {
    closeToOthers(folder)
  } catch (error) {
    return fail(folderProblem(error, folder.cluster, 'close the files of the database to others'))
  }
  if (process.getuid?.() !== 0) return ok(undefined)
  const owner = mode.kind === 'other-user' ? mode : { uid: 0, gid: 0 }
  try {
    if (mode.kind === 'other-user')
      for (const path of [folder.root, folder.database]) {
        const found = statSync(path)
        if (found.uid !== owner.uid) chmodSync(path, (found.mode & 0o7777) | 0o011)
      }
    const version = join(folder.cluster, 'PG_VERSION')
    const found = lstatSync(version, { throwIfNoEntry: false })
    if (found === undefined || found.uid === owner.uid) return ok(undefined)
    giveAll(folder.cluster, owner, version)
    // Last, so that an interrupted change is seen and done again.
    lchownSync(version, owner.uid, owner.gid)
    return ok(undefined)
  } catch (error) {
    return fail(folderProblem(error, folder.cluster, 'give the files of the database to the user that runs it'))
  }
}

function giveAll(path: string, owner: { readonly uid: number; readonly gid: number }, except: string): void {
  if (path === except) return
  lchownSync(path, owner.uid, owner.gid)
  if (!lstatSync(path).isDirectory()) return
  for (const name of readdirSync(path)) giveAll(join(path, name), owner, except)
}

/** Opens a tree for reading by everybody, whatever the umask was when it was copied. */
export function openForReading(path: string): void {
  const found = lstatSync(path)
  if (found.isSymbolicLink()) return
  const runs = found.isDirectory() || (found.mode & 0o100) !== 0
  chmodSync(path, (found.mode & 0o7777) | 0o444 | (runs ? 0o111 : 0))
  if (found.isDirectory()) for (const name of readdirSync(path)) openForReading(join(path, name))
}
