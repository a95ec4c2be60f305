import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import vectors from '../../vectors/security-level.json' with { type: 'json' }
import type { AnswerStateName } from '../company/assessment.ts'
import type { SecurityLevel } from '../framework/content.ts'
import type { GatedRow } from './security-level.ts'
import { achievedLevel, evidencedLevel, vectorMinimum } from './security-level.ts'
import { capAtPartly, implementedHalves, lower, MET, NOT_APPLICABLE, NOT_MET, PARTLY, stateCode } from './states.ts'

type VectorRow = [SecurityLevel, AnswerStateName, boolean?]

describe('known answers', () => {
  test.each(vectors)('$name', ({ rows, achieved, evidenced }) => {
    const gated = (rows as VectorRow[]).map(([gate, state, proof]): GatedRow => ({
      gate,
      state: stateCode(state),
      evidenced: proof === true,
    }))
    expect(achievedLevel(gated)).toBe(achieved)
    expect(evidencedLevel(gated)).toBe(evidenced)
  })
})

const row: fc.Arbitrary<GatedRow> = fc.record({
  gate: fc.constantFrom<SecurityLevel>(1, 2, 3, 4),
  state: fc.integer({ min: 0, max: 5 }),
  evidenced: fc.boolean(),
})
const rows = fc.array(row, { minLength: 1, maxLength: 24 })

describe('properties', () => {
  test('raising an answer outside not applicable never lowers a level', () => {
    fc.assert(
      fc.property(rows, fc.nat(), fc.constantFrom(PARTLY, MET, 4), (list, pick, to) => {
        const at = pick % list.length
        const old = list[at]
        if (old === undefined || old.state === NOT_APPLICABLE || implementedHalves(to) < implementedHalves(old.state)) return
        const raised = list.map((one, index) => (index === at ? { ...one, state: to } : one))
        expect(achievedLevel(raised) ?? 0).toBeGreaterThanOrEqual(achievedLevel(list) ?? 0)
        expect(evidencedLevel(raised) ?? 0).toBeGreaterThanOrEqual(evidencedLevel(list) ?? 0)
      }),
      { numRuns: 2000 },
    )
  })

  test('a row gated at n never changes whether a level below n holds', () => {
    fc.assert(
      fc.property(rows, row, (list, extra) => {
        // A row that is not met blocks its own level and all above, so what is left is the highest level below it that holds.
        const blocker: GatedRow = { gate: extra.gate, state: NOT_MET, evidenced: false }
        expect(achievedLevel([...list, extra, blocker])).toBe(achievedLevel([...list, blocker]))
        expect(evidencedLevel([...list, extra, blocker])).toBe(evidencedLevel([...list, blocker]))
      }),
      { numRuns: 2000 },
    )
  })

  test('SL-E never exceeds SL-A, and both are a dash exactly when every row is not applicable', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const [achieved, evidenced] = [achievedLevel(list), evidencedLevel(list)]
        const dash = list.every((one) => one.state === NOT_APPLICABLE)
        expect(achieved === null).toBe(dash)
        expect(evidenced === null).toBe(dash)
        expect(evidenced ?? 0).toBeLessThanOrEqual(achieved ?? 0)
      }),
      { numRuns: 2000 },
    )
  })

  test('the lower of two inherited answers is commutative, associative and leaves not applicable aside', () => {
    const state = fc.integer({ min: 0, max: 5 })
    fc.assert(
      fc.property(state, state, state, (a, b, c) => {
        expect(lower(a, b)).toBe(lower(b, a))
        expect(lower(lower(a, b), c)).toBe(lower(a, lower(b, c)))
        expect(lower(a, NOT_APPLICABLE)).toBe(a)
        expect(implementedHalves(capAtPartly(a))).toBeLessThanOrEqual(1)
      }),
    )
  })
})

test('one number for a vector is the minimum of what is not a dash', () => {
  expect(vectorMinimum([2, 3, null, 1, 4, 2, 2])).toBe(1)
  expect(vectorMinimum([null, null, null, null, null, null, null])).toBeNull()
})
