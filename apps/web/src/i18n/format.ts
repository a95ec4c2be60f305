import { useTranslation } from 'react-i18next'

/** How figures and dates are written in the language of the page. */
export interface Formats {
  /** A calendar date `YYYY-MM-DD`, or a month `YYYY-MM` where no day is known. */
  readonly date: (day: string | null | undefined) => string
  /** An instant, to the minute, with its zone. */
  readonly instant: (instant: string | null | undefined) => string
  /** "in 3 days", "2 hours ago" from a date or instant. */
  readonly relative: (when: string, now?: number) => string
  /** A share in [0, 1] as percent with at most one digit. */
  readonly percent: (share: number | null | undefined) => string
  readonly count: (value: number) => string
  /** A decimal number given as text, with every digit that it has. */
  readonly decimal: (value: string) => string
  readonly bytes: (value: number) => string
  readonly euro: (value: number) => string
}

export const NOTHING = '–'

export function useFormats(): Formats {
  const { i18n } = useTranslation()
  return formatsFor(i18n.language === 'de' ? 'de' : 'en')
}

const made = new Map<string, Formats>()

function formatsFor(language: 'en' | 'de'): Formats {
  const known = made.get(language)
  if (known !== undefined) return known
  const locale = language === 'de' ? 'de-DE' : 'en-GB'
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
  const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  const minute = new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  })
  const away = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  const count = new Intl.NumberFormat(locale)
  const exact = new Intl.NumberFormat(locale, { maximumFractionDigits: 20 })
  const euro = new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 })
  const formats: Formats = {
    date: (value) => {
      if (value === null || value === undefined) return NOTHING
      if (/^\d{4}-\d{2}$/.test(value)) return month.format(new Date(`${value}-01T00:00:00Z`))
      return day.format(new Date(`${value.slice(0, 10)}T00:00:00Z`))
    },
    instant: (value) => (value === null || value === undefined ? NOTHING : minute.format(new Date(value))),
    relative: (when, now = Date.now()) => {
      const isDay = when.length === 10
      const at = Date.parse(isDay ? `${when}T00:00:00Z` : when)
      const from = isDay ? Date.parse(`${new Date(now).toISOString().slice(0, 10)}T00:00:00Z`) : now
      const seconds = Math.round((at - from) / 1000)
      const [unit, size] = unitOf(Math.abs(seconds), isDay)
      return away.format(Math.round(seconds / size), unit)
    },
    percent: (share) => (share === null || share === undefined ? NOTHING : percent.format(share)),
    count: (value) => count.format(value),
    decimal: (value) => exact.format(value as `${number}`),
    bytes: (value) => {
      const units = ['B', 'kB', 'MB', 'GB', 'TB']
      const power = value < 1000 ? 0 : Math.min(4, Math.floor(Math.log10(value) / 3))
      return `${count.format(Math.round((value / 1000 ** power) * 10) / 10)} ${units[power] ?? 'B'}`
    },
    euro: (value) => euro.format(value),
  }
  made.set(language, formats)
  return formats
}

function unitOf(seconds: number, isDay: boolean): readonly [Intl.RelativeTimeFormatUnit, number] {
  if (!isDay && seconds < 60) return ['second', 1]
  if (!isDay && seconds < 3600) return ['minute', 60]
  if (!isDay && seconds < 86_400) return ['hour', 3600]
  if (seconds < 60 * 86_400) return ['day', 86_400]
  if (seconds < 730 * 86_400) return ['month', 2_629_800]
  return ['year', 31_557_600]
}
