import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { Binaries } from './binaries.ts'
import type { DataFolder, Secrets } from './data-folder.ts'
import { syncFolder } from './data-folder.ts'
import { folderProblem, serverProblem } from './environment-problem.ts'
import type { LaunchMode } from './launch-mode.ts'
import { runIn } from './launch-mode.ts'
import { ADMIN_ROLE } from './roles.ts'

/** The major version that made the cluster; undefined where there is none yet. */
export function clusterMajor(folder: DataFolder): Result<number | undefined> {
  try {
    if (!existsSync(folder.cluster)) return ok(undefined)
    if (readdirSync(folder.cluster).length === 0) {
      rmdirSync(folder.cluster)
      return ok(undefined)
    }
    const major = Number.parseInt(readFileSync(join(folder.cluster, 'PG_VERSION'), 'utf8'), 10)
    if (Number.isSafeInteger(major)) return ok(major)
  } catch (error) {
    return fail(folderProblem(error, folder.cluster, 'read the database'))
  }
  return fail({
    kind: 'environment',
    message: `${folder.cluster} does not hold a PostgreSQL database. It was left as it is.`,
    mend: 'restore a backup into an empty data folder, or move this one away',
  })
}

/**
 * Creates the cluster: UTF-8, order by code point in every version, checksums on the pages, passwords only (SCRAM, RFC 5802).
 * It is made under another name and renamed when it is whole, so that an interrupted start leaves nothing to repair.
 */
export async function createCluster(folder: DataFolder, binaries: Binaries, mode: LaunchMode, secrets: Secrets): Promise<Result<void>> {
  // A name of its own: an initdb whose Caponier was killed may still write under the former one.
  for (const name of readdirSync(folder.database))
    if (name.startsWith('cluster.unfinished')) rmSync(join(folder.database, name), { recursive: true, force: true })
  const place = `${folder.cluster}.unfinished-${randomBytes(4).toString('hex')}`
  const password = `${place}.password`
  const give = (path: string): void => {
    if (mode.kind === 'other-user') chownSync(path, mode.uid, mode.gid)
  }
  try {
    let last = { code: -1, output: '' }
    for (const locale of localesFor(binaries.major)) {
      rmSync(place, { recursive: true, force: true })
      mkdirSync(place, { mode: 0o700 })
      give(place)
      writeFileSync(password, `${secrets.admin}\n`, { mode: 0o600 })
      give(password)
      const args = ['-D', place, '-U', ADMIN_ROLE, `--pwfile=${password}`, '--auth-local=scram-sha-256', '--auth-host=reject']
      last = await runIn(mode, join(binaries.directory, 'initdb'), [
        ...args,
        '--encoding=UTF8',
        ...locale,
        '--data-checksums',
        '--no-instructions',
      ])
      if (last.code === 0 || !/invalid locale name/.test(last.output)) break
    }
    rmSync(password, { force: true })
    if (last.code !== 0) {
      rmSync(place, { recursive: true, force: true })
      return fail(serverProblem(last.output, `create the database in ${folder.cluster}`))
    }
    renameSync(place, folder.cluster)
    syncFolder(folder.database)
    return ok(undefined)
  } catch (error) {
    rmSync(password, { force: true })
    return fail(folderProblem(error, place, 'create the database'))
  }
}

/** Since 17 PostgreSQL carries its own letters (upper and lower case of all scripts); before, the C library may have them. */
function localesFor(major: number): readonly (readonly string[])[] {
  if (major >= 17) return [['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']]
  return [['--locale=C', '--lc-ctype=C.UTF-8'], ['--locale=C']]
}
