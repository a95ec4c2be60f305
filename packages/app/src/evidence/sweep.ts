import { knownBlobs } from '@caponier/store/evidence/files'
import { listTenants } from '@caponier/store/tenant/tenants'
import { inTransaction } from '@caponier/store/tenant/transaction'
import type { App } from '../context.ts'

/** Files this young may belong to an upload whose transaction is not through. */
const YOUNG = 24 * 60 * 60_000

/** Removes files that no evidence and no report names: broken uploads, and what removed evidence left. Returns how many went. */
export async function sweepFiles(app: App): Promise<number> {
  let gone = 0
  for (const { id } of await listTenants(app.pool))
    gone += await app.blobs.sweep(id, { now: app.clock(), age: YOUNG }, (hashes) =>
      inTransaction(app.pool, { tenant: id }, 'read only', (queries) => knownBlobs(queries, id, hashes)),
    )
  if (gone > 0) app.log.info({ files: gone }, 'files that nothing names were removed')
  return gone
}
