import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { headText, chainWalker, NO_HASH } from '@caponier/core/activity/chain'
import type { Verification } from '@caponier/contract/activity/activity'
import { isSigned } from '@caponier/offline/activity/log-crypto'
import { headsOf } from '@caponier/store/activity/heads'
import { chainRows, headOf } from '@caponier/store/activity/read'
import { detailDigest } from '@caponier/store/tenant/change'
import { inTransaction } from '@caponier/store/tenant/transaction'
import type { App } from '../context.ts'

type Report = z.input<typeof Verification>
type Fault = Report['faults'][number]

const BATCH = 2_000
const MOST_FAULTS = 200

type HasPool = Pick<App, 'pool'>

const running = new WeakMap<HasPool, Map<string, Promise<Report>>>()

/** Verifies a tenant's log in the database; callers at the same moment share one walk. */
export function verifyTenant(app: HasPool, tenant: string): Promise<Report> {
  const walks = running.get(app) ?? new Map<string, Promise<Report>>()
  running.set(app, walks)
  const known = walks.get(tenant)
  if (known !== undefined) return known
  const walk = verifyAgainst(app, tenant, []).finally(() => walks.delete(tenant))
  walks.set(tenant, walk)
  return walk
}

/**
 * Verifies a tenant's log, also against heads that somebody `kept` elsewhere. In one repeatable-read transaction, so that writers neither
 * wait nor show; in batches, so that requests go on in between.
 */
export async function verifyAgainst(
  app: HasPool,
  tenant: string,
  kept: readonly { readonly seq: number; readonly hash: string }[],
): Promise<Report> {
  const begun = performance.now()
  return inTransaction(app.pool, { tenant }, 'isolation level repeatable read read only', async (queries) => {
    const head = (await headOf(queries, tenant)) ?? { seq: 0, hash: NO_HASH }
    const heads = await headsOf(queries, tenant)
    const walker = chainWalker(
      [...heads, ...kept, head].filter((one) => one.seq > 0),
      (text) => createHash('sha256').update(text).digest('hex'),
    )
    const faults: Fault[] = []
    const details = { fit: 0, erased: 0 }
    for (let after = 0; ;) {
      const rows = await chainRows(queries, tenant, after, BATCH)
      for (const row of rows) {
        walker.step(row)
        if (row.detail !== null && row.salt !== null) {
          if (detailDigest(Buffer.from(row.salt, 'hex'), row.detail) === row.detailDigest) details.fit += 1
          else faults.push({ fault: 'wrong-detail', seq: row.seq })
        } else if (row.detailDigest !== NO_HASH) details.erased += 1
        after = row.seq
      }
      if (rows.length < BATCH) break
      await new Promise((resolve) => setImmediate(resolve))
    }
    for (const one of heads)
      if (!isSigned(one.signingKey, headText(tenant, one.seq, one.hash, one.signedAt), one.signature))
        faults.push({ fault: 'wrong-signature', seq: one.seq })
    const walked = walker.end()
    if (walked.checked !== head.seq && !walked.faults.some((one) => one.fault === 'cut'))
      faults.push({ fault: 'beyond-head', seq: head.seq })
    const all = [...walked.faults.map((one): Fault => ({ ...one })), ...faults].slice(0, MOST_FAULTS)
    const tookMs = Math.round(performance.now() - begun)
    return { intact: all.length === 0, checked: walked.checked, head, details, heads: heads.length, faults: all, tookMs }
  })
}
