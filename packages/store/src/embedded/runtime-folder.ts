import { createHash } from 'node:crypto'
import { chmodSync, chownSync, lstatSync, mkdirSync, mkdtempSync, realpathSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { LaunchMode } from './launch-mode.ts'

/** Only part of the socket's file name, since nothing listens on a network. */
export const SOCKET_PORT = 5_432

/** A socket's address holds 108 bytes with its end mark (unix(7)); PostgreSQL calls the socket `.s.PGSQL.PORT` and keeps a lock file beside it. */
const LONGEST_SOCKET_PATH = 107

export const socketPath = (folder: string): string => join(folder, `.s.PGSQL.${SOCKET_PORT}`)

/** Who must own the socket's folder: whoever PostgreSQL runs as, seen from outside its namespace. */
function ownerIn(mode: LaunchMode): { readonly uid: number; readonly gid: number } {
  if (mode.kind === 'other-user') return mode
  return { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 }
}

/**
 * A short folder for the socket that nobody else can enter. The same data folder gets the same one each time, unless somebody else sits
 * on its name; then another one is made.
 */
export function openRuntimeFolder(root: string, mode: LaunchMode): Result<string> {
  const owner = ownerIn(mode)
  const hash = createHash('sha256').update(realpathSync(root)).digest('hex').slice(0, 12)
  const refused: string[] = []
  for (const parent of places(mode)) {
    const usual = join(parent, `caponier-${owner.uid}-${hash}`)
    // mkdtemp adds six letters.
    if (Buffer.byteLength(socketPath(`${usual}-XXXXXX`)) > LONGEST_SOCKET_PATH) {
      refused.push(`${parent}: the path is too long for a socket`)
      continue
    }
    // PostgreSQL reads a list of folders, apart by commas, with double quotes.
    if (/[",\n]/.test(parent)) {
      refused.push(`${parent}: the path holds a comma or a quotation mark`)
      continue
    }
    try {
      if (!isSafeParent(parent, owner.uid)) throw new Error('others can rename what is in it')
      const folder = isOurs(usual, owner) ? usual : mkdtempSync(`${usual}-`)
      chmodSync(folder, 0o700)
      clearSocket(folder)
      if (mode.kind === 'other-user') chownSync(folder, owner.uid, owner.gid)
      return ok(folder)
    } catch (error) {
      refused.push(`${parent}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return fail({
    kind: 'environment',
    message: ['There is no short private folder for the socket of the database. Nothing was changed.', ...refused].join('\n'),
    mend: 'set XDG_RUNTIME_DIR or TMPDIR to a short folder that this user alone can write, or DATABASE_URL to a PostgreSQL server',
  })
}

/** Makes the folder anew at the same place if somebody who cleans up has removed it, so that connection parameters stay true. */
export function reopenRuntimeFolder(folder: string, mode: LaunchMode): Result<string> {
  const owner = ownerIn(mode)
  try {
    if (!isOurs(folder, owner)) throw new Error('it belongs to somebody else now')
    clearSocket(folder)
    if (mode.kind === 'other-user') chownSync(folder, owner.uid, owner.gid)
    return ok(folder)
  } catch (error) {
    return fail({
      kind: 'environment',
      message: `The folder of the database's socket, ${folder}, cannot be made again: ${error instanceof Error ? error.message : String(error)}. Nothing that was stored is lost.`,
      mend: 'start Caponier again; it will choose another folder',
    })
  }
}

/** A dead server's socket and its lock file, whose process number may be another program's by now. Called when no server runs. */
function clearSocket(folder: string): void {
  for (const path of [socketPath(folder), `${socketPath(folder)}.lock`]) rmSync(path, { force: true })
}

/** Removes the folder after the server has ended. */
export function removeRuntimeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
}

function places(mode: LaunchMode): readonly string[] {
  const runtime = process.env['XDG_RUNTIME_DIR']
  // Last, because it goes away when the user who started us in the background signs out. It is closed to other users by definition.
  const own = mode.kind === 'other-user' || runtime === undefined || runtime === '' ? [] : [runtime]
  return [...new Set([tmpdir(), '/tmp', ...own])]
}

/** A folder in which others may create files is safe only with the sticky bit. */
function isSafeParent(parent: string, uid: number): boolean {
  const { uid: owner, mode } = statSync(parent)
  const STICKY = 0o1000
  return (owner === 0 || owner === uid || owner === process.getuid?.()) && ((mode & 0o022) === 0 || (mode & STICKY) !== 0)
}

/** Makes the folder, or finds it as a true folder of the right owner; not a link, and not somebody else's. */
function isOurs(path: string, owner: { readonly uid: number; readonly gid: number }): boolean {
  try {
    mkdirSync(path, { mode: 0o700 })
    return true
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    const found = lstatSync(path)
    return found.isDirectory() && (found.uid === owner.uid || found.uid === process.getuid?.()) && (found.mode & 0o077) === 0
  }
}
