import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedCorpus } from './corpus.ts'
import type { Outcome } from './mutant-run.ts'
import { MUTATIONS, type Mutation } from './mutations.ts'

const CASES = 120
const CORE = fileURLToPath(new URL('../../packages/core/src', import.meta.url))
const MODULES = fileURLToPath(new URL('../../node_modules', import.meta.url))
const RUN = fileURLToPath(new URL('./mutant-run.ts', import.meta.url))

const folder = mkdtempSync(join(tmpdir(), 'caponier-mutations-'))
const corpusFile = join(folder, 'corpus.json')

beforeAll(() => {
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  symlinkSync(MODULES, join(folder, 'node_modules'))
  writeFileSync(corpusFile, JSON.stringify(fixedCorpus(CASES)))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Copies the core without its tests, applies the change, and says what a child process makes of it. */
async function outcomeOf(name: string, mutation: Mutation | null): Promise<Outcome> {
  const copy = join(folder, name)
  mkdirSync(copy)
  cpSync(CORE, copy, { recursive: true, filter: (path) => !path.endsWith('.test.ts') })
  if (mutation !== null) {
    const file = join(copy, 'position', mutation.file)
    writeFileSync(file, mutated(readFileSync(file, 'utf8'), mutation))
  }
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--no-warnings', RUN, corpusFile, join(copy, 'position', 'position.ts')],
    { timeout: 60_000, maxBuffer: 1e7 },
  )
  return JSON.parse(stdout) as Outcome
}

const occurrences = (source: string, find: string): number => source.split(find).length - 1
const mutated = (source: string, { find, replace }: Mutation): string => source.split(find).join(replace)

/** Two at a time, in order. */
async function outcomesOf(mutations: readonly Mutation[]): Promise<readonly (Outcome | { readonly failed: string })[]> {
  const outcomes: (Outcome | { readonly failed: string })[] = []
  const rest = mutations.map((mutation, index) => ({ mutation, index }))
  const work = async (): Promise<void> => {
    for (let next = rest.shift(); next !== undefined; next = rest.shift()) {
      const { mutation, index } = next
      outcomes[index] = await outcomeOf(`mutation-${index}`, mutation).catch((error: unknown) => ({ failed: String(error).slice(0, 600) }))
    }
  }
  await Promise.all([work(), work()])
  return outcomes
}

test('there are 50 mutations, and no two are alike', () => {
  expect(MUTATIONS.length).toBe(50)
  expect(new Set(MUTATIONS.map(({ file, find, replace }) => `${file}\n${find}\n${replace}`)).size).toBe(50)
  expect(MUTATIONS.filter(({ find, replace }) => find === replace)).toEqual([])
})

test('the source of every mutation still occurs exactly once', () => {
  const gone = MUTATIONS.flatMap(({ file, find, why }) => {
    const count = occurrences(readFileSync(join(CORE, 'position', file), 'utf8'), find)
    return count === 1 ? [] : [`${file}: "${find}" occurs ${count} times; write the mutation "${why}" into the code as it is now`]
  })
  expect(gone).toEqual([])
})

test('the unmutated core agrees with the naive evaluator on the whole corpus', async () => {
  expect(await outcomeOf('unmutated', null)).toEqual({ agrees: CASES })
})

test('every mutation of core/position is caught by the naive evaluator', async () => {
  const outcomes = await outcomesOf(MUTATIONS)
  const missed = MUTATIONS.flatMap(({ file, why }, index) => {
    const outcome = outcomes[index]
    return outcome !== undefined && 'caught' in outcome ? [] : [`${file}: ${why}: ${JSON.stringify(outcome)}`]
  })
  expect(missed).toEqual([])
})
