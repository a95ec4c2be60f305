import { fail, ok, type Result } from '@caponier/core'
import type { Workspace } from '@caponier/core/company/index'
import { deterministicZip } from '../tables/deterministic-zip.ts'
import { inflateEntry, readDirectory } from '../tables/zip-directory.ts'
import { schemaText, workspaceFileSchema } from './file-schema.ts'
import { SCHEMA_FILE, workspaceFiles } from './layout.ts'
import { DEFAULT_LIMITS, type ReadLimits } from './limits.ts'
import { type LoadedWorkspace, parseWorkspaceFiles } from './read.ts'
import { invalid } from './validate.ts'

/** A workspace as the files of its folder, packed. Equal workspaces give equal bytes. */
export function workspaceZip(workspace: Workspace): Uint8Array {
  const encoder = new TextEncoder()
  const files = new Map([...workspaceFiles(workspace)].map(([file, text]) => [file, encoder.encode(text)]))
  files.set(SCHEMA_FILE, encoder.encode(schemaText(workspaceFileSchema())))
  return deterministicZip(files)
}

/** True for bytes that begin like a ZIP archive. */
export const looksLikeZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b

/** YAML packs well: a thousand answers that look alike shrink to a hundredth. */
const RATIO = 400
const DAMAGED = 'pack the folder again'

const refuse = (message: string, mend: string): Result<never> => fail(invalid('cannot be read', [{ path: '', message, mend }]))

/**
 * A packed workspace folder: every YAML file in it, wherever the archive puts it; hidden files and all others are left alone. Nothing
 * is written to disk, so names lead nowhere. Refused are archives that grow beyond their bounds, encrypted and damaged ones.
 */
export function parseWorkspaceZip(bytes: Uint8Array, limits: ReadLimits = DEFAULT_LIMITS): Result<Omit<LoadedWorkspace, 'skipped'>> {
  const directory = readDirectory(bytes, { archiveEntries: limits.files, damaged: DAMAGED })
  if (!directory.ok) return directory
  const wanted = directory.value.filter(({ name }) => /\.ya?ml$/i.test(name) && !/(^|\/)(\.|__MACOSX\/|node_modules\/)/.test(name))
  if (wanted.length === 0) return refuse('holds no YAML file', 'pack the folder that holds caponier.yaml')
  let total = 0
  const files: { file: string; bytes: Uint8Array }[] = []
  for (const entry of wanted) {
    total += entry.inflated
    if (entry.inflated > limits.fileBytes || total > limits.totalBytes)
      return refuse('unpacks to more than is read', 'this looks like an archive bomb; load an honest one at the server itself')
    if (entry.inflated > 1024 * 1024 && entry.inflated > entry.compressed * RATIO)
      return refuse(`grows more than ${RATIO} times in ${entry.name}`, 'this looks like an archive bomb')
    const inflated = inflateEntry(bytes, entry, DAMAGED)
    if (!inflated.ok) return inflated
    files.push({ file: entry.name, bytes: inflated.value })
  }
  const loaded = parseWorkspaceFiles(files, limits)
  return loaded.ok ? ok(loaded.value) : loaded
}
