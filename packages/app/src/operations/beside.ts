import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import { openPool } from '@caponier/store/connection'
import { runningConnections, startEmbedded } from '@caponier/store/embedded/index'
import { movedProblem, movedTo } from './moved.ts'
import type { DatabaseChoice } from './open-database.ts'
import { closed, reachServer } from './open-database.ts'

/** The database as a tool uses it: beside a server that runs, or alone. */
export interface BesideDatabase {
  /** As the application works: row-level security binds it. */
  readonly app: pg.Pool
  /** Reads everything in the embedded database; elsewhere the same as `app`. */
  readonly reading: pg.Pool
  readonly version: string
  readonly stop: () => Promise<void>
}

/** Opens what is there and changes nothing: no schema is made, no server is disturbed. */
export async function besideDatabase(choice: DatabaseChoice, say: (message: string) => void): Promise<Result<BesideDatabase>> {
  const { dataDir, databaseUrl } = choice
  if (databaseUrl !== null) {
    const reached = await reachServer(databaseUrl, () => undefined)
    if (!reached.ok) return reached
    const { pool, version } = reached.value
    return ok({ app: pool, reading: pool, version, stop: () => closed(pool) })
  }
  const moved = movedTo(dataDir)
  if (moved !== undefined) return fail(movedProblem(dataDir, moved))
  if (!existsSync(join(dataDir, 'database', 'cluster')))
    return fail({
      kind: 'environment',
      message: `${dataDir} holds no data of Caponier. Nothing was changed.`,
      mend: 'name the data folder in CAPONIER_DATA, or start once: npm start',
    })
  const running = runningConnections(dataDir)
  if (!running.ok) return running
  const own = running.value === undefined ? await startEmbedded({ dataDir, log: say }) : undefined
  if (own?.ok === false) return own
  const connections = running.value ?? own?.value
  if (connections === undefined) throw new Error('neither a running database nor one of our own')
  const app = openPool({ ...connections.app, max: 3 }, () => undefined)
  const reading = openPool({ ...connections.admin, max: 2 }, () => undefined)
  const stop = async (): Promise<void> => {
    await closed(app)
    await closed(reading)
    await own?.value.stop()
  }
  const { rows } = await app.query<{ version: string }>("select current_setting('server_version') as version")
  return ok({ app, reading, version: (rows[0]?.version ?? '').replace(/ .*/, ''), stop })
}
