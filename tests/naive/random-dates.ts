import type { Random } from './random.ts'

/** One object of a workspace document under construction. */
export type Json = Record<string, unknown>

/** The as-of day with the days around it, and days far off: every comparison meets its edge. */
export const DAYS = [
  '2024-02-29',
  '2025-07-01',
  '2026-06-14',
  '2026-06-15',
  '2026-06-15',
  '2026-06-16',
  '2026-12-01',
  '2027-03-31',
] as const
/** Days on or before the usual as-of day. */
export const PAST = ['2023-01-01', '2024-02-29', '2025-07-01', '2026-06-14', '2026-06-15'] as const
/** Around the usual known-at day and its noon, with fractions of a second of every length. */
export const INSTANTS = [
  '2024-02-29T08:00:00Z',
  '2025-07-01T00:00:00Z',
  '2026-05-19T23:59:59Z',
  '2026-05-20T00:00:00Z',
  '2026-05-20T11:59:59.5Z',
  '2026-05-20T12:00:00Z',
  '2026-05-20T12:00:00.001Z',
  '2026-05-20T23:59:59.999Z',
  '2026-05-21T00:00:00Z',
  '2026-11-30T10:00:00Z',
] as const

export const ids = (list: readonly Json[]): string[] => list.map((item) => String(item['id']))
export const maybe = (random: Random, probability: number, key: string, values: readonly unknown[]): Json =>
  random.chance(probability) ? { [key]: random.pick(values) } : {}

/** Mostly without dates; `until` is never before `from`. */
export function lifetime(random: Random, probability: number): Json {
  if (!random.chance(probability)) return {}
  const from = random.chance(0.6) ? random.pick(DAYS) : undefined
  const until = random.chance(0.5) ? random.pick(DAYS) : undefined
  return {
    ...(from === undefined ? {} : { from }),
    ...(until === undefined || (from !== undefined && until < from) ? {} : { until }),
    ...maybe(random, 0.3, 'recordedAt', INSTANTS),
  }
}

/** Dates of the entries of one history: no two alike, each with or without `from` and `recordedAt`. */
export function historyDates(random: Random, length: number): Json[] {
  const seen = new Set<string>()
  const dates: Json[] = []
  for (let at = 0; at < length; at++) {
    const date = { ...maybe(random, 0.7, 'from', DAYS), ...maybe(random, 0.5, 'recordedAt', INSTANTS) }
    const key = JSON.stringify(date)
    if (!seen.has(key)) dates.push(date)
    seen.add(key)
  }
  return dates
}
