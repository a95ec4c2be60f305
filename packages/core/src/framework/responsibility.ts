import type { Requirement, Responsibility } from './content.ts'
import type { Language } from './text.ts'

/** Who does what for a requirement, in the language asked for where it is translated, else in English; null where nothing is said. */
export const responsibilityIn = (requirement: Pick<Requirement, 'responsibility' | 'text'>, language: Language): Responsibility | null =>
  (language === 'de' ? requirement.text.de?.responsibility : undefined) ?? requirement.responsibility ?? null
