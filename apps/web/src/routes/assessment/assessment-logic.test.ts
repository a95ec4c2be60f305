import { describe, expect, test } from 'vitest'
import type { RequirementRow } from '@caponier/contract/assessment/assessments'
import { needsReason, stateOfKey } from './answer-state.ts'
import { effectLines } from './effect-lines.ts'
import { isReviewDue, withReview, yearFrom } from './review.ts'
import { filterRows, isFiltered, nextOpen, NO_FILTER } from './row-filter.ts'

const row = (requirement: string, given: Partial<RequirementRow> = {}): RequirementRow => ({
  requirement,
  title: `Title of ${requirement}`,
  domain: 'IAC',
  parent: null,
  gate: 1,
  inheritable: false,
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

test('keys 1 to 5 give the five states, others none', () => {
  expect(['1', '2', '3', '4', '5', '6', '0', 'a', '11'].map(stateOfKey)).toEqual([
    'not-met',
    'partly',
    'met',
    'compensated',
    'not-applicable',
    undefined,
    undefined,
    undefined,
    undefined,
  ])
  expect(needsReason('compensated') && needsReason('not-applicable') && !needsReason('met')).toBe(true)
})

describe('filter of rows', () => {
  const rows = [
    row('SR 1.1', { state: 'met', gap: false, validEvidence: 1 }),
    row('SR 1.2', { state: 'met', gap: false, gate: 2 }),
    row('SR 2.1', { domain: 'UC', sources: [{ subject: 'organisation', name: 'Org', justification: null }] }),
    row('SR 2.2', { domain: 'UC', title: 'Für Ärzte', gate: 3, inTarget: false, gap: false }),
  ]
  const ids = (filter: Partial<typeof NO_FILTER>): string[] =>
    filterRows(rows, { ...NO_FILTER, ...filter }, '2026-11-23').map((one) => one.requirement)

  test('each part narrows', () => {
    expect(ids({})).toHaveLength(4)
    expect(ids({ gapOnly: true })).toEqual(['SR 2.1'])
    expect(ids({ domains: ['UC'] })).toEqual(['SR 2.1', 'SR 2.2'])
    expect(ids({ gates: [2, 3] })).toEqual(['SR 1.2', 'SR 2.2'])
    expect(ids({ states: ['met'], withoutEvidence: true })).toEqual(['SR 1.2'])
    expect(ids({ inherited: true })).toEqual(['SR 2.1'])
    expect(ids({ text: 'fur arzte' })).toEqual(['SR 2.2'])
    expect(ids({ text: 'sr 1. title' })).toEqual(['SR 1.1', 'SR 1.2'])
    expect(isFiltered({ ...NO_FILTER, gapOnly: true })).toBe(true)
    expect(isFiltered({ ...NO_FILTER })).toBe(false)
  })

  test('the next open row goes round the end', () => {
    expect(nextOpen(rows, 0)).toBe(2)
    expect(nextOpen(rows, 3)).toBe(2)
    expect(nextOpen(rows.slice(0, 2), 0)).toBeUndefined()
    expect(nextOpen([], 0)).toBeUndefined()
  })
})

test('the effect shows levels of the answered subject first, then the largest move of a measure', () => {
  const three = (implemented: number, evidenced = 0.5) => ({ designed: 1, implemented, evidenced })
  const lines = effectLines(
    {
      levels: [
        { subject: 'zone:b', name: 'B', fr: 'UC', before: { achieved: 1, evidenced: 1 }, after: { achieved: null, evidenced: null } },
        { subject: 'zone:a', name: 'A', fr: 'IAC', before: { achieved: 1, evidenced: 0 }, after: { achieved: 2, evidenced: 0 } },
      ],
      measures: [
        { scope: { kind: 'site', id: 's', name: 'Site' }, measure: '21(2)(e)', before: three(0.631), after: three(0.638) },
        { scope: { kind: 'entity', id: 'e', name: 'Entity' }, measure: '21(2)(a)', before: three(0.5, 0.5), after: three(0.5, 0.4) },
      ],
    },
    'zone:a',
    'en',
  )
  expect(lines.map((one) => `${one.kind} ${one.what} ${one.before} ${one.after} ${one.direction}`)).toEqual([
    'level IAC 1 2 up',
    'level UC 1 – down',
    'evidenced-level UC 1 – down',
    'measure 21(2)(a) 50.0 40.0 down',
    'measure 21(2)(e) 63.1 63.8 up',
  ])
})

test('a small move shows as many decimals as it takes', () => {
  const three = (implemented: number) => ({ designed: 1, implemented, evidenced: 0.5 })
  const moved = (before: number, after: number) =>
    effectLines(
      {
        levels: [],
        measures: [{ scope: { kind: 'site', id: 's', name: 'S' }, measure: '21(1)', before: three(before), after: three(after) }],
      },
      'zone:a',
      'de',
    ).map((one) => `${one.before} ${one.after}`)
  expect(moved(0.70981, 0.70979)).toEqual(['70,981 70,979'])
  expect(moved(0.7, 0.9)).toEqual(['70,0 90,0'])
})

describe('review', () => {
  const own = (state: 'compensated' | 'met', review: string | null): RequirementRow =>
    row('SR 1.1', {
      state,
      own: {
        state,
        justification: 'A guard stands there.',
        maturity: null,
        note: 'Seen.',
        review,
        reviewer: { id: 'k-huber', name: 'K. Huber' },
        from: null,
        recordedAt: null,
        by: null,
        provenance: null,
        version: 3,
      },
    })
  const today = '2026-11-23'

  test('is due past its day, never on it, and where a reason stands without a day', () => {
    expect(
      [own('compensated', '2026-11-22'), own('compensated', null), own('compensated', today), own('met', null), row('SR 1.1')].map((one) =>
        isReviewDue(one, today),
      ),
    ).toEqual([true, true, false, false, false])
    expect(filterRows([own('compensated', '2026-11-22'), row('SR 1.2')], { ...NO_FILTER, reviewDue: true }, today)).toHaveLength(1)
  })

  test('is set without touching the answer, and not where there is none to be set', () => {
    expect(withReview(own('compensated', null), { review: '2027-11-23', reviewer: 'b-yildirim' })).toEqual({
      state: 'compensated',
      justification: 'A guard stands there.',
      note: 'Seen.',
      review: '2027-11-23',
      reviewer: 'b-yildirim',
    })
    expect(withReview(own('met', null), { review: '2027-11-23', reviewer: null })).toBeNull()
    expect(yearFrom('2028-02-29')).toBe('2029-02-28')
  })
})
