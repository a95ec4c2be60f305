import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parseCommand } from '../apps/cli/src/command.ts'
import { findCommand } from '../apps/cli/src/commands.ts'
import { CONSISTENCY_RULES } from '../packages/core/src/position/index.ts'
import { cliGuide } from '../scripts/write-cli-guide.ts'
import { sheetGuide } from '../scripts/write-sheet-guide.ts'
import { pagesWithExcerpts, withExcerpts } from '../scripts/write-excerpts.ts'

const ROOT = fileURLToPath(new URL('../', import.meta.url))
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8')

const pages: readonly string[] = [
  ...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
].sort()

/** Text outside code blocks and code spans. */
const prose = (text: string): string =>
  text
    .replace(/^```[\s\S]*?^```$/gm, '')
    .replace(/^ {4}.*$/gm, '')
    .replace(/`[^`\n]*`/g, '')

/** Anchor of a heading as GitHub makes it. */
const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replace(/ /g, '-')

const anchors = (file: string): ReadonlySet<string> =>
  new Set(
    [
      ...read(file)
        .replace(/^```[\s\S]*?^```$/gm, '')
        .matchAll(/^#+ (.+)$/gm),
    ].map(([, heading]) => anchor(heading ?? '')),
  )

interface LinkInPage {
  readonly page: string
  readonly target: string
}

const links: readonly LinkInPage[] = pages.flatMap((page) =>
  [...prose(read(page)).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = '']) => (/^[a-z]+:/.test(target) ? [] : [{ page, target }])),
)

test('there are pages and links to look at', () => {
  expect(pages.length).toBeGreaterThan(25)
  expect(links.length).toBeGreaterThan(60)
})

test('every relative link leads to a file, and every anchor to a heading', () => {
  const broken = links.filter(({ page, target }) => {
    const [path = '', fragment] = target.split('#')
    const file = path === '' ? page : join(dirname(page), path)
    if (relative(ROOT, join(ROOT, file)).startsWith('..') || !existsSync(join(ROOT, file))) return true
    return fragment !== undefined && !anchors(file).has(fragment)
  })
  expect(broken).toEqual([])
})

test('every picture of the guide is shown by some page, and all together stay small', () => {
  const folder = join(ROOT, 'docs/guide/pictures')
  const pictures = readdirSync(folder).map((name) => join('docs/guide/pictures', name))
  const shown = new Set(links.map(({ page, target }) => join(dirname(page), target)))
  expect(pictures.length).toBeGreaterThan(10)
  expect(pictures.filter((picture) => !shown.has(picture))).toEqual([])
  expect(pictures.reduce((sum, picture) => sum + statSync(join(ROOT, picture)).size, 0)).toBeLessThan(3_000_000)
})

/** Words of a shell command up to a pipe, redirection, comment or the next command; quotes as a shell takes them. */
function shellWords(line: string): string[] {
  const words: string[] = []
  for (const [, double, single, bare] of line.matchAll(/"([^"]*)"|'([^']*)'|([^\s"']+)/g)) {
    if (bare !== undefined && /^(\||>|<|&&|;|#)/.test(bare)) break
    words.push(double ?? single ?? bare ?? '')
  }
  return words
}

const commands: readonly { readonly page: string; readonly line: string }[] = pages.flatMap((page) =>
  [...read(page).matchAll(/\.\/caponier((?:[ \t]+(?:"[^"\n]*"|'[^'\n]*'|[^\s`"']+))+)/g)].map(([, rest = '']) => ({
    page,
    line: rest.trim(),
  })),
)

describe('commands named in the documentation', () => {
  test('there are many', () => expect(commands.length).toBeGreaterThan(60))

  test.each(commands)('$page: ./caponier $line', ({ line }) => {
    const words = shellWords(line)
    if (words[0] === 'ARGS' || words[0] === '--help') return
    const found = findCommand(words[0] === 'help' ? words.slice(1) : words)
    expect(found?.entry.words.join(' '), `no command in "${line}"`).toBeTypeOf('string')
  })

  test.each(commands)('$page: the options of ./caponier $line exist', async ({ line }) => {
    const words = shellWords(line)
    const found = findCommand(words)
    if (found === undefined) return
    const command = await found.entry.load()
    const named = found.rest.filter((word) => word.startsWith('--') && word.length > 2).map((word) => word.slice(2).split('=')[0] ?? '')
    for (const name of named) expect([...Object.keys(command.options), 'help']).toContain(name)
    if (named.length > 0 || found.rest.length >= command.positionals.least) expect(() => parseCommand(command, found.rest)).not.toThrow()
  })
})

