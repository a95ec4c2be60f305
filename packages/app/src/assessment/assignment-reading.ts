import type { Assignment, AssignmentDetail, Question } from '@caponier/contract/assessment/assignments'
import type { Language } from '@caponier/core'
import { locateRow } from '@caponier/core/position/model'
import { NOT_ASSESSED } from '@caponier/core/position/states'
import type { StoredAssignment } from '@caponier/store/assessment/assignments'
import { answeredByAssignee, assignmentEvents } from '@caponier/store/assessment/assignments'
import { openThreads } from '@caponier/store/assessment/comments'
import type { Queries } from '@caponier/store/tenant/transaction'
import type { MemberContext } from '../context.ts'
import { takesAnswers } from './answer-gate.ts'
import { requirementText } from './assessments-handlers.ts'
import { ownAnswerOf } from './cell-reading.ts'
import { fileGate } from '../evidence/file-gate.ts'
import { questionEvidence } from './question-evidence.ts'

/** Is the assignment the caller's, and have they still a role that may answer for its subject? */
export const isMine = (context: MemberContext, one: StoredAssignment): boolean =>
  one.assignee === context.user.userId && context.visible('assessment.answer-own').subject(one.subject)

/** Requirements that an assignment covers, in pack order; those that a newer pack no longer has are left out. */
export function coveredRequirements(context: MemberContext, one: StoredAssignment): readonly string[] {
  const located = locateRow(context.model.live(context.today).model, one.subject, one.framework)
  if (located === null) return []
  const { block, row } = located
  const wanted = one.requirements === null ? null : new Set(one.requirements)
  return block.framework.columns
    .filter((column) => (block.scored[row] === 1 || column.inheritable) && (wanted === null || wanted.has(column.id)))
    .map((column) => column.id)
}

/** Covered requirements without an answer that counts, given at the subject itself. */
export function openQuestions(context: MemberContext, one: StoredAssignment): readonly string[] {
  const located = locateRow(context.model.live(context.today).model, one.subject, one.framework)
  if (located === null) return []
  const { block, row } = located
  return coveredRequirements(context, one).filter(
    (id) => (block.own[row * block.width + (block.framework.columnOf.get(id) ?? 0)] ?? NOT_ASSESSED) === NOT_ASSESSED,
  )
}

/** What the assignee of one assignment answered or confirmed since it was delegated. */
type Confirmed = ReadonlySet<string>

/** Assignments as they travel, in their order; those whose subject or framework is no longer there are left out. */
export async function assignmentsOut(context: MemberContext, queries: Queries, all: readonly StoredAssignment[]): Promise<Assignment[]> {
  const confirmed = await answeredByAssignee(
    queries,
    context.tenant,
    all.map((one) => one.id),
  )
  return all.flatMap((one) => assignmentOut(context, one, confirmed.get(one.id) ?? NOTHING) ?? [])
}

const NOTHING: Confirmed = new Set()

function assignmentOut(context: MemberContext, one: StoredAssignment, confirmed: Confirmed): Assignment | null {
  const { model } = context.model.live(context.today)
  const subject = model.graph.subjects[model.graph.byRef.get(one.subject) ?? -1]
  const framework = model.content.frameworks.find((other) => other.key === one.framework)
  if (subject === undefined || framework === undefined) return null
  const covered = coveredRequirements(context, one)
  const open = new Set(openQuestions(context, one))
  const answered = covered.filter((id) => confirmed.has(id) && !open.has(id)).length
  return {
    id: one.id,
    framework: one.framework,
    frameworkTitle: framework.title[context.language],
    subject: one.subject,
    name: subject.name,
    requirements: one.requirements === null ? null : [...one.requirements],
    assignee: one.assignee === null ? null : { user: one.assignee, name: one.assigneeName ?? '' },
    assigneeName: one.assigneeName,
    delegatedBy: one.creatorName,
    due: one.due,
    overdue: takesAnswers(one) && one.due < context.today,
    note: one.note,
    state: one.state,
    total: covered.length,
    answered,
    unconfirmed: covered.length - open.size - answered,
    createdAt: one.createdAt.toISOString(),
    changedAt: one.changedAt.toISOString(),
    version: one.version,
  }
}

/** An assignment with its questions and nothing else of the assessment. */
export async function assignmentDetail(
  context: MemberContext,
  queries: Queries,
  one: StoredAssignment,
  language: Language,
): Promise<AssignmentDetail | null> {
  const confirmed = (await answeredByAssignee(queries, context.tenant, [one.id])).get(one.id) ?? NOTHING
  const out = assignmentOut(context, one, confirmed)
  if (out === null) return null
  const threads = await openThreads(queries, context.tenant, one.subject, one.framework)
  const files = await fileGate(context)
  const open = new Set(openQuestions(context, one))
  const mine = isMine(context, one)
  const may = (permission: 'assessment.accept' | 'assessment.delegate'): boolean => context.visible(permission).holdsSubject(one.subject)
  return {
    ...out,
    mine,
    may: {
      submit: mine && takesAnswers(one),
      return: may('assessment.accept') && (one.state === 'submitted' || one.state === 'accepted'),
      accept: may('assessment.accept') && one.state === 'submitted',
      withdraw: may('assessment.delegate') && one.state !== 'accepted' && one.state !== 'withdrawn',
    },
    history: (await assignmentEvents(queries, context.tenant, one.id)).map((event) => ({
      state: event.state,
      note: event.note,
      at: event.at.toISOString(),
      by: event.byName,
    })),
    questions: coveredRequirements(context, one).map((id) => ({
      ...questionOf(context, one, id, language, threads.get(id) ?? 0),
      confirmed: confirmed.has(id) && !open.has(id),
      evidence: questionEvidence(context, files, one.subject, one.framework, id),
    })),
  }
}

function questionOf(
  context: MemberContext,
  one: StoredAssignment,
  requirement: string,
  language: Language,
  comments: number,
): Omit<Question, 'evidence' | 'confirmed'> {
  const { model } = context.model.live(context.today)
  const version = context.model.answerVersion(one.subject, one.framework, requirement)
  const own = ownAnswerOf(context.model, model, one.subject, one.framework, requirement, version)
  const text = requirementText(context.app.content, one.framework, requirement, language)
  return {
    requirement,
    title: text?.title ?? requirement,
    question: text?.question ?? text?.intent ?? null,
    own,
    state: own?.state ?? 'not-assessed',
    version,
    comments,
    asksMaturity: model.content.frameworks.find((other) => other.key === one.framework)?.levels === 'ML',
  }
}
