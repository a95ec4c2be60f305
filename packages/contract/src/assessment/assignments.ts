import { z } from 'zod'
import { AnswerState } from '@caponier/core/company/assessment'
import { CalendarDate, FrameworkKey, Id, Instant, Prose, RequirementId, SubjectRef } from '@caponier/core/company/primitives'
import { route } from '../kit/route.ts'
import { AssignmentState } from './assessments.ts'
import { OwnAnswer } from './cells.ts'

const Uuid = z.uuid()

const assignment = {
  id: Uuid,
  framework: z.string(),
  frameworkTitle: z.string(),
  subject: z.string(),
  name: z.string(),
  requirements: z.array(z.string()).nullable().meta({ description: 'Null: every requirement there.' }),
  assignee: z.strictObject({ user: Uuid, name: z.string() }).nullable(),
  assigneeName: z.string().nullable(),
  delegatedBy: z.string().nullable(),
  due: CalendarDate,
  overdue: z.boolean(),
  note: z.string().nullable(),
  state: AssignmentState,
  total: z.int().min(0),
  answered: z.int().min(0).meta({ description: 'Questions that the assignee answered or confirmed since they were delegated.' }),
  unconfirmed: z
    .int()
    .min(0)
    .meta({ description: 'Questions with an answer from before, or by somebody else, that the assignee has not confirmed.' }),
  createdAt: Instant,
  changedAt: Instant,
  version: z.int().min(1),
}
export const Assignment = z.strictObject(assignment).meta({ id: 'Assignment' })
export type Assignment = z.infer<typeof Assignment>

export const AssignmentEvent = z.strictObject({
  state: AssignmentState,
  note: z.string().nullable(),
  at: Instant,
  by: z.string().nullable(),
})

/** What proves the answer to a delegated question, as far as the caller may see it: whoever answers sees only what is his own. */
export const QuestionEvidence = z.strictObject({
  id: z.string(),
  name: z.string(),
  effective: CalendarDate,
  validUntil: CalendarDate.nullable(),
  validity: z.enum(['valid', 'expired', 'future']),
  confidentiality: z.string(),
  file: z.string().nullable().meta({ description: 'Name of the file, or where the evidence lies; null where the caller may not open it.' }),
  hasFile: z.boolean(),
  own: z.boolean().meta({ description: 'The caller brought or owns it, and so may take it off again.' }),
})
export type QuestionEvidence = z.infer<typeof QuestionEvidence>

/** One delegated question with nothing but what its respondent needs: the own answer, never numbers or others' answers. */
export const Question = z
  .strictObject({
    requirement: z.string(),
    title: z.string(),
    question: z.string().nullable(),
    own: OwnAnswer.nullable(),
    state: AnswerState,
    version: z.int().min(0),
    comments: z.int().min(0),
    evidence: z.array(QuestionEvidence),
    asksMaturity: z.boolean(),
    confirmed: z.boolean().meta({ description: 'The assignee answered it, or confirmed the answer that stands, since it was delegated.' }),
  })
  .meta({ id: 'Question' })
export type Question = z.infer<typeof Question>

export const AssignmentDetail = Assignment.extend({
  mine: z.boolean(),
  may: z.strictObject({ submit: z.boolean(), return: z.boolean(), accept: z.boolean(), withdraw: z.boolean() }),
  history: z.array(AssignmentEvent),
  questions: z.array(Question),
}).meta({ id: 'AssignmentDetail' })
export type AssignmentDetail = z.infer<typeof AssignmentDetail>

export const NewAssignment = z
  .strictObject({
    framework: FrameworkKey,
    subject: SubjectRef,
    requirements: z.array(RequirementId).min(1).max(500).optional(),
    assignee: Uuid,
    due: CalendarDate,
    note: Prose.optional(),
  })
  .meta({ id: 'NewAssignment' })

const LIST = {
  fields: {
    id: 'word',
    framework: 'word',
    frameworkTitle: 'text',
    subject: 'word',
    name: 'text',
    assigneeName: 'text',
    due: 'date',
    overdue: 'flag',
    note: 'text',
    state: 'word',
    total: 'number',
    answered: 'number',
    unconfirmed: 'number',
    createdAt: 'instant',
    changedAt: 'instant',
  },
  key: 'id',
  sort: 'due',
} as const

const one = z.object({ tenant: Id, id: Uuid })
const PATH = '/api/tenants/{tenant}/assignments'
const own = { kind: 'permission', permission: 'assessment.answer-own' } as const
const step = (
  name: string,
  verb: string,
  summary: string,
  permission: 'assessment.answer-own' | 'assessment.accept' | 'assessment.delegate',
) =>
  route({
    id: `assignments.${verb}`,
    slice: 'assessment',
    method: 'POST',
    path: `${PATH}/{id}/${name}`,
    summary,
    access: { kind: 'permission', permission },
    params: one,
    body: z.strictObject({ note: Prose.optional() }),
    returns: 'json',
    repeatable: true,
    out: AssignmentDetail,
    edits: true,
    errors: ['stale-version', 'conflict'],
  })

export const assignmentsRoutes = {
  'assignments.list': route({
    id: 'assignments.list',
    slice: 'assessment',
    method: 'GET',
    path: PATH,
    summary: 'Everything that is delegated',
    access: { kind: 'permission', permission: 'assessment.read' },
    params: z.object({ tenant: Id }),
    returns: 'list',
    out: Assignment,
    list: LIST,
  }),
  'assessment.mine': route({
    id: 'assessment.mine',
    slice: 'assessment',
    method: 'GET',
    path: `${PATH}-mine`,
    summary: 'What is delegated to the caller',
    access: own,
    params: z.object({ tenant: Id }),
    returns: 'list',
    out: Assignment,
    list: LIST,
  }),
  'assignments.show': route({
    id: 'assignments.show',
    slice: 'assessment',
    method: 'GET',
    path: `${PATH}/{id}`,
    summary: 'One delegation with its questions and its history',
    access: own,
    params: one,
    query: z.object({ language: z.enum(['en', 'de']).optional() }),
    returns: 'json',
    out: AssignmentDetail,
  }),
  'assignments.add': route({
    id: 'assignments.add',
    slice: 'assessment',
    method: 'POST',
    path: PATH,
    summary: 'Delegates an assessment, or some of its requirements, to a member',
    access: { kind: 'permission', permission: 'assessment.delegate' },
    params: z.object({ tenant: Id }),
    body: NewAssignment,
    returns: 'json',
    out: AssignmentDetail,
    status: 201,
    repeatable: true,
  }),
  'assignments.submit': step(
    'submit',
    'submit',
    'The respondent is done; a note is needed where questions stay open',
    'assessment.answer-own',
  ),
  'assignments.return': step('return', 'return', 'Asks the respondent to look again, with a note that says why', 'assessment.accept'),
  'assignments.accept': step('accept', 'accept', 'Takes the answers as they are', 'assessment.accept'),
  'assignments.withdraw': step('withdraw', 'withdraw', 'Takes the delegation back; answers stay', 'assessment.delegate'),
} as const
