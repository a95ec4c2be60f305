import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { scopeCase } from './arbitrary.test-support.ts'
import type { ScopeCase } from './case.ts'
import { shipped } from './content.test-support.ts'
import { decideScope } from './decide.ts'
import { renderFlip } from './flip-messages.ts'
import { findFlips } from './flip.ts'

const english = (facts: ScopeCase): readonly string[] => findFlips(facts, shipped).map((flip) => renderFlip(flip, 'en'))
const pharma: ScopeCase = { id: 1, establishment: 'AT', headcount: 48, turnoverEur: 3e6, balanceEur: 3e6, activities: ['I.5.4'] }

describe('what would flip the answer', () => {
  test('two more employees for two consecutive years', () => {
    expect(english(pharma)).toContain('2 more in headcount (50) for two consecutive years: by the directive important; AT: important')
    expect(findFlips(pharma, shipped).map((flip) => renderFlip(flip, 'de'))).toContain(
      '2 Beschäftigte mehr (50) in zwei aufeinanderfolgenden Jahren: nach der Richtlinie wichtig; AT: wichtig',
    )
  })

  test('turnover and balance both a cent above their ceilings', () => {
    expect(english(pharma)).toContain(
      'turnover EUR 10000000.01 and balance EUR 10000000.01 for two consecutive years: by the directive important; AT: important',
    )
  })

  test('headcount and money together, where each alone leaves the other over its ceiling', () => {
    const flips = english({ ...pharma, headcount: 60, turnoverEur: 2e7, balanceEur: 1.5e7 })
    expect(flips).toContain(
      'headcount 49 and turnover EUR 10000000 for two consecutive years: by the directive out of scope; AT: out of scope',
    )
    expect(flips).toContain(
      'headcount 49 and balance EUR 10000000 for two consecutive years: by the directive out of scope; AT: out of scope',
    )
  })

  test('a year alone above the ceiling: once more is enough', () => {
    const facts: ScopeCase = {
      ...pharma,
      priorStatus: 'small',
      years: [
        { year: 2024, headcount: 48, turnoverEur: 1, balanceEur: 1 },
        { year: 2025, headcount: 52, turnoverEur: 1, balanceEur: 1 },
      ],
    }
    expect(english(facts)[0]).toBe('the figures of the latest year once more: by the directive important; AT: important')
  })

  test('a relation cut, an activity given up, an identification', () => {
    const parent = { to: 'parent', sharePercent: 100, control: true, headcount: 900, turnoverEur: 0, balanceEur: 0 }
    const flips = english({ ...pharma, establishment: 'DE', links: [parent] })
    expect(flips).toContain('without the relation to parent: by the directive out of scope; DE: out of scope')
    expect(flips).toContain('network and information systems independent of the group: by the directive essential; DE: out of scope')
    expect(flips).toContain('giving up activity I.5.4: by the directive out of scope; DE: out of scope')
    expect(english(pharma)).toContain('identification as a critical entity: by the directive essential; AT: essential')
  })

  test('what is open is flipped by its answers', () => {
    const years = [
      { year: 2024, headcount: 48, turnoverEur: 1, balanceEur: 1 },
      { year: 2025, headcount: 52, turnoverEur: 1, balanceEur: 1 },
    ]
    expect(english({ ...pharma, years })).toEqual(
      expect.arrayContaining([
        'prior status small: by the directive out of scope; AT: out of scope',
        'prior status medium: by the directive important; AT: important',
      ]),
    )
    const msp: ScopeCase = { ...pharma, headcount: 100, establishments: ['PT'], activities: ['I.9/msp'] }
    expect(english(msp)).toContain('main establishment in PT: by the directive important; PT: important')
  })

  test('each flip is proved by its own case, and figures are the smallest that do it', () => {
    let proved = 0
    fc.assert(
      fc.property(scopeCase, (facts) => {
        const before = decideScope(facts, shipped)
        for (const flip of findFlips(facts, shipped)) {
          const after = decideScope(flip.facts, shipped)
          expect(after.class).toBe(flip.class)
          expect(after.class !== before.class || flip.national.length > 0).toBe(true)
          for (const entry of flip.national) expect(after.national).toContainEqual(entry)
          proved++
          if (flip.change.kind !== 'headcount') continue
          const step = Math.sign(flip.change.to - flip.change.from)
          const nearer = Math.abs(flip.change.to - flip.change.from) <= 1 ? flip.change.from : flip.change.to - step
          const almost: ScopeCase = { ...flip.facts, years: flip.facts.years?.map((entry) => ({ ...entry, headcount: nearer })) }
          expect(decideScope(almost, shipped).class).toBe(before.class)
        }
      }),
      { numRuns: 300 },
    )
    expect(proved).toBeGreaterThan(300)
  })
})
