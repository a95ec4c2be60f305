import { createHash } from 'node:crypto'
import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import { migrationTexts } from '@caponier/store/migrate'
import { BACKUP_FORMAT, BackupHead, BackupManifest, HEAD_NAME, MANIFEST_NAME } from './archive/manifest.ts'
import { DamagedArchive, entryText, readArchive } from './archive/read-archive.ts'
import { fileProblem } from './file-problem.ts'

export interface CheckedArchive {
  readonly head: BackupHead
  readonly manifest: BackupManifest
}

const MOST_TEXT = 64_000_000

/** Reads a whole backup before anything of it is used: every entry is there, has its hash, and this program knows its schema. */
export async function checkArchive(file: string): Promise<Result<CheckedArchive>> {
  const damaged = (reason: string): Result<never> =>
    fail({
      kind: 'environment',
      message: `${file} is no whole backup of Caponier: ${reason}. Nothing was changed.`,
      mend: 'take another copy of it, or an earlier backup',
    })
  let head: BackupHead | undefined
  let manifest: BackupManifest | undefined
  const seen: BackupManifest['entries'] = []
  try {
    for await (const entry of readArchive(file)) {
      if (manifest !== undefined) return damaged('something stands behind its end')
      if (entry.name === MANIFEST_NAME) {
        manifest = BackupManifest.parse(JSON.parse(await entryText(entry, MOST_TEXT)))
        continue
      }
      const hash = createHash('sha256')
      if (entry.name === HEAD_NAME) {
        const text = await entryText(entry, MOST_TEXT)
        const format: unknown = (JSON.parse(text) as { readonly caponierBackup?: unknown }).caponierBackup
        if (typeof format === 'number' && format > BACKUP_FORMAT) return newer(file, `format ${format}`)
        head = BackupHead.parse(JSON.parse(text))
        hash.update(text)
      } else for await (const chunk of entry.chunks) hash.update(chunk)
      if (head === undefined) return damaged('it does not begin as one')
      seen.push({ name: entry.name, size: entry.size, sha256: hash.digest('hex') })
    }
  } catch (error) {
    const problem = fileProblem(error, file, 'read the backup')
    if (problem !== undefined) return fail(problem)
    if (error instanceof DamagedArchive) return damaged(error.message)
    if (error instanceof SyntaxError || (error instanceof Error && error.name === 'ZodError'))
      return damaged('its description cannot be read')
    throw error
  }
  if (head === undefined || manifest === undefined) return damaged('its end is missing')
  if (JSON.stringify(manifest.entries) !== JSON.stringify(seen)) return damaged('its parts are not those of its list')
  return checkMigrations(file, { head, manifest })
}

function checkMigrations(file: string, checked: CheckedArchive): Result<CheckedArchive> {
  const known = new Map(migrationTexts().map((one) => [one.name, one.sha256]))
  const unknown = checked.head.migrations.filter((one) => !known.has(one.name))
  if (unknown.length > 0) return newer(file, `migration ${unknown.map((one) => one.name).join(', ')}`)
  const changed = checked.head.migrations.filter((one) => known.get(one.name) !== one.sha256)
  if (changed.length === 0) return ok(checked)
  return fail({
    kind: 'environment',
    message: `${file} was made with other texts of migration ${changed.map((one) => one.name).join(', ')}. Nothing was changed.`,
    mend: 'restore it with the program that made it; a migration is never edited after a release',
  })
}

const newer = (file: string, what: string): Result<never> =>
  fail({
    kind: 'environment',
    message: `${file} was made by a newer Caponier (${what}). Nothing was changed.`,
    mend: 'restore it with that version or a later one',
  })
