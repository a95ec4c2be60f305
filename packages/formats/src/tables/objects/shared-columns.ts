import type { Choice, NamedKind, ObjectColumn, ScalarShape, Words } from './object-column.ts'

/** A column whose value stands under its own name in the document, unless `more` says where. */
export const column = (
  field: string,
  en: string,
  de: string,
  shape: ObjectColumn['shape'],
  more: Partial<ObjectColumn> = {},
): ObjectColumn => ({
  field,
  path: [field],
  header: { en, de },
  synonyms: [],
  width: 20,
  shape,
  ...more,
})

/** A choice: value, word in English, word in German, further words. */
export const choices = (...words: readonly (readonly [string | number, string, string, ...string[]])[]): ScalarShape => ({
  type: 'choice',
  choices: words.map(([value, en, de, ...synonyms]): Choice => ({ value, words: { en, de }, synonyms })),
})

export const ref = (of: NamedKind): ScalarShape => ({ type: 'ref', of })
export const part = (key: string, en: string, de: string, shape: ScalarShape): { key: string; words: Words; shape: ScalarShape } => ({
  key,
  words: { en, de },
  shape,
})

export const idColumn = column('id', 'Id', 'Id', { type: 'word' }, { synonyms: ['kennung', 'key', 'schlüssel'], width: 26 })
export const nameColumn = column(
  'name',
  'Name',
  'Name',
  { type: 'text' },
  { synonyms: ['bezeichnung', 'title', 'titel'], width: 34, required: true },
)
export const siteColumn = column('site', 'Site', 'Standort', ref('site'), {
  synonyms: ['plant', 'werk', 'factory', 'site id', 'betriebsstätte'],
  required: true,
})
export const ownerColumn = column('owner', 'Owner', 'Verantwortlich', ref('person'), {
  synonyms: ['responsible', 'owner id', 'verantwortlicher', 'verantwortliche person', 'zuständig'],
})
export const criticalityColumn = column(
  'criticality',
  'Criticality',
  'Kritikalität',
  choices(
    [1, 'low', 'niedrig', '1 low', '1 niedrig', 'gering'],
    [2, 'medium', 'mittel', '2 medium', '2 mittel'],
    [3, 'high', 'hoch', '3 high', '3 hoch'],
  ),
  { synonyms: ['weight', 'gewicht', 'bedeutung'], width: 12 },
)
export const descriptionColumn = column(
  'description',
  'Description',
  'Beschreibung',
  { type: 'prose' },
  { synonyms: ['text', 'notes'], width: 50 },
)
export const lifeColumns: readonly ObjectColumn[] = [
  column('from', 'From', 'Von', { type: 'date' }, { synonyms: ['since', 'seit', 'ab', 'valid from', 'gültig ab'], width: 12 }),
  column('until', 'Until', 'Bis', { type: 'date' }, { synonyms: ['ended', 'valid until', 'gültig bis', 'ende'], width: 12 }),
]

/** SL-T in force with its reason and first day; a changed one becomes a new entry of its past. */
export const targetColumns: readonly ObjectColumn[] = [
  column(
    'slTarget',
    'SL-T',
    'SL-T',
    { type: 'vector' },
    {
      synonyms: ['sl target', 'target', 'ziel', 'ziel sl', 'security level target', 'sl-t vektor', 'sl-t vector'],
      width: 16,
      hint: {
        en: 'Seven levels IAC UC SI DC RDF TRE RA, or one level for all seven. A change becomes a new entry; what stood before is kept.',
        de: 'Sieben Stufen IAC UC SI DC RDF TRE RA, oder eine Stufe für alle sieben. Eine Änderung wird ein neuer Eintrag; was vorher galt, bleibt.',
      },
    },
  ),
  column(
    'slTargetReason',
    'Reason of SL-T',
    'Grund von SL-T',
    { type: 'prose' },
    { synonyms: ['sl-t reason', 'begründung sl-t'], width: 40 },
  ),
  column(
    'slTargetFrom',
    'SL-T valid from',
    'SL-T gültig ab',
    { type: 'date' },
    {
      synonyms: ['sl-t from', 'sl-t since', 'sl-t ab', 'sl-t seit'],
      width: 14,
      hint: {
        en: 'The day of the import where a changed SL-T names none.',
        de: 'Der Tag des Imports, wo eine geänderte SL-T keinen nennt.',
      },
    },
  ),
]
