import type { AssessmentLine, RequirementRow } from '@caponier/contract/assessment/assessments'

/** A requirement of an assessment as a flat line, for filters, order and files. */
export function lineOf(row: RequirementRow, place: number, today: string): AssessmentLine {
  const { own } = row
  const needsReason = own !== null && (own.state === 'compensated' || own.state === 'not-applicable')
  const named = row.sources.flatMap((one) => (one.name === '' ? [] : [one.name]))
  return {
    place,
    requirement: row.requirement,
    title: row.title,
    domain: row.domain,
    gate: row.gate,
    inTarget: row.inTarget,
    state: row.state,
    maturity: row.maturity,
    gap: row.gap,
    inherited: row.sources.length > 0,
    inheritedFrom: named.length === 0 ? null : named.join(', '),
    justification: own?.justification ?? null,
    note: own?.note ?? null,
    review: own?.review ?? null,
    reviewer: own?.reviewer?.name ?? null,
    reviewDue: needsReason && (own.review === null || own.review < today),
    controls: row.controls,
    evidence: row.evidence,
    validEvidence: row.validEvidence,
    withoutEvidence: (row.state === 'met' || row.state === 'compensated') && row.validEvidence === 0,
    delegated: row.delegation !== null,
    assignee: row.delegation?.assignee ?? null,
    due: row.delegation?.due ?? null,
    comments: row.comments,
    duties: row.duties,
    measures: row.measures,
    answeredBy: own?.by ?? null,
    answeredAt: own?.recordedAt ?? null,
  }
}
