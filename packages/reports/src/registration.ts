import type { ReportInput } from './input.ts'
import { reportData, type ReportData } from './report-data.ts'

/** One item that Art. 3(4) asks for, with what is recorded. */
export interface RegistrationItem {
  readonly item: string
  readonly article: string
  readonly value: string | null
  readonly missing: boolean
  readonly note: string | null
}

const WORDS = {
  en: {
    title: 'Registration dossier of',
    subtitle: 'What Art. 3(4) of Directive (EU) 2022/2555 asks an entity to submit',
    items: 'To be submitted',
    item: 'Item',
    value: 'Recorded',
    missing: 'missing',
    complete: 'Everything that is asked for is recorded.',
    lacking: (count: number): string => `${count} ${count === 1 ? 'item is' : 'items are'} missing; they are marked.`,
    states: 'Where, by when and how',
    basis: 'Why this class',
  },
  de: {
    title: 'Registrierungsdossier',
    subtitle: 'Was eine Einrichtung nach Art. 3 Abs. 4 der Richtlinie (EU) 2022/2555 übermitteln muss',
    items: 'Zu übermitteln',
    item: 'Angabe',
    value: 'Erfasst',
    missing: 'fehlt',
    complete: 'Alle geforderten Angaben sind erfasst.',
    lacking: (count: number): string =>
      count === 1 ? 'Eine Angabe fehlt; sie ist gekennzeichnet.' : `${count} Angaben fehlen; sie sind gekennzeichnet.`,
    states: 'Wo, bis wann und auf welchem Weg',
    basis: 'Warum diese Klasse',
  },
} as const

/** The dossier as data for its template: the words of the report, the items, and what each state of jurisdiction asks. */
export interface RegistrationDocument extends Pick<ReportData, 'lang' | 'words' | 'meta'> {
  readonly document: 'registration'
  readonly say: {
    readonly subtitle: string
    readonly items: string
    readonly item: string
    readonly value: string
    readonly missing: string
    readonly summary: string
    readonly states: string
    readonly basis: string
  }
  readonly items: readonly RegistrationItem[]
  readonly entity: ReportData['scope']['entities'][number]
  readonly laws: ReportData['scope']['laws']
}

/** Builds the dossier of one entity, to which the input is cut. Pure. Fails when the input does not hold the entity. */
export function registrationDocument(input: ReportInput, entity: string, items: readonly RegistrationItem[]): RegistrationDocument | null {
  const data = reportData(input)
  const found = data.scope.entities.find((one) => one.id === entity)
  if (found === undefined) return null
  const words = WORDS[input.lang]
  const lacking = items.filter((one) => one.missing).length
  const states = new Set(found.states.map((one) => one.state))
  return {
    document: 'registration',
    lang: data.lang,
    words: data.words,
    meta: { ...data.meta, title: `${words.title} ${found.name}`, part: null },
    say: {
      subtitle: words.subtitle,
      items: words.items,
      item: words.item,
      value: words.value,
      missing: words.missing,
      summary: lacking === 0 ? words.complete : words.lacking(lacking),
      states: words.states,
      basis: words.basis,
    },
    items,
    entity: found,
    laws: data.scope.laws.filter((law) => states.has(law.state)),
  }
}
