import { describe, expect, test } from 'vitest'
import type { ScopeCase } from './case.ts'
import { AS_OF, shippedContent } from './content.test-support.ts'
import { scopeContext } from './context.ts'
import { decideScope } from './decide.ts'
import type { LawPack } from './law-pack.ts'
import { actInForce } from './national.ts'
import { renderDecision } from './render.ts'

const austria = shippedContent.laws.find((pack) => pack.code === 'AT')
if (austria === undefined) throw new Error('no law pack for AT')
const decide = (change: Partial<LawPack>, facts: Partial<ScopeCase>, asOf = AS_OF) => {
  const laws = shippedContent.laws.map((pack) => (pack.code === 'AT' ? { ...pack, ...change } : pack))
  const maker: ScopeCase = { id: 1, establishment: 'AT', headcount: 100, turnoverEur: 1, balanceEur: 1, activities: ['I.1(a)'], ...facts }
  return renderDecision(decideScope(maker, scopeContext({ ...shippedContent, laws }, { asOf })), 'en')
}

describe('the class in a state', () => {
  const former = { flags: { formerOperatorOfEssentialServices: true } }

  test('former operators stay essential where the state says so; the class by the directive does not move', () => {
    const decision = decide({ formerOperatorsStayEssential: true }, former)
    expect(decision.class).toBe('important')
    expect(decision.national).toMatchObject([{ state: 'AT', class: 'essential' }])
    expect(decision.reasons).toContainEqual({
      rule: 'former-operator',
      article: 'NIS2 Art. 3(1)(g)',
      fact: 'AT: former operator of essential services stays essential',
    })
  })

  test('and do not where it says not', () => {
    expect(decide({ formerOperatorsStayEssential: false }, former).national).toMatchObject([{ class: 'important' }])
  })

  test("the state's own names", () => {
    const names = { classNames: { essential: 'wesentliche Einrichtung', important: 'wichtige Einrichtung' } }
    expect(decide(names, {}).national).toMatchObject([{ label: 'wichtige Einrichtung' }])
    expect(decide(names, { headcount: 300 }).national).toMatchObject([{ label: 'wesentliche Einrichtung' }])
    expect(decide(names, { headcount: 3 }).national).toMatchObject([{ class: 'out', label: null }])
  })

  test('an act binds from its day', () => {
    expect(actInForce(austria, '2026-09-30')).toBe(false)
    expect(actInForce(austria, '2026-10-01')).toBe(true)
    const before = decide({}, {}, '2026-09-30')
    expect(before.national).toMatchObject([{ class: 'important', inForce: false }])
    expect(before.questions.map((question) => question.code)).toEqual(['act-not-in-force'])
    expect(before.questions[0]?.text).toContain('before 2026-10-01')
  })

  test('an adopted act without a day, no act and an older act do not bind', () => {
    const act = { ...austria.act, inForce: 'unknown' as const }
    expect(actInForce({ ...austria, status: 'adopted', act }, AS_OF)).toBe(false)
    expect(actInForce({ ...austria, status: 'none', act }, AS_OF)).toBe(false)
    expect(actInForce({ ...austria, status: 'nis1' }, AS_OF)).toBe(false)
    expect(actInForce({ ...austria, status: 'in-force', act }, AS_OF)).toBe(true)
  })

  test('recital 16 relieves only: a state that does not offer it, and own figures that are stricter, change nothing', () => {
    const links = [{ to: 'p', control: true, headcount: 900, turnoverEur: 0, balanceEur: 0 }]
    const offered = { ...austria.recital16, option: 'own-figures-if-independent' as const }
    const small = { headcount: 10, links, independentSystems: true }
    expect(decide({ recital16: offered }, small).national).toMatchObject([{ class: 'out' }])
    expect(decide({ recital16: { ...offered, option: 'not-offered' } }, small).national).toMatchObject([{ class: 'essential' }])
    const stricter = { headcount: 300, priorStatus: 'medium' as const, links, independentSystems: true }
    expect(decide({ recital16: offered }, stricter)).toMatchObject({ class: 'important', national: [{ class: 'important' }] })
  })

  test('a state without a law pack is named', () => {
    const context = scopeContext({ ...shippedContent, laws: [] }, { asOf: AS_OF })
    const decision = decideScope({ id: 1, establishment: 'AT', headcount: 100, activities: ['II.5(c)'] }, context)
    expect(decision.national).toEqual([{ state: 'AT', class: 'important', label: null, inForce: false }])
    expect(decision.questions.map((question) => question.code)).toEqual(['law-pack-missing'])
  })

  test('content that contradicts itself is refused', () => {
    expect(() => scopeContext(shippedContent, { asOf: '23.11.2026' })).toThrow('as-of must be YYYY-MM-DD')
    const nace = [
      { rev: '2' as const, prefix: '99', activities: ['II.99'], maybe: [], note: null, confidence: 'high' as const, source: '' },
    ]
    expect(() => scopeContext({ ...shippedContent, nace }, { asOf: AS_OF })).toThrow('unknown activity II.99')
  })
})
