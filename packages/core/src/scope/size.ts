import type { Period, Periods, Total } from './aggregation.ts'
import type { Size } from './case.ts'
import { compareSum } from './exact.ts'

/** Ceilings of 2003/361/EC Annex Art. 2: persons in annual work units, money in euro. */
export const CEILINGS = {
  small: { headcount: 50, turnoverEur: 10_000_000, balanceEur: 10_000_000 },
  medium: { headcount: 250, turnoverEur: 50_000_000, balanceEur: 43_000_000 },
} as const
export type CeilingName = keyof typeof CEILINGS

/** Crossed, not crossed, or open because a fact is unknown. */
export type Crossing = boolean | 'open'

/** The three conditions of one ceiling in one period. */
export interface CeilingTest {
  readonly period: Period
  readonly headcount: Crossing
  readonly turnover: Crossing
  readonly balance: Crossing
  readonly crossed: Crossing
}

const and = (a: Crossing, b: Crossing): Crossing => (a === false || b === false ? false : a === 'open' || b === 'open' ? 'open' : true)
const or = (a: Crossing, b: Crossing): Crossing => (a === true || b === true ? true : a === 'open' || b === 'open' ? 'open' : false)

/** An incomplete sum is a lower bound: it can prove that a ceiling is crossed, never that it is not. */
function above(figure: Total, threshold: number, from: 0 | 1): Crossing {
  if (compareSum(figure.sum, figure.terms, threshold) >= from) return true
  return figure.missing.length === 0 ? false : 'open'
}

/**
 * Whether a period lies above a ceiling: headcount reaches it, or turnover and balance sheet total both exceed theirs.
 * @see Recommendation 2003/361/EC, Annex, Art. 2; NIS2 Art. 2(1), 3(1)(a)
 */
export function testCeiling(period: Period, name: CeilingName): CeilingTest {
  const ceiling = CEILINGS[name]
  const headcount = above(period.headcount, ceiling.headcount, 0)
  const turnover = above(period.turnoverEur, ceiling.turnoverEur, 1)
  const balance = above(period.balanceEur, ceiling.balanceEur, 1)
  return { period, headcount, turnover, balance, crossed: or(headcount, and(turnover, balance)) }
}

/** How one ceiling was decided. */
export interface CeilingResult {
  readonly name: CeilingName
  readonly crossed: Crossing
  /**
   * `figures`: the last two periods agree, or there is one alone. `standing`: they differ or one alone departs from the
   * standing status, which stays. `open`: a figure or the standing status is missing.
   */
  readonly by: 'figures' | 'standing' | 'open'
  /** The last one or two periods. */
  readonly tests: readonly CeilingTest[]
}

/**
 * Two-year rule for one ceiling: crossed in both of the last two closed periods or in neither, that decides; else what stood
 * before stands.
 * @see Recommendation 2003/361/EC, Annex, Art. 4(2); docs/method/scope.md
 */
export function twoYears(previous: Crossing, latest: Crossing, standing: Crossing): Crossing {
  if (previous === latest && latest !== 'open') return latest
  if (standing === 'open') return 'open'
  return previous === standing || latest === standing ? standing : 'open'
}

/** What earlier periods show about the standing status before the last two: the same rule, applied to each pair in turn. */
function standingFromHistory(crossings: readonly Crossing[]): Crossing {
  let standing: Crossing = 'open'
  for (let index = 1; index < crossings.length - 1; index++)
    standing = twoYears(crossings[index - 1] ?? 'open', crossings[index] ?? 'open', standing)
  return standing
}

const RANK: Readonly<Record<Size, number>> = { small: 0, medium: 1, large: 2 }
const exceeds = (size: Size, name: CeilingName): boolean => RANK[size] > RANK[name]

function decideCeiling(periods: readonly Period[], name: CeilingName, prior: Size | null): CeilingResult & { readonly history: Crossing } {
  const all = periods.map((entry) => testCeiling(entry, name))
  const tests = all.slice(-2)
  const given: Crossing = prior === null ? 'open' : exceeds(prior, name)
  const [first, second] = tests
  if (first === undefined) throw new RangeError('no accounting period')
  if (second === undefined) {
    // New enterprises count by their first figures; with a standing status one period alone never changes it.
    if (given === 'open' || given === first.crossed || !hasFigures(first.period))
      return {
        name,
        crossed: given === 'open' || given === first.crossed ? first.crossed : 'open',
        by: first.crossed === 'open' ? 'open' : 'figures',
        tests,
        history: 'open',
      }
    return { name, crossed: given, by: 'standing', tests, history: 'open' }
  }
  const history = all.length > 2 ? standingFromHistory(all.map((test) => test.crossed)) : 'open'
  const crossed = twoYears(first.crossed, second.crossed, given === 'open' ? history : given)
  const by = crossed === 'open' ? 'open' : first.crossed === second.crossed ? 'figures' : 'standing'
  return { name, crossed, by, tests, history }
}

const hasFigures = (entry: Period): boolean =>
  entry.headcount.own !== null || entry.turnoverEur.own !== null || entry.balanceEur.own !== null

export interface SizeResult {
  /** The sizes that the known facts leave open, at least one. */
  readonly possible: readonly Size[]
  readonly small: CeilingResult
  readonly medium: CeilingResult
  /** Standing status per ceiling that three or more years show, where no priorStatus was given or against it. */
  readonly history: { readonly small: Crossing; readonly medium: Crossing }
  readonly gapAfter: number | null
}

/**
 * Size of an enterprise by 2003/361/EC, from aggregated periods (oldest first) and the standing status, null if unknown.
 * @returns every size that the facts leave open
 */
export function decideSize(periods: Periods, prior: Size | null): SizeResult {
  const small = decideCeiling(periods.periods, 'small', prior)
  const medium = decideCeiling(periods.periods, 'medium', prior)
  return {
    possible: POSSIBLE[key(small.crossed)][key(medium.crossed)],
    small,
    medium,
    history: { small: small.history, medium: medium.history },
    gapAfter: periods.gapAfter,
  }
}

const key = (crossing: Crossing): 'yes' | 'no' | 'open' => (crossing === 'open' ? 'open' : crossing ? 'yes' : 'no')

/** Sizes by (small ceiling crossed, medium ceiling crossed). Above the medium ceiling is above the small one. */
const POSSIBLE: Readonly<Record<'yes' | 'no' | 'open', Readonly<Record<'yes' | 'no' | 'open', readonly Size[]>>>> = {
  no: { no: ['small'], open: ['small'], yes: ['large'] },
  yes: { no: ['medium'], open: ['medium', 'large'], yes: ['large'] },
  open: { no: ['small', 'medium'], open: ['small', 'medium', 'large'], yes: ['large'] },
}
