import type { CeilingName, SizeResult } from './size.ts'
import { CEILINGS } from './size.ts'
import type { CeilingResult, CeilingTest } from './size.ts'
import type { Total } from './aggregation.ts'
import type { Size } from './case.ts'
import type { NisClass, StateCode } from './law-pack.ts'
import { printDecimal, exactSum, toDecimal } from './exact.ts'

/** One comparison of a figure with its threshold, numbers as printed. */
export interface Comparison {
  readonly figure: 'headcount' | 'turnover' | 'balance'
  readonly value: string
  /** The entity's own part where relations add to it, else null. */
  readonly own: string | null
  readonly relation: '>=' | '<' | '>' | '<='
  readonly threshold: string
}

/** What one period shows about one ceiling. `money` holds both comparisons where both are needed or both hold. */
export interface PeriodFacts {
  readonly year: number | null
  readonly headcount: Comparison | null
  readonly money: readonly Comparison[]
}

/** One ground on which a class rests. */
export type Ground =
  | { readonly kind: 'activity'; readonly id: string; readonly named: boolean; readonly nace: readonly string[]; readonly anySize: boolean }
  | { readonly kind: 'critical-entity' }
  | { readonly kind: 'identified-by-state'; readonly as: 'essential' | 'important'; readonly activities: readonly string[] }

/** What each rule names, free of language. */
interface ReasonParams {
  'at-least-medium': CeilingFacts
  large: CeilingFacts
  small: CeilingFacts
  'not-large': CeilingFacts
  'two-year-rule': TwoYearFacts
  aggregation: {
    readonly alone: Size | 'undetermined'
    readonly together: Size | 'undetermined'
    readonly links: readonly { readonly name: string; readonly kind: 'partner' | 'linked'; readonly percent: string }[]
  }
  class: { readonly class: NisClass; readonly size: Size | null; readonly grounds: readonly Ground[] }
  'no-annex-activity': { readonly nace: readonly string[] }
  'jurisdiction-establishment': { readonly states: readonly StateCode[] }
  'jurisdiction-main-establishment': { readonly state: StateCode; readonly stated: boolean; readonly only: boolean }
  'jurisdiction-services': {
    readonly states: readonly StateCode[]
    readonly source: 'serves-in' | 'establishment' | 'both'
    /** The stated main establishment is the same state. */
    readonly alsoMain?: boolean
  }
  'recital-16': { readonly state: StateCode; readonly own: Size | 'undetermined'; readonly class: NisClass; readonly independent: boolean }
  'former-operator': { readonly state: StateCode }
}

/** A step of the reasoning. The facts that it names decided: without all of them the result differs or is unsettled. */
export type Reason = {
  [R in keyof ReasonParams]: { readonly rule: R; readonly article: string; readonly params: Readonly<ReasonParams[R]> }
}[keyof ReasonParams]

export interface CeilingFacts {
  readonly periods: readonly PeriodFacts[]
  /** The standing status where it says the same as the one period that is given, so that either would do. */
  readonly prior: Size | null
}

export interface TwoYearFacts {
  readonly ceiling: CeilingName
  readonly crossed: boolean
  /** The status that was given, or null where earlier years show it. */
  readonly prior: Size | null
  /** The period that agrees with the standing status, with the earlier pair that shows it where no status was given. */
  readonly agreeing: readonly PeriodFacts[]
  /** The period that differs and changes nothing alone. */
  readonly differing: number | null
}

const ARTICLE = {
  'at-least-medium': 'NIS2 Art. 2(1); 2003/361/EC Annex Art. 2(2)',
  small: 'NIS2 Art. 2(1); 2003/361/EC Annex Art. 2(2)',
  large: 'NIS2 Art. 3(1)(a); 2003/361/EC Annex Art. 2(1)',
  'not-large': 'NIS2 Art. 3(1)(a); 2003/361/EC Annex Art. 2(1)',
} as const

/** The steps that led to the size: at most one per ceiling, the redundant one left out (large implies at least medium). */
export function sizeReasons(size: SizeResult, prior: Size | null): readonly Reason[] {
  const reasons: Reason[] = []
  if (size.medium.crossed !== true) ceilingReasons(size.small, 'at-least-medium', 'small', prior, reasons)
  if (size.small.crossed !== false) ceilingReasons(size.medium, 'large', 'not-large', prior, reasons)
  return reasons
}

function ceilingReasons(
  result: CeilingResult,
  yes: 'at-least-medium' | 'large',
  no: 'small' | 'not-large',
  prior: Size | null,
  into: Reason[],
): void {
  if (result.by === 'open' || result.crossed === 'open') return
  const rule = result.crossed ? yes : no
  if (result.by === 'figures') {
    into.push({
      rule,
      article: ARTICLE[rule],
      params: { periods: result.tests.map((test) => periodFacts(test, result.name)), prior: result.tests.length === 1 ? prior : null },
    })
    return
  }
  const agreeing = result.tests.filter((test) => result.tests.length > 1 && test.crossed === result.crossed)
  const differing = result.tests.find((test) => test.crossed !== result.crossed)
  into.push({
    rule: 'two-year-rule',
    article: '2003/361/EC Annex Art. 4(2)',
    params: {
      ceiling: result.name,
      crossed: result.crossed,
      prior,
      agreeing: agreeing.map((test) => periodFacts(test, result.name)),
      differing: differing?.period.year ?? null,
    },
  })
}

/** What decided that the ceiling is crossed, or not, in one period. */
function periodFacts(test: CeilingTest, name: CeilingName): PeriodFacts {
  const ceiling = CEILINGS[name]
  const crossed = test.crossed === true
  const compare = (figure: Comparison['figure'], total: Total, threshold: number): Comparison => ({
    figure,
    value: printTotal(total, threshold),
    own: total.terms !== null && total.own !== null && total.terms.length > 1 ? printNumber(total.own) : null,
    relation: figure === 'headcount' ? (crossed ? '>=' : '<') : crossed ? '>' : '<=',
    threshold: String(threshold),
  })
  const turnover = () => compare('turnover', test.period.turnoverEur, ceiling.turnoverEur)
  const balance = () => compare('balance', test.period.balanceEur, ceiling.balanceEur)
  const headcount = () => compare('headcount', test.period.headcount, ceiling.headcount)
  if (crossed) {
    const byMoney = test.turnover === true && test.balance === true
    return {
      year: test.period.year,
      headcount: test.headcount === true ? headcount() : null,
      money: byMoney ? [turnover(), balance()] : [],
    }
  }
  const money: Comparison[] = []
  if (test.turnover === false) money.push(turnover())
  if (test.balance === false) money.push(balance())
  return { year: test.period.year, headcount: headcount(), money }
}

export const printNumber = (value: number): string => {
  const text = String(value)
  return text.includes('e') ? printDecimal(toDecimal(value)) : text
}

const NEAR = 1e-6

/** A sum as people read it: rounded, and exact where rounding could hide on which side of the threshold it lies. */
function printTotal(total: Total, threshold: number): string {
  if (total.terms === null || total.terms.length <= 1) return printNumber(total.sum)
  if (Math.abs(total.sum - threshold) <= threshold * NEAR) return printDecimal(exactSum(total.terms))
  return String(total.sum < 1e6 ? Math.round(total.sum * 1e6) / 1e6 : Math.round(total.sum * 100) / 100)
}
