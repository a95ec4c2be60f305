import type { Figures } from './case.ts'
import { divide, toDecimal } from './exact.ts'
import type { ExchangeRate, GroupFigures } from './group-input.ts'

export const EURO = 'EUR'

/** The user's rates by currency, oldest first. */
export type Rates = ReadonlyMap<string, readonly ExchangeRate[]>

export const indexRates = (rates: readonly ExchangeRate[]): Rates =>
  Map.groupBy(
    [...rates].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)),
    (rate) => rate.currency,
  )

/** The latest rate of the accounting year, else the latest of all; null without any. The thresholds are in euro (Annex Art. 2). */
export function rateFor(rates: Rates, currency: string, year: number | null): ExchangeRate | null {
  const known = rates.get(currency) ?? []
  return (year === null ? undefined : known.findLast((rate) => rate.date.startsWith(`${year}-`))) ?? known.at(-1) ?? null
}

/** An amount in euro, rounded half up to cents; null where the rate is missing. Euro passes unchanged. */
export function toEuro(amount: number, currency: string, rate: ExchangeRate | null): number | null {
  if (currency === EURO) return amount
  if (rate === null) return null
  return Number(divide(toDecimal(amount), toDecimal(rate.perEur), 2).digits) / 100
}

/** Figures of one period in euro. What is given in euro wins; without a rate the figure is unknown. */
export function euroFigures(figures: GroupFigures, currency: string, year: number | null, rates: Rates): Figures {
  const rate = rateFor(rates, currency, year)
  const euro = (inEuro: number | null | undefined, amount: number | null | undefined): number | null =>
    inEuro ?? (amount === null || amount === undefined ? null : toEuro(amount, currency, rate))
  return {
    headcount: figures.headcount ?? null,
    turnoverEur: euro(figures.turnoverEur, figures.turnover),
    balanceEur: euro(figures.balanceEur, figures.balance),
  }
}

/** Whether figures stand in the currency without a euro figure beside them, so that a rate is needed. */
export const needsRate = (figures: GroupFigures): boolean =>
  ((figures.turnover ?? null) !== null && (figures.turnoverEur ?? null) === null) ||
  ((figures.balance ?? null) !== null && (figures.balanceEur ?? null) === null)
