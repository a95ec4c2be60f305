import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { Assignment, AssignmentDetail, assignmentsRoutes } from '@caponier/contract/assessment/assignments'
import type { Permission } from '@caponier/contract/access/roles'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import type { AssignmentFilter, StoredAssignment, StoredAssignmentState } from '@caponier/store/assessment/assignments'
import { findAssignments, insertAssignment, moveAssignment } from '@caponier/store/assessment/assignments'
import type { Queries } from '@caponier/store/tenant/transaction'
import { inTransaction } from '@caponier/store/tenant/transaction'
import { change } from '../change.ts'
import type { MemberContext } from '../context.ts'
import type { Handlers } from '../handlers-of.ts'
import { conflict, invalid, notFound, stale } from '../problems.ts'
import { readableAssessment, sharedSubject } from './answer-gate.ts'
import { assignmentDetail, assignmentsOut, coveredRequirements, isMine, openQuestions } from './assignment-reading.ts'
import { colleagues, mayAnswerOwn } from './members.ts'

/** Delegation: open, submitted, returned, accepted, withdrawn. Answers count whatever the state is (docs/method/assessment.md). */
export const assignmentsHandlers: Handlers<typeof assignmentsRoutes> = {
  'assignments.list': async (context) => {
    const visible = context.visible('assessment.read')
    return ok(await listed(context, {}, (one) => visible.subject(one.subject)))
  },

  'assessment.mine': async (context) =>
    ok(await listed(context, { assignee: context.user.userId }, (one) => isMine(context, one) && one.state !== 'withdrawn')),

  'assignments.show': async (context, { params, query }) => {
    const found = await reading(context, (queries) => readable(context, queries, params.id))
    return found.ok ? reading(context, (queries) => detailOf(context, queries, found.value, query.language)) : found
  },

  'assignments.add': async (context, { body }) => {
    const located = readableAssessment(context, body.subject, body.framework)
    if (!located.ok) return located
    const delegating = context.visible('assessment.delegate')
    if (!delegating.subject(body.subject)) return fail(notFound(`an assessment of ${body.subject}`))
    if (!delegating.holdsSubject(body.subject)) return fail(await sharedSubject(context, body.subject, 'assessment.delegate'))
    const issues: { path: string; message: string; mend: string }[] = []
    if (body.due < context.today)
      issues.push({ path: 'body.due', message: 'the due date lies in the past', mend: 'give a date from today on' })
    const { block, row } = located.value
    const requirements = body.requirements === undefined ? null : [...new Set(body.requirements)]
    for (const [index, requirement] of (requirements ?? []).entries()) {
      const column = block.framework.columns[block.framework.columnOf.get(requirement) ?? -1]
      if (column === undefined || !(block.scored[row] === 1 || column.inheritable))
        issues.push({ path: `body.requirements[${index}]`, message: `${requirement} is not answered here`, mend: 'leave it out' })
    }
    if (issues.length > 0) return fail(invalid(issues))
    const id = context.app.newId()
    return stepped(context, body.subject, async (queries, one) => {
      const assignee = (await colleagues(queries, context.tenant)).find((other) => other.user === body.assignee)
      if (assignee === undefined || !mayAnswerOwn(context, assignee, body.subject))
        return fail(
          invalid([
            {
              path: 'body.assignee',
              message: 'this member has no role that may answer for the subject',
              mend: 'give a role for its site first, at least respondent',
            },
          ]),
        )
      const added = { id, subject: body.subject, framework: body.framework, requirements, due: body.due, note: body.note ?? null }
      const running = await findAssignments(queries, context.tenant, { subject: body.subject, framework: body.framework, running: true })
      const other = running.find((assignment) => overlap(assignment.requirements, requirements))
      if (other !== undefined)
        return fail(
          conflict(
            `this is delegated to ${other.assigneeName ?? 'somebody who has left'} already, due ${other.due}`,
            'withdraw or accept that delegation first, or choose other requirements',
          ),
        )
      await insertAssignment(one, { ...added, assignee: body.assignee })
      return ok({ id, action: 'assessment.delegate', after: { ...added, assignee: body.assignee } })
    })
  },

  'assignments.submit': async (context, { params, body, version }) =>
    move(context, params.id, version, body.note, 'submitted', null, (one) => {
      if (!isMine(context, one)) return notFound('the delegation')
      if (one.state !== 'open' && one.state !== 'returned') return wrongState(one)
      const left = openQuestions(context, one).length
      return left > 0 && (body.note ?? '').trim() === ''
        ? invalid([
            {
              path: 'body.note',
              message: left === 1 ? '1 question has no answer yet' : `${left} questions have no answer yet`,
              mend: 'answer them, or say in a note why they stay open',
            },
          ])
        : null
    }),

  'assignments.return': async (context, { params, body, version }) =>
    move(context, params.id, version, body.note, 'returned', 'assessment.accept', (one) => {
      if (one.state !== 'submitted' && one.state !== 'accepted') return wrongState(one)
      return (body.note ?? '').trim() === ''
        ? invalid([{ path: 'body.note', message: 'the respondent needs to know why', mend: 'write what to look at again' }])
        : null
    }),

  'assignments.accept': async (context, { params, body, version }) =>
    move(context, params.id, version, body.note, 'accepted', 'assessment.accept', (one) =>
      one.state === 'submitted' ? null : wrongState(one),
    ),

  'assignments.withdraw': async (context, { params, body, version }) =>
    move(context, params.id, version, body.note, 'withdrawn', 'assessment.delegate', (one) =>
      one.state === 'accepted' || one.state === 'withdrawn' ? wrongState(one) : null,
    ),
}

