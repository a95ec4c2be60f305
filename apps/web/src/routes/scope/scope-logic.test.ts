import { describe, expect, test } from 'vitest'
import { changedFacts, readableFacts } from './fact-changes.ts'
import { clockOf, fineCeiling } from './fine-ceiling.ts'
import { groupRows } from './group-rows.ts'

const held = (by: string, sharePercent: number, control = false) => ({ by, sharePercent, control })

describe('the group as rows', () => {
  test('hangs each enterprise once, below whoever controls it', () => {
    const rows = groupRows([
      { id: 'works', heldBy: [held('family', 40, true), held('fund', 60)] },
      { id: 'plant', heldBy: [held('works', 100, true)] },
      { id: 'family', heldBy: [] },
      { id: 'fund', heldBy: [] },
    ])
    expect(rows.map((row) => [row.node.id, row.depth, row.share?.by ?? null])).toEqual([
      ['family', 0, null],
      ['works', 1, 'family'],
      ['plant', 2, 'works'],
      ['fund', 0, null],
    ])
    expect(rows[1]?.others).toEqual([held('fund', 60)])
  })
  test('shows every enterprise of a circle, and holders that nobody may see are no parents', () => {
    const circle = groupRows([
      { id: 'a', heldBy: [held('b', 51, true)] },
      { id: 'b', heldBy: [held('a', 51, true)] },
      { id: 'c', heldBy: [held('hidden', 100, true), held('c', 5)] },
    ])
    expect(circle.map((row) => row.node.id).toSorted()).toEqual(['a', 'b', 'c'])
    expect(circle.find((row) => row.node.id === 'c')).toMatchObject({ depth: 0, share: null })
  })
})

describe('what a state says about fines and clocks', () => {
  test('is read where it is there', () => {
    const fine = fineCeiling({
      law: { amount: 10_000_000, currency: 'EUR', percent: 2, rule: 'higher-of' },
      ceilingCents: 1_250_000_050,
      by: 'percent',
      turnoverCents: 62_500_002_500,
    })
    expect(fine).toMatchObject({ euro: 12_500_000.5, by: 'percent', turnoverEuro: 625_000_025 })
    expect(
      clockOf({
        anchor: 'awareness',
        earlyWarningHours: 24,
        notificationHours: 72,
        finalReport: { unit: 'month', count: 1 },
        stages: 'unknown',
      }),
    ).toMatchObject({
      anchor: 'awareness',
      earlyWarningHours: 24,
      finalCount: 1,
      stages: null,
    })
  })
  test('and nothing is invented where it is not', () => {
    expect(fineCeiling(null)).toBeNull()
    expect(fineCeiling({ law: 'unknown' })).toBeNull()
    expect(clockOf('unknown')).toMatchObject({ anchor: null, earlyWarningHours: null, finalCount: null })
  })
})

describe('facts that were tried', () => {
  const before = {
    years: [
      { year: 2024, headcount: 240, turnover: 5 },
      { year: 2025, headcount: 251, turnover: 6 },
    ],
    activities: ['II.5(d)'],
    flags: { criticalEntity: false },
  }
  const after = {
    years: [
      { year: 2025, headcount: 249, turnover: 6 },
      { year: 2024, headcount: 240, turnover: 5 },
    ],
    activities: [],
    flags: { criticalEntity: false },
  }
  const word = (key: string): string => (key === 'headcount' ? 'Headcount' : key)
  test('are named by their year, not by their place in the list', () => {
    expect(readableFacts(before, word)).toMatchObject({ years: { '2025': { Headcount: 251 } }, activities: 'II.5(d)' })
  })
  test('show only what differs, with both sides', () => {
    expect(changedFacts(readableFacts(before, word), readableFacts(after, word))).toEqual([
      { path: ['years', '2025', 'Headcount'], before: 251, after: 249 },
      { path: ['activities'], before: 'II.5(d)', after: null },
    ])
    expect(changedFacts({ a: 1 }, { a: 1 })).toEqual([])
  })
})
