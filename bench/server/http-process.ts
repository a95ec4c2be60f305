import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Benchmark } from '../benchmark.ts'
import { milliseconds } from '../benchmark.ts'
import { asking, inputOf, onLargeServer } from './large-server.ts'
import { largeInstallation } from './seeded-folder.ts'
import { startServer } from './server-process.ts'
import { LARGE_SHAPE } from './large-tenant.ts'

export const readyMs: Benchmark = {
  key: 'ready_ms',
  what: "second start of the server process until the cockpit of the large tenant is answered, database and program's start included",
  unit: 'ms',
  aim: 2_000,
  headline: 'median',
  measure: async () => {
    const installation = await largeInstallation()
    try {
      const values: number[] = []
      for (let run = 0; run < 6; run++) {
        const server = await startServer(installation.dataDir)
        const { sites } = await asking(server, installation.session)<{ readonly sites: readonly object[] }>('GET', '/cockpit')
        if (run > 0) values.push(performance.now() - server.begun)
        await server.stop()
        if (sites.length !== 100) throw new Error('the cockpit is not that of the large tenant')
      }
      return { values, input: inputOf(installation) }
    } finally {
      installation.remove()
    }
  },
}

export const pssMb: Benchmark = {
  key: 'pss_mb',
  what: 'memory (PSS) of the server and all processes of its database, after cockpit, findings, lists and some answers',
  unit: 'MB',
  aim: 400,
  headline: 'median',
  measure: () =>
    onLargeServer(async ({ ask, server, installation }) => {
      for (let round = 0; round < 5; round++)
        for (const path of ['/cockpit', '/cockpit/findings', '/assessments?limit=25', '/zones?limit=25', '/assets?limit=25'])
          await ask('GET', path)
      const database = Number(readFileSync(join(installation.dataDir, 'database/cluster/postmaster.pid'), 'utf8').split('\n')[0])
      return [pssOf([server.pid, database]) / 1_000_000]
    }),
}

/** Bytes of these processes and of all that descend from them, shared pages counted in parts (Linux, proc(5)). */
function pssOf(roots: readonly number[]): number {
  const parentOf = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? textOf(`/proc/${name}/stat`) : ''
    const parent = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]
    if (parent !== undefined) parentOf.set(Number(name), Number(parent))
  }
  const within = (pid: number | undefined): boolean => pid !== undefined && pid > 1 && (roots.includes(pid) || within(parentOf.get(pid)))
  return [...parentOf.keys()]
    .filter(within)
    .reduce((sum, pid) => sum + Number(/^Pss:\s+(\d+) kB$/m.exec(textOf(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) * 1_024, 0)
}

/** Text of a file of a process; empty when it has ended. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

const ASSETS = 10_000

export const import10k: Benchmark = {
  key: 'import_10k_assets_ms',
  what: 'a CSV sheet of 10,000 new assets uploaded, previewed again with a mapping, and applied, over HTTP on a durable embedded database',
  unit: 'ms',
  aim: 5_000,
  headline: 'median',
  measure: () =>
    onLargeServer(async ({ ask }) => {
      const values: number[] = []
      await ask('GET', '/cockpit')
      for (let run = 0; run < 3; run++) {
        const bytes = Buffer.from(sheet(run))
        values.push(
          await milliseconds(async () => {
            const shown = await ask<{ readonly sheet: string }>('POST', '/assets/imports?name=assets.csv', { bytes })
            const path = `/assets/imports/${shown.sheet}`
            const again = await ask<{ readonly fingerprint: string }>('POST', `${path}/preview`, { body: { map: { Device: 'name' } } })
            const { added } = await ask<{ readonly added: number }>('POST', `${path}/apply`, { body: { fingerprint: again.fingerprint } })
            if (added !== ASSETS) throw new Error(`only ${added} assets were added`)
          }),
        )
      }
      return values
    }),
}

function sheet(run: number): string {
  const rows = Array.from({ length: ASSETS }, (_, index) => {
    const site = `e${index % LARGE_SHAPE.entities}-s0`
    return `r${run}-${index},Controller ${run} ${index},${site},${site}-z${index % LARGE_SHAPE.zonesPerSite},10.${run}.${index >> 8}.${index & 255}`
  })
  return ['Id,Device,Site,Zone,IP address', ...rows, ''].join('\n')
}
