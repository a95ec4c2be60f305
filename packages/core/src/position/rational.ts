/** An exact fraction; `d` is positive. Kept unreduced while summing, reduced by {@link reduce} when it is stored. */
export interface Rational {
  readonly n: bigint
  readonly d: bigint
}

export const rational = (n: number | bigint, d: number | bigint = 1n): Rational => ({ n: BigInt(n), d: BigInt(d) })
export const add = (a: Rational, b: Rational): Rational =>
  a.d === b.d ? { n: a.n + b.n, d: a.d } : { n: a.n * b.d + b.n * a.d, d: a.d * b.d }
export const divide = (a: Rational, by: bigint): Rational => ({ n: a.n, d: a.d * by })
/** Negative, zero or positive as `a` is below, equal to or above `b`. */
export const compare = (a: Rational, b: Rational): number => {
  const left = a.n * b.d
  const right = b.n * a.d
  return left < right ? -1 : left > right ? 1 : 0
}

export function reduce(value: Rational): Rational {
  let a = value.n < 0n ? -value.n : value.n
  let b = value.d
  while (b !== 0n) [a, b] = [b, a % b]
  return a <= 1n ? value : { n: value.n / a, d: value.d / a }
}

/** The mean of the values that exist; null when none does. */
export function mean(values: readonly (Rational | null)[]): Rational | null {
  let sum: Rational | null = null
  let count = 0n
  for (const value of values) {
    if (value === null) continue
    sum = sum === null ? value : add(sum, value)
    count += 1n
  }
  return sum === null ? null : reduce(divide(sum, count))
}

const NINE_PLACES = 1_000_000_000n

/** A decimal rounded half up to nine places, for files (docs/method/rounding-and-exactness.md). The value is not negative. */
export function toDecimal(value: Rational | null): number | null {
  if (value === null) return null
  return Number((value.n * NINE_PLACES * 2n + value.d) / (value.d * 2n)) / 1e9
}
