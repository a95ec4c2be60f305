import { fail, ok } from '@caponier/core'
import type { adoptionRoutes } from '@caponier/contract/framework/adoption'
import type { Workspace } from '@caponier/core/company/workspace'
import { buildModel } from '@caponier/core/position/index'
import { createLive } from '@caponier/core/position/live'
import { findObject, insertObjects, removeObjects, replaceObjects } from '@caponier/store/model/objects'
import { change } from '../change.ts'
import type { MemberContext } from '../context.ts'
import type { Handlers } from '../handlers-of.ts'
import { conflict, forbidden, notFound } from '../problems.ts'
import { frameworkOf } from './reader.ts'

/** Frameworks that count whether adopted or not. */
const ALWAYS = new Set(['nis2:2022', 'cir-2024-2690:2024'])

/** Adoption of frameworks: list, preview, adopt, drop. Answers are kept whatever is adopted. */
export const adoptionHandlers: Handlers<typeof adoptionRoutes> = {
  'frameworks.list': async (context) => ok({ frameworks: context.app.content.frameworks.map((one) => row(context, one.key)) }),

  'frameworks.preview': async (context, { params }) => {
    const { model, app, today } = context
    if (!context.visible('frameworks.adopt').all) return fail(forbidden('adopt frameworks'))
    if (frameworkOf(app.content, params.framework) === undefined) return fail(notFound(`framework ${params.framework}`))
    const standing = model.workspace()
    const adopted = standing.frameworks.some((one) => one.framework === params.framework)
    const changed: Workspace = {
      ...standing,
      frameworks: adopted
        ? standing.frameworks.filter((one) => one.framework !== params.framework)
        : [...standing.frameworks.filter((one) => one.framework !== rivalOf(context, params.framework)), { framework: params.framework }],
    }
    const before = model.live(today)
    const after = createLive(buildModel(app.content, changed, { asOf: today, knownAt: null }))
    return ok({
      framework: params.framework,
      measures: before.model.graph.scopes.flatMap((scope, index) => {
        if (scope.kind !== 'entity') return []
        const next = after.measures(after.model.graph.scopeIndex.get(`entity:${scope.id}`) ?? -1)
        return before.measures(index).flatMap((was) => {
          const is = next.find((one) => one.ref === was.ref)
          const three = (one: typeof was) => ({ designed: one.designed, implemented: one.implemented, evidenced: one.evidenced })
          return is === undefined || JSON.stringify(three(was)) === JSON.stringify(three(is))
            ? []
            : [{ entity: scope.id, ref: was.ref, before: three(was), after: three(is) }]
        })
      }),
      duties: before.model.pack.duties.flatMap((was, index) => {
        const is = after.model.pack.duties[index]
        return is === undefined || is.kind === was.kind ? [] : [{ duty: was.duty.id, before: was.kind, after: is.kind }]
      }),
      conflict: adopted ? null : rivalOf(context, params.framework),
    })
  },

  'frameworks.adopt': async (context, { params, body }) => {
    const { app, tenant } = context
    if (!context.visible('frameworks.adopt').all) return fail(forbidden('adopt frameworks'))
    if (frameworkOf(app.content, params.framework) === undefined) return fail(notFound(`framework ${params.framework}`))
    if (ALWAYS.has(params.framework)) return fail(conflict(`${params.framework} is evaluated always`, 'there is nothing to adopt'))
    const rival = rivalOf(context, params.framework)
    if (rival !== null)
      return fail(conflict(`${rival} is adopted; only one edition of 2-1 counts`, `drop ${rival} first; its answers are kept`))
    const doc = {
      framework: params.framework,
      ...(body.since !== undefined && { since: body.since }),
      ...(body.reason !== undefined && { reason: body.reason }),
    }
    const done = await change(context, ['framework', 'position'], async (tx) => {
      const standing = await findObject(tx.queries, tenant, 'adopted-framework', params.framework)
      const objects = [{ id: params.framework, doc }]
      // Versions go on where it was adopted before.
      const added = standing === undefined ? await insertObjects(tx, 'adopted-framework', objects, 'person') : undefined
      if (added === undefined) await replaceObjects(tx, 'adopted-framework', objects, 'person')
      tx.record({
        action: 'framework.adopt',
        objectKind: 'adopted-framework',
        objectId: params.framework,
        before: standing?.doc,
        after: doc,
      })
      tx.effect({
        kind: 'object',
        of: 'adopted-framework',
        stored: { id: params.framework, doc, version: added?.get(params.framework) ?? (standing?.version ?? 0) + 1 },
      })
      return ok(undefined)
    })
    return done.ok ? ok(row(context, params.framework)) : done
  },

  'frameworks.drop': async (context, { params }) => {
    const { tenant } = context
    if (!context.visible('frameworks.adopt').all) return fail(forbidden('drop frameworks'))
    const done = await change(context, ['framework', 'position'], async (tx) => {
      const standing = await findObject(tx.queries, tenant, 'adopted-framework', params.framework)
      if (standing === undefined) return fail(notFound(`adopted framework ${params.framework}`))
      await removeObjects(tx, 'adopted-framework', [params.framework])
      tx.record({ action: 'framework.drop', objectKind: 'adopted-framework', objectId: params.framework, before: standing.doc })
      tx.effect({ kind: 'removed', of: 'adopted-framework', id: params.framework })
      return ok(undefined)
    })
    return done.ok ? ok(undefined) : done
  },
}

function row(context: MemberContext, key: string) {
  const { model, app, language } = context
  const stored = model.object('adopted-framework', key)
  return {
    key,
    title: frameworkOf(app.content, key)?.title[language] ?? key,
    adopted: stored !== undefined,
    always: ALWAYS.has(key),
    since: stored?.doc.since ?? null,
    reason: stored?.doc.reason ?? null,
    version: stored?.version ?? null,
    answers: answeredCells(context, key),
  }
}

/** Answered cells of a framework, as far as the caller may see their subjects. */
function answeredCells(context: MemberContext, framework: string): number {
  const cells = context.model.remember('answered cells per framework', () => {
    const found = new Map<string, Map<string, Set<string>>>()
    for (const answer of context.model.workspace().answers ?? []) {
      const subjects = found.get(answer.framework) ?? new Map<string, Set<string>>()
      found.set(answer.framework, subjects)
      const requirements = subjects.get(answer.subject) ?? new Set<string>()
      subjects.set(answer.subject, requirements)
      requirements.add(answer.requirement)
    }
    return found
  })
  const visible = context.visible('assessment.read')
  return [...(cells.get(framework) ?? [])].reduce(
    (sum, [subject, requirements]) => sum + (visible.subject(subject) ? requirements.size : 0),
    0,
  )
}

/** Another adopted edition of the same framework, which must go first. */
function rivalOf({ model, app }: MemberContext, key: string): string | null {
  const family = frameworkOf(app.content, key)?.framework
  const rival = model
    .workspace()
    .frameworks.find((one) => one.framework !== key && frameworkOf(app.content, one.framework)?.framework === family)
  return rival?.framework ?? null
}
