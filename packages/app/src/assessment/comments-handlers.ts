import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { Comment, commentsRoutes } from '@caponier/contract/assessment/comments'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import { findAssignments } from '@caponier/store/assessment/assignments'
import type { StoredComment } from '@caponier/store/assessment/comments'
import { commentsOfCell, findComment, insertComment, openMentionsOf, removeComment, setResolved } from '@caponier/store/assessment/comments'
import type { Cell } from '@caponier/store/assessment/history'
import type { Queries } from '@caponier/store/tenant/transaction'
import { inTransaction } from '@caponier/store/tenant/transaction'
import { change, type ModelChange } from '../change.ts'
import type { MemberContext } from '../context.ts'
import type { Handlers } from '../handlers-of.ts'
import { forbidden, invalid, notFound, stale } from '../problems.ts'
import { answerableCell, cellGate, isCovered, readableAssessment } from './answer-gate.ts'
import { colleagues, mayAnswerOwn, mayRead } from './members.ts'

/** Threads of comments on a requirement, and who is called upon in them. */
export const commentsHandlers: Handlers<typeof commentsRoutes> = {
  'comments.list': async (context, { params }) => {
    const cell = cellOf(params)
    const refused = await cellGate(context, 'assessment.read', 'assessment.comment-own')(cell)
    if (refused !== null) return fail(refused)
    const located = answerableCell(context, cell)
    if (!located.ok) return located
    const { comments, names } = await reading(context, async (queries) => ({
      comments: await commentsOfCell(queries, context.tenant, cell),
      names: await memberNames(queries, context.tenant),
    }))
    return ok(comments.map((one) => commentOut(context, one, names)))
  },

  'comments.add': async (context, { params, body }) => {
    const cell = cellOf(params)
    const refused = await cellGate(context, 'assessment.comment', 'assessment.comment-own')(cell)
    if (refused !== null) return fail(refused)
    const located = answerableCell(context, cell)
    if (!located.ok) return located
    const id = context.app.newId()
    return changed(context, cell, async (one) => {
      if (body.thread !== undefined) {
        const root = await findComment(one.queries, context.tenant, body.thread)
        if (root === undefined || root.thread !== null || !isSameCell(root, cell)) return fail(notFound('the thread'))
      }
      const unseeing = await whoMayNotSee(context, one.queries, cell, body.mentions)
      if (unseeing.length > 0) return fail(invalid(unseeing))
      await insertComment(one, { ...cell, id, thread: body.thread ?? null, text: body.text, mentions: [...new Set(body.mentions)] })
      one.record({
        action: 'assessment.comment',
        objectKind: 'answer',
        objectId: keyOf(cell),
        after: { comment: id, text: body.text, mentions: body.mentions },
      })
      return ok(id)
    })
  },

  'comments.resolve': async (context, { params, body, version }) => {
    const found = await reachable(context, params.id)
    if (!found.ok) return found
    const { value: comment } = found
    if (comment.thread !== null)
      return fail(invalid([{ path: 'params.id', message: 'only the comment that opened a thread can be closed' }]))
    return changed(context, cellOf(comment), async (one) => {
      const standing = await findComment(one.queries, context.tenant, comment.id)
      if (standing === undefined) return fail(notFound('the comment'))
      if (standing.version !== version)
        return fail(stale(standing.version, { resolved: standing.resolvedAt !== null }, { resolved: body.resolved }))
      await setResolved(one, comment.id, body.resolved)
      one.record({
        action: body.resolved ? 'assessment.resolve' : 'assessment.reopen',
        objectKind: 'answer',
        objectId: keyOf(comment),
        after: { comment: comment.id },
      })
      return ok(comment.id)
    })
  },

  'comments.remove': async (context, { params, version }) => {
    const found = await reachable(context, params.id)
    if (!found.ok) return found
    const { value: comment } = found
    if (comment.authorUser !== context.user.userId) return fail(forbidden("remove somebody else's comment"))
    const removed = await change(
      context,
      ['assessment'],
      async (one) => {
        const standing = await findComment(one.queries, context.tenant, comment.id)
        if (standing === undefined) return fail(notFound('the comment'))
        if (standing.version !== version) return fail(stale(standing.version, { text: standing.text }, null))
        await removeComment(one, comment.id)
        one.record({ action: 'assessment.uncomment', objectKind: 'answer', objectId: keyOf(comment), after: { comment: comment.id } })
        return ok(undefined)
      },
      [comment.subject],
    )
    return removed.ok ? ok(undefined) : removed
  },

  'mentions.mine': async (context) => {
    const mentions = await reading(context, (queries) => openMentionsOf(queries, context.tenant, context.user.userId))
    const gate = cellGate(context, 'assessment.read', 'assessment.comment-own')
    const { graph } = context.model.live(context.today).model
    const seen: (typeof mentions)[number][] = []
    for (const one of mentions) if ((await gate(cellOf(one))) === null) seen.push(one)
    return ok(
      seen.map((one) => ({
        id: one.id,
        framework: one.framework,
        subject: one.subject,
        name: graph.subjects[graph.byRef.get(one.subject) ?? -1]?.name ?? one.subject,
        requirement: one.requirement,
        author: one.authorName,
        text: one.text,
        at: one.at.toISOString(),
      })),
    )
  },

  'assessments.members': async (context, { params }) => {
    const located = readableAssessment(context, params.subject, params.framework)
    if (!located.ok) return located
    const all = await reading(context, (queries) => colleagues(queries, context.tenant))
    return ok({
      members: all
        .filter((one) => mayRead(context, one, params.subject) || mayAnswerOwn(context, one, params.subject))
        .map((one) => ({ user: one.user, name: one.name, mayAnswer: mayAnswerOwn(context, one, params.subject) })),
    })
  },
}

