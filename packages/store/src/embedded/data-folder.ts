import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, fchownSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Problem, Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import { folderProblem } from './environment-problem.ts'
import type { LaunchMode } from './launch-mode.ts'

/** Where the embedded database keeps its things inside the data folder. All paths are absolute. */
export interface DataFolder {
  readonly root: string
  /** Held by the one application that uses the data folder. */
  readonly lock: string
  /** Everything of the database; the rest of `root` belongs to others. */
  readonly database: string
  /** PostgreSQL's own data directory. */
  readonly cluster: string
  readonly launchRecord: string
  readonly secrets: string
  readonly log: string
}

/** The format of the launch record and of the folder. A higher one comes from a newer Caponier and is refused. */
const FOLDER_FORMAT = 1

/**
 * SQLite, which holds the lock, takes paths of 512 bytes at most, PostgreSQL of 1,024; what we add below the data folder fits into
 * the difference.
 */
const LONGEST_ROOT_BYTES = 480

/** What has been decided for this data folder and must stay, because files change owner with it. */
export interface LaunchRecord {
  readonly format: number
  readonly mode: LaunchMode
  /** The binaries of the last start; `stamp` changes when the file does, so that an unchanged one need not be asked for its version. */
  readonly binaries: { readonly directory: string; readonly version: string; readonly stamp: string } | undefined
  /** Roles and database exist. */
  readonly prepared: boolean
}

/** Passwords of the three roles, 256 bits each. They exist only in a file that nobody else can read. */
export interface Secrets {
  readonly admin: string
  readonly owner: string
  readonly app: string
}

/** Creates the data folder if need be. Fails on a path that is too long or that cannot be created. */
export function openDataFolder(dataDir: string): Result<DataFolder> {
  const root = resolve(dataDir)
  const bytes = Buffer.byteLength(root)
  if (bytes > LONGEST_ROOT_BYTES)
    return fail({
      kind: 'environment',
      message: `The path of the data folder has ${bytes} bytes; the database can use at most ${LONGEST_ROOT_BYTES}. Nothing was written.`,
      mend: 'set CAPONIER_DATA to a shorter path, or DATABASE_URL to a PostgreSQL server',
    })
  // PostgreSQL writes the path as one line of its lock file.
  if (/\p{Cc}/u.test(root))
    return fail({
      kind: 'environment',
      message: 'The path of the data folder holds a control character. Nothing was written.',
      mend: 'set CAPONIER_DATA to a path without one',
    })
  const database = join(root, 'database')
  try {
    makeFolder(root)
  } catch (error) {
    return fail(folderProblem(error, root, 'create the data folder'))
  }
  return ok({
    root,
    lock: join(root, 'caponier.lock'),
    database,
    cluster: join(database, 'cluster'),
    launchRecord: join(database, 'launch.json'),
    secrets: join(database, 'secrets.json'),
    log: join(database, 'postgresql.log'),
  })
}

/**
 * Makes a folder and those above it, one by one: Node's own way runs for ever below /proc, and says ENOENT of a read-only place.
 */
function makeFolder(path: string): void {
  const above = dirname(path)
  if (above !== path && !existsSync(above)) makeFolder(above)
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST' && statSync(path).isDirectory())) throw error
  }
}

/** Creates `database/`, called by the holder of the lock. */
export function openDatabaseFolder(folder: DataFolder): Result<void> {
  try {
    mkdirSync(folder.database, { recursive: true, mode: 0o700 })
    return ok(undefined)
  } catch (error) {
    return fail(folderProblem(error, folder.database, 'create the folder of the database'))
  }
}

