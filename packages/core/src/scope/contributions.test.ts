import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aggregate, relations } from './aggregation.ts'
import type { ScopeCase } from './case.ts'
import { contributions } from './contributions.ts'

const facts = (links: ScopeCase['links']): ScopeCase => ({
  id: 'a',
  years: [
    { year: 2023, headcount: 10, turnoverEur: 1, balanceEur: 1 },
    { year: 2024, headcount: 40, turnoverEur: 8_000_000, balanceEur: 7_000_000 },
    { year: 2025, headcount: 45, turnoverEur: 9_000_000, balanceEur: 7_500_000 },
  ],
  links,
})

test('own figures, a partner by its share and a linked enterprise whole, for the last two years', () => {
  const rows = contributions(
    facts([
      { to: 'Partner', sharePercent: 33.3333, control: false, headcount: 300, turnoverEur: 10_000_000, balanceEur: 6_000_000 },
      { to: 'Mother', sharePercent: 60, control: true, headcount: 7, turnoverEur: 100, balanceEur: null },
      { to: 'Bystander', sharePercent: 10, control: false, headcount: 1_000, turnoverEur: 1, balanceEur: 1 },
    ]),
  )
  expect(rows.map((row) => [row.year, row.name, row.kind, row.headcount, row.balance])).toEqual([
    [2024, null, 'own', '40', '7000000'],
    [2024, 'Partner', 'partner', '99.9999', '1999998'],
    [2024, 'Mother', 'linked', '7', null],
    [2025, null, 'own', '45', '7500000'],
    [2025, 'Partner', 'partner', '99.9999', '1999998'],
    [2025, 'Mother', 'linked', '7', null],
  ])
})

test('without relations that count there is nothing to tell', () => {
  expect(contributions(facts([]))).toEqual([])
  expect(contributions(facts([{ to: 'X', sharePercent: 24.9, control: false, headcount: 9, turnoverEur: 9, balanceEur: 9 }]))).toEqual([])
})

test('the rows of a period add up to the figures that the decision compares', () => {
  const link = fc.record({
    to: fc.constantFrom('P', 'Q', 'R'),
    sharePercent: fc.integer({ min: 0, max: 100 }),
    control: fc.boolean(),
    headcount: fc.integer({ min: 0, max: 5_000 }),
    turnoverEur: fc.integer({ min: 0, max: 1_000_000_000 }),
    balanceEur: fc.integer({ min: 0, max: 1_000_000_000 }),
  })
  fc.assert(
    fc.property(fc.array(link, { minLength: 1, maxLength: 6 }), (links) => {
      const of = facts(links)
      const rows = contributions(of)
      if (rows.length === 0) return
      for (const period of aggregate(of, relations(of.links).counted).periods.slice(-2)) {
        const here = rows.filter((row) => row.year === period.year)
        const sum = (key: 'headcount' | 'turnover' | 'balance'): number => here.reduce((all, row) => all + Number(row[key]), 0)
        expect(sum('headcount')).toBeCloseTo(period.headcount.sum, 4)
        expect(sum('turnover')).toBeCloseTo(period.turnoverEur.sum, 2)
        expect(sum('balance')).toBeCloseTo(period.balanceEur.sum, 2)
      }
    }),
  )
})
