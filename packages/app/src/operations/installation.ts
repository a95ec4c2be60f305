import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type pg from 'pg'
import type { Content, Result } from '@caponier/core'
import { ok } from '@caponier/core'
import { folderBlobStore } from '@caponier/store/blobs/blob-store'
import { listTenants } from '@caponier/store/tenant/tenants'
import type { App, AppSettings, Log } from '../context.ts'
import { firstRunLink } from '../access/links.ts'
import { liveTenants } from '../live/live-tenants.ts'
import { threadReader } from '../thread/reader.ts'
import { loadSample } from './sample.ts'

/** What a process works with, made once its database is open. */
export function createApp(pool: pg.Pool, content: Content, settings: AppSettings, log: Log): App {
  return {
    pool,
    content,
    clock: Date.now,
    newId: randomUUID,
    tenants: liveTenants(pool, content),
    reader: threadReader(pool, content.contentVersion),
    blobs: folderBlobStore(join(settings.dataDir, 'blobs')),
    actors: new Map(),
    log,
    settings,
  }
}

/**
 * Makes an installation of a fresh database: on the very first start the sample manufacturer is loaded. Gives the link by which the
 * first person takes it over; null once somebody did.
 */
export async function prepareInstallation(app: App): Promise<Result<string | null>> {
  const link = await firstRunLink(app)
  if (link === null) return ok(null)
  const sample = await loadSample(app.pool, app.content, new Date(app.clock()).toISOString())
  return sample.ok ? ok(link) : sample
}

/**
 * Reads the models of the first `count` organisations and computes today's position, so that the first page is there at once. A failure is
 * the first caller's to see.
 */
export async function warmModels(app: App, count: number): Promise<void> {
  const today = new Date(app.clock()).toISOString().slice(0, 10)
  try {
    for (const { id } of (await listTenants(app.pool)).slice(0, count)) (await app.tenants.fresh(id))?.live(today)
  } catch {
    // The database went away again.
  }
}
