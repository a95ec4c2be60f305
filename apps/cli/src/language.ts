import type { Language } from '@caponier/offline'
import type { Arguments } from './command.ts'
import { UsageError } from './command.ts'

/** The language asked for with --lang; English when absent. */
export function languageOf(args: Arguments): Language {
  const lang = args.text('lang') ?? 'en'
  if (lang === 'en' || lang === 'de') return lang
  throw new UsageError(`--lang is en or de, not "${lang}"`)
}
