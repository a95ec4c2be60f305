import { isDeepStrictEqual } from 'node:util'
import { fail, ok } from '@caponier/core'
import type { Result } from '@caponier/core'
import type { controlRoutes } from '@caponier/contract/evidence/controls'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import type { DocOf } from '@caponier/core/company/kinds'
import { inForce } from '@caponier/core/position/slice'
import { visibleMoved } from '../assessment/moved-numbers.ts'
import { change } from '../change.ts'
import { modelNow } from '../company/model-now.ts'
import { newIssues, referenceIssues, workspaceWith } from '../company/object-check.ts'
import { commitDifference } from '../company/object-commit.ts'
import { draftOf, newObjectId } from '../company/object-draft.ts'
import { objectHandlers } from '../company/object-handlers.ts'
import { covers, placeOf, placeSource } from '../company/object-place.ts'
import type { MemberContext } from '../context.ts'
import type { Handlers } from '../handlers-of.ts'
import { conflict, forbidden, invalid, notFound, stale } from '../problems.ts'
import { linkGate } from './link-gate.ts'
import { attachLinks } from './link-writes.ts'
import { controlRows } from './rows.ts'

type Doc = DocOf<'control'>
type StatusEntry = Exclude<Doc['status'], string>[number]

const objects = objectHandlers('controls', {
  slice: 'evidence',
  kind: 'control',
  read: 'controls.read',
  write: 'controls.write',
  rows: controlRows,
})

/** A status has a route of its own, because its past belongs to it; a replacement must bring it as it stands. */
function statusIssue({ model }: MemberContext, id: string, doc: Doc, path: string) {
  const before = model.object('control', id)?.doc
  return before === undefined || isDeepStrictEqual(before.status, doc.status)
    ? null
    : { path, message: 'differs from the stored status', mend: 'set the status by its own route, so that its past is kept' }
}

/** Controls: what there is and what is planned. */
export const controlHandlers: Handlers<typeof controlRoutes> = {
  ...objects,

  'controls.replace': async (context, input) => {
    const issue = statusIssue(context, input.params.id, input.body, 'body.status')
    return issue === null ? objects['controls.replace'](context, input) : fail(invalid([issue]))
  },

  'controls.bulk': async (context, input) => {
    const issues = input.body.items.flatMap((item, at) => {
      const issue = item.action === 'replace' ? statusIssue(context, item.id, item.doc, `body.items[${at}].doc.status`) : null
      return issue === null ? [] : [issue]
    })
    return issues.length === 0 ? objects['controls.bulk'](context, input) : fail(invalid(issues.slice(0, 50)))
  },

  'controls.add': async (context, { body }) => {
    const { subject, framework, control, target } = body
    const cells = { subject, framework, requirements: [...new Set(body.requirements)], controls: ['new'], evidence: [] }
    const allowed = await linkGate(context, cells)
    if (!allowed.ok) return allowed
    context.model.live(context.today)
    const done = await change(
      context,
      ['evidence', 'position'],
      async (one) => {
        const model = await modelNow(one, context)
        const taken = new Set(model.objects('control').map((stored) => stored.id))
        if (control.id !== undefined && taken.has(control.id))
          return fail(conflict(`the id "${control.id}" is taken`, 'leave it out: it is made from the name'))
        const id = await newObjectId(one.queries, one.tenant, 'control', { ...control, name: control.id ?? control.name }, taken)
        const doc = draftOf('control', id, control, context.now) as Doc
        const unknown = referenceIssues(model, context.visible('controls.read'), 'control', undefined, doc, () => false)
        if (unknown.length > 0)
          return fail(invalid(unknown.map((issue) => ({ ...issue, path: issue.path.replace('body.', 'body.control.') }))))
        const would = workspaceWith(model, { put: new Map([['control', new Map([[id, doc]])]]), removed: new Map() })
        const errors = newIssues(context, model, would).filter((found) => found.severity === 'error')
        if (errors.length > 0) return fail(invalid(errors.map(({ issue }) => ({ ...issue, path: `body.control.${issue.path}` }))))
        const standing = await commitDifference(one, 'control', [{ id, doc, before: undefined }], [], 'person')
        const links = await attachLinks(one, context, model, { ...cells, controls: [id] }, target)
        return ok({ id, version: standing.get(id)?.version ?? 1, links })
      },
      [subject],
    )
    return done.ok ? ok({ ...done.value.value, moved: visibleMoved(context, done.value.moved) }) : done
  },

  'controls.status': async (context, { params, body, version }) => {
    const stored = context.model.object('control', params.id)
    const source = placeSource(context.model)
    if (stored === undefined || !context.visible('controls.read').place(placeOf('control', stored.doc, source)))
      return fail(notFound(`the control "${params.id}"`))
    if (!covers(context.visible('controls.write'), placeOf('control', stored.doc, source)))
      return fail(forbidden('change the status of this control'))
    context.model.live(context.today)
    const done = await change(context, ['evidence', 'position'], async (one) => {
      const before = (await modelNow(one, context)).object('control', params.id)
      if (before === undefined) return fail(notFound(`the control "${params.id}"`))
      const next = withStatus(before.doc, { state: body.state, from: body.from ?? context.today, recordedAt: context.now }, context.today)
      if (before.version !== version) return fail(stale(before.version, before.doc, next.ok ? next.value : null))
      if (!next.ok) return next
      const standing = await commitDifference(one, 'control', [{ id: params.id, doc: next.value, before }], [], 'person')
      return ok({ id: params.id, version: standing.get(params.id)?.version ?? version + 1, doc: next.value })
    })
    return done.ok ? ok({ ...done.value.value, moved: visibleMoved(context, done.value.moved) }) : done
  },
}

/** A control with one more entry in the history of its status. */
function withStatus(doc: Doc, entry: StatusEntry, today: string): Result<Doc, ApiProblem> {
  const entries: StatusEntry[] =
    typeof doc.status === 'string'
      ? [{ state: doc.status, ...(doc.recordedAt !== undefined && { recordedAt: doc.recordedAt }) }]
      : doc.status
  if (inForce(entries, { asOf: entry.from ?? today, knownAt: null })?.state === entry.state)
    return fail(conflict(`it is ${entry.state} already on that day`, 'nothing needs to be done'))
  if (entries.length >= 200)
    return fail(conflict('its status has changed 200 times, which is the most that is kept', 'retire it and add a new control'))
  return ok({ ...doc, status: [...entries, entry] })
}
