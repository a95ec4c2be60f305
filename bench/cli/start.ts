import { spawnSync } from 'node:child_process'
import { type Benchmark, timed } from '../benchmark.ts'
import { CAPONIER, ROOT } from '../root.ts'

export const cliStart: Benchmark = {
  key: 'cli_start_ms',
  what: './caponier --help from a clone, warm, the whole child process',
  unit: 'ms',
  aim: 500,
  headline: 'median',
  measure: async () => {
    const help = (): void => {
      const run = spawnSync(CAPONIER, ['--help'], { cwd: ROOT, encoding: 'utf8' })
      if (run.status !== 0 || !run.stdout.includes('caponier COMMAND')) throw new Error(`./caponier --help failed: ${run.stderr}`)
    }
    return { values: await timed(help, 10, 2), input: { command: './caponier --help' } }
  },
}
