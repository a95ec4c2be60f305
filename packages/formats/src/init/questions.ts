import type { Language } from '@caponier/core'

/** One question of the guided start. `id` is the key in an answers file. */
export interface InitQuestion {
  readonly id: InitQuestionId
  readonly text: Readonly<Record<Language, string>>
  readonly help?: Readonly<Record<Language, string>>
  readonly type: 'text' | 'country' | 'number' | 'choice' | 'list'
  readonly isRequired: boolean
  /** What an empty answer means: a value, or the answer to an earlier question. */
  readonly fallback?: string | { readonly sameAs: InitQuestionId }
  readonly choices?: readonly { readonly value: string; readonly text: Readonly<Record<Language, string>> }[]
  readonly range?: { readonly min: number; readonly max: number }
}

export type InitQuestionId =
  | 'organisation'
  | 'entity'
  | 'establishment'
  | 'year'
  | 'headcount'
  | 'turnover'
  | 'balance'
  | 'activities'
  | 'lead'
  | 'site'
  | 'siteCountry'
  | 'programme'
  | 'template'

/** All questions in the order in which they are asked. `templates` are those at hand, by id and title. */
export const initQuestions = (
  templates: readonly { readonly id: string; readonly title: Readonly<Record<Language, string>> }[] = [],
): readonly InitQuestion[] => [
  {
    id: 'organisation',
    type: 'text',
    isRequired: true,
    text: { en: 'What is your organisation called?', de: 'Wie heißt Ihre Organisation?' },
    help: { en: 'the group, or the company if it stands alone', de: 'der Konzern oder, wenn es keinen gibt, das Unternehmen' },
  },
  {
    id: 'entity',
    type: 'text',
    isRequired: false,
    fallback: { sameAs: 'organisation' },
    text: { en: 'Which legal entity runs the plant?', de: 'Welcher Rechtsträger betreibt das Werk?' },
  },
  {
    id: 'establishment',
    type: 'country',
    isRequired: true,
    text: { en: 'In which state is it established?', de: 'In welchem Staat ist er niedergelassen?' },
    help: { en: 'two letters, like DE', de: 'zwei Buchstaben, etwa DE' },
  },
  {
    id: 'year',
    type: 'number',
    isRequired: false,
    range: { min: 1990, max: 2100 },
    text: { en: 'Which is the last closed financial year?', de: 'Welches ist das letzte abgeschlossene Geschäftsjahr?' },
    help: {
      en: 'leave the figures empty if you do not have them at hand; the class then stays undetermined',
      de: 'ohne Zahlen zur Hand leer lassen; die Klasse bleibt dann offen',
    },
  },
  {
    id: 'headcount',
    type: 'number',
    isRequired: false,
    range: { min: 0, max: 1e7 },
    text: { en: 'How many people worked there in that year?', de: 'Wie viele Menschen waren dort in diesem Jahr beschäftigt?' },
    help: { en: 'annual work units: part-time counts in part', de: 'Jahresarbeitseinheiten: Teilzeit zählt anteilig' },
  },
  {
    id: 'turnover',
    type: 'number',
    isRequired: false,
    range: { min: 0, max: 1e15 },
    text: { en: 'What was the turnover, in euro?', de: 'Wie hoch war der Umsatz in Euro?' },
  },
  {
    id: 'balance',
    type: 'number',
    isRequired: false,
    range: { min: 0, max: 1e15 },
    text: { en: 'What was the balance sheet total, in euro?', de: 'Wie hoch war die Bilanzsumme in Euro?' },
  },
  {
    id: 'activities',
    type: 'list',
    isRequired: false,
    text: {
      en: 'What does it do? Ids of activities, separated by commas',
      de: 'Was tut er? Kennungen der Tätigkeiten, durch Kommas getrennt',
    },
    help: { en: 'list them with: caponier scope activities', de: 'Liste mit: caponier scope activities' },
  },
  {
    id: 'lead',
    type: 'text',
    isRequired: false,
    text: { en: 'Who leads the work? A name or a function', de: 'Wer leitet das Vorhaben? Ein Name oder eine Funktion' },
    help: { en: 'becomes the owner of what a template creates', de: 'wird als verantwortlich eingetragen, wo eine Vorlage etwas anlegt' },
  },
  { id: 'site', type: 'text', isRequired: true, text: { en: 'What is the first plant called?', de: 'Wie heißt das erste Werk?' } },
  {
    id: 'siteCountry',
    type: 'country',
    isRequired: false,
    fallback: { sameAs: 'establishment' },
    text: { en: 'In which state does it stand?', de: 'In welchem Staat steht es?' },
  },
  {
    id: 'programme',
    type: 'choice',
    isRequired: false,
    fallback: 'iec62443-2-1:2024',
    text: { en: 'Which edition of IEC 62443-2-1 do you work with?', de: 'Mit welcher Ausgabe der IEC 62443-2-1 arbeiten Sie?' },
    choices: [
      { value: 'iec62443-2-1:2024', text: { en: 'edition 2, 2024 (new programmes)', de: 'Ausgabe 2, 2024 (neue Programme)' } },
      {
        value: 'iec62443-2-1:2009',
        text: { en: 'the first edition, 2009 (running programmes)', de: 'die erste Ausgabe, 2009 (laufende Programme)' },
      },
    ],
  },
  {
    id: 'template',
    type: 'choice',
    isRequired: false,
    fallback: 'none',
    text: { en: 'Start the plant from a template?', de: 'Das Werk aus einer Vorlage anlegen?' },
    choices: [
      { value: 'none', text: { en: 'no, with an empty plant', de: 'nein, mit einem leeren Werk' } },
      ...templates.map(({ id, title }) => ({ value: id, text: title })),
    ],
  },
]

