import { roll } from './roll.ts'

const DAY = 86_400_000

/** Calendar date so many days later (or earlier). */
export const plusDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)

/** Last day of a validity of so many months that begins on `date`. */
export function lastDay(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 + months, day - 1)).toISOString().slice(0, 10)
}

/** The next day that is no weekend. */
export function workday(date: string): string {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
  return weekday === 6 ? plusDays(date, 2) : weekday === 0 ? plusDays(date, 1) : date
}

/** An instant within office hours of that day, in UTC, the same for the same key. */
export function duringWork(date: string, ...key: readonly string[]): string {
  const minutes = 6 * 60 + Math.floor(roll('clock', date, ...key) * 9 * 60)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${date}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:00Z`
}

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

/** `June 2026`. */
export const monthName = (date: string): string => `${MONTHS[Number(date.slice(5, 7)) - 1] ?? ''} ${date.slice(0, 4)}`
