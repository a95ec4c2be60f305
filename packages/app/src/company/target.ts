import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { DocOf } from '@caponier/core/company/kinds'
import { type TargetEntry, targetEntries, type Vector, withTarget } from '@caponier/core/company/target-history'
import type { conduitRoutes } from '@caponier/contract/company/conduits'
import type { zoneRoutes } from '@caponier/contract/company/zones'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import { change } from '../change.ts'
import type { MemberContext } from '../context.ts'
import type { Handlers } from '../handlers-of.ts'
import { forbidden, notFound, stale } from '../problems.ts'
import { modelNow } from './model-now.ts'
import { WORD_OF } from './object-check.ts'
import { commitDifference } from './object-commit.ts'
import { definedOnly } from './object-draft.ts'
import { covers, placeOf, placeSource, readableObjects } from './object-place.ts'
import { targetVector } from './row-parts.ts'

type Targeted = 'zone' | 'conduit'

interface TargetView {
  id: string
  version: number
  target: (number | null)[]
  entries: { vector: (number | null)[]; reason: string | null; from: string | null; recordedAt: string | null }[]
}

const viewOf = (id: string, version: number, doc: DocOf<Targeted>, day: string): TargetView => ({
  id,
  version,
  target: targetVector(doc.slTarget, day),
  entries: targetEntries(doc.slTarget)
    .map((entry) => ({
      vector: [...entry.vector],
      reason: entry.reason ?? null,
      from: entry.from ?? null,
      recordedAt: entry.recordedAt ?? null,
    }))
    .reverse(),
})

interface Asked {
  readonly params: { readonly id: string }
}

const showTarget =
  (kind: Targeted) =>
  async (context: MemberContext, { params }: Asked): Promise<Result<TargetView, ApiProblem>> => {
    const stored = context.model.object(kind, params.id)
    if (stored === undefined || !readableObjects(context.model, context.visible('company.read'))(kind, stored.doc))
      return fail(notFound(`the ${WORD_OF[kind]} "${params.id}"`))
    return ok(viewOf(stored.id, stored.version, stored.doc as DocOf<Targeted>, context.today))
  }

interface Setting extends Asked {
  readonly version: number
  readonly body: { readonly vector: Vector; readonly reason?: string | undefined; readonly from?: string | undefined }
}

/** A new target is a new entry; what was aimed at before stays readable as of its dates (rules 6 and 10). */
const setTarget =
  (kind: Targeted) =>
  async (context: MemberContext, { params, version, body }: Setting): Promise<Result<TargetView, ApiProblem>> => {
    const changed = await change(context, ['company', 'position'], async (one): Promise<Result<TargetView, ApiProblem>> => {
      const model = await modelNow(one, context)
      const before = model.object(kind, params.id)
      if (before === undefined || !readableObjects(model, context.visible('company.read'))(kind, before.doc))
        return fail(notFound(`the ${WORD_OF[kind]} "${params.id}"`))
      if (!covers(context.visible('company.write'), placeOf(kind, before.doc, placeSource(model))))
        return fail(forbidden(`change this ${WORD_OF[kind]}`))
      const entry: TargetEntry = definedOnly({
        vector: body.vector,
        reason: body.reason,
        from: body.from ?? context.today,
        recordedAt: context.now,
      })
      const old = before.doc as DocOf<Targeted>
      const doc = { ...old, slTarget: withTarget(old.slTarget, entry) }
      if (before.version !== version) return fail(stale(before.version, old.slTarget ?? null, doc.slTarget))
      await commitDifference(one, kind, [{ id: params.id, doc, before: { ...before, doc: old } }], [], 'person')
      return ok(viewOf(params.id, version + 1, doc, context.today))
    })
    return changed.ok ? ok(changed.value.value) : changed
  }

type TargetRoutes = Pick<typeof zoneRoutes, 'zones.target' | 'zones.targets'> &
  Pick<typeof conduitRoutes, 'conduits.target' | 'conduits.targets'>

export const targetHandlers = {
  'zones.targets': showTarget('zone'),
  'zones.target': setTarget('zone'),
  'conduits.targets': showTarget('conduit'),
  'conduits.target': setTarget('conduit'),
} satisfies Handlers<TargetRoutes>
