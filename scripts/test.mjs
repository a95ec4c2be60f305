#!/usr/bin/env node
// Everything that `npm test` runs, in order. Stops at the first step that fails, with its exit code.
// CAPONIER_FUZZ_SECONDS: hostile input per reader, 20 seconds where nothing is said; CI gives each a minute. CAPONIER_QUICK=1: 5 seconds.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
const BIN = join(ROOT, 'node_modules', '.bin')
const NODE = process.execPath
const FUZZ_SECONDS = process.env.CAPONIER_FUZZ_SECONDS ?? (process.env.CAPONIER_QUICK === undefined ? '20' : '5')

const STEPS = [
  { name: 'types', what: 'tsc, strict', command: [join(BIN, 'tsc'), '--noEmit', '-p', 'tsconfig.json'] },
  { name: 'types of the pages', what: 'tsc, strict', command: [join(BIN, 'tsc'), '--noEmit', '-p', 'apps/web/tsconfig.json'] },
  { name: 'lint', what: 'oxlint, type-aware', command: [join(BIN, 'oxlint'), '--type-aware', '--deny-warnings'] },
  { name: 'format', what: 'oxfmt', command: [join(BIN, 'oxfmt'), '--check', '.'] },
  { name: 'unused', what: 'knip: files, exports, dependencies', command: [join(BIN, 'knip')] },
  { name: 'content', what: 'caponier content lint', command: [NODE, 'apps/cli/src/main.ts', 'content', 'lint'] },
  { name: 'tests', what: 'vitest', command: [join(BIN, 'vitest'), 'run'] },
  {
    name: 'journeys',
    what: 'vitest, a real browser against a real server',
    command: [join(BIN, 'vitest'), 'run', '-c', 'vitest.e2e.config.ts'],
  },
  {
    name: 'fuzz',
    what: `hostile input, ${FUZZ_SECONDS} s for each reader`,
    command: [NODE, 'scripts/fuzz.ts', '--seed', '65206', '--seconds', FUZZ_SECONDS],
  },
  { name: 'package', what: 'the published form, packed, installed, used', command: [NODE, 'scripts/pack-smoke.mjs'] },
]

const started = Date.now()
const times = []
for (const [index, step] of STEPS.entries()) {
  process.stdout.write(`\n=== ${index + 1}/${STEPS.length} ${step.name}: ${step.what}\n`)
  const begin = Date.now()
  const [program, ...args] = step.command
  const env = { ...process.env, PATH: `${dirname(NODE)}:${BIN}:${process.env.PATH ?? ''}` }
  const run = spawnSync(program, args, { cwd: ROOT, stdio: 'inherit', env })
  const took = seconds(begin)
  if (run.status !== 0) {
    const why = run.error === undefined ? (run.signal === null ? `exit code ${run.status}` : `signal ${run.signal}`) : run.error.message
    process.stdout.write(`=== ${step.name} failed after ${took}: ${why}; the steps after it were not run\n`)
    process.exit(run.status ?? 1)
  }
  times.push(`${step.name} ${took}`)
  process.stdout.write(`=== ${step.name} passed in ${took}\n`)
}
process.stdout.write(`\nall ${STEPS.length} steps passed in ${seconds(started)}: ${times.join(', ')}\n`)

function seconds(since) {
  return `${((Date.now() - since) / 1_000).toFixed(1)} s`
}