const reading = <T>(context: MemberContext, work: (queries: Queries) => Promise<T>): Promise<T> =>
  inTransaction(context.app.pool, { tenant: context.tenant }, 'read only', work)

const listed = (context: MemberContext, filter: AssignmentFilter, wanted: (one: StoredAssignment) => boolean): Promise<Assignment[]> =>
  reading(context, async (queries) => {
    const all = await findAssignments(queries, context.tenant, filter)
    return assignmentsOut(context, queries, all.filter(wanted))
  })

/** An assignment that the caller may see: by a role for the subject, or because it is theirs. */
async function readable(context: MemberContext, queries: Queries, id: string): Promise<Result<StoredAssignment, ApiProblem>> {
  const [found] = await findAssignments(queries, context.tenant, { id })
  const sees = found !== undefined && (context.visible('assessment.read').subject(found.subject) || isMine(context, found))
  return sees ? ok(found) : fail(notFound('the delegation'))
}

async function detailOf(
  context: MemberContext,
  queries: Queries,
  assignment: StoredAssignment,
  language = context.language,
): Promise<Result<AssignmentDetail, ApiProblem>> {
  const detail = await assignmentDetail(context, queries, assignment, language)
  return detail === null ? fail(notFound('the delegation')) : ok(detail)
}

async function held(context: MemberContext, one: StoredAssignment, permission: Permission): Promise<ApiProblem | null> {
  const holding = context.visible(permission)
  if (holding.holdsSubject(one.subject)) return null
  return holding.subject(one.subject) ? sharedSubject(context, one.subject, permission) : notFound('the delegation')
}

const wrongState = (one: StoredAssignment): ApiProblem =>
  conflict(`the delegation is ${one.state}`, 'look at it again: somebody has moved it on')

const overlap = (one: readonly string[] | null, other: readonly string[] | null): boolean =>
  one === null || other === null || one.some((requirement) => other.includes(requirement))

interface Step {
  readonly id: string
  readonly action: string
  readonly before?: unknown
  readonly after: unknown
}

/** Runs a step of a delegation in a change and gives it as it stands after. */
async function stepped(
  context: MemberContext,
  subject: string,
  work: (queries: Queries, one: Parameters<Parameters<typeof change>[2]>[0]) => Promise<Result<Step, ApiProblem>>,
): Promise<Result<AssignmentDetail, ApiProblem>> {
  const outcome = await change(
    context,
    ['assessment'],
    async (one) => {
      const step = await work(one.queries, one)
      if (!step.ok) return step
      const [stored] = await findAssignments(one.queries, context.tenant, { id: step.value.id })
      if (stored === undefined) return fail(notFound('the delegation'))
      one.record({
        action: step.value.action,
        objectKind: 'assignment',
        objectId: `${stored.subject}|${stored.framework}|${stored.id}`,
        ...(step.value.before !== undefined && { before: step.value.before }),
        after: step.value.after,
      })
      return detailOf(context, one.queries, stored)
    },
    [subject],
  )
  return outcome.ok ? ok(outcome.value.value) : outcome
}

async function move(
  context: MemberContext,
  id: string,
  version: number,
  note: string | undefined,
  state: StoredAssignmentState,
  /** Needed at all places of the subject; null where it is a matter of whom it is delegated to. */
  permission: Permission | null,
  refuse: (one: StoredAssignment) => ApiProblem | null,
): Promise<Result<AssignmentDetail, ApiProblem>> {
  const found = await reading(context, (queries) => readable(context, queries, id))
  if (!found.ok) return found
  const notHeld = permission === null ? null : await held(context, found.value, permission)
  if (notHeld !== null) return fail(notHeld)
  return stepped(context, found.value.subject, async (queries, one) => {
    const [standing] = await findAssignments(queries, context.tenant, { id })
    if (standing === undefined) return fail(notFound('the delegation'))
    if (standing.version !== version) return fail(stale(standing.version, { state: standing.state }, { state }))
    const refused = refuse(standing)
    if (refused !== null) return fail(refused)
    await moveAssignment(one, id, state, note ?? null)
    const covered = coveredRequirements(context, standing).length
    return ok({
      id,
      action: `assessment.${state}`,
      before: { state: standing.state },
      after: { state, note: note ?? null, requirements: covered },
    })
  })
}
