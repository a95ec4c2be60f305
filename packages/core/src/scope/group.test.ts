import { describe, expect, test } from 'vitest'
import { shipped } from './content.test-support.ts'
import type { GroupEntity, GroupScopeInput, Holding } from './group-input.ts'
import { groupScopeSchema } from './group-input.ts'
import type { EntityScope } from './group.ts'
import { decideGroup } from './group.ts'
import { renderFlip } from './flip-messages.ts'

const entity = (id: string, headcount: number, more: Partial<GroupEntity> = {}): GroupEntity => ({
  id,
  establishment: 'AT',
  headcount,
  turnoverEur: 0,
  balanceEur: 0,
  activities: ['II.5(c)'],
  ...more,
})
const holds = (held: string, sharePercent: number, control = true): Holding => ({ entity: held, sharePercent, control })

const decide = (input: GroupScopeInput): Readonly<Record<string, EntityScope>> => {
  const parsed = groupScopeSchema.parse(input)
  const result = decideGroup(parsed, shipped, { flips: false })
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return Object.fromEntries(result.value.entities.map((each) => [each.entity, each]))
}
const issues = (entities: readonly GroupEntity[]): readonly string[] => {
  const result = decideGroup({ entities }, shipped, { flips: false })
  return result.ok || result.problem.kind !== 'invalid-input' ? [] : result.problem.issues.map((issue) => `${issue.path}: ${issue.message}`)
}
const counted = (scope: EntityScope | undefined): Readonly<Record<string, number>> =>
  Object.fromEntries((scope?.facts.links ?? []).map((link) => [link.to ?? '', link.sharePercent ?? 0]))

describe('aggregation from who holds whom', () => {
  test('linked enterprises count whole over the chain, up, down and sideways', () => {
    const group = decide({
      entities: [
        entity('top', 5, { holdings: [holds('a', 100), holds('b', 60)] }),
        entity('a', 10, { holdings: [holds('c', 5)] }),
        entity('b', 15),
        entity('c', 20),
      ],
    })
    expect(counted(group['c'])).toEqual({ top: 100, a: 100, b: 100 })
    expect(counted(group['top'])).toEqual({ a: 100, b: 100, c: 100 })
    for (const each of Object.values(group)) expect(each.decision).toMatchObject({ size: 'medium', class: 'important' })
  })

  test('a partner counts at its share with all that is linked to it, both ways; partners of partners do not', () => {
    const group = decide({
      entities: [
        entity('a', 10, { holdings: [holds('b', 40, false)] }),
        entity('b', 10, { holdings: [holds('c', 100), holds('d', 30, false)] }),
        entity('c', 10),
        entity('d', 10),
      ],
    })
    expect(counted(group['a'])).toEqual({ b: 40, c: 40 })
    expect(counted(group['c'])).toEqual({ b: 100, a: 40, d: 30 })
    expect(counted(group['d'])).toEqual({ b: 30, c: 30 })
  })

  test('shares that linked enterprises hold jointly are added up: to a partner, or to a majority with a question', () => {
    const base = (share: number) => [
      entity('top', 1, { holdings: [holds('a', 100), holds('b', 100)] }),
      entity('a', 1, { holdings: [holds('joint', share, false)] }),
      entity('b', 1, { holdings: [holds('joint', share, false)] }),
      entity('joint', 1),
    ]
    expect(counted(decide({ entities: base(12.5) })['joint'])).toEqual({ top: 25, a: 25, b: 25 })
    expect(counted(decide({ entities: base(12.4) })['joint'])).toEqual({})
    const majority = decide({ entities: base(26) })
    expect(counted(majority['joint'])).toEqual({ top: 100, a: 100, b: 100 })
    expect(majority['top']?.decision.questions).toContainEqual({
      code: 'link-without-control',
      params: { to: 'joint (a + b)', percent: '52' },
    })
  })

  test('a diamond counts each enterprise once', () => {
    const group = decide({
      entities: [
        entity('top', 10, { holdings: [holds('a', 100), holds('b', 100)] }),
        entity('a', 10, { holdings: [holds('c', 50, false)] }),
        entity('b', 10, { holdings: [holds('c', 50, false)] }),
        entity('c', 10),
      ],
    })
    expect(group['c']?.decision.size).toBe('small')
    expect(counted(group['c'])).toEqual({ top: 100, a: 100, b: 100 })
  })

  test('one parent outside links the entities that it holds', () => {
    const parent = {
      to: 'parent',
      sharePercent: 100,
      control: true,
      direction: 'up' as const,
      headcount: 30,
      turnoverEur: 0,
      balanceEur: 0,
    }
    const group = decide({ entities: [entity('a', 10, { links: [parent] }), entity('b', 10, { links: [parent] })] })
    expect(counted(group['a'])).toEqual({ parent: 100, b: 100 })
    expect(group['a']?.decision.size).toBe('medium')
  })

  test('figures of the other entities are those of the same year', () => {
    const figures = (year: number, headcount: number) => ({ year, headcount, turnoverEur: 0, balanceEur: 0 })
    const group = decide({
      entities: [
        entity('a', 0, { years: [figures(2024, 30), figures(2025, 30)], holdings: [holds('b', 100)], priorStatus: 'small' }),
        entity('b', 0, { years: [figures(2024, 10), figures(2025, 25)] }),
      ],
    })
    // 40 in 2024, 55 in 2025: crossed once only.
    expect(group['a']?.decision.size).toBe('small')
    expect(group['b']?.decision).toMatchObject({ size: 'undetermined', class: 'undetermined' })
  })
})

