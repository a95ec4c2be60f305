import { fail, ok } from '@caponier/core'
import type { SavedView, viewsRoutes } from '@caponier/contract/assessment/views'
import type { StoredView } from '@caponier/store/assessment/views'
import { countViews, findView, insertView, removeView, replaceView, viewsOfList } from '@caponier/store/assessment/views'
import { inTransaction } from '@caponier/store/tenant/transaction'
import { change } from '../change.ts'
import type { MemberContext } from '../context.ts'
import type { Handlers } from '../handlers-of.ts'
import { conflict, notFound, stale } from '../problems.ts'

/** Views that one person may keep. */
const MOST = 200

/** Saved views of every list: one's own and those that colleagues share. Only the owner changes a view. */
export const viewsHandlers: Handlers<typeof viewsRoutes> = {
  'views.list': async (context, { query }) => {
    const found = await inTransaction(context.app.pool, { tenant: context.tenant }, 'read only', (queries) =>
      viewsOfList(queries, context.tenant, query.list, context.user.userId),
    )
    return ok({ views: found.map((one) => viewOut(context, one)) })
  },

  'views.add': async (context, { body }) => {
    const id = context.app.newId()
    const added = await change(context, ['views'], async (one) => {
      if ((await countViews(one.queries, context.tenant, context.user.userId)) >= MOST)
        return fail(conflict(`you keep ${MOST} views already`, 'remove one that you no longer use'))
      const { list, ...view } = body
      await insertView(one, context.user.userId, list, { id, ...view })
      if (!view.shared) one.concerns([], [context.user.userId])
      one.record({ action: 'views.add', objectKind: 'view', objectId: id, after: { list, name: view.name, shared: view.shared } })
      const stored = await findView(one.queries, context.tenant, id)
      return stored === undefined ? fail(notFound('the view')) : ok(viewOut(context, stored))
    })
    return added.ok ? ok(added.value.value) : added
  },

  'views.replace': async (context, { params, body, version }) => {
    const replaced = await change(context, ['views'], async (one) => {
      const standing = await findView(one.queries, context.tenant, params.id)
      if (standing === undefined || standing.owner !== context.user.userId) return fail(notFound('the view'))
      if (standing.version !== version) return fail(stale(standing.version, viewOut(context, standing), body))
      await replaceView(one, { id: params.id, ...body })
      if (!standing.shared && !body.shared) one.concerns([], [context.user.userId])
      one.record({ action: 'views.replace', objectKind: 'view', objectId: params.id, after: { name: body.name, shared: body.shared } })
      const stored = await findView(one.queries, context.tenant, params.id)
      return stored === undefined ? fail(notFound('the view')) : ok(viewOut(context, stored))
    })
    return replaced.ok ? ok(replaced.value.value) : replaced
  },

  'views.remove': async (context, { params, version }) => {
    const removed = await change(context, ['views'], async (one) => {
      const standing = await findView(one.queries, context.tenant, params.id)
      if (standing === undefined || standing.owner !== context.user.userId) return fail(notFound('the view'))
      if (standing.version !== version) return fail(stale(standing.version, viewOut(context, standing), null))
      await removeView(one, params.id)
      if (!standing.shared) one.concerns([], [context.user.userId])
      one.record({ action: 'views.remove', objectKind: 'view', objectId: params.id, before: { name: standing.name } })
      return ok(undefined)
    })
    return removed.ok ? ok(undefined) : removed
  },
}

const viewOut = (context: MemberContext, one: StoredView): SavedView => ({
  id: one.id,
  list: one.list,
  name: one.name,
  shared: one.shared,
  mine: one.owner === context.user.userId,
  owner: one.ownerName,
  content: one.content as SavedView['content'],
  version: one.version,
})
