import type { Language } from '@caponier/offline'

const STATES: Readonly<Record<string, { en: string; de: string }>> = {
  'not-assessed': { en: 'not assessed', de: 'nicht bewertet' },
  'not-met': { en: 'not met', de: 'nicht erfüllt' },
  partly: { en: 'partly met', de: 'teilweise erfüllt' },
  met: { en: 'met', de: 'erfüllt' },
  compensated: { en: 'met by compensation', de: 'kompensiert' },
  'not-applicable': { en: 'not applicable', de: 'nicht anwendbar' },
}
const CLASSES: Readonly<Record<string, { en: string; de: string }>> = {
  essential: { en: 'essential', de: 'wesentlich' },
  important: { en: 'important', de: 'wichtig' },
  'registration-only': { en: 'registration only', de: 'nur registrierungspflichtig' },
  out: { en: 'out', de: 'nicht erfasst' },
  undetermined: { en: 'undetermined', de: 'offen' },
}

/** German for the fixed words that the traces carry; English prints them as they are. */
const TERMS_DE: Readonly<Record<string, string>> = {
  high: 'hoch',
  medium: 'mittel',
  low: 'niedrig',
  proposed: 'vorgeschlagen',
  planned: 'geplant',
  operating: 'in Betrieb',
  retired: 'außer Betrieb',
  valid: 'gültig',
  expired: 'abgelaufen',
  future: 'noch nicht wirksam',
  full: 'voll',
  partial: 'teilweise',
  supports: 'stützend',
}

export const termWord = (term: string, lang: Language): string => (lang === 'de' ? (TERMS_DE[term] ?? term) : term)
export const stateWord = (state: string, lang: Language): string => STATES[state]?.[lang] ?? state
export const classWord = (name: string, lang: Language): string => CLASSES[name]?.[lang] ?? name
/** A level, or a dash where every row is not applicable. */
export const level = (value: number | null): string => (value === null ? '-' : String(value))
/** A score as a percentage with one decimal, rounded half up; a dash where nothing applies. */
export const percent = (value: number | null): string => (value === null ? '-' : `${(Math.floor(value * 1000 + 0.5) / 10).toFixed(1)} %`)

/** Says that an answer was given but does not count, because it lacks its reason (rule 1). */
export const uncountedText = (cell: { readonly uncounted: string | null }, lang: Language): string =>
  cell.uncounted === null
    ? ''
    : lang === 'de'
      ? ` (eingetragen als „${stateWord(cell.uncounted, lang)}“, zählt ohne Begründung nicht)`
      : ` (entered as ${stateWord(cell.uncounted, lang)}, does not count without a reason)`
