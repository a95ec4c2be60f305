import { z } from 'zod'
import { AnswerState } from '@caponier/core/company/assessment'
import { CalendarDate, Id } from '@caponier/core/company/primitives'
import { route } from '../kit/route.ts'
import { assessmentParams, cellParams, Maturity, OwnAnswer } from './cells.ts'

const Level = z.int().min(0).max(4).nullable()
const Vector = z.array(Level).length(7).nullable().meta({ description: 'IAC UC SI DC RDF TRE RA; null outside zones and conduits.' })
const Count = z.int().min(0)

export const AssignmentState = z.enum(['open', 'submitted', 'returned', 'accepted', 'withdrawn'])
export type AssignmentState = z.infer<typeof AssignmentState>

/** How far an assessment is, by the effective answers. */
const progress = {
  total: Count,
  answered: Count,
  share: z.number().min(0).max(1).meta({ description: 'answered / total' }),
  notAssessed: Count,
  notMet: Count,
  partly: Count,
  met: Count,
  compensated: Count,
  notApplicable: Count,
  inherited: Count.meta({ description: 'Answered from above.' }),
  gaps: Count.meta({ description: 'Unsatisfied rows gated at or below SL-T; outside zones and conduits every unsatisfied row.' }),
  withoutEvidence: Count.meta({ description: 'Met or compensated without valid evidence.' }),
  slTarget: Vector,
  slAchieved: Vector,
  slEvidenced: Vector,
  targetMinimum: Level,
  achievedMinimum: Level,
  evidencedMinimum: Level,
}
export const AssessmentProgress = z.strictObject(progress).meta({ id: 'AssessmentProgress' })
export type AssessmentProgress = z.infer<typeof AssessmentProgress>

/** One row of the list: a subject answered for a framework (rule 3). `central`: answers here are handed down, not scored. */
export const AssessmentRow = z
  .strictObject({
    id: z.string().meta({ description: 'framework|subject' }),
    framework: z.string(),
    frameworkTitle: z.string(),
    subject: z.string(),
    kind: z.enum(['organisation', 'entity', 'site', 'suc', 'zone', 'conduit', 'asset-type', 'supplier', 'product']),
    name: z.string(),
    sites: z.array(z.string()),
    entities: z.array(z.string()),
    central: z.boolean(),
    adopted: z.boolean(),
    ...progress,
    measures: z.array(z.string()).meta({ description: 'Measures that unsatisfied rows here carry or answer.' }),
    assignees: z.array(z.string()).meta({ description: 'Names of members to whom questions here are delegated.' }),
    due: CalendarDate.nullable(),
    delegation: AssignmentState.nullable(),
  })
  .meta({ id: 'Assessment' })
export type AssessmentRow = z.infer<typeof AssessmentRow>

/** One requirement of an assessment as it stands. */
export const RequirementRow = z
  .strictObject({
    requirement: z.string(),
    title: z.string(),
    domain: z.string(),
    parent: z.string().nullable(),
    gate: z.int().min(1).max(4).nullable(),
    inheritable: z.boolean(),
    state: AnswerState.meta({ description: 'Effective state.' }),
    maturity: Maturity.nullable(),
    own: OwnAnswer.nullable(),
    counted: z.boolean().meta({ description: 'False: the own answer does not count, because it lacks its justification (rule 1).' }),
    sources: z
      .array(z.strictObject({ subject: z.string(), name: z.string(), justification: z.string().nullable() }))
      .meta({ description: 'Where an inherited answer comes from; empty for an own one.' }),
    capped: z.boolean().meta({ description: 'Held at partly by a confirmed contradiction.' }),
    version: z.int().min(0),
    controls: Count,
    evidence: Count,
    validEvidence: Count,
    inTarget: z.boolean().meta({ description: 'Gated at or below SL-T; true for frameworks without gates.' }),
    gap: z.boolean(),
    duties: z.array(z.string()),
    measures: z.array(z.string()),
    comments: Count.meta({ description: 'Open threads.' }),
    delegation: z.strictObject({ id: z.string(), assignee: z.string().nullable(), state: AssignmentState, due: CalendarDate }).nullable(),
    acceptance: z
      .enum(['pending', 'none'])
      .meta({ description: 'pending: answered while delegated and not accepted yet. It counts all the same.' }),
  })
  .meta({ id: 'RequirementRow' })
export type RequirementRow = z.infer<typeof RequirementRow>

export const AssessmentDetail = z
  .strictObject({
    framework: z.string(),
    frameworkTitle: z.string(),
    levels: z.enum(['SL', 'ML', 'none']),
    subject: z.string(),
    kind: AssessmentRow.shape.kind,
    name: z.string(),
    central: z.boolean(),
    above: z
      .array(z.strictObject({ subject: z.string(), name: z.string() }))
      .meta({ description: 'Subjects above, from which inheritable answers and links come, as far as the caller may know them.' }),
    domains: z.array(z.strictObject({ id: z.string(), title: z.string() })),
    progress: AssessmentProgress,
    rows: z.array(RequirementRow),
    may: z.strictObject({ answer: z.boolean(), comment: z.boolean(), delegate: z.boolean(), accept: z.boolean() }),
  })
  .meta({ id: 'AssessmentDetail' })
export type AssessmentDetail = z.infer<typeof AssessmentDetail>

