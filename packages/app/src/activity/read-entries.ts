import type { z } from 'zod'
import type { ActivityEntry, Narrow } from '@caponier/contract/activity/activity'
import { NO_HASH } from '@caponier/core/activity/chain'
import { membersIn } from '@caponier/store/access/members'
import { type ReadEntry, readActivity } from '@caponier/store/activity/read'
import type { Queries } from '@caponier/store/tenant/transaction'
import { inTransaction } from '@caponier/store/tenant/transaction'
import type { MemberContext } from '../context.ts'
import { mayReadEntry, objectName } from './entry-gate.ts'

export type Shown = z.input<typeof ActivityEntry>

const BATCH = 500
/** Entries that are looked through for one page when the caller sees only some of them. */
const MOST_BATCHES = 10

/**
 * Entries that the caller may see, older than `before`, newest first. `next` goes on from where this stopped; for who sees only a part,
 * a page may be shorter than asked and still not be the last.
 */
export async function readEntries(
  context: MemberContext,
  narrow: Narrow,
  page: { readonly before: number | null; readonly limit: number },
): Promise<{ readonly items: Shown[]; readonly next: number | null }> {
  const { app, tenant } = context
  return inTransaction(app.pool, { tenant }, 'read only', async (queries) => {
    const seesAll = context.visible('activity.read').all
    const size = seesAll ? page.limit + 1 : BATCH
    const found: ReadEntry[] = []
    let before = page.before
    for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
      const rows = await readActivity(queries, tenant, narrow, { before, limit: size })
      for (const row of rows) {
        if (found.length === page.limit) return { items: await shown(context, queries, found), next: before }
        if (mayReadEntry(context, row.kind, row.object)) found.push(row)
        before = row.seq
      }
      if (rows.length < size) return { items: await shown(context, queries, found), next: null }
    }
    return { items: await shown(context, queries, found), next: before }
  })
}

/** Entries as they are shown, with the names that objects and people have today. */
export async function shown(context: MemberContext, queries: Queries, rows: readonly ReadEntry[]): Promise<Shown[]> {
  const ofMembers = rows.some((row) => row.kind === 'member')
  const members = new Map(ofMembers ? (await membersIn(queries, context.tenant)).map((one) => [one.userId, one.name]) : [])
  return rows.map((row) => ({
    seq: row.seq,
    at: row.at.toISOString(),
    byKind: row.byKind === 'user' || row.byKind === 'link' || row.byKind === 'api-key' ? row.byKind : 'system',
    by: row.by,
    byName: row.byName,
    actor: row.actor,
    action: row.action,
    kind: row.kind,
    object: row.object,
    objectName: row.kind === 'member' ? (members.get(row.object) ?? null) : (row.invited ?? objectName(context, row.kind, row.object)),
    detail: row.hasDetail ? 'kept' : row.detailDigest.toString('hex') === NO_HASH ? 'none' : 'erased',
  }))
}
