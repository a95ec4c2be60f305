import type { SignedHead } from '@caponier/core/activity/log-lines'
import type { Queries } from '../tenant/transaction.ts'

/** Keeps a head that was signed and is being given out. */
export async function insertHead(queries: Queries, head: SignedHead): Promise<void> {
  await queries
    .insertInto('activity_head')
    .values({
      tenant_id: head.tenant,
      seq: head.seq,
      hash: Buffer.from(head.hash, 'hex'),
      signed_at: new Date(head.signedAt),
      signature: Buffer.from(head.signature, 'base64'),
      reason: head.reason,
      signing_key: head.signingKey,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Every head that was given out, in order. */
export async function headsOf(queries: Queries, tenant: string): Promise<readonly SignedHead[]> {
  const rows = await queries
    .selectFrom('activity_head')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .orderBy('seq')
    .orderBy('signed_at')
    .execute()
  return rows.map((row) => ({
    tenant: row.tenant_id,
    seq: row.seq,
    hash: row.hash.toString('hex'),
    signedAt: row.signed_at.toISOString(),
    reason: row.reason,
    signingKey: row.signing_key,
    signature: row.signature.toString('base64'),
  }))
}
