import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Content } from '@caponier/core'
import { compileContent } from './compile.ts'
import { filesBelow } from './yaml-file.ts'

/** The content folder of a clone. */
export const CONTENT_ROOT = fileURLToPath(new URL('../../../content', import.meta.url))

/** The document that a published package brings beside the program, compiled when it was packed; a clone has none. */
const SHIPPED = fileURLToPath(new URL('./content.json', import.meta.url))

/**
 * Content, compiled once per state of the folder: the cache is keyed by a hash over every file's path and bytes, so a change
 * is always seen. A folder that cannot be written to only costs time.
 */
export function loadContent(root: string = CONTENT_ROOT): Content {
  const shipped = root === CONTENT_ROOT ? compiledAt(SHIPPED) : null
  if (shipped !== null) return shipped
  const key = folderHash(root)
  for (const folder of cacheFolders()) {
    const cached = compiledAt(join(folder, `content-${key}.json`))
    if (cached !== null) return cached
  }
  const content = compileContent(root)
  for (const folder of cacheFolders()) {
    if (store(folder, key, content)) break
  }
  return content
}

/** A compiled document, null when there is none or it was cut while being written. */
function compiledAt(path: string): Content | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Content
  } catch {
    return null
  }
}

function folderHash(root: string): string {
  const hash = createHash('sha256').update('content-cache-1\n')
  for (const file of filesBelow(root, ['.yaml', '.json']))
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0')
  return hash.digest('hex').slice(0, 32)
}

const cacheFolders = (): string[] => [
  fileURLToPath(new URL('../../../node_modules/.cache/caponier', import.meta.url)),
  join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'caponier'),
]

function store(folder: string, key: string, content: Content): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const path = join(folder, `content-${key}.json`)
    writeFileSync(`${path}.${process.pid}`, JSON.stringify(content), { mode: 0o600 })
    renameSync(`${path}.${process.pid}`, path)
    return true
  } catch {
    return false
  }
}
