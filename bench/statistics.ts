export interface Spread {
  readonly minimum: number
  readonly median: number
  readonly p95: number
  readonly maximum: number
}

/** Nearest-rank quantiles of at least one value. */
export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN
  return { minimum: at(0), median: at(0.5), p95: at(0.95), maximum: at(1) }
}

/** Three significant digits for small values, whole numbers from 1,000 on. */
export const rounded = (value: number): number => (Math.abs(value) >= 1_000 ? Math.round(value) : Number(value.toPrecision(3)))
