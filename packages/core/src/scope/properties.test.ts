import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { activity, headcount, scopeCase } from './arbitrary.test-support.ts'
import type { ScopeCase, Size } from './case.ts'
import { parseCase } from './case.ts'
import { CLASSES } from './classification.ts'
import { shipped } from './content.test-support.ts'
import { checkCase } from './context.ts'
import type { Decision } from './decide.ts'
import { decideScope } from './decide.ts'
import { without } from './removal.test-support.ts'

/** A fixed seed, so that a run tells about a change and not about chance; other seeds are tried by hand. */
const RUNS = { numRuns: 3000, seed: 20261123 }
const decide = (facts: ScopeCase): Decision => decideScope(facts, shipped)
const rank = (decision: Decision): number => CLASSES.findIndex((each) => each === decision.class)
const result = (decision: Decision) => ({
  class: decision.class,
  size: decision.size,
  jurisdictions: decision.jurisdictions,
  national: decision.national,
})

describe('properties of the scope decision', () => {
  test('generated cases are valid, so that the properties speak about real input', () => {
    fc.assert(
      fc.property(scopeCase, (facts) => {
        const parsed = parseCase(JSON.parse(JSON.stringify(facts)))
        expect(parsed.ok && checkCase(parsed.value, shipped)).toBeNull()
      }),
      RUNS,
    )
  })

  test('more headcount never lowers the class, where both results are determined', () => {
    fc.assert(
      fc.property(scopeCase, headcount, fc.nat(3), (facts, more, where) => {
        const add = (value: number | null | undefined): number => (value ?? 0) + more
        const index = where % Math.max(1, facts.years?.length ?? 0)
        const raised: ScopeCase =
          facts.years === undefined || facts.years === null
            ? { ...facts, headcount: add(facts.headcount) }
            : {
                ...facts,
                years: facts.years.map((entry, position) => (position === index ? { ...entry, headcount: add(entry.headcount) } : entry)),
              }
        const [before, after] = [decide(facts), decide(raised)]
        if (before.class !== 'undetermined' && after.class !== 'undetermined') expect(rank(after)).toBeGreaterThanOrEqual(rank(before))
      }),
      RUNS,
    )
  })

  test('the order of activities, establishments, links and served states is irrelevant', () => {
    fc.assert(
      fc.property(scopeCase, (facts) => {
        const turned: ScopeCase = {
          ...facts,
          activities: facts.activities?.toReversed(),
          establishments: facts.establishments?.toReversed(),
          links: facts.links?.toReversed(),
          servesIn: facts.servesIn?.toReversed(),
          nace: facts.nace?.toReversed(),
        }
        expect(result(decide(turned))).toEqual(result(decide(facts)))
      }),
      RUNS,
    )
  })

  test('the strictest activity decides', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(activity, { minLength: 1, maxLength: 5 }),
        fc.constantFrom<Size>('small', 'medium', 'large'),
        (activities, size) => {
          const figures = { small: 10, medium: 100, large: 1000 }
          const facts: ScopeCase = { id: 1, establishment: 'AT', headcount: figures[size], turnoverEur: 1, balanceEur: 1, activities }
          const alone = activities.map((id) => rank(decide({ ...facts, activities: [id] })))
          expect(rank(decide(facts))).toBe(Math.max(...alone))
        },
      ),
      RUNS,
    )
  })

  test('removing the facts that a reason names changes or unsettles the result', () => {
    let removed = 0
    fc.assert(
      fc.property(scopeCase, (facts) => {
        const before = decide(facts)
        for (const reason of before.reasons) {
          const after = decide(without(facts, reason))
          removed++
          // Unsettled shows as another result, or as a question that was not there before.
          expect({ reason, ...result(after), questions: after.questions }).not.toEqual({
            reason,
            ...result(before),
            questions: before.questions,
          })
        }
      }),
      RUNS,
    )
    expect(removed).toBeGreaterThan(RUNS.numRuns * 2)
  })

  test('an undetermined class always comes with a question', () => {
    fc.assert(
      fc.property(scopeCase, (facts) => {
        const decision = decide(facts)
        if (decision.class === 'undetermined') expect(decision.questions.length).toBeGreaterThan(0)
        else expect(decision.reasons.some((reason) => reason.rule === 'class' || reason.rule === 'no-annex-activity')).toBe(true)
      }),
      RUNS,
    )
  })

  test('a fact learnt never turns one settled class into another: unknown figures leave every outcome open', () => {
    fc.assert(
      fc.property(scopeCase, fc.constantFrom('headcount' as const, 'turnoverEur' as const, 'balanceEur' as const), (facts, figure) => {
        const unknown: ScopeCase = { ...facts, years: null, priorStatus: null, [figure]: null }
        const known: ScopeCase = { ...facts, years: null, priorStatus: null }
        const before = decide(unknown)
        if (before.class !== 'undetermined' && facts[figure] !== undefined) expect(decide(known).class).toBe(before.class)
      }),
      RUNS,
    )
  })
})
