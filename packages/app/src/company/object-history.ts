import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { DocOf, Kind } from '@caponier/core/company/kinds'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import { actorNames, pastOf, standingOf } from '@caponier/store/model/versions'
import { inTransaction } from '@caponier/store/tenant/transaction'
import type { MemberContext } from '../context.ts'
import { notFound } from '../problems.ts'
import { WORD_OF } from './object-check.ts'
import { placeOf, placeSource, readableObjects } from './object-place.ts'
import type { WriteSpec } from './object-writes.ts'

type Provenance = 'person' | 'import' | 'wire' | 'system'

/** One version of an object as the API tells it. */
export interface VersionRow {
  n: number
  version: number
  doc: ReturnType<typeof asJson>
  provenance: Provenance
  changedAt: string
  changedBy: string | null
  endedAt: string | null
  endedBy: string | null
  removed: boolean
}

type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
const asJson = (doc: unknown): Json => JSON.parse(JSON.stringify(doc)) as Json

/**
 * Every version of an object, newest first. A version that stood at a place the caller may not see is left out; an object that was
 * removed shows its past to whom its last version would be visible.
 */
export async function objectHistory<K extends Kind>(
  context: MemberContext,
  spec: WriteSpec<K>,
  id: string,
): Promise<Result<VersionRow[], ApiProblem>> {
  const { kind } = spec
  const visible = context.visible(spec.read)
  const source = placeSource(context.model)
  const stored = context.model.object(kind, id)
  const readable = readableObjects(context.model, visible)
  const found = await inTransaction(
    context.app.pool,
    { tenant: context.tenant, user: context.user.userId },
    'read only',
    async (queries) => {
      const past = await pastOf(queries, context.tenant, kind, id)
      const standing = await standingOf(queries, context.tenant, kind, id)
      const names = await actorNames(queries, context.tenant, [
        ...past.flatMap((one) => [one.changedBy, one.endedBy ?? one.changedBy]),
        ...(standing === undefined ? [] : [standing.changedBy]),
      ])
      return { past, standing, names }
    },
  )
  const seen = (doc: unknown): boolean => visible.place(placeOf(kind, doc as DocOf<K>, source))
  const mayRead = stored === undefined ? found.past.some((one) => one.removed && seen(one.doc)) : readable(kind, stored.doc)
  if (!mayRead) return fail(notFound(`the ${WORD_OF[kind]} "${id}"`))
  const { past, standing, names } = found
  const former = past.map((one, at): VersionRow => ({
    n: at + 1,
    version: one.version,
    doc: asJson(one.doc),
    provenance: one.provenance as Provenance,
    changedAt: one.changedAt.toISOString(),
    changedBy: names.get(one.changedBy) ?? null,
    endedAt: one.endedAt.toISOString(),
    endedBy: one.endedBy === null ? null : (names.get(one.endedBy) ?? null),
    removed: one.removed,
  }))
  const now: VersionRow[] =
    standing === undefined
      ? []
      : [
          {
            n: past.length + 1,
            version: standing.version,
            doc: asJson(standing.doc),
            provenance: standing.provenance as Provenance,
            changedAt: standing.changedAt.toISOString(),
            changedBy: names.get(standing.changedBy) ?? null,
            endedAt: null,
            endedBy: null,
            removed: false,
          },
        ]
  const isShown = (one: VersionRow): boolean => kind === 'person' || seen(one.doc)
  return ok([...former, ...now].filter(isShown).reverse())
}
