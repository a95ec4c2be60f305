import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import type { Permission } from '@caponier/contract/access/roles'
import type { Located } from '@caponier/core/position/model'
import { locate, locateRow } from '@caponier/core/position/model'
import type { LocatedRow } from '@caponier/core/position/model'
import type { StoredAssignment } from '@caponier/store/assessment/assignments'
import { findAssignments } from '@caponier/store/assessment/assignments'
import type { Cell } from '@caponier/store/assessment/history'
import { inTransaction } from '@caponier/store/tenant/transaction'
import type { MemberContext } from '../context.ts'
import { visibleTo } from '../gate/visible.ts'
import { forbidden, invalid, notFound } from '../problems.ts'
import { colleagues } from './members.ts'

/** Assignments of the caller that run; nobody else's. */
export const ownAssignments = (context: MemberContext): Promise<readonly StoredAssignment[]> =>
  inTransaction(context.app.pool, { tenant: context.tenant, user: context.user.userId }, 'read only', (queries) =>
    findAssignments(queries, context.tenant, { assignee: context.user.userId, running: true }),
  )

export const isCovered = (assignment: StoredAssignment, cell: Cell): boolean =>
  assignment.subject === cell.subject &&
  assignment.framework === cell.framework &&
  (assignment.requirements === null || assignment.requirements.includes(cell.requirement))

/** A delegated question can be answered until it is submitted, and again once it was returned. */
export const takesAnswers = (assignment: StoredAssignment): boolean => assignment.state === 'open' || assignment.state === 'returned'

/** Reading and commenting need one place of a subject; everything else needs all. */
const FROM_ANY_PLACE: ReadonlySet<Permission> = new Set(['assessment.read', 'assessment.comment'])

/**
 * May the caller do this to a cell? Either roles for all places of the subject allow the whole permission (for one of them, to read or
 * comment), or a role allows the own one and the question is delegated to the caller. A cell that the caller may not even see is not
 * found. The assignments are asked for once.
 */
export function cellGate(
  context: MemberContext,
  whole: Permission,
  own: Permission,
): (cell: Cell, wanted?: (assignment: StoredAssignment) => boolean) => Promise<ApiProblem | null> {
  const all = context.visible(whole)
  const mine = context.visible(own)
  const read = context.visible('assessment.read')
  let assignments: Promise<readonly StoredAssignment[]> | undefined
  const allows = FROM_ANY_PLACE.has(whole) ? all.subject : all.holdsSubject
  return async (cell, wanted = () => true) => {
    if (allows(cell.subject)) return null
    const known = read.subject(cell.subject)
    if (mine.subject(cell.subject)) {
      const covering = (await (assignments ??= ownAssignments(context))).filter((one) => isCovered(one, cell))
      if (covering.some(wanted)) return null
      if (covering.length > 0)
        return {
          code: 'conflict',
          detail: 'you have submitted this question, so it no longer takes answers from you',
          kept: 'nothing was changed',
          mend: 'ask the person who delegated it to return it',
        }
    }
    if (!known) return notFound(`${cell.requirement} of ${cell.subject}`)
    return all.subject(cell.subject) ? await sharedSubject(context, cell.subject, whole) : forbidden(`do this for ${cell.subject}`)
  }
}

/** Colleagues that a refusal names at most. */
const NAMED = 3

/** Why roles at one place do not decide for a subject that stands at several, and who can help. */
export async function sharedSubject(context: MemberContext, subject: string, permission: Permission): Promise<ApiProblem> {
  const places = context.model.places()
  const able = (
    await inTransaction(context.app.pool, { tenant: context.tenant }, 'read only', (queries) => colleagues(queries, context.tenant))
  )
    .filter(
      (one) =>
        visibleTo(one.grants, permission, places).holdsSubject(subject) &&
        visibleTo(one.grants, 'assessment.delegate', places).holdsSubject(subject),
    )
    .map((one) => one.name)
  const names = able.length > NAMED ? able.slice(0, NAMED) : able
  const whom = names.length === 0 ? 'an administrator of the organisation' : names.join(' or ')
  return {
    code: 'forbidden',
    detail: `${subject} also stands where you hold no such role; what is decided for it counts at all of its places and needs all of them`,
    kept: 'nothing was changed',
    mend: `ask ${whom} to do it, or to delegate the question to you`,
  }
}

/** The cell of a requirement, or why it cannot be answered there (rules 2 and 3). */
export function answerableCell(context: MemberContext, cell: Cell): Result<Located, ApiProblem> {
  const { model } = context.model.live(context.today)
  const located = locate(model, cell.subject, cell.framework, cell.requirement)
  if (located === null) return fail(notFound(`${cell.framework} ${cell.requirement} of ${cell.subject}`))
  const { block, row, column } = located
  if (block.scored[row] !== 1 && block.framework.columns[column]?.inheritable !== true)
    return fail(
      invalid([
        {
          path: 'params.requirement',
          message: `${cell.requirement} cannot be answered for ${cell.subject}: it is not inheritable`,
          mend: `answer it for each ${block.framework.subjects.join(' or ')} below`,
        },
      ]),
    )
  return ok(located)
}

/** The row of an assessment that the caller may read, or not found. */
export function readableAssessment(context: MemberContext, subject: string, framework: string): Result<LocatedRow, ApiProblem> {
  const located = context.visible('assessment.read').subject(subject)
    ? locateRow(context.model.live(context.today).model, subject, framework)
    : null
  const hands = located?.block.framework.columns.some((column) => column.inheritable) === true
  return located === null || !(located.block.scored[located.row] === 1 || hands)
    ? fail(notFound(`an assessment of ${subject} for ${framework}`))
    : ok(located)
}
