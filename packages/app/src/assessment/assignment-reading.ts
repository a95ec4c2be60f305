import type { Assignment, AssignmentDetail, Question } from '@caponier/contract/assessment/assignments'
import type { Language } from '@caponier/core'
import { locateRow } from '@caponier/core/position/model'
import { NOT_ASSESSED } from '@caponier/core/position/states'
import type { StoredAssignment } from '@caponier/store/assessment/assignments'
import { assignmentEvents } from '@caponier/store/assessment/assignments'
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

/** An assignment as it travels; null when its subject or framework is no longer there. */
export function assignmentOut(context: MemberContext, one: StoredAssignment): Assignment | null {
  const { model } = context.model.live(context.today)
  const subject = model.graph.subjects[model.graph.byRef.get(one.subject) ?? -1]
  const framework = model.content.frameworks.find((other) => other.key === one.framework)
  if (subject === undefined || framework === undefined) return null
  const total = coveredRequirements(context, one).length
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
    total,
    answered: total - openQuestions(context, one).length,
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
  const out = assignmentOut(context, one)
  if (out === null) return null
  const threads = await openThreads(queries, context.tenant, one.subject, one.framework)
  const files = await fileGate(context)
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
): Omit<Question, 'evidence'> {
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
