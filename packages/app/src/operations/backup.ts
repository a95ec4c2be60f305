import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { RowSource } from '@caponier/store/operations/read-rows'
import { readEverything } from '@caponier/store/operations/read-rows'
import type { BackupHead, BackupManifest } from './archive/manifest.ts'
import { BACKUP_FORMAT, HEAD_NAME, MANIFEST_NAME } from './archive/manifest.ts'
import { isSafeName } from './archive/tar.ts'
import type { ArchiveEntry, ArchiveWriter } from './archive/write-archive.ts'
import { writeArchive } from './archive/write-archive.ts'
import { fileProblem } from './file-problem.ts'

export interface BackupOptions {
  /** A connection that reads: the superuser of the embedded database, or the role of DATABASE_URL. */
  readonly pool: pg.Pool
  readonly dataDir: string
  readonly file: string
  readonly version: string
  /** Instant in UTC. */
  readonly now: string
}

export interface BackupDone {
  readonly file: string
  readonly tenants: readonly string[]
  readonly rows: number
  readonly files: number
}

/** Rows that a restored installation makes anew: whoever was signed in signs in again, whoever was locked out may try again. */
const LEFT_OUT: ReadonlySet<string> = new Set(['session', 'sign_in_attempt'])

/** Rows of a table are cut into entries of about this size. */
const ENTRY_BYTES = 4_000_000

/**
 * Writes everything into one file while the server runs: all tables as of one moment, then blobs and keys. The file gets its name only
 * when it is whole; an existing one is never overwritten.
 */
export async function backup(options: BackupOptions): Promise<Result<BackupDone>> {
  const { file } = options
  if (existsSync(file))
    return fail({
      kind: 'environment',
      message: `${file} exists already; nothing was written.`,
      mend: 'name another file, e.g. with the date in it',
    })
  const partial = `${file}.partial`
  rmSync(partial, { force: true })
  const archive = writeArchive(partial)
  try {
    const done = await readEverything(options.pool, (source) => writeAll(archive, source, options))
    await archive.end()
    renameSync(partial, file)
    return ok({ file, ...done })
  } catch (error) {
    archive.abandon()
    rmSync(partial, { force: true })
    const problem = fileProblem(error, partial, 'write the backup')
    if (problem === undefined) throw error
    return fail(problem)
  }
}

async function writeAll(archive: ArchiveWriter, source: RowSource, options: BackupOptions): Promise<Omit<BackupDone, 'file'>> {
  const tables = source.tables.filter((table) => !LEFT_OUT.has(table.name))
  const head: BackupHead = {
    caponierBackup: BACKUP_FORMAT,
    version: options.version,
    createdAt: options.now,
    migrations: source.migrations.map(({ name, sha256 }) => ({ name, sha256 })),
    tables: tables.map(({ name, columns }) => ({ name, columns: [...columns] })),
  }
  const entries: ArchiveEntry[] = [await archive.bytes(HEAD_NAME, json(head))]
  const rows: Record<string, number> = {}
  const heads: BackupManifest['heads'] = []
  for (const table of tables) {
    let [count, part] = [0, 0]
    let lines: string[] = []
    let size = 0
    const flush = async (): Promise<void> => {
      if (lines.length === 0) return
      part += 1
      entries.push(await archive.bytes(`tables/${table.name}/${String(part).padStart(6, '0')}.jsonl`, `${lines.join('\n')}\n`))
      lines = []
      size = 0
    }
    for await (const batch of source.rows(table)) {
      for (const line of batch) {
        if (table.name === 'tenant') heads.push(headOf(line))
        lines.push(line)
        size += line.length
        if (size >= ENTRY_BYTES) await flush()
      }
      count += batch.length
    }
    await flush()
    rows[table.name] = count
  }
  // After the rows: what they name was there when they were written, and is never changed.
  const files = keptFiles(options.dataDir)
  for (const name of files) {
    // Only what no row names any more is ever swept away.
    const path = join(options.dataDir, name)
    if (existsSync(path)) entries.push(await archive.file(`files/${name}`, path))
  }
  await archive.bytes(MANIFEST_NAME, json({ entries, rows, heads } satisfies BackupManifest))
  return { tenants: source.tenants, rows: Object.values(rows).reduce((sum, count) => sum + count, 0), files: files.length }
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`

function headOf(line: string): BackupManifest['heads'][number] {
  const { id, seq, head } = JSON.parse(line) as { readonly id: string; readonly seq: number; readonly head: string }
  return { tenant: id, seq, hash: head.replace(/^\\x/, '') }
}

/** Folders of the data folder that belong to the installation. The database has its own way into the backup; the rest passes. */
const KEPT = ['blobs', 'keys'] as const

/** Files below these folders, by path inside the data folder; what is still coming in does not count. */
export function keptFiles(dataDir: string): readonly string[] {
  const found: string[] = []
  const walk = (folder: string): void => {
    for (const entry of readdirSync(join(dataDir, folder), { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const name = `${folder}/${entry.name}`
      if (entry.isDirectory() && entry.name !== 'incoming') walk(name)
      else if (entry.isFile() && isSafeName(name)) found.push(name)
    }
  }
  for (const folder of KEPT) if (existsSync(join(dataDir, folder))) walk(folder)
  return found
}