/** The record of the last start; undefined on the first. A record of a newer Caponier and one that cannot be read are refused. */
export function readLaunchRecord(folder: DataFolder): Result<LaunchRecord | undefined> {
  let text: string
  try {
    text = readFileSync(folder.launchRecord, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ok(undefined)
    return fail(folderProblem(error, folder.launchRecord, 'read the launch record'))
  }
  const record = parsed(text)
  if (typeof record?.['format'] === 'number' && record['format'] > FOLDER_FORMAT)
    return fail({
      kind: 'environment',
      message:
        `The data folder ${folder.root} was written by a newer Caponier (format ${record['format']}; this one knows ${FOLDER_FORMAT}). ` +
        'It was left as it is.',
      mend: 'start the newer Caponier, or give another folder in CAPONIER_DATA',
    })
  const mode = record === undefined ? undefined : modeOf(record['mode'])
  if (record === undefined || record['format'] !== FOLDER_FORMAT || mode === undefined) return fail(damaged(folder.launchRecord))
  return ok({ format: FOLDER_FORMAT, mode, binaries: binariesOf(record['binaries']), prepared: record['prepared'] === true })
}

/** Writes the record so that a crash leaves the old one or the new one, never half of one. */
export function writeLaunchRecord(folder: DataFolder, record: Omit<LaunchRecord, 'format'>): Result<void> {
  return writeWhole(folder.launchRecord, `${JSON.stringify({ format: FOLDER_FORMAT, ...record }, undefined, 2)}\n`)
}

/** The passwords of this data folder, made on the first start. If the cluster exists and they do not, they are lost, and it is said. */
export function openSecrets(folder: DataFolder): Result<Secrets> {
  try {
    const kept = parsed(readFileSync(folder.secrets, 'utf8'))
    const { admin, owner, app } = kept ?? {}
    if (typeof admin !== 'string' || typeof owner !== 'string' || typeof app !== 'string') return fail(damaged(folder.secrets))
    return ok({ admin, owner, app })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT'))
      return fail(folderProblem(error, folder.secrets, 'read the passwords of the database'))
  }
  if (existsSync(folder.cluster)) return fail(damaged(folder.secrets))
  const password = (): string => randomBytes(32).toString('base64url')
  const secrets: Secrets = { admin: password(), owner: password(), app: password() }
  const written = writeWhole(folder.secrets, `${JSON.stringify(secrets, undefined, 2)}\n`)
  return written.ok ? ok(secrets) : written
}

/** Writes a private file by way of a temporary one; on the disk when it returns. */
export function writeWhole(path: string, text: string): Result<void> {
  const temporary = `${path}.new`
  try {
    const file = openSync(temporary, 'w', 0o600)
    try {
      writeSync(file, text)
      keepOwner(file, dirname(path))
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(temporary, path)
    syncFolder(dirname(path))
    return ok(undefined)
  } catch (error) {
    return fail(folderProblem(error, path, 'write'))
  }
}

/** What root writes for an ordinary user stays that user's, so that it can be started as that user again. */
export function keepOwner(file: number, parent: string): void {
  if (process.getuid?.() !== 0) return
  const { uid, gid } = statSync(parent)
  fchownSync(file, uid, gid)
}

/** Makes a rename inside the folder durable. */
export function syncFolder(path: string): void {
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

function damaged(path: string): Problem {
  return {
    kind: 'environment',
    message: `${path} is missing or damaged, but a database exists beside it. Nothing was changed.`,
    mend: 'put the file back from a backup of the data folder, or restore a backup into an empty data folder',
  }
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null

function modeOf(value: unknown): LaunchMode | undefined {
  if (!isRecord(value)) return undefined
  const { kind, uid, gid } = value
  if (kind === 'plain') return { kind }
  if ((kind === 'namespace' || kind === 'other-user') && Number.isSafeInteger(uid) && Number.isSafeInteger(gid))
    return { kind, uid: Number(uid), gid: Number(gid) }
  return undefined
}

function binariesOf(value: unknown): LaunchRecord['binaries'] {
  if (!isRecord(value)) return undefined
  const { directory, version, stamp } = value
  return typeof directory === 'string' && typeof version === 'string' && typeof stamp === 'string'
    ? { directory, version, stamp }
    : undefined
}
