import { createHash } from 'node:crypto'
import { fail, ok } from '@caponier/core'
import type { SnapshotRow, snapshotsRoutes } from '@caponier/contract/assessment/snapshots'
import type { DocOf } from '@caponier/core/company/kinds'
import { Position } from '@caponier/core/position/output'
import { numbersHash } from '@caponier/offline/position/snapshot'
import type { FrozenHead } from '@caponier/store/assessment/frozen-positions'
import { frozenHeads, frozenPosition, insertFrozenPosition } from '@caponier/store/assessment/frozen-positions'
import { insertObjects } from '@caponier/store/model/objects'
import { inTransaction } from '@caponier/store/tenant/transaction'
import { signHead } from '../activity/sign-head.ts'
import { change } from '../change.ts'
import { modelNow } from '../company/model-now.ts'
import type { MemberContext } from '../context.ts'
import type { Handlers } from '../handlers-of.ts'
import { conflict, forbidden, notFound } from '../problems.ts'
import { visiblePosition } from '../position/visible-position.ts'
import { laterInstant } from './later-instant.ts'

/** Frozen positions and what differs between two moments. */
export const snapshotsHandlers: Handlers<typeof snapshotsRoutes> = {
  'snapshots.list': async (context) => {
    const heads = await inTransaction(context.app.pool, { tenant: context.tenant }, 'read only', (queries) =>
      frozenHeads(queries, context.tenant),
    )
    const bySnapshot = new Map(heads.map((head) => [head.snapshot, head]))
    return ok(context.model.objects('snapshot').map(({ doc }) => seenBy(context, rowOf(doc, bySnapshot.get(doc.id)))))
  },

  'snapshots.freeze': async (context, { body }) => {
    if (!context.visible('snapshots.write').all) return fail(forbidden('freeze the position of the whole organisation'))
    const knownAt = laterInstant(context)
    const { content } = context.app
    const computed = await context.app.reader.read(context.tenant, 'frozen', { asOf: context.today, knownAt })
    if (computed === undefined) return fail(notFound('the organisation'))
    if (!computed.ok) return computed
    const text = computed.value
    const frozen = await change(context, ['assessment'], async (one) => {
      // Asked beneath the lock: two may freeze under one name at the same moment.
      const standing = (await modelNow(one, context)).objects('snapshot')
      if (standing.some(({ doc }) => doc.name.trim().toLowerCase() === body.name.trim().toLowerCase()))
        return fail(conflict(`there is a snapshot named "${body.name}" already`, 'choose another name; what is frozen is not overwritten'))
      const taken = new Set(standing.map(({ id }) => id))
      const doc: DocOf<'snapshot'> = {
        id: freeId(body.name, taken),
        name: body.name,
        asOf: context.today,
        knownAt,
        contentVersion: content.contentVersion,
        positionSha256: createHash('sha256').update(text).digest('hex'),
        numbersSha256: numbersHash(text),
        ...(body.note !== undefined && { note: body.note }),
      }
      await insertObjects(one, 'snapshot', [{ id: doc.id, doc }], 'person')
      const head = await insertFrozenPosition(one, doc.id, text)
      one.record({ action: 'assessment.freeze', objectKind: 'snapshot', objectId: doc.id, after: doc })
      one.effect({ kind: 'object', of: 'snapshot', stored: { id: doc.id, doc, version: 1 } })
      return ok(rowOf(doc, head))
    })
    if (!frozen.ok) return frozen
    // The signed head covers the entry that says what was frozen, with its hash.
    await signHead(context.app, context.tenant, `snapshot ${frozen.value.value.id}`)
    return ok(frozen.value.value)
  },

  'snapshots.show': async (context, { params }) => {
    const stored = context.model.object('snapshot', params.id)
    if (stored === undefined) return fail(notFound('the snapshot'))
    const { text, heads } = await inTransaction(context.app.pool, { tenant: context.tenant }, 'read only', async (queries) => ({
      text: await frozenPosition(queries, context.tenant, params.id),
      heads: await frozenHeads(queries, context.tenant),
    }))
    if (text === undefined)
      return fail({
        code: 'not-found',
        detail: 'only the hash of this snapshot is kept here; it came with a workspace file',
        mend: 'compare by its date, or ask for the file that it was frozen from',
      })
    const head = heads.find((one) => one.snapshot === params.id)
    const position = visiblePosition(Position.parse(JSON.parse(text)), context.visible('snapshots.read'), context.model.places())
    return ok({ snapshot: seenBy(context, rowOf(stored.doc, head)), position })
  },

  'snapshots.compare': async ({ app, tenant, today, language, grants }, { query }) =>
    (await app.reader.read(tenant, 'comparison', { today, language, grants, ...query })) ?? fail(notFound('the organisation')),

  'snapshots.cells': async ({ app, tenant, today, language, grants }, { query }) =>
    (await app.reader.read(tenant, 'changedCells', { today, language, grants, from: query.from, to: query.to })) ??
    fail(notFound('the organisation')),
}

const rowOf = (doc: DocOf<'snapshot'>, head: FrozenHead | undefined): SnapshotRow => ({
  id: doc.id,
  name: doc.name,
  asOf: doc.asOf,
  knownAt: doc.knownAt,
  contentVersion: doc.contentVersion,
  positionSha256: doc.positionSha256,
  numbersSha256: doc.numbersSha256 ?? null,
  note: doc.note ?? null,
  kept: head !== undefined,
  seq: head?.seq ?? null,
  head: head?.head ?? null,
})

/** Hashes over the whole and the place in the log tell a part that something else moved. */
const seenBy = (context: MemberContext, row: SnapshotRow): SnapshotRow =>
  context.visible('snapshots.read').all ? row : { ...row, positionSha256: null, numbersSha256: null, seq: null, head: null }

/** An id made from the name that no other snapshot has. */
function freeId(name: string, taken: ReadonlySet<string>): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)
  const base = slug === '' ? 'snapshot' : slug
  for (let n = 1; ; n++) {
    const id = n === 1 ? base : `${base}-${n}`
    if (!taken.has(id)) return id
  }
}
