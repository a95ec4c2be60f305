import { sign } from 'node:crypto'
import { headText } from '@caponier/core/activity/chain'
import type { SignedHead } from '@caponier/core/activity/log-lines'
import { insertHead } from '@caponier/store/activity/heads'
import { headOf } from '@caponier/store/activity/read'
import { inTransaction } from '@caponier/store/tenant/transaction'
import type { App } from '../context.ts'
import { signingKey } from './signing-key.ts'

/**
 * Signs the head of a tenant's log as it stands now and keeps it. Whatever is given out with it (report, snapshot, export) proves later
 * that the log up to there was neither rewritten nor cut. `reason` says what it was given out with, without personal data.
 */
export async function signHead(app: App, tenant: string, reason: string): Promise<SignedHead> {
  const { privateKey, publicKey } = await signingKey(app)
  const signedAt = new Date(app.clock()).toISOString()
  return inTransaction(app.pool, { tenant }, '', async (queries) => {
    const head = await headOf(queries, tenant)
    if (head === undefined) throw new Error(`tenant ${tenant} does not exist`)
    const text = headText(tenant, head.seq, head.hash, signedAt)
    const signature = sign(null, Buffer.from(text, 'utf8'), privateKey).toString('base64')
    const signed = { tenant, seq: head.seq, hash: head.hash, signedAt, reason: reason.slice(0, 500), signingKey: publicKey, signature }
    await insertHead(queries, signed)
    return signed
  })
}
