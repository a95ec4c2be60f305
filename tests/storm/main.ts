// The long storm: a hundred kills while people write. Usage: npm run storm [-- --kills 100 --seed 1 --writers 6]
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { killLeftovers } from '../server-process.test-support.ts'
import { storm } from './storm.ts'

const { values } = parseArgs({ options: { kills: { type: 'string' }, seed: { type: 'string' }, writers: { type: 'string' } } })
const dataDir = mkdtempSync(join(tmpdir(), 'caponier-storm-'))
try {
  const report = await storm({
    dataDir: join(dataDir, 'data'),
    kills: Number(values.kills ?? 100),
    seed: Number(values.seed ?? 1),
    writers: Number(values.writers ?? 6),
    say: (message) => void process.stderr.write(`${message}\n`),
  })
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
  process.exitCode = report.lost.length === 0 && report.faults === '' ? 0 : 1
} finally {
  killLeftovers()
  rmSync(dataDir, { recursive: true, force: true })
}
