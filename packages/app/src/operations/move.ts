import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import { openPool } from '@caponier/store/connection'
import { startEmbedded } from '@caponier/store/embedded/index'
import { migrate } from '@caponier/store/migrate'
import type { RowsIn } from '@caponier/store/operations/fill-tables'
import { filledTables, fillTables } from '@caponier/store/operations/fill-tables'
import type { RowSource } from '@caponier/store/operations/read-rows'
import { readEverything } from '@caponier/store/operations/read-rows'
import type { VerifiedLog } from './verify.ts'
import { verifyLog } from './verify.ts'
import { markMoved, movedProblem, movedTo } from './moved.ts'
import { closed, reachServer } from './open-database.ts'
import { notEmpty } from './restore.ts'
import { describeUrl } from './server-connection.ts'

export interface MoveOptions {
  readonly dataDir: string
  /** Where the database goes: a PostgreSQL database that is empty. */
  readonly to: string
  /** Instant in UTC. */
  readonly now: string
  readonly say: (message: string) => void
}

export interface MoveDone {
  readonly rows: number
  readonly logs: readonly VerifiedLog[]
}

/**
 * Moves the embedded database of a data folder to a PostgreSQL server, all of it in one snapshot, while no server runs on the folder. Blobs
 * and keys stay in the folder. Afterwards the folder remembers that its database is elsewhere, so that nobody works on the old one.
 */
export async function move(options: MoveOptions): Promise<Result<MoveDone>> {
  const { dataDir, to, say } = options
  if (!existsSync(join(dataDir, 'database')))
    return fail({ kind: 'environment', message: `${dataDir} holds no embedded database.`, mend: 'name its data folder in CAPONIER_DATA' })
  const before = movedTo(dataDir)
  if (before !== undefined) return fail(movedProblem(dataDir, before))
  const reached = await reachServer(to, () => undefined)
  if (!reached.ok) return reached
  const target = reached.value.pool
  try {
    const started = await startEmbedded({ dataDir, log: say })
    if (!started.ok) return started
    const source = openPool({ ...started.value.admin, max: 2 }, () => undefined)
    try {
      const done = await copyAll(source, target, say)
      if (done.ok) markMoved(dataDir, describeUrl(to), options.now)
      return done
    } finally {
      await closed(source)
      await started.value.stop()
    }
  } finally {
    await closed(target)
  }
}

async function copyAll(from: pg.Pool, to: pg.Pool, say: (message: string) => void): Promise<Result<MoveDone>> {
  const filled = await filledTables(to)
  if (filled.length > 0) return fail(notEmpty(filled))
  return readEverything(from, async (source) => {
    const schema = await migrate(to, null, undefined, new Set(source.migrations.map((one) => one.name)))
    if (!schema.ok) return schema
    say('copies every table ...')
    const read = new Map<string, number>()
    const written = await fillTables(to, rowsOf(source, read))
    const lost = [...read].filter(([table, count]) => (written.get(table) ?? 0) !== count)
    if (lost.length > 0) throw new Error(`rows of ${lost.map(([table]) => table).join(', ')} were not all moved`)
    say('verifies the activity logs ...')
    const logs: VerifiedLog[] = []
    for (const tenant of source.tenants) {
      const there = await verifyLog(from, tenant, [])
      logs.push(await verifyLog(to, tenant, there.seq > 0 ? [there] : []))
    }
    return ok({ rows: [...written.values()].reduce((sum, count) => sum + count, 0), logs })
  })
}

async function* rowsOf(source: RowSource, read: Map<string, number>): AsyncGenerator<RowsIn> {
  for (const table of source.tables) {
    const counted = async function* (): AsyncGenerator<readonly string[]> {
      read.set(table.name, 0)
      for await (const batch of source.rows(table)) {
        read.set(table.name, (read.get(table.name) ?? 0) + batch.length)
        yield batch
      }
    }
    yield { table: table.name, columns: table.columns, batches: counted() }
  }
}
