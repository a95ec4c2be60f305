import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from '../apps/cli/src/terminal.test-support.ts'

/**
 * Pages show real output: a mark `<!-- output of: ARGS, lines 1-9 -->` stands before a text block, which holds these lines of
 * `./caponier ARGS` as a screen of 120 columns shows them. The as-of date in ARGS keeps the output from depending on today.
 */
const EXCERPT = /<!-- output of: (?<command>.+), lines (?<first>\d+)-(?<last>\d+) -->\n```text\n[\s\S]*?^```$/gm

const ROOT = fileURLToPath(new URL('../', import.meta.url))

/** Pages that show output, relative to the project's root. */
export const pagesWithExcerpts = (): string[] =>
  [
    'README.md',
    ...readdirSync(join(ROOT, 'docs/guide'))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `docs/guide/${name}`),
  ].filter((page) => readFileSync(join(ROOT, page), 'utf8').search(EXCERPT) >= 0)

/** A page with every excerpt made anew. */
export async function withExcerpts(text: string): Promise<string> {
  let result = ''
  let at = 0
  for (const found of text.matchAll(EXCERPT)) {
    const { command = '', first = '1', last = '1' } = found.groups ?? {}
    const lines = (await outputOf(command)).split('\n').slice(Number(first) - 1, Number(last))
    result += `${text.slice(at, found.index)}<!-- output of: ${command}, lines ${first}-${last} -->\n\`\`\`text\n${lines.map((line) => line.trimEnd()).join('\n')}\n\`\`\``
    at = found.index + found[0].length
  }
  return result + text.slice(at)
}

const wordsOf = (command: string): string[] => [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '')

/** Paths in a command are relative to the project's root, wherever this runs; `assess` writes its files aside. */
async function outputOf(command: string): Promise<string> {
  const words = wordsOf(command).map((word) => (word.startsWith('examples/') ? join(ROOT, word) : word))
  const aside = mkdtempSync(join(tmpdir(), 'caponier-excerpt-'))
  try {
    const { exit, out, err } = await run(...words, ...(words[0] === 'assess' ? ['--out', aside] : []))
    if (exit !== 0) throw new Error(`./caponier ${command} ended with ${exit}: ${err}`)
    return out
  } finally {
    rmSync(aside, { recursive: true })
  }
}

if (import.meta.main) {
  for (const page of pagesWithExcerpts()) {
    const path = join(ROOT, page)
    writeFileSync(path, await withExcerpts(readFileSync(path, 'utf8')))
    process.stdout.write(`${page}\n`)
  }
}
