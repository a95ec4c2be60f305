import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { de } from './de/index.ts'
import { en } from './en/index.ts'

export type Language = 'en' | 'de'
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
    fallbackLng: 'en',
    resources: { en, de },
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  document.documentElement.lang = lng
}

/** Changes the language of the page at once; the account keeps it too where somebody is signed in. */
export async function setLanguage(language: Language): Promise<void> {
  try {
    localStorage.setItem(KEY, language)
  } catch {
    // Storage may be closed to the page; the language holds until it is left.
  }
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