describe('what a group file can get wrong', () => {
  test('ownership', () => {
    expect(issues([entity('a', 1, { holdings: [holds('x', 100)] })])).toEqual([
      'entities[0].holdings[0].entity: no entity "x" in the group',
    ])
    expect(issues([entity('a', 1, { holdings: [holds('a', 100)] })])).toEqual(['entities[0].holdings[0].entity: a cannot hold itself'])
    expect(issues([entity('a', 1), entity('a', 1)])).toEqual(['entities[1].id: the id "a" is used twice'])
    expect(
      issues([entity('a', 1, { holdings: [holds('c', 60)] }), entity('b', 1, { holdings: [holds('c', 60)] }), entity('c', 1)]),
    ).toEqual(['entities[2]: 120 % of c are held in sum, more than 100 %'])
  })

  test('ownership in a circle is answered, not followed', () => {
    expect(
      issues([
        entity('a', 1, { holdings: [holds('b', 60)] }),
        entity('b', 1, { holdings: [holds('c', 60)] }),
        entity('c', 1, { holdings: [holds('a', 60)] }),
      ]),
    ).toEqual(['entities[0].holdings: ownership runs in a circle: a holds b holds c holds a'])
  })

  test('one enterprise with two sets of figures, or inside and outside at once', () => {
    const link = { to: 'x', sharePercent: 30, direction: 'up' as const, headcount: 5 }
    expect(issues([entity('a', 1, { links: [link] }), entity('b', 1, { links: [{ ...link, headcount: 6 }] })])).toEqual([
      'entities[1].links[0]: x has other figures here than under another entity',
    ])
    expect(issues([entity('a', 1, { links: [{ ...link, to: 'b' }] }), entity('b', 1)])).toEqual([
      'entities[0].links[0].to: b is an entity of the group',
    ])
  })

  test('activities and years', () => {
    expect(issues([entity('a', 1, { activities: ['II.9'] })])).toEqual([
      'entities[0].activities[0]: unknown activity "II.9"; caponier scope activities lists them',
    ])
    expect(issues([entity('a', 1, { years: [{ year: 2025 }, { year: 2024 }] })])).toEqual([
      'entities[0].years: years must be in ascending order, each once, latest last',
    ])
  })
})

describe('currencies', () => {
  const rate = (perEur: number, date: string) => ({ currency: 'PLN', perEur, date, source: 'published reference rate' })
  const polish = (amount: number) =>
    entity('a', 10, { currency: 'PLN', turnoverEur: null, balanceEur: null, turnover: amount, balance: amount })

  test('figures are converted at the rate given, to the cent', () => {
    const exchangeRates = [rate(4.3, '2025-12-31')]
    expect(decide({ exchangeRates, entities: [polish(43_000_000)] })['a']).toMatchObject({
      decision: { size: 'small' },
      facts: { turnoverEur: 10_000_000 },
    })
    expect(decide({ exchangeRates, entities: [polish(43_000_000.05)] })['a']).toMatchObject({
      decision: { size: 'medium' },
      facts: { turnoverEur: 10_000_000.01 },
    })
  })

  test('the rate of the accounting year is preferred', () => {
    const exchangeRates = [rate(4, '2024-12-31'), rate(5, '2025-12-31')]
    const years = [
      { year: 2024, headcount: 1, turnover: 40, balance: 40 },
      { year: 2025, headcount: 1, turnover: 40, balance: 40 },
    ]
    const group = decide({ exchangeRates, entities: [{ id: 'a', establishment: 'PL', currency: 'PLN', years, activities: ['II.5(c)'] }] })
    expect(group['a']?.facts.years?.map((year) => year.turnoverEur)).toEqual([10, 8])
  })

  test('without a rate the figures are unknown, and the rate is asked for', () => {
    const group = decide({ entities: [polish(43_000_000)] })
    expect(group['a']?.decision).toMatchObject({ class: 'undetermined' })
    expect(group['a']?.decision.questions.map((question) => question.code)).toEqual(['figures-missing', 'exchange-rate-missing'])
  })
})

