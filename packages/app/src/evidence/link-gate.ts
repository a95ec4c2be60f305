import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import type { DocOf } from '@caponier/core/company/kinds'
import { locate } from '@caponier/core/position/model'
import { cellGate, sharedSubject, takesAnswers } from '../assessment/answer-gate.ts'
import type { MemberContext } from '../context.ts'
import type { Place } from '../gate/places.ts'
import { forbidden, invalid, notFound } from '../problems.ts'
import type { FileGate } from './file-gate.ts'
import { fileGate, isKept } from './file-gate.ts'
import type { LinkCells } from './link-changes.ts'

/**
 * May the caller hang things on these cells, or take them off? Controls need `controls.write` for the subject; evidence needs
 * `evidence.write` for it, or the question delegated to the caller.
 */
export async function linkGate(context: MemberContext, cells: LinkCells): Promise<Result<undefined, ApiProblem>> {
  if (cells.controls.length + cells.evidence.length === 0)
    return fail(invalid([{ path: 'body', message: 'names neither controls nor evidence', mend: 'name at least one' }]))
  const known = context.visible('assessment.read').subject(cells.subject)
  const linking = context.visible('controls.write')
  if (cells.controls.length > 0 && !linking.holdsSubject(cells.subject)) {
    if (!known) return fail(notFound(cells.subject))
    const isShared = linking.subject(cells.subject)
    return fail(isShared ? await sharedSubject(context, cells.subject, 'controls.write') : forbidden(`link controls at ${cells.subject}`))
  }
  if (cells.evidence.length > 0) {
    const gate = cellGate(context, 'evidence.write', 'evidence.write-own')
    for (const requirement of cells.requirements) {
      const refused = await gate({ subject: cells.subject, framework: cells.framework, requirement }, takesAnswers)
      if (refused !== null) return fail(refused)
    }
  }
  const { model } = context.model.live(context.today)
  const nowhere = cells.requirements.filter((one) => locate(model, cells.subject, cells.framework, one) === null)
  if (nowhere.length === cells.requirements.length) return fail(notFound(`${cells.framework} ${nowhere[0] ?? ''} of ${cells.subject}`))
  return nowhere.length === 0
    ? ok(undefined)
    : fail(
        invalid(
          nowhere.slice(0, 20).map((one) => ({
            path: 'body.requirements',
            message: `${one} is no requirement of ${cells.framework} for ${cells.subject}`,
            mend: 'leave it out',
          })),
        ),
      )
}

/** The controls and evidence that are to be linked must be there and visible to the caller; others get the same answer. */
export async function linkedThings(context: MemberContext, cells: LinkCells): Promise<Result<undefined, ApiProblem>> {
  const { model } = context
  const places = model.places()
  const controls = context.visible('controls.read')
  const evidence = context.visible('evidence.read')
  const files = cells.evidence.length > 0 ? await fileGate(context) : undefined
  const issues: { path: string; message: string; mend: string }[] = []
  for (const id of cells.controls) {
    const doc = model.object('control', id)?.doc
    if (doc === undefined || !controls.place(places.ofLinked(`control:${id}`, doc.owner)))
      issues.push({ path: 'body.controls', message: `there is no control "${id}", or you may not see it`, mend: 'choose another' })
  }
  for (const id of cells.evidence) {
    const doc = model.object('evidence', id)?.doc
    const own = doc !== undefined && files !== undefined && isOwn(context, files, doc)
    if (doc === undefined || !(own || evidence.place(places.ofLinked(`evidence:${id}`, doc.owner))))
      issues.push({ path: 'body.evidence', message: `there is no evidence "${id}", or you may not see it`, mend: 'choose another' })
    // Where evidence hangs decides whom its file opens to.
    else if (
      isKept(doc) &&
      files?.mayOpen(doc) !== true &&
      !lies(places.ofSubject(cells.subject), places.ofLinked(`evidence:${id}`, doc.owner))
    )
      issues.push({
        path: 'body.evidence',
        message: `"${id}" is confidential; who may not open it cannot hang it at another place`,
        mend: 'ask somebody who may open it',
      })
  }
  return issues.length === 0 ? ok(undefined) : fail(invalid(issues.slice(0, 20)))
}

/**
 * A delegated question takes evidence from whom it is delegated to, and gives back only what is theirs: what others hung there they
 * neither see nor take off.
 */
export async function detachGate(context: MemberContext, cells: LinkCells): Promise<Result<undefined, ApiProblem>> {
  const allowed = await linkGate(context, cells)
  if (!allowed.ok || cells.evidence.length === 0 || context.visible('evidence.write').holdsSubject(cells.subject)) return allowed
  const files = await fileGate(context)
  const others = cells.evidence.filter((id) => {
    const doc = context.model.object('evidence', id)?.doc
    return doc === undefined || !isOwn(context, files, doc)
  })
  return others.length === 0
    ? allowed
    : fail(
        invalid(
          others.slice(0, 20).map((id) => ({ path: 'body.evidence', message: `"${id}" is no evidence of yours`, mend: 'leave it out' })),
        ),
      )
}

/** Does evidence belong to the caller, as its owner or as who brought it? */
export const isOwn = ({ personId }: MemberContext, files: FileGate, doc: DocOf<'evidence'>): boolean =>
  (personId !== null && doc.owner === personId) || files.broughtBy(doc)

/** Does one place lie within another? */
const lies = (inner: Place, outer: Place): boolean =>
  (!inner.organisation || outer.organisation || outer.above === true) &&
  inner.sites.every((id) => outer.sites.includes(id)) &&
  inner.entities.every((id) => outer.entities.includes(id))
