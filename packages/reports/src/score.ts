import type { Language } from '@caponier/core'

/** A score in [0, 1] with its text, e.g. `61.4 %`; null is a dash: nothing applies. */
export interface Score {
  readonly value: number | null
  readonly text: string
}

export interface ThreeScores {
  readonly designed: Score
  readonly implemented: Score
  readonly evidenced: Score
}

interface ThreeNumbers {
  readonly designed: number | null
  readonly implemented: number | null
  readonly evidenced: number | null
}

export const DASH = '–'
const NBSP = '\u00a0'

/**
 * Percent with one decimal, rounded half up on the decimal number itself: scores have nine places, so the arithmetic runs on
 * integers and 0.6145 is 61.5 % however binary floating point stores it.
 */
export function percentText(value: number | null, lang: Language): string {
  if (value === null) return DASH
  const tenths = Math.floor((Math.round(value * 1e9) + 500_000) / 1_000_000)
  return `${Math.floor(tenths / 10)}${lang === 'de' ? ',' : '.'}${tenths % 10}${NBSP}%`
}

export const score = (value: number | null, lang: Language): Score => ({ value, text: percentText(value, lang) })

export const threeScores = (numbers: ThreeNumbers, lang: Language): ThreeScores => ({
  designed: score(numbers.designed, lang),
  implemented: score(numbers.implemented, lang),
  evidenced: score(numbers.evidenced, lang),
})

export const levelText = (level: number | null): string => (level === null ? DASH : String(level))

/** `12,345` or `12.345`. */
export const countText = (count: number, lang: Language): string => String(count).replace(/\B(?=(\d{3})+$)/g, lang === 'de' ? '.' : ',')

/** Integer euro cents as whole euros, rounded half up. */
export const euroText = (cents: number, lang: Language): string => {
  const euros = countText(Math.floor((cents + 50) / 100), lang)
  return lang === 'de' ? `${euros}${NBSP}EUR` : `EUR${NBSP}${euros}`
}

const MONTHS: Readonly<Record<Language, readonly string[]>> = {
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
  de: ['Januar', 'Februar', 'März', 'April', 'Mai', 'Juni', 'Juli', 'August', 'September', 'Oktober', 'November', 'Dezember'],
}

/** `2026-11-01` as `1 November 2026`, `2026-11` as `November 2026`; a time of day is kept; anything else stays as it is. */
export function dateText(iso: string, lang: Language): string {
  const found = /^(\d{4})-(\d{2})(?:-(\d{2}))?(?:T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?Z)?$/.exec(iso)
  if (found === null) return iso
  const [, year, month, day, time] = found
  const name = MONTHS[lang][Number(month) - 1] ?? month ?? ''
  const date = day === undefined ? `${name} ${year}` : `${Number(day)}${lang === 'de' ? '.' : ''}${NBSP}${name} ${year}`
  return time === undefined ? date : `${date}, ${time} UTC`
}

const DAY = 86_400_000

/** Whole days from one ISO date to another; negative when `to` lies before `from`. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / DAY)