describe('fine ceilings', () => {
  const fine = (input: Omit<GroupScopeInput, 'entities'>, more: Partial<GroupEntity> = {}) =>
    decide({ ...input, entities: [entity('a', 300, more)] })['a']?.states[0]?.fine

  test('the higher of amount and share of worldwide turnover', () => {
    const turnover = (amount: number) => ({ organisation: { turnover: { amount, currency: 'EUR' } } })
    expect(fine(turnover(499_999_999))).toMatchObject({ ceilingCents: 700_000_000, by: 'amount', turnoverCents: 49_999_999_900 })
    expect(fine(turnover(600_000_000))).toMatchObject({ ceilingCents: 840_000_000, by: 'percent' })
    expect(fine(turnover(600_000_000), { activities: ['I.5.4'] })).toMatchObject({ ceilingCents: 1_200_000_000, by: 'percent' })
  })

  test('a share is rounded half up to the cent', () => {
    expect(fine({ organisation: { turnover: { amount: 500_000_000.25, currency: 'EUR' } } })).toMatchObject({ ceilingCents: 700_000_000 })
    expect(fine({ organisation: { turnover: { amount: 1_000_000_000.36, currency: 'EUR' } } })).toMatchObject({
      ceilingCents: 1_400_000_001,
    })
  })

  test('without the turnover the figures at hand are a lower bound, and said to be so', () => {
    expect(fine({}, { turnoverEur: 2_000_000_000 })).toMatchObject({
      ceilingCents: 2_800_000_000,
      by: 'percent',
      turnoverCents: 200_000_000_000,
    })
    expect(fine({}, { turnoverEur: 2_000_000_000 })?.doubts.map((doubt) => doubt.en)).toEqual([
      expect.stringContaining('at least this high'),
    ])
    expect(fine({}, { turnoverEur: 20_000_000 })).toMatchObject({ ceilingCents: 700_000_000, by: 'amount' })
  })

  test('a national currency needs the rate; without it the amount stays as the act says it', () => {
    const czech = { establishment: 'CZ' }
    const organisation = { turnover: { amount: 100, currency: 'EUR' } }
    const rates = [{ currency: 'CZK', perEur: 25, date: '2026-10-01', source: 'central bank' }]
    expect(fine({ organisation, exchangeRates: rates }, czech)).toMatchObject({ ceilingCents: 700_000_000, by: 'amount', rates })
    expect(fine({ organisation }, czech)).toMatchObject({ law: { amount: 175_000_000, currency: 'CZK' }, ceilingCents: null, by: null })
  })

  test('who is out has no ceiling', () => {
    expect(decide({ entities: [entity('a', 3)] })['a']?.states[0]?.fine).toBeNull()
  })
})

test('a position carries what the state asks, the status of 2024/2690, and proved flips', () => {
  const result = decideGroup(
    {
      entities: [entity('works', 40, { holdings: [holds('it', 100)] }), entity('it', 9, { establishment: 'DE', activities: ['I.9/msp'] })],
    },
    shipped,
  )
  if (!result.ok) throw new Error(result.problem.message)
  const [works, it] = result.value.entities
  expect(works?.cir).toBe('yardstick')
  expect(it).toMatchObject({
    cir: 'binding',
    decision: { class: 'out', size: 'small', jurisdictions: ['DE'] },
    states: [
      {
        state: 'DE',
        class: 'out',
        inForce: true,
        act: { inForce: '2025-12-06' },
        deadlines: { anchor: 'awareness', earlyWarningHours: 24, notificationHours: 72 },
        registration: { portal: 'portal.bsi.bund.de' },
      },
    ],
  })
  expect(works?.flips.map((flip) => renderFlip(flip, 'en'))).toContain(
    '1 more in headcount (41) for two consecutive years: by the directive important; AT: important',
  )
})
