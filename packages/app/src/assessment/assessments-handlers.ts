import type { Result } from '@caponier/core'
import { fail, ok, responsibilityIn } from '@caponier/core'
import type { AssessmentDetail, AssessmentRow, assessmentsRoutes, RequirementText } from '@caponier/contract/assessment/assessments'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import type { Content, Language } from '@caponier/core'
import type { StoredAssignment } from '@caponier/store/assessment/assignments'
import { findAssignments } from '@caponier/store/assessment/assignments'
import { openThreads } from '@caponier/store/assessment/comments'
import { newestAuthors } from '@caponier/store/assessment/history'
import { inTransaction } from '@caponier/store/tenant/transaction'
import type { MemberContext } from '../context.ts'
import type { Handlers } from '../handlers-of.ts'
import { notFound } from '../problems.ts'
import { isCovered, readableAssessment } from './answer-gate.ts'
import { allAssessments, type AssessmentStanding, progressOf, visibleAssessments } from './assessment-rows.ts'
import { mayNameSource, rowsUpward } from './cell-reading.ts'
import { lineOf } from './assessment-lines.ts'
import { requirementRows } from './requirement-rows.ts'

/** The list of assessments, one of them, and our words. */
export const assessmentsHandlers: Handlers<typeof assessmentsRoutes> = {
  'assessments.list': async (context, { query }) => {
    const visible = visibleAssessments(allAssessments(context), context.visible('assessment.read'))
    const rows = query.central === undefined ? visible : visible.filter((row) => row.central === query.central)
    const running = await runningAssignments(context)
    return ok(rows.map((row) => withDelegation(row, running.get(row.id))))
  },

  'assessments.show': (context, { params, query }) => assessmentDetail(context, params, query.language ?? context.language),

  'assessments.lines': async (context, { params }) => {
    const detail = await assessmentDetail(context, params, context.language)
    return detail.ok ? ok(detail.value.rows.map((row, index) => lineOf(row, index + 1, context.today))) : detail
  },

  'requirements.text': async (context, { params, query }) => {
    const text = requirementText(context.app.content, params.framework, params.requirement, query.language ?? context.language)
    return text === null ? fail(notFound(`${params.framework} ${params.requirement}`)) : ok(text)
  },
}

/** One assessment with all its rows, or not found. */
async function assessmentDetail(
  context: MemberContext,
  named: { readonly framework: string; readonly subject: string },
  language: Language,
): Promise<Result<AssessmentDetail, ApiProblem>> {
  const located = readableAssessment(context, named.subject, named.framework)
  if (!located.ok) return located
  const live = context.model.live(context.today)
  const { block, framework: index, row } = located.value
  const framework = live.model.content.frameworks[index]
  const subject = live.model.graph.subjects[block.subjectOf[row] ?? -1]
  if (framework === undefined || subject === undefined) return fail(notFound(named.framework))
  const { threads, assignments, authors } = await inTransaction(
    context.app.pool,
    { tenant: context.tenant },
    'read only',
    async (queries) => ({
      threads: await openThreads(queries, context.tenant, subject.ref, framework.key),
      authors: await newestAuthors(queries, context.tenant, subject.ref, framework.key),
      assignments: await findAssignments(queries, context.tenant, { subject: subject.ref, framework: framework.key, running: true }),
    }),
  )
  const covering = (requirement: string): StoredAssignment | undefined =>
    assignments.find((one) => isCovered(one, { subject: subject.ref, framework: framework.key, requirement }))
  const may = (permission: Parameters<MemberContext['visible']>[0]): boolean => context.visible(permission).holdsSubject(subject.ref)
  return ok({
    framework: framework.key,
    frameworkTitle: framework.title[language],
    levels: framework.levels,
    subject: subject.ref,
    kind: subject.kind,
    name: subject.name,
    central: block.scored[row] !== 1,
    above: rowsUpward(block, row).flatMap((at) => {
      const one = live.model.graph.subjects[block.subjectOf[at] ?? -1]
      const isNamed = one !== undefined && at !== row && mayNameSource(context.visible('assessment.read'), context.model, one.ref)
      return isNamed ? [{ subject: one.ref, name: one.name }] : []
    }),
    domains: framework.domains.map((domain) => ({ id: domain.id, title: domain.title[language] })),
    progress: progressOf(live, block, row),
    rows: requirementRows(context.model, live.model, located.value, context.visible('assessment.read'), language, {
      threads,
      author: (requirement) => authors.get(requirement) ?? null,
      delegation: (requirement) => {
        const one = covering(requirement)
        return one === undefined ? null : { id: one.id, assignee: one.assigneeName, state: one.state, due: one.due }
      },
      delegatedSince: (requirement) => covering(requirement)?.createdAt.toISOString() ?? null,
    }),
    may: {
      answer: may('assessment.answer'),
      comment: context.visible('assessment.comment').subject(subject.ref),
      delegate: may('assessment.delegate'),
      accept: may('assessment.accept'),
    },
  })
}

/** Assignments that run, by assessment. */
async function runningAssignments(context: MemberContext): Promise<ReadonlyMap<string, readonly StoredAssignment[]>> {
  const all = await inTransaction(context.app.pool, { tenant: context.tenant }, 'read only', (queries) =>
    findAssignments(queries, context.tenant, { running: true }),
  )
  return Map.groupBy(all, (one) => `${one.framework}|${one.subject}`)
}

const withDelegation = (row: AssessmentStanding, assignments: readonly StoredAssignment[] = []): AssessmentRow => ({
  ...row,
  assignees: [...new Set(assignments.flatMap((one) => one.assigneeName ?? []))],
  due: assignments[0]?.due ?? null,
  delegation: assignments[0]?.state ?? null,
})

/** Our words for a requirement; English where they are not translated yet. Null when there is no such requirement. */
export function requirementText(content: Content, key: string, id: string, language: Language): RequirementText | null {
  const framework = content.frameworks.find((one) => one.key === key)
  const requirement = framework?.requirements.find((one) => one.id === id)
  if (framework === undefined || requirement === undefined) return null
  const translated = language === 'de' ? requirement.text.de : undefined
  const text = translated ?? requirement.text.en
  const duties = new Map(content.duties.map((duty) => [duty.id, duty]))
  const own = framework.framework === 'nis2' ? duties.get(id) : undefined
  return {
    framework: key,
    requirement: id,
    title: requirement.title[language],
    language: translated === undefined ? 'en' : 'de',
    intent: text.intent ?? null,
    question: text.question ?? null,
    why: text.why ?? null,
    good: text.good ?? null,
    evidence: [...(text.evidence ?? [])],
    verify: text.verify ?? null,
    levels: { ...text.levels },
    responsibility: responsibilityIn(requirement, language),
    duties:
      own !== undefined
        ? [{ id: own.id, measure: own.measure, title: own.title[language], strength: 'full' }]
        : content.mappings
            .filter((row) => `${row.framework}:${row.edition}` === key && row.requirement === id)
            .flatMap((row) =>
              row.duties.flatMap((dutyId) => {
                const duty = duties.get(dutyId)
                return duty === undefined
                  ? []
                  : [{ id: duty.id, measure: duty.measure, title: duty.title[language], strength: row.strength }]
              }),
            ),
    source: requirement.source,
    confidence: requirement.confidence,
    doubt: requirement.doubt?.[language] ?? null,
  }
}
