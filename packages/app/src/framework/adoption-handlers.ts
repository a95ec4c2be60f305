import { fail, ok } from '@caponier/core'
import type { adoptionRoutes } from '@caponier/contract/framework/adoption'
import type { CrosswalkRow } from '@caponier/core/framework/content'
import type { Workspace } from '@caponier/core/company/workspace'
import { buildModel } from '@caponier/core/position/index'
import { createLive } from '@caponier/core/position/live'
import { findObject, insertObjects, removeObjects, replaceObjects } from '@caponier/store/model/objects'
import type { ModelChange } from '../change.ts'
import { change } from '../change.ts'
import type { MemberContext } from '../context.ts'
import type { Handlers } from '../handlers-of.ts'
import { conflict, forbidden, invalid, notFound } from '../problems.ts'
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
      replaces: adopted ? null : replacedBy(context, params.framework),
      counting: answeredCells(context, params.framework),
    })
  },

  'frameworks.adopt': async (context, { params, body }) => {
    const { app, tenant } = context
    if (!context.visible('frameworks.adopt').all) return fail(forbidden('adopt frameworks'))
    if (frameworkOf(app.content, params.framework) === undefined) return fail(notFound(`framework ${params.framework}`))
    if (ALWAYS.has(params.framework)) return fail(conflict(`${params.framework} is evaluated always`, 'there is nothing to adopt'))
    const rival = rivalOf(context, params.framework)
    if (rival !== null && body.instead !== rival)
      return fail(
        conflict(
          `${rival} is adopted; only one edition of 2-1 counts`,
          `adopt it instead of ${rival}, whose answers are kept, or leave it`,
        ),
      )
    if (rival !== null && body.since !== undefined && body.since > context.today)
      return fail(
        invalid([
          {
            path: 'body.since',
            message: `no edition of 2-1 would count until ${body.since}`,
            mend: 'give today or an earlier day, and change on the day itself',
          },
        ]),
      )
    if (rival === null && body.instead !== undefined)
      return fail(conflict(`${body.instead} is not adopted`, 'look at it again: somebody has moved it on'))
    const doc = {
      framework: params.framework,
      ...(body.since !== undefined && { since: body.since }),
      ...(body.reason !== undefined && { reason: body.reason }),
    }
    const done = await change(context, ['framework', 'position'], async (tx) => {
      if (rival !== null && !(await dropped(tx, tenant, rival))) return fail(notFound(`adopted framework ${rival}`))
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
      return (await dropped(tx, tenant, params.framework)) ? ok(undefined) : fail(notFound(`adopted framework ${params.framework}`))
    })
    return done.ok ? ok(undefined) : done
  },
}

/** Drops an adopted framework in a change; false where it is not adopted. Its answers stay. */
async function dropped(tx: ModelChange, tenant: string, framework: string): Promise<boolean> {
  const standing = await findObject(tx.queries, tenant, 'adopted-framework', framework)
  if (standing === undefined) return false
  await removeObjects(tx, 'adopted-framework', [framework])
  tx.record({ action: 'framework.drop', objectKind: 'adopted-framework', objectId: framework, before: standing.doc })
  tx.effect({ kind: 'removed', of: 'adopted-framework', id: framework })
  return true
}

/** The edition whose place a framework would take, with what stands at its requirements and what takes their place. */
function replacedBy(context: MemberContext, key: string) {
  const rival = rivalOf(context, key)
  if (rival === null) return null
  const answers = answersByRequirement(context, rival)
  const { crosswalk } = context.app.content
  const columns = new Set(frameworkOf(context.app.content, rival)?.requirements.map((one) => one.id))
  const isForward = crosswalk.some((one) => columns.has(one.from))
  const rows = isForward ? crosswalk.map(({ from, to, relation }) => ({ from, to: [...to], relation })) : backwards(crosswalk)
  return {
    framework: rival,
    waiting: answeredCells(context, rival),
    counterparts: rows.filter((one) => columns.has(one.from)).map((one) => ({ ...one, answers: answers.get(one.from) ?? 0 })),
  }
}

const OPPOSITE = { equal: 'equal', narrower: 'broader', broader: 'narrower', overlaps: 'overlaps', none: 'none' } as const

/** The cross-walk read from the newer edition to the older one; where several rows meet, the relation is an overlap. */
function backwards(crosswalk: readonly CrosswalkRow[]): { from: string; to: string[]; relation: CrosswalkRow['relation'] }[] {
  const met = new Map<string, { from: string; to: string[]; relation: CrosswalkRow['relation'] }>()
  for (const line of crosswalk)
    for (const one of line.to) {
      const known = met.get(one)
      if (known === undefined) met.set(one, { from: one, to: [line.from], relation: OPPOSITE[line.relation] })
      else met.set(one, { from: one, to: [...known.to, line.from], relation: 'overlaps' })
    }
  return [...met.values()].toSorted((a, b) => a.from.localeCompare(b.from, 'en', { numeric: true }))
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

/** Subjects with an answer by requirement of a framework, as far as the caller may see them. */
function answersByRequirement(context: MemberContext, framework: string): ReadonlyMap<string, number> {
  const visible = context.visible('assessment.read')
  const found = new Map<string, number>()
  for (const [subject, requirements] of answeredBySubject(context).get(framework) ?? [])
    if (visible.subject(subject)) for (const one of requirements) found.set(one, (found.get(one) ?? 0) + 1)
  return found
}

/** Answered cells of a framework, as far as the caller may see their subjects. */
const answeredCells = (context: MemberContext, framework: string): number =>
  [...answersByRequirement(context, framework).values()].reduce((sum, one) => sum + one, 0)

function answeredBySubject(context: MemberContext): ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>> {
  return context.model.remember('answered cells per framework', () => {
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
}

/** Another adopted edition of the same framework, which must go first. */
function rivalOf({ model, app }: MemberContext, key: string): string | null {
  const family = frameworkOf(app.content, key)?.framework
  const rival = model
    .workspace()
    .frameworks.find((one) => one.framework !== key && frameworkOf(app.content, one.framework)?.framework === family)
  return rival?.framework ?? null
}
