import { describe, expect, test } from 'vitest'
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
