import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const WEB = join(ROOT, 'apps', 'web')
/** What the built pages are made of. Of the packages only sources that the pages could import. */
const SOURCES = ['apps/web', 'packages/contract/src', 'packages/core/src', 'package-lock.json']
/** Says in the built folder which state of the sources it was made of: a hash over their bytes, and one over their sizes and times. */
const MARK = '.built-from'

export type WebState =
  | { readonly kind: 'ready'; readonly folder: string; readonly builtMs: number | null }
  | { readonly kind: 'failed'; readonly said: string }

/**
 * Brings the built pages up to date with their sources. What was built stays until the new one is whole. `say` is told before a build,
 * which takes some seconds.
 */
export async function buildWhenStale(say: (message: string) => void): Promise<WebState> {
  const folder = join(WEB, 'dist')
  const files = SOURCES.flatMap((source) => filesOf(join(ROOT, source)))
  const times = timesHash(files)
  const [builtFrom = '', builtAt] = existsSync(join(folder, 'index.html')) ? read(join(folder, MARK)).split('\n') : []
  if (builtAt === times) return { kind: 'ready', folder, builtMs: null }
  const hash = sourcesHash(files)
  if (builtFrom === hash) {
    noteTimes(join(folder, MARK), hash, times)
    return { kind: 'ready', folder, builtMs: null }
  }
  say(existsSync(folder) ? 'the web pages have changed and are built anew ...' : 'builds the web pages, once ...')
  const begun = performance.now()
  const made = join(WEB, `.dist-${process.pid}`)
  try {
    const { code, said } = await vite(['build', '--outDir', made, '--emptyOutDir', '--logLevel', 'warn'])
    if (code !== 0) return { kind: 'failed', said }
    writeFileSync(join(made, MARK), `${hash}\n${times}`)
    replace(made, folder)
    return { kind: 'ready', folder, builtMs: Math.round(performance.now() - begun) }
  } catch (error) {
    return { kind: 'failed', said: error instanceof Error ? error.message : String(error) }
  } finally {
    rmSync(made, { recursive: true, force: true })
  }
}

/** Of two first starts at once the later one wins; both built the same. */
function replace(made: string, folder: string): void {
  const old = `${made}-old`
  mkdirSync(folder, { recursive: true })
  renameSync(folder, old)
  renameSync(made, folder)
  rmSync(old, { recursive: true, force: true })
}

function vite(args: readonly string[]): Promise<{ readonly code: number; readonly said: string }> {
  return new Promise((resolve, reject) => {
    const program = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js')
    const child = spawn(process.execPath, [program, ...args], { cwd: WEB, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    const keep = (data: Buffer): void => {
      said = (said + data.toString('utf8')).slice(-8_000)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? 1, said }))
  })
}

/** Hash over path and bytes of every source. About 30 ms for 500 files. */
function sourcesHash(files: readonly string[]): string {
  const hash = createHash('sha256')
  for (const file of files) hash.update(file.slice(ROOT.length)).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}

/** Hash over path, size and times of every source: the same means that nothing was changed, without reading them. */
function timesHash(files: readonly string[]): string {
  const hash = createHash('sha256')
  for (const file of files) {
    const { size, mtimeMs, ctimeMs } = statSync(file)
    hash.update(`${file.slice(ROOT.length)} ${size} ${mtimeMs} ${ctimeMs}\n`)
  }
  return hash.digest('hex')
}

/** Lets the next start find at once that nothing was changed; where the folder cannot be written it only takes longer. */
function noteTimes(mark: string, hash: string, times: string): void {
  try {
    writeFileSync(mark, `${hash}\n${times}`)
  } catch {
    // Read-only.
  }
}

const LEFT_OUT = /^(dist|node_modules|\..*)$|\.test\.tsx?$|\.test-support\.tsx?$|\.md$/

function filesOf(path: string): string[] {
  if (!existsSync(path)) return []
  const found: string[] = []
  const walk = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      if (LEFT_OUT.test(entry.name)) continue
      if (entry.isDirectory()) walk(join(folder, entry.name))
      else if (entry.isFile()) found.push(join(folder, entry.name))
    }
  }
  if (path.endsWith('.json')) return [path]
  walk(path)
  return found
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
