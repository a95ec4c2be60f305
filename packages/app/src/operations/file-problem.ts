import type { Problem } from '@caponier/core'

const MENDS: Readonly<Record<string, string>> = {
  ENOENT: 'name a file in a folder that exists',
  ENOTDIR: 'a part of the path is a file; name another place',
  EISDIR: 'name a file and not a folder',
  EEXIST: 'another run works on it, or it was left by one that was killed: delete it, then start again',
  EACCES: 'start as a user who may do this, or name another place',
  EPERM: 'start as a user who may do this, or name another place',
  EROFS: 'the place is read-only; name another',
  ENOSPC: 'the disk is full; make room and start again',
  EDQUOT: 'the quota of this user is used up; make room and start again',
  ENAMETOOLONG: 'name a shorter path',
}

/** What the file system refused, in words; undefined for any other error. `doing` completes "could not". */
export function fileProblem(error: unknown, path: string, doing: string): Problem | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const mend = MENDS[code]
  if (mend === undefined || !(error instanceof Error)) return undefined
  return { kind: 'environment', message: `Could not ${doing} at ${path}: ${error.message}. What was there before is kept.`, mend }
}