test('the CLI guide is current (else run: node scripts/write-cli-guide.ts)', async () => {
  const text = read('docs/guide/cli.md')
  expect(await cliGuide(text)).toBe(text)
})

test('the columns in the guide to spreadsheets are current (else run: node scripts/write-sheet-guide.ts)', () => {
  const text = read('docs/guide/spreadsheets.md')
  expect(sheetGuide(text)).toBe(text)
})

test('output shown in the documentation is what the program prints (else run: node scripts/write-excerpts.ts)', async () => {
  const shown = pagesWithExcerpts()
  expect(shown).toContain('README.md')
  for (const page of shown) expect(await withExcerpts(read(page))).toBe(read(page))
})

test('every rule of the consistency check is explained, in its order and with its severity', () => {
  const rows = [...read('docs/method/consistency.md').matchAll(/^\| `([a-z-]+)` \| (high|medium|low)/gm)].map(([, id, severity]) => ({
    id,
    severity,
  }))
  expect(rows).toEqual(CONSISTENCY_RULES.map(({ id, severity }) => ({ id, severity })))
})

test('every test that the threat model names exists under that name', () => {
  const named = [...read('docs/threat-model.md').matchAll(/`([\w./-]+\.test\.ts)`((?:[:;] "[^"]+")+)/g)].flatMap(
    ([, file = '', names = '']) => [...names.matchAll(/"([^"]+)"/g)].map(([, name = '']) => ({ file, name })),
  )
  expect(named.length).toBeGreaterThan(18)
  expect(named.filter(({ file, name }) => !read(file).includes(`'${name}'`))).toEqual([])
})

test('NOTICE names every package that is installed for use', () => {
  const notice = read('NOTICE')
  const lock = JSON.parse(read('package-lock.json')) as {
    packages: Record<string, { dev?: boolean; devOptional?: boolean; link?: boolean }>
  }
  const names = Object.entries(lock.packages).flatMap(([path, entry]) => {
    const isOurs = !path.startsWith('node_modules/') || entry.link === true
    return isOurs || entry.dev === true || entry.devOptional === true
      ? []
      : [path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)]
  })
  expect(names.length).toBeGreaterThan(10)
  expect(names.filter((name) => !notice.includes(name.replace(/-(linux|darwin|win32|android)-[a-z0-9-]+$/, '')))).toEqual([])
})

interface Shape {
  readonly properties?: Readonly<Record<string, Shape>>
  readonly items?: Shape
  readonly anyOf?: readonly Shape[]
}

/** Names of all keys below a shape of the published schema. */
function keysOf(shape: Shape): readonly string[] {
  return [
    ...Object.entries(shape.properties ?? {}).flatMap(([key, inner]) => [key, ...keysOf(inner)]),
    ...(shape.items === undefined ? [] : keysOf(shape.items)),
    ...(shape.anyOf ?? []).flatMap(keysOf),
  ]
}

test('every key of the workspace is explained under its heading', () => {
  const guide = read('docs/guide/workspace.md')
  const schema = JSON.parse(read('schemas/workspace.schema.json')) as Shape
  const lifetime = new Set(['from', 'until', 'recordedAt'])
  let seen = 0
  for (const [key, shape] of Object.entries(schema.properties ?? {})) {
    const keys = [...new Set(keysOf(shape))]
    if (keys.length === 0) {
      expect(guide).toContain(`| \`${key}\` |`)
      continue
    }
    const section = guide.split(new RegExp(`^### ${key}$`, 'm'))[1]?.split(/^##+ /m)[0] ?? ''
    for (const name of keys) {
      if (lifetime.has(name) && section.includes('lifetime')) continue
      expect(section, `${key}.${name}`).toMatch(new RegExp(`\`[^\`]*\\b${name}\\b[^\`]*\``))
      seen += 1
    }
  }
  expect(seen).toBeGreaterThan(150)
})

test('nothing in the documentation names this machine', () => {
  expect(pages.filter((page) => /\/work\/|\/tmp\/|\.\.\/shared/.test(read(page)))).toEqual([])
})
