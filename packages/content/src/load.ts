import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
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
 * is always seen. That hash is itself kept by one over sizes and times, so that files that nobody touched are not read again. A folder that
 * cannot be written to only costs time.
 */
export function loadContent(root: string = CONTENT_ROOT): Content {
  const shipped = root === CONTENT_ROOT ? compiledAt(SHIPPED) : null
  if (shipped !== null) return shipped
  const files = filesBelow(root, ['.yaml', '.json'])
  const times = timesHash(root, files)
  for (const folder of cacheFolders()) {
    const cached = compiledAt(join(folder, `content-${textAt(join(folder, `content-${times}.key`))}.json`))
    if (cached !== null) return cached
  }
  const key = folderHash(root, files)
  for (const folder of cacheFolders()) {
    const cached = compiledAt(join(folder, `content-${key}.json`))
    if (cached === null) continue
    store(folder, `content-${times}.key`, key)
    return cached
  }
  const content = compileContent(root)
  for (const folder of cacheFolders()) {
    if (store(folder, `content-${key}.json`, JSON.stringify(content)) && store(folder, `content-${times}.key`, key)) break
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

/** Hash over path, size and times of every file; writing to one changes at least its ctime. */
function timesHash(root: string, files: readonly string[]): string {
  const hash = createHash('sha256').update(`content-times-1\n${root}\n`)
  for (const file of files) {
    const { size, mtimeNs, ctimeNs, ino } = statSync(join(root, file), { bigint: true })
    hash.update(`${file} ${size} ${mtimeNs} ${ctimeNs} ${ino}\n`)
  }
  return hash.digest('hex').slice(0, 32)
}

function folderHash(root: string, files: readonly string[]): string {
  const hash = createHash('sha256').update('content-cache-1\n')
  for (const file of files)
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

function textAt(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function store(folder: string, name: string, text: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const path = join(folder, name)
    writeFileSync(`${path}.${process.pid}`, text, { mode: 0o600 })
    renameSync(`${path}.${process.pid}`, path)
    return true
  } catch {
    return false
  }
}
