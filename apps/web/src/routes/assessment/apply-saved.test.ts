import { expect, test } from 'vitest'
import type { AssessmentDetail, RequirementRow } from '@caponier/contract/assessment/assessments'
import { applySaved, rowWithState } from './apply-saved.ts'

const row = (requirement: string, given: Partial<RequirementRow> = {}): RequirementRow => ({
  requirement,
  title: requirement,
  domain: 'UC',
  parent: null,
  gate: 1,
  inheritable: true,
  state: 'not-assessed',
  maturity: null,
  own: null,
  counted: true,
  sources: [],
  capped: false,
  version: 0,
  controls: 0,
  evidence: 0,
  validEvidence: 0,
  inTarget: true,
  gap: true,
  duties: [],
  measures: [],
  comments: 0,
  delegation: null,
  acceptance: 'none',
  ...given,
})

const detail: AssessmentDetail = {
  framework: 'f:2013',
  frameworkTitle: 'F',
  levels: 'SL',
  subject: 'zone:a',
  kind: 'zone',
  name: 'A',
  central: false,
  above: [],
  domains: [],
  progress: {
    total: 2,
    answered: 0,
    share: 0,
    notAssessed: 2,
    notMet: 0,
    partly: 0,
    met: 0,
    compensated: 0,
    notApplicable: 0,
    inherited: 0,
    gaps: 2,
    withoutEvidence: 0,
    slTarget: [2, 2, 2, 2, 2, 2, 2],
    slAchieved: [1, 0, 1, 1, 1, 1, null],
    slEvidenced: [0, 0, 0, 0, 0, 0, null],
    targetMinimum: 2,
    achievedMinimum: 0,
    evidencedMinimum: 0,
  },
  rows: [
    row('SR 2.1'),
    row('SR 2.2', { state: 'met', gap: false, sources: [{ subject: 'organisation', name: 'Org', justification: null }] }),
  ],
  may: { answer: true, comment: true, delegate: true, accept: true },
}

test('a saved answer changes its row, the counts and the levels of the subject', () => {
  const levels = { achieved: 1, evidenced: 0 }
  const after = applySaved(detail, 'SR 2.1', {
    version: 1,
    state: 'met',
    own: {
      state: 'met',
      justification: null,
      maturity: null,
      note: null,
      review: null,
      reviewer: null,
      from: '2026-11-23',
      recordedAt: '2026-11-23T12:00:00Z',
      by: null,
      provenance: 'person',
      version: 1,
    },
    moved: {
      measures: [],
      levels: [
        { subject: 'zone:a', name: 'A', fr: 'UC', before: { achieved: 0, evidenced: 0 }, after: levels },
        { subject: 'zone:b', name: 'B', fr: 'IAC', before: levels, after: { achieved: 4, evidenced: 4 } },
      ],
    },
  })
  expect(after.rows[0]).toMatchObject({ state: 'met', version: 1, gap: false })
  expect(after.progress).toMatchObject({ answered: 2, gaps: 0, met: 2, inherited: 1, withoutEvidence: 2, achievedMinimum: 1 })
  expect(after.progress.slAchieved).toEqual([1, 1, 1, 1, 1, 1, null])
})

test('an older result never overwrites a newer one', () => {
  const newer = { ...detail, rows: [row('SR 2.1', { state: 'partly', version: 3 })] }
  const after = applySaved(newer, 'SR 2.1', { version: 2, state: 'met', own: null, moved: { measures: [], levels: [] } })
  expect(after.rows[0]).toMatchObject({ state: 'partly', version: 3 })
})

test('what is not applicable is no gap; what is beyond the target never was', () => {
  expect(rowWithState(row('a'), 'not-applicable').gap).toBe(false)
  expect(rowWithState(row('a', { inTarget: false }), 'not-met').gap).toBe(false)
  expect(rowWithState(row('a'), 'partly').gap).toBe(true)
})
