import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { en } from './en/index.ts'

export type Language = 'en' | 'de'

/** A page fetches the words of one language; the other comes when it is chosen. */
const WORDS = {
  en: async () => (await import('./en/index.ts')).en,
  de: async () => (await import('./de/index.ts')).de,
}
const KEY = 'caponier-language'

/** The language of the page: chosen before, else the browser's, else English. */
export function firstLanguage(): Language {
  const stored = readStored()
  if (stored === 'en' || stored === 'de') return stored
  return navigator.languages.some((one) => one.toLowerCase().startsWith('de')) ? 'de' : 'en'
}

function readStored(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null
  }
}

export async function startLanguage(): Promise<void> {
  const lng = firstLanguage()
  await i18next.use(initReactI18next).init({
    lng,
    // German is complete by its type, so no language stands in for another.
    fallbackLng: false,
    resources: { [lng]: await WORDS[lng]() },
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  document.documentElement.lang = lng
}

let wanted: Language | undefined

/**
 * Changes the language of the page; the account keeps it too where somebody is signed in. Of two choices in a row the later stands.
 * Where the words cannot be fetched the page stays as it is, and the choice holds from the next page load on.
 */
export async function setLanguage(language: Language): Promise<void> {
  wanted = language
  try {
    localStorage.setItem(KEY, language)
  } catch {
    // Storage may be closed to the page; the language holds until it is left.
  }
  const words = await WORDS[language]().catch(() => undefined)
  if (words === undefined || wanted !== language) return
  for (const [slice, messages] of Object.entries(words)) i18next.addResourceBundle(language, slice, messages)
  document.documentElement.lang = language
  await i18next.changeLanguage(language)
}

export const currentLanguage = (): Language => (i18next.language === 'de' ? 'de' : 'en')

declare module 'i18next' {
  interface CustomTypeOptions {
    readonly resources: typeof en
    readonly returnNull: false
  }
}