/** Our words for one requirement, in one language; `language` says in which they were there. */
export const RequirementText = z
  .strictObject({
    framework: z.string(),
    requirement: z.string(),
    title: z.string(),
    language: z.enum(['en', 'de']),
    intent: z.string().nullable(),
    question: z.string().nullable(),
    why: z.string().nullable(),
    good: z.string().nullable(),
    evidence: z.array(z.string()),
    verify: z.string().nullable(),
    levels: z.record(z.string(), z.string()),
    responsibility: z.strictObject({ owner: z.string(), integrator: z.string(), supplier: z.string() }).nullable(),
    duties: z.array(
      z.strictObject({ id: z.string(), measure: z.string(), title: z.string(), strength: z.enum(['full', 'partial', 'supports']) }),
    ),
    source: z.string(),
    confidence: z.enum(['high', 'medium', 'low']),
    doubt: z.string().nullable(),
  })
  .meta({ id: 'RequirementText' })
export type RequirementText = z.infer<typeof RequirementText>

/** One requirement of an assessment as a flat line, for filters, order and files. */
export const AssessmentLine = z
  .strictObject({
    place: z.int().min(1).meta({ description: 'Place in the framework.' }),
    requirement: z.string(),
    title: z.string(),
    domain: z.string(),
    gate: z.int().min(1).max(4).nullable(),
    inTarget: z.boolean(),
    state: AnswerState,
    maturity: Maturity.nullable(),
    gap: z.boolean(),
    inherited: z.boolean(),
    inheritedFrom: z.string().nullable(),
    justification: z.string().nullable(),
    note: z.string().nullable(),
    review: CalendarDate.nullable(),
    reviewer: z.string().nullable(),
    reviewDue: z.boolean().meta({ description: 'Left out or compensated here, and past its review or without one.' }),
    controls: Count,
    evidence: Count,
    validEvidence: Count,
    withoutEvidence: z.boolean().meta({ description: 'Met or compensated without valid evidence.' }),
    delegated: z.boolean(),
    assignee: z.string().nullable(),
    due: CalendarDate.nullable(),
    comments: Count,
    duties: z.array(z.string()),
    measures: z.array(z.string()),
    answeredBy: z.string().nullable(),
    answeredAt: z.string().nullable(),
  })
  .meta({ id: 'AssessmentLine' })
export type AssessmentLine = z.infer<typeof AssessmentLine>

export const assessmentsRoutes = {
  'assessments.list': route({
    id: 'assessments.list',
    slice: 'assessment',
    method: 'GET',
    path: '/api/tenants/{tenant}/assessments',
    summary: 'Every subject with every framework that is answered for it, with progress and levels',
    access: { kind: 'permission', permission: 'assessment.read' },
    params: z.object({ tenant: Id }),
    query: z.object({
      central: z.boolean().optional().meta({ description: 'Only central answers, or only assessments that are scored.' }),
    }),
    returns: 'list',
    out: AssessmentRow,
    list: {
      fields: {
        id: 'word',
        framework: 'word',
        frameworkTitle: 'text',
        subject: 'word',
        kind: 'word',
        name: 'text',
        sites: 'words',
        entities: 'words',
        central: 'flag',
        adopted: 'flag',
        total: 'number',
        answered: 'number',
        share: 'number',
        notAssessed: 'number',
        notMet: 'number',
        partly: 'number',
        met: 'number',
        compensated: 'number',
        notApplicable: 'number',
        inherited: 'number',
        gaps: 'number',
        withoutEvidence: 'number',
        targetMinimum: 'number',
        achievedMinimum: 'number',
        evidencedMinimum: 'number',
        measures: 'words',
        assignees: 'words',
        due: 'date',
        delegation: 'word',
      },
      key: 'id',
      sort: 'name',
    },
  }),
  'assessments.show': route({
    id: 'assessments.show',
    slice: 'assessment',
    method: 'GET',
    path: '/api/tenants/{tenant}/assessments/{framework}/{subject}',
    summary: 'All requirements of one assessment with their effective answers',
    access: { kind: 'permission', permission: 'assessment.read' },
    params: assessmentParams,
    query: z.object({ language: z.enum(['en', 'de']).optional() }),
    returns: 'json',
    out: AssessmentDetail,
  }),
  'assessments.lines': route({
    id: 'assessments.lines',
    slice: 'assessment',
    method: 'GET',
    path: '/api/tenants/{tenant}/assessments/{framework}/{subject}/lines',
    summary: 'The same as a list, for filters, order and files',
    access: { kind: 'permission', permission: 'assessment.read' },
    params: assessmentParams,
    returns: 'list',
    out: AssessmentLine,
    list: {
      fields: {
        place: 'number',
        requirement: 'text',
        title: 'text',
        domain: 'word',
        gate: 'number',
        inTarget: 'flag',
        state: 'word',
        maturity: 'number',
        gap: 'flag',
        inherited: 'flag',
        inheritedFrom: 'word',
        justification: 'text',
        note: 'text',
        review: 'date',
        reviewer: 'word',
        reviewDue: 'flag',
        controls: 'number',
        evidence: 'number',
        validEvidence: 'number',
        withoutEvidence: 'flag',
        delegated: 'flag',
        assignee: 'word',
        due: 'date',
        comments: 'number',
        duties: 'words',
        measures: 'words',
        answeredBy: 'word',
        answeredAt: 'instant',
      },
      key: 'requirement',
      sort: 'place',
    },
  }),
  'requirements.text': route({
    id: 'requirements.text',
    slice: 'framework',
    method: 'GET',
    path: '/api/tenants/{tenant}/requirement-texts/{framework}/{requirement}',
    summary: 'What a requirement wants, in our words',
    access: { kind: 'permission', permission: 'frameworks.read' },
    params: cellParams.omit({ subject: true }),
    query: z.object({ language: z.enum(['en', 'de']).optional() }),
    returns: 'json',
    out: RequirementText,
  }),
} as const
