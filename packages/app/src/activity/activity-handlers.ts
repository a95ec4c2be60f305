import { fail, ok } from '@caponier/core'
import type { Result } from '@caponier/core'
import type { activityRoutes } from '@caponier/contract/activity/activity'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import type { z } from 'zod'
import { valueChanges } from '@caponier/core/activity/value-changes'
import { headsOf } from '@caponier/store/activity/heads'
import { chainRows, readActivity } from '@caponier/store/activity/read'
import { inTransaction } from '@caponier/store/tenant/transaction'
import type { MemberContext } from '../context.ts'
import type { Handlers } from '../handlers-of.ts'
import { forbidden, notFound } from '../problems.ts'
import { mayReadEntry } from './entry-gate.ts'
import { exportLog } from './export-log.ts'
import { readEntries, shown } from './read-entries.ts'
import { signHead } from './sign-head.ts'
import { fingerprint, signingKey } from './signing-key.ts'
import { verifyTenant } from './verify-tenant.ts'

type JsonValue = z.input<ReturnType<typeof z.json>>

/** Rows that the list gives at most; more want a narrower question. */
const MOST_ROWS = 20_000

export const activityHandlers = {
  'activity.list': async (context, { query: { before, limit, ...narrow } }) =>
    ok(await readEntries(context, narrow, { before: before ?? null, limit: limit ?? 50 })),
  'activity.table': async (context, { query }) => {
    const { items, next } = await readEntries(context, query, { before: null, limit: MOST_ROWS })
    if (next === null) return ok(items)
    return fail({
      code: 'too-large',
      detail: `more than ${MOST_ROWS} entries fit this question`,
      mend: 'narrow it, for instance to a month; or export the whole log',
    })
  },
  'activity.show': async (context, { params: { seq } }) => {
    const { app, tenant } = context
    return inTransaction(app.pool, { tenant }, 'read only', async (queries) => {
      const row = (await readActivity(queries, tenant, {}, { before: seq + 1, limit: 1 }))[0]
      const chained = (await chainRows(queries, tenant, seq - 1, 1))[0]
      const mayRead = row?.seq === seq && chained !== undefined && mayReadEntry(context, row.kind, row.object)
      if (!mayRead) return fail(notFound(`entry ${seq}`))
      const [entry] = await shown(context, queries, [row])
      if (entry === undefined) return fail(notFound(`entry ${seq}`))
      const { before, after } = detailOf(chained.detail)
      const { detailDigest, previous, hash } = chained
      const changes = valueChanges(before, after).map((one) => ({
        path: one.path,
        ...(one.before === undefined ? {} : { before: one.before as JsonValue }),
        ...(one.after === undefined ? {} : { after: one.after as JsonValue }),
      }))
      return ok({ entry, changes, before, after, detailDigest, previous, hash })
    })
  },
  'activity.verify': async (context) => forWhole(context, async () => ok(await verifyTenant(context.app, context.tenant))),
  'activity.heads': async (context) =>
    forWhole(context, async () => {
      const { app, tenant } = context
      return ok(await inTransaction(app.pool, { tenant }, 'read only', (queries) => headsOf(queries, tenant)))
    }),
  'activity.sign': async (context) => forWhole(context, async () => ok(await signHead(context.app, context.tenant, 'asked for'))),
  'activity.export': async (context, { query }) =>
    forWhole(context, async () => ok(await exportLog(context.app, context.tenant, context.now, query.details === true))),
  'activity.key': async ({ app }) => {
    const { publicKey } = await signingKey(app)
    return ok({ algorithm: 'Ed25519', key: publicKey, fingerprint: fingerprint(publicKey) })
  },
} satisfies Handlers<typeof activityRoutes>

/** The chain is one for the whole organisation; a part of it proves nothing and would show how much is done elsewhere. */
async function forWhole<T>(context: MemberContext, work: () => Promise<Result<T, ApiProblem>>): Promise<Result<T, ApiProblem>> {
  if (context.visible('activity.read').all) return work()
  return fail(forbidden('read the log of the whole organisation'))
}

function detailOf(detail: string | null): { readonly before: JsonValue; readonly after: JsonValue } {
  if (detail === null) return { before: null, after: null }
  return JSON.parse(detail) as { readonly before: JsonValue; readonly after: JsonValue }
}
