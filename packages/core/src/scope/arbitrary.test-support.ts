import fc from 'fast-check'
import type { ScopeCase } from './case.ts'
import { shippedContent } from './content.test-support.ts'

/** Figures crowd around the ceilings, where the rules turn. */
export const headcount = fc.oneof(fc.constantFrom(0, 9, 25, 49, 49.9, 50, 51, 120, 249, 249.5, 250, 400), fc.integer({ min: 0, max: 600 }))
export const euro = fc.oneof(
  fc.constantFrom(0, 2e6, 5e6, 9_999_999.99, 1e7, 10_000_000.01, 4.3e7, 43_000_000.01, 5e7, 50_000_000.01, 9e7),
  fc.integer({ min: 0, max: 10_000_000_000 }).map((cents) => cents / 100),
)
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 4 })
const figures = fc.record({ headcount: maybe(headcount), turnoverEur: maybe(euro), balanceEur: maybe(euro) })
export const state = fc.constantFrom('AT', 'CZ', 'DE', 'FR', 'HU', 'IT', 'MT', 'NO', 'US')

export const activity = fc.constantFrom(...shippedContent.activities.map((entry) => entry.id).filter((id) => id !== 'none'))
const nace = fc
  .constantFrom('26.11', '27', '25.11', '10.5', '21.2', '32.50', '69.10', '33.1')
  .chain((code) => fc.constantFrom('2' as const, '2.1' as const).map((rev) => ({ code, rev })))
const link = fc.record({
  sharePercent: fc.oneof(fc.constantFrom(0, 24.99, 25, 33.3333, 50, 50.01, 100), fc.integer({ min: 0, max: 100 })),
  control: fc.boolean(),
  headcount: maybe(headcount),
  turnoverEur: maybe(euro),
  balanceEur: maybe(euro),
})

/** Valid cases of every shape. */
export const scopeCase: fc.Arbitrary<ScopeCase> = fc
  .record({
    own: figures,
    establishment: maybe(state),
    establishments: fc.option(fc.uniqueArray(state, { maxLength: 3 }), { nil: undefined, freq: 2 }),
    years: fc.option(fc.array(figures, { minLength: 1, maxLength: 4 }), { nil: undefined, freq: 2 }),
    priorStatus: fc.option(fc.constantFrom('small' as const, 'medium' as const, 'large' as const), { nil: undefined, freq: 2 }),
    links: fc.option(fc.array(link, { maxLength: 3 }), { nil: undefined, freq: 2 }),
    independentSystems: maybe(fc.boolean()),
    servesIn: fc.option(fc.uniqueArray(state, { maxLength: 2 }), { nil: undefined, freq: 2 }),
    mainEstablishment: fc.option(state, { nil: undefined, freq: 2 }),
    nace: fc.option(fc.array(nace, { maxLength: 2 }), { nil: undefined, freq: 2 }),
    activities: fc.oneof(
      { weight: 6, arbitrary: fc.uniqueArray(activity, { minLength: 1, maxLength: 3 }) },
      { weight: 1, arbitrary: fc.constantFrom(['none'], undefined, []) },
    ),
    flags: fc.option(
      fc.record({
        criticalEntity: fc.constantFrom(undefined, undefined, true),
        identifiedByState: fc.constantFrom(undefined, undefined, 'essential' as const, 'important' as const),
        formerOperatorOfEssentialServices: fc.constantFrom(undefined, true),
        defenceExempt: fc.constantFrom(undefined, true),
      }),
      { nil: undefined, freq: 2 },
    ),
  })
  .map(({ own, years, links, ...rest }) => ({
    id: 'case',
    ...rest,
    ...own,
    years: years?.map((entry, index) => ({ ...entry, year: 2026 - years.length + index })),
    links: links?.map((entry, index) => ({ ...entry, to: `enterprise ${index}` })),
  }))
