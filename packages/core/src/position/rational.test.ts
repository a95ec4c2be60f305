import fc from 'fast-check'
import { expect, test } from 'vitest'
import { add, compare, divide, mean, rational, reduce, toDecimal } from './rational.ts'

test('decimals are rounded half up to nine places', () => {
  expect(toDecimal(rational(1, 3))).toBe(0.333333333)
  expect(toDecimal(rational(2, 3))).toBe(0.666666667)
  expect(toDecimal(rational(1, 2_000_000_000))).toBe(0.000000001)
  expect(toDecimal(rational(1, 2_000_000_001))).toBe(0)
  expect(toDecimal(rational(1))).toBe(1)
  expect(toDecimal(null)).toBeNull()
})

test('the mean leaves out what does not exist', () => {
  expect(mean([null, rational(1, 2), null, rational(1, 4)])).toEqual(rational(3, 8))
  expect(mean([null, null])).toBeNull()
})

test('addition is exact and independent of order', () => {
  const fraction = fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 1, max: 1000 })).map(([n, d]) => rational(n, d))
  fc.assert(
    fc.property(fc.array(fraction, { minLength: 1, maxLength: 20 }), (list) => {
      const forward = reduce(list.reduce(add))
      const backward = reduce([...list].reverse().reduce(add))
      expect(forward).toEqual(backward)
      expect(compare(divide(forward, 2n), forward)).toBeLessThanOrEqual(0)
    }),
  )
})