const cellOf = ({ subject, framework, requirement }: Cell): Cell => ({ subject, framework, requirement })
const keyOf = ({ subject, framework, requirement }: Cell): string => `${subject}|${framework}|${requirement}`
const isSameCell = (one: Cell, other: Cell): boolean => keyOf(one) === keyOf(other)

const reading = <T>(context: MemberContext, work: (queries: Queries) => Promise<T>): Promise<T> =>
  inTransaction(context.app.pool, { tenant: context.tenant }, 'read only', work)

/** A comment that the caller may answer to; else not found. */
async function reachable(context: MemberContext, id: string): Promise<Result<StoredComment, ApiProblem>> {
  const comment = await reading(context, (queries) => findComment(queries, context.tenant, id))
  if (comment === undefined) return fail(notFound('the comment'))
  const refused = await cellGate(context, 'assessment.comment', 'assessment.comment-own')(cellOf(comment))
  return refused === null ? ok(comment) : fail(refused.code === 'not-found' ? notFound('the comment') : refused)
}

/** Carries out a change of a comment and gives it as it stands after. */
async function changed(
  context: MemberContext,
  cell: Cell,
  work: (one: ModelChange) => Promise<Result<string, ApiProblem>>,
): Promise<Result<Comment, ApiProblem>> {
  const outcome = await change(
    context,
    ['assessment'],
    async (one) => {
      const id = await work(one)
      if (!id.ok) return id
      const stored = await findComment(one.queries, context.tenant, id.value)
      if (stored === undefined) return fail(notFound('the comment'))
      return ok(commentOut(context, stored, await memberNames(one.queries, context.tenant)))
    },
    [cell.subject],
  )
  return outcome.ok ? ok(outcome.value.value) : outcome
}

async function memberNames(queries: Queries, tenant: string): Promise<ReadonlyMap<string, string>> {
  return new Map((await colleagues(queries, tenant)).map((one) => [one.user, one.name]))
}

/** Called upon can be only who may see the requirement: by a role, or because it is delegated to them. */
async function whoMayNotSee(
  context: MemberContext,
  queries: Queries,
  cell: Cell,
  mentions: readonly string[],
): Promise<readonly { readonly path: string; readonly message: string; readonly mend: string }[]> {
  if (mentions.length === 0) return []
  const known = new Map((await colleagues(queries, context.tenant)).map((one) => [one.user, one]))
  const assignments = await findAssignments(queries, context.tenant, { subject: cell.subject, framework: cell.framework, running: true })
  return mentions.flatMap((user, index) => {
    const one = known.get(user)
    const sees =
      one !== undefined &&
      (mayRead(context, one, cell.subject) || assignments.some((other) => other.assignee === user && isCovered(other, cell)))
    return sees
      ? []
      : [{ path: `body.mentions[${index}]`, message: 'this member may not see the requirement', mend: 'delegate it to them first' }]
  })
}

const commentOut = (context: MemberContext, one: StoredComment, names: ReadonlyMap<string, string>): Comment => ({
  id: one.id,
  thread: one.thread,
  author: one.authorName,
  mine: one.authorUser === context.user.userId,
  text: one.text,
  mentions: one.mentions.flatMap((user) => {
    const name = names.get(user)
    return name === undefined ? [] : [{ user, name }]
  }),
  at: one.at.toISOString(),
  resolved: one.resolvedAt === null ? null : { at: one.resolvedAt.toISOString(), by: one.resolvedByName },
  version: one.version,
})
