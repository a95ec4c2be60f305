import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { assessBrenner } from './cli/assess.ts'
import { cliStart } from './cli/start.ts'
import { zeekConnRows } from './assets/conn-rows-per-second.ts'
import type { Benchmark, Measured } from './benchmark.ts'
import { contentLoad } from './framework/content-load.ts'
import { describeMachine } from './machine.ts'
import { positionChange, positionChangeInherited } from './position/change.ts'
import { positionFull } from './position/full.ts'
import { pdf100Pages } from './report/pdf.ts'
import { ROOT } from './root.ts'
import { type Figure, figureOf, table } from './figure.ts'
import { scopeCases } from './scope/cases-per-second.ts'
import * as useCases from './server/answers.ts'
import { bulk351, cockpit100, consistency100, list25, saveAnswer16, saveAnswerMedian, saveAnswerP95 } from './server/http-answers.ts'
import { import10k, pssMb, readyMs } from './server/http-process.ts'
import { SEED_FOLDER } from './server/seeded-folder.ts'

const BENCHMARKS: readonly Benchmark[] = [
  scopeCases,
  positionFull,
  positionChange,
  positionChangeInherited,
  assessBrenner,
  cliStart,
  zeekConnRows,
  pdf100Pages,
  contentLoad,
  useCases.saveAnswer,
  useCases.saveAnswer16,
  useCases.bulk351,
  useCases.list25,
  saveAnswerMedian,
  saveAnswerP95,
  saveAnswer16,
  bulk351,
  cockpit100,
  list25,
  consistency100,
  readyMs,
  pssMb,
  import10k,
]
const HELP = `npm run bench -- [--json] [--only KEY,KEY]

  --json        write bench/results.json and print it; without it a table is printed and nothing is written
  --only KEYS   only these figures: ${BENCHMARKS.map((one) => one.key).join(', ')}

A figure that misses its aim is shown, not failed. Exit code 1: a benchmark could not be measured. 2: wrong usage.
`

/** Measures one figure in a process of its own, so that none warms or burdens another. */
async function measureApart(benchmark: Benchmark, seed: string): Promise<Figure> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [import.meta.filename, '--measure', benchmark.key], {
      cwd: ROOT,
      env: { ...process.env, [SEED_FOLDER]: seed },
      maxBuffer: 64 * 2 ** 20,
    })
    return figureOf(benchmark, JSON.parse(stdout) as Measured)
  } catch (error) {
    const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : ''
    return figureOf(benchmark, {
      problem: stderr === '' ? String(error) : (stderr.split('\n').find((line) => line.includes('Error')) ?? stderr).slice(0, 300),
    })
  }
}

async function main(words: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...words],
    options: { json: { type: 'boolean' }, only: { type: 'string' }, measure: { type: 'string' }, help: { type: 'boolean' } },
  })
  if (values.help === true) {
    process.stdout.write(HELP)
    return 0
  }
  if (values.measure !== undefined) {
    const benchmark = BENCHMARKS.find((one) => one.key === values.measure)
    if (benchmark === undefined) return usage(values.measure)
    process.stdout.write(JSON.stringify(await benchmark.measure()))
    return 0
  }
  const wanted = values.only?.split(',') ?? BENCHMARKS.map((one) => one.key)
  const unknown = wanted.find((key) => BENCHMARKS.every((one) => one.key !== key))
  if (unknown !== undefined) return usage(unknown)
  const machine = describeMachine(ROOT)
  const figures: Figure[] = []
  const seed = mkdtempSync(join(tmpdir(), 'caponier-bench-'))
  try {
    for (const benchmark of BENCHMARKS.filter((one) => wanted.includes(one.key))) {
      process.stderr.write(`${benchmark.key} ...\n`)
      figures.push(await measureApart(benchmark, seed))
    }
  } finally {
    rmSync(seed, { recursive: true, force: true })
  }
  if (values.json === true) {
    const results = { ...Object.fromEntries(figures.map((figure) => [figure.key, figure.value])), machine, figures }
    const text = `${JSON.stringify(results, null, 2)}\n`
    writeFileSync(join(ROOT, 'bench', 'results.json'), text)
    process.stdout.write(text)
  } else process.stdout.write(table(machine, figures))
  return figures.some((figure) => figure.value === null) ? 1 : 0
}

function usage(key: string): number {
  process.stderr.write(`bench: there is no figure "${key}"\n\n${HELP}`)
  return 2
}

process.exitCode = await main(process.argv.slice(2))
