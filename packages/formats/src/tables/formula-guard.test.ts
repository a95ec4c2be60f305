import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { guardFormula, unguardFormula } from './formula-guard.ts'

const text = fc.oneof(
  fc
    .array(fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '\n', '＝', 'a', ' ', '1'), { maxLength: 6 })
    .map((parts) => parts.join('')),
  fc.string(),
)

test('the guard is exactly undone, whatever the text', () => {
  fc.assert(
    fc.property(text, (value) => {
      expect(unguardFormula(guardFormula(value))).toBe(value)
    }),
    { numRuns: 2_000 },
  )
})

test('nothing guarded begins like a formula', () => {
  fc.assert(
    fc.property(text, (value) => {
      expect(guardFormula(value)).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/)
    }),
    { numRuns: 2_000 },
  )
})

test.each([
  ['=1+1', "'=1+1"],
  ["'=1+1", "''=1+1"],
  ["'quoted", "'quoted"],
  ['plain', 'plain'],
  ['-5', "'-5"],
])('%j is written as %j', (value, written) => {
  expect(guardFormula(value)).toBe(written)
})
