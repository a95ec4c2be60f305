import { fail, ok } from '@caponier/core'
import type { linkRoutes } from '@caponier/contract/evidence/links'
import type { StoredLink } from '@caponier/store/assessment/links'
import { visibleMoved } from '../assessment/moved-numbers.ts'
import { change } from '../change.ts'
import { modelNow } from '../company/model-now.ts'
import { namesFor } from '../company/object-names.ts'
import type { MemberContext } from '../context.ts'
import type { Handlers } from '../handlers-of.ts'
import { attachLinks, detachLinks } from './link-writes.ts'
import { detachGate, linkedThings, linkGate } from './link-gate.ts'
import type { LinkCells } from './link-changes.ts'
import { linksToday } from './linked-cells.ts'

interface Body {
  readonly subject: string
  readonly framework: string
  readonly requirements: readonly string[]
  readonly controls?: readonly string[] | undefined
  readonly evidence?: readonly string[] | undefined
}

const cellsOf = ({ subject, framework, requirements, controls, evidence }: Body): LinkCells => ({
  subject,
  framework,
  requirements: [...new Set(requirements)],
  controls: [...new Set(controls)],
  evidence: [...new Set(evidence)],
})

/** Links: what hangs where, and hanging it there from today on or no longer. */
export const linksHandlers: Handlers<typeof linkRoutes> = {
  'links.list': async (context, { query }) => {
    const visible = context.visible('controls.read')
    const isAsked = ({ link }: StoredLink): boolean =>
      (query.subject === undefined || link.subject === query.subject) &&
      (query.framework === undefined || link.framework === query.framework) &&
      (query.requirement === undefined || link.requirements.includes(query.requirement)) &&
      (query.control === undefined || link.controls?.includes(query.control) === true) &&
      (query.evidence === undefined || link.evidence?.includes(query.evidence) === true)
    const found = linksToday(context).filter((one) => visible.subject(one.link.subject) && isAsked(one))
    const out = linkOut(context)
    return ok(found.map(out))
  },

  'links.attach': async (context, { body }) => {
    const cells = cellsOf(body)
    const allowed = await linkGate(context, cells)
    if (!allowed.ok) return allowed
    const things = await linkedThings(context, cells)
    if (!things.ok) return things
    context.model.live(context.today)
    const done = await change(
      context,
      ['evidence', 'position'],
      async (one) => {
        const model = await modelNow(one, context)
        const again = await linkedThings({ ...context, model }, cells)
        return again.ok ? ok(await attachLinks(one, context, model, cells, body.target)) : again
      },
      [cells.subject],
    )
    return done.ok ? ok({ links: done.value.value, moved: visibleMoved(context, done.value.moved) }) : fail(done.problem)
  },

  'links.detach': async (context, { body }) => {
    const cells = cellsOf(body)
    const allowed = await detachGate(context, cells)
    if (!allowed.ok) return allowed
    context.model.live(context.today)
    const done = await change(
      context,
      ['evidence', 'position'],
      async (one) => ok(await detachLinks(one, context, await modelNow(one, context), cells)),
      [cells.subject],
    )
    return done.ok ? ok({ detached: done.value.value, moved: visibleMoved(context, done.value.moved) }) : fail(done.problem)
  },
}

/** A link as it leaves, with names in the caller's language. */
function linkOut(context: MemberContext) {
  const { model, app, language } = context
  const names = namesFor(model, context.visible('controls.read'))
  const writable = context.visible('evidence.write')
  const frameworks = new Map(
    app.content.frameworks.map((one) => [one.key, new Map(one.requirements.map((row) => [row.id, row.title[language]]))]),
  )
  return ({ id, version, link }: StoredLink) => ({
    id,
    version,
    subject: link.subject,
    subjectName: link.subject === 'organisation' ? model.workspace().organisation.name : (names.subject(link.subject) ?? link.subject),
    framework: link.framework,
    requirements: link.requirements.map((one) => ({ id: one, title: frameworks.get(link.framework)?.get(one) ?? one })),
    controls: (link.controls ?? []).map((control) => ({ id: control, name: model.object('control', control)?.doc.name ?? control })),
    evidence: (link.evidence ?? []).map((one) => ({ id: one, name: model.object('evidence', one)?.doc.name ?? one })),
    target: link.target ?? null,
    from: link.from ?? null,
    until: link.until ?? null,
    attachable: writable.holdsSubject(link.subject),
  })
}
