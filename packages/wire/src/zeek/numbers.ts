const ZERO = 48
const DOT = 46
const MAX_SAFE_DIGITS = 15

/** Milliseconds of 1990-01-01 and of 2101-01-01 UTC: times outside are refused. */
const EARLIEST = Date.UTC(1990, 0, 1)
const LATEST = Date.UTC(2101, 0, 1)

/** Longest duration accepted, milliseconds: 100 years. */
const LONGEST = 100 * 366 * 86_400_000

/** Non-negative integer in ASCII digits, -1 when the range holds anything else or more than 2^53 - 1. */
export function integerAt(bytes: Uint8Array, from: number, to: number): number {
  const length = to - from
  if (length < 1 || length > 16) return -1
  let value = 0
  for (let index = from; index < to; index++) {
    const digit = (bytes[index] ?? 0) - ZERO
    if (digit < 0 || digit > 9) return -1
    value = value * 10 + digit
  }
  return value <= Number.MAX_SAFE_INTEGER ? value : -1
}

/** Decimal seconds such as 1257542034.796425 as milliseconds (microseconds kept as a fraction), -1 when it is none. */
export function secondsAt(bytes: Uint8Array, from: number, to: number): number {
  let whole = 0
  let index = from
  for (; index < to; index++) {
    const byte = bytes[index] ?? 0
    if (byte === DOT) break
    const digit = byte - ZERO
    if (digit < 0 || digit > 9) return -1
    whole = whole * 10 + digit
  }
  if (index === from || index - from > MAX_SAFE_DIGITS) return -1
  if (index === to) return whole * 1000
  let fraction = 0
  let scale = 1
  const digitsFrom = index + 1
  if (digitsFrom === to || to - digitsFrom > MAX_SAFE_DIGITS) return -1
  for (index = digitsFrom; index < to; index++) {
    const digit = (bytes[index] ?? 0) - ZERO
    if (digit < 0 || digit > 9) return -1
    fraction = fraction * 10 + digit
    scale *= 10
  }
  return whole * 1000 + (fraction * 1000) / scale
}

export type TimeProblem = 'masked-timestamp' | 'bad-timestamp'

const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:?\d{2})$/
const MASKED = /^X[X.:TZ-]*$/

/** Time in milliseconds from a text: epoch seconds, epoch milliseconds (13 digits) or ISO 8601 with its offset. */
export function timeOfText(text: string): number | TimeProblem {
  if (ISO.test(text)) return checkedTime(Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2')))
  if (/^\d{1,13}(?:\.\d{1,9})?$/.test(text)) return timeOfNumber(Number(text))
  return MASKED.test(text) ? 'masked-timestamp' : 'bad-timestamp'
}

/** Time in milliseconds from a JSON number: seconds, or milliseconds where seconds would lie beyond the year 5000. */
export const timeOfNumber = (value: number): number | TimeProblem => checkedTime(value >= 1e11 ? value : value * 1000)

/** The time itself when it lies in 1990 to 2100. */
export const checkedTime = (milliseconds: number): number | TimeProblem =>
  milliseconds >= EARLIEST && milliseconds < LATEST ? milliseconds : 'bad-timestamp'

/** True for a duration that can be: 0 to 100 years, in milliseconds. */
export const isDuration = (milliseconds: number): boolean => milliseconds >= 0 && milliseconds <= LONGEST