/** What is wrong with an answer to one question; undefined when it will do. */
export function checkInitAnswer(question: InitQuestion, value: unknown): { readonly message: string; readonly mend: string } | undefined {
  const isEmpty = value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  if (isEmpty) return question.isRequired ? { message: 'is missing', mend: question.text.en } : undefined
  return typeFault(question, value)
}

function typeFault(question: InitQuestion, value: unknown): { readonly message: string; readonly mend: string } | undefined {
  switch (question.type) {
    case 'text':
      return typeof value === 'string' && value.trim() !== '' && value.length <= 500 && !value.includes('\u0000')
        ? undefined
        : { message: 'is no text of 1 to 500 characters', mend: 'write a name, in quotes if it looks like a number' }
    case 'country':
      return typeof value === 'string' && /^[A-Z]{2}$/.test(value)
        ? undefined
        : { message: `is ${JSON.stringify(value)}, needs a two-letter country code`, mend: 'write it like DE, AT or PL' }
    case 'number': {
      const { min, max } = question.range ?? { min: 0, max: 1e15 }
      const number = typeof value === 'number' ? value : Number.NaN
      return number >= min && number <= max
        ? undefined
        : {
            message: `is ${JSON.stringify(value)}, needs a number from ${min} to ${max}`,
            mend: 'write digits only, with a point for decimals',
          }
    }
    case 'list':
      return Array.isArray(value) && value.every((item) => typeof item === 'string')
        ? undefined
        : { message: 'is no list of texts', mend: 'write them like [II.5(c), II.5(d)]' }
    case 'choice':
      return question.choices?.some((choice) => choice.value === value) === true
        ? undefined
        : { message: `is ${JSON.stringify(value)}`, mend: `choose one of ${question.choices?.map((choice) => choice.value).join(', ')}` }
    default:
      return undefined
  }
}

/** What a person typed, as the value that an answers file would hold; undefined for an empty line. */
export function parseTypedAnswer(question: InitQuestion, typed: string): string | number | readonly string[] | undefined {
  const text = typed.trim()
  if (text === '') return undefined
  if (question.type === 'country') return text.toUpperCase()
  if (question.type === 'list') return text.split(/[,;]+\s*|\s+/).filter((item) => item !== '')
  if (question.type === 'number') return /^[\d\s.,'_]+$/.test(text) ? readNumber(text) : text
  return text
}

/** Digits with separators of thousands as people type them: 1.250.000, 1,250,000, 49.5, 49,5. */
function readNumber(text: string): number {
  const compact = text.replace(/[\s'_]/g, '')
  const grouped = /^\d{1,3}([.,])\d{3}(?:\1\d{3})*$/.test(compact)
  return Number(grouped ? compact.replace(/[.,]/g, '') : compact.replace(',', '.'))
}
