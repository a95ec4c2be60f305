import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareSum, divide, exactSum, printDecimal, toDecimal } from './exact.ts'

/** Hundredths as whole numbers: a second way to the same sums, without decimals. */
const hundredths = fc.integer({ min: 0, max: 5_000_000_000 })

describe('exact sums', () => {
  test.each([
    [0, '0'],
    [1e-7, '0.0000001'],
    [1.5e-7, '0.00000015'],
    [1e21, '1000000000000000000000'],
    [10_000_000.01, '10000000.01'],
    [100, '100'],
  ])('%d prints as %s', (value, text) => {
    expect(printDecimal(toDecimal(value))).toBe(text)
  })

  test('tenths add up, where floating point does not', () => {
    const terms = Array.from({ length: 10 }, () => ({ value: 0.1, percent: 100 }))
    expect(terms.reduce((sum, term) => sum + term.value, 0)).not.toBe(1)
    expect(printDecimal(exactSum(terms))).toBe('1')
    expect(compareSum(0.9999999999999999, terms, 1)).toBe(0)
  })

  test('a share is not rounded: 33.3333 % of 30.00003 stays below 10', () => {
    const terms = [{ value: 30.00003, percent: 33.3333 }]
    expect(printDecimal(exactSum(terms))).toBe('9.99999999999')
    expect(compareSum(9.99999999999, terms, 10)).toBe(-1)
  })

  test('sums of cents at whole percents agree with integers', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(hundredths, fc.integer({ min: 0, max: 100 })), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: -3, max: 3 }),
        (entries, off) => {
          const exact = entries.reduce((sum, [value, percent]) => sum + BigInt(value) * BigInt(percent), 0n)
          const threshold = Math.max(1, Math.round(Number(exact) / 10_000) + off)
          const terms = entries.map(([value, percent]) => ({ value: value / 100, percent }))
          const sum = terms.reduce((total, term) => total + (term.value * term.percent) / 100, 0)
          const wanted = exact - BigInt(threshold) * 10_000n
          expect(compareSum(sum, terms, threshold)).toBe(wanted < 0n ? -1 : wanted > 0n ? 1 : 0)
        },
      ),
    )
  })

  test.each([
    [10, 4, '2.50'],
    [1, 3, '0.33'],
    [2, 3, '0.67'],
    [0.005, 1, '0.01'],
    [0.0049, 1, '0.00'],
  ])('%d / %d is %s, half up', (top, bottom, text) => {
    const value = divide(toDecimal(top), toDecimal(bottom), 2)
    expect((Number(value.digits) / 100).toFixed(2)).toBe(text)
  })
})
