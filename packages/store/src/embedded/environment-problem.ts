import type { Problem } from '@caponier/core'

const KEPT = 'Whatever was stored before is kept.'
const SERVER_INSTEAD = 'set DATABASE_URL to a PostgreSQL server'

/** What the file system refused, in words. `doing` completes "could not". */
export function folderProblem(error: unknown, path: string, doing: string): Problem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const reason = error instanceof Error ? error.message : String(error)
  const mends: Readonly<Record<string, string>> = {
    EACCES: 'start Caponier as the user who owns the data folder, give this user the right to it, or set CAPONIER_DATA to another folder',
    EPERM: 'start Caponier as the user who owns the data folder, give this user the right to it, or set CAPONIER_DATA to another folder',
    EROFS: 'the place is read-only; set CAPONIER_DATA to a folder that can be written',
    ENOSPC: 'the disk is full; make room and start again',
    EDQUOT: 'the quota of this user is used up; make room and start again',
    ENOTDIR: 'a part of the path is a file; set CAPONIER_DATA to a folder',
    EEXIST: 'something else stands at this path; move it away, or set CAPONIER_DATA to another folder',
    ENAMETOOLONG: 'a name in the path is too long; set CAPONIER_DATA to a shorter path',
  }
  return {
    kind: 'environment',
    message: `Could not ${doing} at ${path}: ${reason}. ${KEPT}`,
    mend: mends[code] ?? 'check the folder and start again',
  }
}

/** Lines that PostgreSQL writes, with what they mean for the one who starts Caponier. The first that fits is shown. */
const MEANINGS: readonly { readonly pattern: RegExp; readonly message: string; readonly mend: string }[] = [
  { pattern: /No space left on device/, message: 'the disk is full', mend: 'make room on the disk of the data folder and start again' },
  { pattern: /Disk quota exceeded/, message: 'the quota of this user is used up', mend: 'make room and start again' },
  {
    pattern: /Read-only file system/,
    message: 'the data folder is on a read-only file system',
    mend: 'set CAPONIER_DATA to a folder that can be written',
  },
  {
    pattern: /^unshare: /m,
    message: 'this machine does not allow the user namespace in which it runs',
    mend: `allow user namespaces, start as an ordinary user, or ${SERVER_INSTEAD}`,
  },
  {
    pattern: /could not look up effective user ID|user does not exist/,
    message: 'this user id has no entry in the list of users, and PostgreSQL needs one to create a database',
    mend: `start as a user that has an entry in /etc/passwd, or ${SERVER_INSTEAD}`,
  },
  {
    pattern: /error while loading shared libraries|GLIBC_|cannot execute binary|Exec format error/,
    message: 'the PostgreSQL programs do not run on this system',
    mend: `install PostgreSQL 15 or newer from the system's packages, name its bin folder in CAPONIER_POSTGRES_BIN, or ${SERVER_INSTEAD}`,
  },
  {
    pattern: /initialized by PostgreSQL version|database files are incompatible/,
    message: 'the database was made by another version of PostgreSQL',
    mend: 'start with the PostgreSQL version that made it, or restore a backup into an empty data folder',
  },
  {
    pattern: /could not (create|map|resize) .*shared memory|Cannot allocate memory/,
    message: 'there is too little memory for the database',
    mend: 'free memory (the database needs about 150 MB) and start again',
  },
  {
    pattern:
      /could not find the database system|could not locate a valid checkpoint record|invalid primary checkpoint record|invalid page in block|incorrect checksum|PANIC/,
    message: 'the files of the database are damaged',
    mend: 'copy the data folder aside, then restore the last backup into an empty one',
  },
  {
    pattern: /is too long \(maximum \d+ bytes\)/,
    message: 'the path of the socket is too long',
    mend: 'set XDG_RUNTIME_DIR or TMPDIR to a short private folder',
  },
  {
    pattern: /Permission denied|Operation not permitted/,
    message: 'the user that runs the database has no right to its files',
    mend: `move the data folder out of a closed home folder, start Caponier as the user who owns it, or ${SERVER_INSTEAD}`,
  },
]

/**
 * Reads what initdb or the server wrote before it gave up. `doing` completes "The embedded database could not".
 * The last lines are shown as they are, since only they say everything.
 */
export function serverProblem(output: string, doing: string): Problem {
  const lines = output.split('\n').filter((line) => line.trim() !== '')
  const meaning = MEANINGS.find(({ pattern }) => pattern.test(output))
  const shown = lines.slice(-6).join('\n')
  return {
    kind: 'environment',
    message:
      `The embedded database could not ${doing}${meaning === undefined ? '' : `: ${meaning.message}`}. ${KEPT}` +
      (shown === '' ? '' : `\nPostgreSQL says:\n${shown}`),
    mend: meaning?.mend ?? `read the lines above, then start again, or ${SERVER_INSTEAD}`,
  }
}
