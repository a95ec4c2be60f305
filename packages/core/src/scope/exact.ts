/**
 * Exact comparison of weighted sums of decimal numbers with a threshold.
 *
 * Figures arrive as JSON numbers; their value is the decimal that JSON prints for them (at most 17 digits). A sum far from
 * the threshold is decided by floating point, whose relative error here is below 1e-12; near the threshold the same sum is
 * formed with big integers. So 10,000,000.01 is above 10 M and 33.3 % of a partner is never rounded across a ceiling.
 */

/** One addend: `value` counted at `percent` (0..100). */
export interface Term {
  readonly value: number
  readonly percent: number
}

/** A decimal number as `digits * 10^-scale`. */
export interface Decimal {
  readonly digits: bigint
  readonly scale: number
}

/** The decimal that JSON prints for a finite number. */
export function toDecimal(value: number): Decimal {
  const [mantissa = '0', exponent = '0'] = String(value).split('e')
  const [whole = '0', fraction = ''] = mantissa.split('.')
  const scale = fraction.length - Number(exponent)
  const digits = BigInt(whole + fraction)
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 }
}

const rescale = (value: Decimal, scale: number): bigint => value.digits * 10n ** BigInt(scale - value.scale)

const multiply = (a: Decimal, b: Decimal): Decimal => ({ digits: a.digits * b.digits, scale: a.scale + b.scale })

const add = (a: Decimal, b: Decimal): Decimal => {
  const scale = Math.max(a.scale, b.scale)
  return { digits: rescale(a, scale) + rescale(b, scale), scale }
}

/** The exact sum of the terms. */
export const exactSum = (terms: readonly Term[]): Decimal =>
  terms.reduce<Decimal>(
    (sum, term) => {
      const share = multiply(toDecimal(term.value), toDecimal(term.percent))
      return add(sum, { digits: share.digits, scale: share.scale + 2 })
    },
    { digits: 0n, scale: 0 },
  )

/** A decimal without trailing zeros, e.g. `49.9999`. */
export function printDecimal(value: Decimal): string {
  const sign = value.digits < 0n ? '-' : ''
  const digits = (value.digits < 0n ? -value.digits : value.digits).toString().padStart(value.scale + 1, '0')
  const whole = digits.slice(0, digits.length - value.scale)
  const fraction = digits.slice(digits.length - value.scale).replace(/0+$/, '')
  return sign + (fraction === '' ? whole : `${whole}.${fraction}`)
}

/** `numerator / denominator` rounded half up to `scale` digits; both must not be negative, the denominator not zero. */
export function divide(numerator: Decimal, denominator: Decimal, scale: number): Decimal {
  const top = numerator.digits * 10n ** BigInt(denominator.scale + scale)
  const bottom = denominator.digits * 10n ** BigInt(numerator.scale)
  return { digits: (2n * top + bottom) / (2n * bottom), scale }
}

/** -1, 0 or 1 as `a` is below, at or above `b`. */
export function compareDecimals(a: Decimal, b: Decimal): -1 | 0 | 1 {
  const scale = Math.max(a.scale, b.scale)
  const difference = rescale(a, scale) - rescale(b, scale)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

const NEAR = 1e-9

/** -1, 0 or 1 as the weighted sum is below, at or above the threshold (> 0). `sum` is its floating-point value. */
export function compareSum(sum: number, terms: readonly Term[] | null, threshold: number): -1 | 0 | 1 {
  const distance = sum - threshold
  if (distance > threshold * NEAR) return 1
  if (distance < -threshold * NEAR) return -1
  if (terms === null) return distance < 0 ? -1 : distance > 0 ? 1 : 0
  return compareDecimals(exactSum(terms), toDecimal(threshold))
}
