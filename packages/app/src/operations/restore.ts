import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type pg from 'pg'
import type { Problem, Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import { openPool } from '@caponier/store/connection'
import { startEmbedded } from '@caponier/store/embedded/index'
import { migrate } from '@caponier/store/migrate'
import type { RowsIn } from '@caponier/store/operations/fill-tables'
import { filledTables, fillTables } from '@caponier/store/operations/fill-tables'
import type { VerifiedLog } from './verify.ts'
import { verifyLog } from './verify.ts'
import type { EntryOut } from './archive/read-archive.ts'
import { entryText, readArchive } from './archive/read-archive.ts'
import type { CheckedArchive } from './check-archive.ts'
import { checkArchive } from './check-archive.ts'
import { fileProblem } from './file-problem.ts'
import type { DatabaseChoice } from './open-database.ts'
import { closed, reachServer } from './open-database.ts'

export interface RestoreOptions extends DatabaseChoice {
  readonly file: string
  readonly say: (message: string) => void
  /** Leaves the schema as it was when the backup was written: the data folder of an older version, which its next start brings up to date. */
  readonly asItWas?: boolean
}

export interface RestoreDone {
  /** When the backup was made. */
  readonly createdAt: string
  readonly rows: number
  readonly files: number
  /** Migrations that came on top, when the backup is older than the program. */
  readonly migrated: readonly string[]
  readonly logs: readonly VerifiedLog[]
}

/** Restores a backup into an empty data folder (and an empty database where DATABASE_URL names one). All or nothing. */
export async function restore(options: RestoreOptions): Promise<Result<RestoreDone>> {
  const checked = await checkArchive(options.file)
  if (!checked.ok) return checked
  return options.databaseUrl === null ? intoFolder(options, checked.value) : intoServer(options, options.databaseUrl, checked.value)
}

async function intoFolder(options: RestoreOptions, archive: CheckedArchive): Promise<Result<RestoreDone>> {
  const { dataDir } = options
  const left = existsSync(dataDir) ? readdirSync(dataDir) : []
  if (left.length > 0)
    return fail({
      kind: 'environment',
      message: `${dataDir} is not empty (${left.slice(0, 3).join(', ')}). Nothing was changed.`,
      mend: 'move it away, or name an empty folder in CAPONIER_DATA; a backup is never restored over data',
    })
  const started = await startEmbedded({ dataDir, log: options.say })
  if (!started.ok) return started
  const { owner, app, stop } = started.value
  const [owning, working] = [openPool(owner, () => undefined), openPool(app, () => undefined)]
  let done: Result<RestoreDone> | undefined
  try {
    done = await fill(options, archive, { owning, working, role: app.user })
    return done
  } finally {
    await closed(owning)
    await closed(working)
    await stop()
    if (done?.ok !== true) for (const name of readdirSync(dataDir)) rmSync(join(dataDir, name), { recursive: true, force: true })
  }
}

async function intoServer(options: RestoreOptions, url: string, archive: CheckedArchive): Promise<Result<RestoreDone>> {
  const reached = await reachServer(url, () => undefined)
  if (!reached.ok) return reached
  const { pool } = reached.value
  try {
    const filled = await filledTables(pool)
    if (filled.length > 0) return fail(notEmpty(filled))
    return await fill(options, archive, { owning: pool, working: pool, role: null })
  } finally {
    await closed(pool)
  }
}

export const notEmpty = (filled: readonly string[]): Problem => ({
  kind: 'environment',
  message: `The PostgreSQL database holds data already (${filled.slice(0, 3).join(', ')}). Nothing was changed.`,
  mend: 'name an empty one: create database caponier owner caponier;',
})

interface Target {
  /** Owns the tables. */
  readonly owning: pg.Pool
  /** As the application works. */
  readonly working: pg.Pool
  /** The application's role where it is not the owner. */
  readonly role: string | null
}

async function fill(options: RestoreOptions, archive: CheckedArchive, { owning, working, role }: Target): Promise<Result<RestoreDone>> {
  const { head, manifest } = archive
  const schema = await migrate(owning, role, undefined, new Set(head.migrations.map((one) => one.name)))
  if (!schema.ok) return schema
  options.say(`restores ${options.file} of ${head.createdAt} ...`)
  let files = 0
  let counts: ReadonlyMap<string, number>
  try {
    counts = await fillTables(
      owning,
      rowsOf(options.file, archive, async (name, entry) => {
        await putFile(join(options.dataDir, name), entry)
        files += 1
      }),
    )
  } catch (error) {
    const problem = fileProblem(error, options.dataDir, 'restore the files')
    if (problem === undefined) throw error
    return fail(problem)
  }
  const missing = Object.entries(manifest.rows).filter(([table, count]) => (counts.get(table) ?? 0) !== count)
  if (missing.length > 0) throw new Error(`rows of ${missing.map(([table]) => table).join(', ')} were not all restored`)
  const rows = [...counts.values()].reduce((sum, count) => sum + count, 0)
  if (options.asItWas === true) return ok({ createdAt: head.createdAt, rows, files, migrated: [], logs: [] })
  const rest = await migrate(owning, role)
  if (!rest.ok) return rest
  const logs: VerifiedLog[] = []
  for (const { tenant, seq, hash } of manifest.heads) logs.push(await verifyLog(working, tenant, seq > 0 ? [{ tenant, seq, hash }] : []))
  return ok({ createdAt: head.createdAt, rows, files, migrated: rest.value.applied, logs })
}

/** A row may hold long texts; an entry is cut into pieces of this size at most when the backup is written. */
const MOST_ENTRY = 64_000_000

/** The rows of an archive in its order. Files that lie between them go to `onFile`. */
async function* rowsOf(
  file: string,
  { head }: CheckedArchive,
  onFile: (name: string, entry: EntryOut) => Promise<void>,
): AsyncGenerator<RowsIn> {
  for await (const entry of readArchive(file)) {
    const [kind, ...rest] = entry.name.split('/')
    if (kind === 'files') await onFile(rest.join('/'), entry)
    const table = kind === 'tables' ? head.tables.find((one) => one.name === rest[0]) : undefined
    if (table === undefined) continue
    const lines = (await entryText(entry, MOST_ENTRY)).split('\n').filter((line) => line !== '')
    yield { table: table.name, columns: table.columns, batches: inBatches(lines) }
  }
}

async function* inBatches(lines: readonly string[]): AsyncGenerator<readonly string[]> {
  for (let at = 0; at < lines.length; at += 1_000) yield lines.slice(at, at + 1_000)
}

/** Writes a private file by way of a temporary one. */
async function putFile(path: string, entry: EntryOut): Promise<void> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const file = await open(`${path}.restoring`, 'w', 0o600)
  try {
    for await (const chunk of entry.chunks) await file.write(chunk)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(`${path}.restoring`, path)
}
