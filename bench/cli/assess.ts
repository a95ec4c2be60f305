import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Benchmark, timed } from '../benchmark.ts'
import { CAPONIER, ROOT } from '../root.ts'

const SAMPLE = 'examples/brenner-antriebstechnik'

export const assessBrenner: Benchmark = {
  key: 'assess_brenner_ms',
  what: './caponier assess on the sample manufacturer, the whole child process, position.json, report.pdf and report.xlsx written',
  unit: 'ms',
  aim: 2_000,
  headline: 'median',
  measure: async () => {
    const out = mkdtempSync(join(tmpdir(), 'caponier-bench-'))
    try {
      const assess = (): void => {
        const run = spawnSync(CAPONIER, ['assess', SAMPLE, '--out', out, '--as-of', '2026-11-01'], { cwd: ROOT, encoding: 'utf8' })
        if (run.status !== 0) throw new Error(`./caponier assess failed (${run.status}): ${run.stderr}`)
      }
      const values = await timed(assess, 5, 1)
      const bytes = (file: string): number => statSync(join(out, file)).size
      return { values, input: { positionBytes: bytes('position.json'), pdfBytes: bytes('report.pdf'), xlsxBytes: bytes('report.xlsx') } }
    } finally {
      rmSync(out, { recursive: true, force: true })
    }
  },
}
