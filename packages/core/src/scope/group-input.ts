import { z } from 'zod'
import type { NaceCode, ScopeFlags, Size } from './case.ts'
import { MAX_EURO, MAX_HEADCOUNT, scopeCaseSchema } from './case.ts'
import type { StateCode } from './law-pack.ts'

/** Several legal entities under one roof; the relations among them are derived from who holds whom. */
export interface GroupScopeInput {
  readonly organisation?: GroupOrganisation | undefined
  readonly exchangeRates?: readonly ExchangeRate[] | undefined
  readonly entities: readonly GroupEntity[]
}

export interface GroupOrganisation {
  readonly name?: string | undefined
  /** Worldwide annual turnover of the undertaking in the preceding year, from which fine ceilings follow (NIS2 Art. 34). */
  readonly turnover?: { readonly amount: number; readonly currency: string; readonly year?: number | undefined } | null | undefined
  /** Set by the rules where the turnover was summed from the figures at hand; never part of an input file. */
  readonly isLowerBound?: boolean | undefined
}

/** The user's rate: units of the currency for one euro, on a date, with its source. */
export interface ExchangeRate {
  readonly currency: string
  readonly perEur: number
  /** ISO date. */
  readonly date: string
  readonly source: string
}

/** Figures of a period: money in euro, or in the entity's currency. */
export interface GroupFigures {
  readonly headcount?: number | null | undefined
  readonly turnoverEur?: number | null | undefined
  readonly balanceEur?: number | null | undefined
  readonly turnover?: number | null | undefined
  readonly balance?: number | null | undefined
}

export interface Holding {
  /** Id of the entity that is held. */
  readonly entity: string
  /** The higher of capital and votes, 0..100. */
  readonly sharePercent: number
  readonly control?: boolean | null | undefined
}

export interface OutsideLink extends GroupFigures {
  readonly to: string
  readonly sharePercent?: number | null | undefined
  readonly control?: boolean | null | undefined
  /** `up`: the other enterprise holds the entity; `down`: the entity holds it. */
  readonly direction: 'up' | 'down'
  readonly currency?: string | undefined
}

export interface GroupEntity extends GroupFigures {
  readonly id: string
  readonly name?: string | undefined
  readonly establishment?: StateCode | null | undefined
  readonly establishments?: readonly StateCode[] | null | undefined
  /** Of `turnover` and `balance`; EUR if absent. */
  readonly currency?: string | undefined
  readonly years?: readonly (GroupFigures & { readonly year: number })[] | null | undefined
  readonly priorStatus?: Size | null | undefined
  readonly holdings?: readonly Holding[] | null | undefined
  readonly links?: readonly OutsideLink[] | null | undefined
  readonly independentSystems?: boolean | null | undefined
  readonly servesIn?: readonly StateCode[] | null | undefined
  readonly mainEstablishment?: StateCode | null | undefined
  readonly nace?: readonly NaceCode[] | null | undefined
  readonly activities?: readonly string[] | null | undefined
  readonly flags?: ScopeFlags | null | undefined
}

const name = z.string().min(1).max(200)
const currency = z.string().regex(/^[A-Z]{3}$/, 'must be a currency code such as PLN')
const percent = z.number().min(0).max(100)
// Foreign currencies run to far higher numbers than euro.
const money = z
  .number()
  .min(0)
  .max(MAX_EURO * 100)
  .nullish()
const figures = {
  headcount: z.number().min(0).max(MAX_HEADCOUNT).nullish(),
  turnoverEur: z.number().min(0).max(MAX_EURO).nullish(),
  balanceEur: z.number().min(0).max(MAX_EURO).nullish(),
  turnover: money,
  balance: money,
}
const fact = scopeCaseSchema.shape

/** Schema of a group file; unknown keys are errors. */
export const groupScopeSchema = z.strictObject({
  organisation: z
    .strictObject({
      name: name.optional(),
      turnover: z
        .strictObject({
          amount: z
            .number()
            .min(0)
            .max(MAX_EURO * 100),
          currency,
          year: z.int().min(1990).max(2100).optional(),
        })
        .nullish(),
    })
    .optional(),
  exchangeRates: z
    .array(z.strictObject({ currency, perEur: z.number().positive().max(1e9), date: z.iso.date(), source: name }))
    .max(1000)
    .optional(),
  entities: z
    .array(
      z.strictObject({
        id: name,
        name: name.optional(),
        establishment: fact.establishment,
        establishments: fact.establishments,
        currency: currency.optional(),
        ...figures,
        years: z
          .array(z.strictObject({ year: z.int().min(1990).max(2100), ...figures }))
          .max(30)
          .nullish(),
        priorStatus: fact.priorStatus,
        holdings: z
          .array(z.strictObject({ entity: name, sharePercent: percent, control: z.boolean().nullish() }))
          .max(1000)
          .nullish(),
        links: z
          .array(
            z.strictObject({
              to: name,
              sharePercent: percent.nullish(),
              control: z.boolean().nullish(),
              direction: z.enum(['up', 'down']),
              currency: currency.optional(),
              ...figures,
            }),
          )
          .max(1000)
          .nullish(),
        independentSystems: fact.independentSystems,
        servesIn: fact.servesIn,
        mainEstablishment: fact.mainEstablishment,
        nace: fact.nace,
        activities: fact.activities,
        flags: fact.flags,
      }),
    )
    .min(1)
    .max(1000),
}) satisfies z.ZodType<GroupScopeInput>
