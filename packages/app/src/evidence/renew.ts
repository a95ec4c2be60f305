import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { evidenceRoutes } from '@caponier/contract/evidence/evidence'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import type { RouteOutput } from '@caponier/contract/kit/route'
import { visibleMoved } from '../assessment/moved-numbers.ts'
import { changeWithFile } from './change-with-file.ts'
import { modelNow } from '../company/model-now.ts'
import { covers } from '../company/object-place.ts'
import type { MemberContext } from '../context.ts'
import { forbidden } from '../problems.ts'
import { fileGate, visibleEvidence } from './file-gate.ts'
import type { LinkCells } from './link-changes.ts'
import { linkGate } from './link-gate.ts'
import { attachLinks } from './link-writes.ts'
import { linksToday } from './linked-cells.ts'
import { addEvidence, datesProblem } from './new-evidence.ts'
import { fileOut, takeFile } from './take-file.ts'

interface Renewal {
  readonly name: string
  readonly title?: string | undefined
  readonly effective?: string | undefined
  readonly validUntil?: string | undefined
}

/**
 * New evidence in place of one that runs out: a new file with dates of its own, linked from today to all that the former one proves and
 * the caller may link. The former keeps its dates, so that positions of the past still have it.
 */
export async function renewEvidence(
  context: MemberContext,
  id: string,
  renewal: Renewal,
  body: ReadableStream<Uint8Array>,
): Promise<Result<RouteOutput<(typeof evidenceRoutes)['evidence.renew']>, ApiProblem>> {
  const gate = await fileGate(context)
  const seen = visibleEvidence(context, gate, id)
  if (!seen.ok) return seen
  const effective = renewal.effective ?? context.today
  const dates = datesProblem(effective, renewal.validUntil)
  if (dates !== null) return fail(dates)
  const { mine, left } = await linkable(context, id)
  const place = context.model.places().ofLinked(`evidence:${id}`, seen.value.owner)
  if (mine.length === 0 && !covers(context.visible('evidence.write'), place)) return fail(forbidden('renew this evidence'))
  const file = await takeFile(context, body, renewal.name)
  if (!file.ok) return file
  context.model.live(context.today)
  const { kind, confidentiality, owner } = seen.value
  const draft = {
    name: renewal.title ?? seen.value.name,
    effective,
    ...(renewal.validUntil !== undefined && { validUntil: renewal.validUntil }),
    ...(kind !== undefined && { kind }),
    ...(confidentiality !== undefined && { confidentiality }),
    ...(owner !== undefined && { owner }),
  }
  const done = await changeWithFile(
    context,
    file.value,
    async (one) => {
      const model = await modelNow(one, context)
      const added = await addEvidence(one, context, model, draft, file.value)
      if (!added.ok) return added
      const links: string[] = []
      for (const cells of mine) links.push(...(await attachLinks(one, context, model, { ...cells, evidence: [added.value.id] })))
      return ok({ ...added.value, links })
    },
    mine.map((cells) => cells.subject),
  )
  if (!done.ok) return done
  return ok({ ...done.value.value, left, file: fileOut(file.value, context.now), moved: visibleMoved(context, done.value.moved) })
}

/** Where the former evidence hangs today and the caller may link, and how often it hangs where the caller sees it but may not. */
async function linkable(context: MemberContext, id: string): Promise<{ readonly mine: readonly LinkCells[]; readonly left: number }> {
  const visible = context.visible('evidence.read')
  const mine: LinkCells[] = []
  let left = 0
  for (const { link } of linksToday(context)) {
    if (link.evidence?.includes(id) !== true || !visible.subject(link.subject)) continue
    const { subject, framework, requirements } = link
    const cells = { subject, framework, requirements, controls: [], evidence: [id] }
    const allowed = await linkGate(context, cells)
    if (allowed.ok) mine.push(cells)
    else left += 1
  }
  return { mine, left }
}
