import { describe, expect, test } from 'vitest'
import { ringArcs } from './arcs.ts'
import type { HeatRow } from './heat-groups.ts'
import { belowCount, heatGroups } from './heat-groups.ts'
import { apart, linePath, placeOf } from './trend-points.ts'

describe('arcs of a ring', () => {
  test('follow each other and end where the designed share ends', () => {
    const arcs = ringArcs({ designed: 0.9, implemented: 0.6, evidenced: 0.25 })
    expect(arcs.map((one) => one.name)).toEqual(['evidenced', 'implemented', 'designed'])
    expect(arcs.map((one) => one.from)).toEqual([0, 0.25, 0.6])
    expect(arcs.reduce((sum, one) => sum + one.share, 0)).toBeCloseTo(0.9)
  })
  test('leave out what is empty, and everything where nothing applies', () => {
    expect(ringArcs({ designed: 1, implemented: 1, evidenced: 1 })).toEqual([{ name: 'evidenced', from: 0, share: 1 }])
    expect(ringArcs({ designed: null, implemented: null, evidenced: null })).toEqual([])
  })
})

const row = (subject: string, sites: string[], target: number, achieved: number | null, kind: 'zone' | 'conduit' = 'zone'): HeatRow => ({
  subject,
  name: subject,
  kind,
  sites,
  criticality: 2,
  target: Array.from({ length: 7 }, () => target),
  achieved: Array.from({ length: 7 }, () => achieved),
  evidenced: Array.from({ length: 7 }, () => 0),
})

describe('groups of the heat map', () => {
  test('stand in the order of the sites, zones before conduits, the neediest first', () => {
    const rows = [row('c', ['a', 'b'], 3, 1, 'conduit'), row('good', ['a'], 1, 2), row('bad', ['a'], 3, 1), row('other', ['b'], 2, 2)]
    const groups = heatGroups(rows, ['b', 'a', 'empty'])
    expect(groups.map((one) => [one.site, one.rows.map((each) => each.subject), one.below])).toEqual([
      ['b', ['other', 'c'], 7],
      ['a', ['bad', 'good', 'c'], 14],
    ])
  })
  test('a dash is never below its target', () => {
    expect(belowCount(row('x', ['a'], 4, null))).toBe(0)
  })
})

describe('a trend', () => {
  const frame = { left: 10, top: 0, width: 100, height: 50 }
  const dates = ['2026-01-01', '2026-01-11', '2026-01-21']
  test('places dates by their day and shares from below', () => {
    const place = placeOf(frame, dates)
    expect(place('2026-01-01', 0)).toEqual([10, 50])
    expect(place('2026-01-11', 0.5)).toEqual([60, 25])
    expect(place('2026-01-21', 1)).toEqual([110, 0])
  })
  test('is broken where there is no value', () => {
    expect(linePath([0, null, 1], dates, frame)).toBe('M10 50 M110 0')
    expect(linePath([0, 0.5, 1], dates, frame)).toBe('M10 50 L60 25 L110 0')
  })
  test('labels keep their order and their distance', () => {
    expect(apart([10, 12, 40, 11], 10)).toEqual([10, 30, 40, 20])
  })
})
