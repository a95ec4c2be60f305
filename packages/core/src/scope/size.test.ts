import { describe, expect, test } from 'vitest'
import type { Size } from './case.ts'
import { aggregate } from './aggregation.ts'
import { decideSize, twoYears } from './size.ts'

const SIZES = ['small', 'medium', 'large'] as const
const PERSONS = { small: 10, medium: 100, large: 1000 }
const years = (...sizes: readonly (Size | null)[]) =>
  sizes.map((size, index) => ({ year: 2020 + index, headcount: size === null ? null : PERSONS[size], turnoverEur: 1, balanceEur: 1 }))
const decide = (sizes: readonly (Size | null)[], prior: Size | null) =>
  decideSize(aggregate({ id: 1, years: years(...sizes) }, []), prior).possible

describe('two-year rule', () => {
  test('per threshold is the middle of the two years and the standing status', () => {
    for (const first of SIZES)
      for (const second of SIZES)
        for (const prior of SIZES) {
          const middle = [first, second, prior].toSorted((a, b) => SIZES.indexOf(a) - SIZES.indexOf(b))[1]
          expect(decide([first, second], prior)).toEqual([middle])
        }
  })

  test('an unknown standing status leaves open what lies between the two years', () => {
    for (const first of SIZES)
      for (const second of SIZES) {
        const [low, high] = [SIZES.indexOf(first), SIZES.indexOf(second)].toSorted((a, b) => a - b)
        expect(decide([first, second], null)).toEqual(SIZES.slice(low, (high ?? 0) + 1))
      }
  })

  test('an unknown year leaves open exactly what it could be', () => {
    for (const known of SIZES)
      for (const prior of SIZES) {
        const outcomes = new Set(SIZES.flatMap((unknown) => decide([known, unknown], prior)))
        expect(decide([known, null], prior)).toEqual(SIZES.filter((size) => outcomes.has(size)))
      }
  })

  test('one ceiling', () => {
    expect(twoYears(true, true, false)).toBe(true)
    expect(twoYears(false, true, 'open')).toBe('open')
    expect(twoYears('open', true, true)).toBe(true)
    expect(twoYears('open', true, false)).toBe('open')
    expect(twoYears('open', 'open', true)).toBe('open')
  })
})
