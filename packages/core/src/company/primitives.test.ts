import { expect, test } from 'vitest'
import { isCalendarDate } from './primitives.ts'

test('a calendar date exists exactly when Date agrees with it, between 1990 and 2100', () => {
  const two = (value: number): string => String(value).padStart(2, '0')
  for (let year = 1988; year <= 2102; year++)
    for (let month = 0; month <= 13; month++)
      for (let day = 0; day <= 32; day++) {
        const date = new Date(Date.UTC(year, month - 1, day))
        const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
        const text = `${year}-${two(month)}-${two(day)}`
        if (isCalendarDate(text) !== (exists && year >= 1990 && year <= 2100)) throw new Error(text)
      }
})

test('nothing but YYYY-MM-DD is a date', () => {
  for (const text of ['', '2026-1-01', '2026-01-01T00:00:00Z', ' 2026-01-01', '2026-01-01\n', '26-01-01'])
    expect(isCalendarDate(text)).toBe(false)
})
