import { readdirSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { describe, expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..')

/** Who may import whom among our own packages (ARCHITECTURE.md, section 1). A package that is not here fails the test. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'packages/core': [],
  'packages/wire': [],
  'packages/content': ['@caponier/core'],
  'packages/formats': ['@caponier/core'],
  'packages/reports': ['@caponier/core'],
  'packages/offline': ['@caponier/core', '@caponier/content', '@caponier/wire', '@caponier/formats', '@caponier/reports'],
  'packages/contract': ['@caponier/core'],
  'packages/store': ['@caponier/core'],
  'packages/app': [
    '@caponier/contract',
    '@caponier/core',
    '@caponier/content',
    '@caponier/wire',
    '@caponier/formats',
    '@caponier/reports',
    '@caponier/offline',
    '@caponier/store',
  ],
  'apps/server': ['@caponier/app', '@caponier/contract', '@caponier/core', '@caponier/store', '@caponier/formats'],
  'apps/cli': ['@caponier/offline', '@caponier/contract'],
  'apps/web': ['@caponier/contract', '@caponier/core'],
}

/** Outside packages of the pure ones, whatever their package.json says; for the others it is their package.json that counts. */
const OUTSIDE: Readonly<Record<string, readonly string[]>> = { 'packages/core': ['zod', 'temporal-polyfill'], 'packages/wire': [] }

/** Where node: built-ins are forbidden; the exceptions are the files that read folders. */
const WITHOUT_BUILTINS: Readonly<Record<string, readonly string[]>> = { 'packages/core': [], 'packages/wire': ['src/zeek/folder.ts'] }

/**
 * Test code: `*.test.ts`, and `*.test-support.ts` and `*.arbitrary.ts` that only tests import. It may also use vitest, fast-check and
 * built-ins, and read files of the project. The direction between our packages binds it all the same, but for what TEST_ALLOWED says.
 */
const isTestCode = (file: string): boolean => /\.(test|test-support|arbitrary)\.tsx?$/.test(file)
const TEST_PACKAGES = new Set(['vitest', 'fast-check', 'pdfjs-dist', 'yaml'])
/** A report is tested on the real frameworks and laws. */
const TEST_ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'packages/reports': ['@caponier/content'],
  'apps/server': ['@caponier/content', '@caponier/store'],
}

/** Names that could hold anything. `services.ts` is fine: network services are a thing. */
const FORBIDDEN_NAMES = /^(.*-)?(utils?|helpers?|common|managers?|service|misc|shared|stuff)(\.[a-z-]+)?\.tsx?$/
/** In lines. Tables of cases make test code longer. */
const LONGEST = { code: 350, test: 600, words: 700 }
/** Messages of the screens: a table of words, one file a slice. */
const isWords = (file: string): boolean => /^src\/i18n\/(en|de)\//.test(file)
/** Asks again for one of our own files that could not be fetched; its address is what the browser named. */
const COMPUTED_IMPORTS = ['apps/web/src/router/lazy-screen.ts']
/** Written by a script from the database: as long as the schema has tables, one interface each. A test holds it against the schema. */
const GENERATED: ReadonlySet<string> = new Set(['packages/store/src/schema/database.ts'])

interface SourceFile {
  /** `packages/core` and the like. */
  readonly owner: string
  /** Inside the owner, with forward slashes. */
  readonly file: string
  readonly text: string
}

const SOURCES = ['packages', 'apps'].flatMap((group) =>
  readdirSync(join(ROOT, group), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => sourcesOf(`${group}/${entry.name}`)),
)

function sourcesOf(owner: string): SourceFile[] {
  return readdirSync(join(ROOT, owner, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
    .map((file) => ({ owner, file: `src/${file.split(sep).join('/')}`, text: readFileSync(join(ROOT, owner, 'src', file), 'utf8') }))
}

const place = ({ owner, file }: SourceFile): string => `${owner}/${file}`

/** Comments out, so that examples in them are not taken for imports. Strings that look like comments only lose text. */
const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')

/** Every module named in import, export-from and dynamic import, types included. */
function specifiers(text: string): string[] {
  const code = withoutComments(text)
  const forms = [
    /^\s*(?:import|export)\b[\w\s{},*$]*?\bfrom\s*['"]([^'"\n]+)['"]/gm,
    /^\s*import\s*['"]([^'"\n]+)['"]/gm,
    /\bimport\s*\(\s*['"]([^'"\n]+)['"]\s*\)/g,
  ]
  return forms.flatMap((form) => [...code.matchAll(form)].map((match) => match[1] ?? ''))
}

/** `@scope/name` or `name` of an import that is neither relative nor built in. */
const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

const dependenciesOf = (owner: string): ReadonlySet<string> => {
  const { dependencies = {} } = JSON.parse(readFileSync(join(ROOT, owner, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>
  }
  return new Set(Object.keys(dependencies))
}

interface Import extends SourceFile {
  readonly specifier: string
}

const IMPORTS = SOURCES.flatMap((source) => specifiers(source.text).map((specifier): Import => ({ ...source, specifier })))
const isRelative = (specifier: string): boolean => specifier.startsWith('.')
const outside = (one: Import): boolean => !isRelative(one.specifier) && !isBuiltin(one.specifier)
const told = (list: readonly Import[]): string[] => list.map((one) => `${place(one)} imports ${one.specifier}`)

describe('the import boundaries', () => {
  test('what is read is the whole project, not an empty folder', () => {
    expect(SOURCES.length).toBeGreaterThan(100)
    expect(IMPORTS.length).toBeGreaterThan(300)
    expect([...new Set(SOURCES.map((source) => source.owner))].toSorted()).toEqual(Object.keys(ALLOWED).toSorted())
    // An import that is written in a way the patterns do not see would pass unchecked.
    const unseen = SOURCES.filter(({ text }) => /\bimport\s*\((?!\s*['"][^'"\n]+['"]\s*\))|\brequire\s*\(/.test(withoutComments(text)))
    expect(unseen.map(place)).toEqual(COMPUTED_IMPORTS)
  })

  test('every form of import is recognised', () => {
    const text = [
      "import { a } from 'one'",
      'import type { b } from "two"',
      "import 'three'",
      "export * from './four.ts'",
      "export type {\n  c,\n} from './five.ts'",
      "const d = await import('six')",
      "let e: import('seven').E",
      "// import 'not'",
      "/* export * from 'not' */",
    ].join('\n')
    expect(specifiers(text).toSorted()).toEqual(['./five.ts', './four.ts', 'one', 'seven', 'six', 'three', 'two'])
  })

  test('our own packages import one another only in the allowed direction, and only what their package.json names', () => {
    const own = IMPORTS.filter((one) => one.specifier.startsWith('@caponier/'))
    expect(own.length).toBeGreaterThan(100)
    const forTests = (one: Import): boolean => isTestCode(one.file) && (TEST_ALLOWED[one.owner] ?? []).includes(packageOf(one.specifier))
    const checked = own.filter((one) => !forTests(one))
    expect(told(checked.filter((one) => !(ALLOWED[one.owner] ?? []).includes(packageOf(one.specifier))))).toEqual([])
    expect(told(checked.filter((one) => !dependenciesOf(one.owner).has(packageOf(one.specifier))))).toEqual([])
    for (const [owner, allowed] of Object.entries(ALLOWED)) {
      const declared = [...dependenciesOf(owner)].filter((name) => name.startsWith('@caponier/'))
      expect({ owner, beyond: declared.filter((name) => !allowed.includes(name)) }).toEqual({ owner, beyond: [] })
    }
  })

  test('outside packages are those that package.json names, in core zod and temporal-polyfill alone, in wire none', () => {
    const foreign = IMPORTS.filter((one) => outside(one) && !one.specifier.startsWith('@caponier/'))
    const mayUse = (one: Import): boolean => {
      const name = packageOf(one.specifier)
      if (isTestCode(one.file) && TEST_PACKAGES.has(name)) return true
      return dependenciesOf(one.owner).has(name) && (OUTSIDE[one.owner]?.includes(name) ?? true)
    }
    expect(foreign.length).toBeGreaterThan(20)
    expect(told(foreign.filter((one) => !mayUse(one)))).toEqual([])
  })

  test('no relative import leaves its package or leads to nothing', () => {
    const files = new Set(SOURCES.map(place))
    const target = (one: Import): string =>
      relative(ROOT, resolve(ROOT, one.owner, dirname(one.file), one.specifier))
        .split(sep)
        .join('/')
    const relatives = IMPORTS.filter((one) => isRelative(one.specifier))
    expect(relatives.length).toBeGreaterThan(200)
    expect(
      told(relatives.filter((one) => !target(one).startsWith(`${one.owner}/`) || (/\.tsx?$/.test(target(one)) && !files.has(target(one))))),
    ).toEqual([])
    expect(told(relatives.filter((one) => !/\.(tsx?|json|css)$/.test(one.specifier)))).toEqual([])
  })

  test('core and wire do not touch the machine: no built-in modules but in the reader of folders', () => {
    const touching = IMPORTS.filter((one) => {
      const exceptions = WITHOUT_BUILTINS[one.owner]
      return exceptions !== undefined && isBuiltin(one.specifier) && !exceptions.includes(one.file) && !isTestCode(one.file)
    })
    expect(told(touching)).toEqual([])
    for (const [owner, exceptions] of Object.entries(WITHOUT_BUILTINS))
      for (const file of exceptions)
        expect(IMPORTS.some((one) => one.owner === owner && one.file === file && isBuiltin(one.specifier))).toBe(true)
  })

  test('what ships imports no test code', () => {
    const inward = IMPORTS.filter((one) => !isTestCode(one.file) && /\.(test|test-support|arbitrary)(\.ts)?$/.test(one.specifier))
    expect(told(inward)).toEqual([])
  })
})

describe('the style of files', () => {
  test(`no file is longer than ${LONGEST.code} lines, test code than ${LONGEST.test}`, () => {
    const files = SOURCES.map((source) => ({
      file: place(source),
      lines: source.text.trimEnd().split('\n').length,
      most: isTestCode(source.file) ? LONGEST.test : isWords(source.file) ? LONGEST.words : LONGEST.code,
    }))
    expect(files.filter((one) => one.lines > one.most && !GENERATED.has(one.file))).toEqual([])
  })

  test('no file has a name that says nothing', () => {
    expect(SOURCES.filter(({ file }) => FORBIDDEN_NAMES.test(basename(file))).map(place)).toEqual([])
    expect(['utils.ts', 'helper.ts', 'common.ts', 'date-utils.ts', 'service.test.ts'].every((name) => FORBIDDEN_NAMES.test(name))).toBe(
      true,
    )
  })

  test('no default export', () => {
    const found = SOURCES.filter(({ text }) => /^\s*export\s+default\b|\bas\s+default\b/m.test(withoutComments(text)))
    expect(found.map(place)).toEqual([])
  })
})
