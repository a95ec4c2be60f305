import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readZeekFolder } from '@caponier/wire'
import { type Benchmark, milliseconds } from '../benchmark.ts'
import { writeConnLog } from './conn-log.ts'

const ROWS = 1_000_000
const RUNS = 5

export const zeekConnRows: Benchmark = {
  key: 'zeek_conn_rows_per_s',
  what: 'rows of a Zeek conn.log (TSV) read from disk through the folder reader and summed into hosts and flows',
  unit: 'per s',
  aim: 500_000,
  headline: 'median',
  measure: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'caponier-bench-'))
    try {
      const bytes = writeConnLog(join(folder, 'conn.log'), ROWS)
      const values: number[] = []
      let input: Readonly<Record<string, number>> = {}
      const read = async (): Promise<void> => {
        const result = await readZeekFolder(folder)
        if (!result.ok) throw new Error(result.problem.message)
        const { rowsMapped, hosts, flows } = result.value
        if (rowsMapped !== ROWS) throw new Error(`${rowsMapped} of ${ROWS} rows were mapped`)
        input = { rows: rowsMapped, megabytes: Math.round(bytes / 1e6), hosts: hosts.length, flows: flows.length }
      }
      for (let run = 0; run < RUNS; run++) values.push((ROWS * 1_000) / (await milliseconds(read)))
      return { values, input }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}
