import type { Measured } from '../benchmark.ts'
import type { Random } from '../random.ts'
import { LARGE_SHAPE, LARGE_TENANT } from './large-tenant.ts'
import { type Installation, largeInstallation } from './seeded-folder.ts'
import { type ServerProcess, startServer, type Wish } from './server-process.ts'

/** The server with the large tenant, and its lead as the caller. */
export interface LargeServer {
  readonly server: ServerProcess
  readonly installation: Installation
  /** Calls a path below the tenant; any answer that is no success throws. */
  readonly ask: <T>(method: string, path: string, wish?: Wish) => Promise<T>
}

/**
 * Starts the server on a copy of the filled installation, runs the measurement, and takes everything away again. To see where the time
 * goes, `CAPONIER_BENCH_FLAGS="--cpu-prof --cpu-prof-dir=DIR"` gives flags to the server's Node.
 */
export async function onLargeServer(measure: (large: LargeServer) => Promise<readonly number[]>): Promise<Measured> {
  const installation = await largeInstallation()
  try {
    const server = await startServer(installation.dataDir, (process.env['CAPONIER_BENCH_FLAGS'] ?? '').split(' ').filter(Boolean))
    try {
      const values = await measure({ server, installation, ask: asking(server, installation.session) })
      return { values, input: inputOf(installation) }
    } finally {
      await server.stop()
    }
  } finally {
    installation.remove()
  }
}

/** What the filled installation holds, as figures state it. */
export const inputOf = ({ answers }: Installation): Measured['input'] => ({
  sites: LARGE_SHAPE.entities * LARGE_SHAPE.sitesPerEntity,
  assessments: 1_030,
  answers,
})

/** Calls as the lead. */
export const asking =
  (server: ServerProcess, session: string) =>
  async <T>(method: string, path: string, wish: Wish = {}): Promise<T> => {
    const { status, text } = await server.call(method, `/api/tenants/${LARGE_TENANT}${path}`, { ...wish, session })
    if (status >= 300) throw new Error(`Error: ${method} ${path} gave ${status}: ${text.slice(0, 500)}`)
    return (text === '' ? undefined : JSON.parse(text)) as T
  }

/** Any zone or conduit of the large tenant. */
export function anySubject(random: Random): string {
  const site = `e${random.between(0, LARGE_SHAPE.entities - 1)}-s0`
  return random.pick([`zone:${site}-z${random.between(0, 2)}`, `conduit:${site}-c${random.between(0, 2)}`])
}
