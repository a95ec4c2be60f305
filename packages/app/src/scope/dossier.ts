import type { Content, Language } from '@caponier/core'
import type { WorkspaceEntity } from '@caponier/core/company/workspace'
import type { EntityScopeRow } from './entity-scope.ts'

interface Item {
  readonly item: string
  readonly article: string
  readonly value: string | null
  readonly missing: boolean
  readonly note: string | null
}

const WORDS = {
  en: {
    name: 'Name of the entity',
    address: 'Address',
    email: 'E-mail address',
    phone: 'Telephone number',
    ip: 'Public IP ranges',
    sector: 'Sector and subsector of Annex I or II',
    states: 'Member states where in-scope services are provided',
    class: 'Class',
    registered: 'Registration made',
    changes: 'Changes are reported without delay, at the latest two weeks after the change.',
    byCounsel: 'Undetermined: settle the open questions first.',
    classes: { essential: 'essential', important: 'important', 'registration-only': 'registration only', out: 'out of scope' },
  },
  de: {
    name: 'Name der Einrichtung',
    address: 'Anschrift',
    email: 'E-Mail-Adresse',
    phone: 'Telefonnummer',
    ip: 'Öffentliche IP-Adressbereiche',
    sector: 'Sektor und Teilsektor nach Anhang I oder II',
    states: 'Mitgliedstaaten, in denen Dienste im Anwendungsbereich erbracht werden',
    class: 'Klasse',
    registered: 'Erfolgte Registrierung',
    changes: 'Änderungen sind unverzüglich mitzuteilen, spätestens zwei Wochen nach der Änderung.',
    byCounsel: 'Offen: zuerst die offenen Fragen klären.',
    classes: {
      essential: 'wesentlich',
      important: 'wichtig',
      'registration-only': 'nur registrierungspflichtig',
      out: 'nicht erfasst',
    },
  },
} as const

/**
 * What Art. 3(4) asks an entity to submit, item by item, from the facts of the workspace; what is not recorded is named missing.
 * @see Directive (EU) 2022/2555, Art. 3(4)
 */
export function registrationItems(content: Content, entity: WorkspaceEntity, scope: EntityScopeRow, lang: Language): readonly Item[] {
  const words = WORDS[lang]
  const item = (name: string, value: string | null | undefined, note: string | null = null): Item => ({
    item: name,
    article: 'Art. 3(4)',
    value: value ?? null,
    missing: value === null || value === undefined || value === '',
    note,
  })
  const definitions = (entity.activities ?? []).flatMap((id) => content.activities.find((activity) => activity.id === id) ?? [])
  const sectors = definitions.map((one) =>
    [one.id, one.sector[lang], one.subsector?.[lang]].filter((part) => part !== undefined).join(' · '),
  )
  return [
    item(words.name, entity.name),
    item(words.address, entity.contact?.address),
    item(words.email, entity.contact?.email),
    item(words.phone, entity.contact?.phone),
    item(words.ip, entity.contact?.ipRanges?.join(', ')),
    item(words.sector, sectors.length === 0 ? null : sectors.join('; ')),
    item(words.states, scope.jurisdictions.length === 0 ? null : scope.jurisdictions.join(', ')),
    scope.class === 'undetermined' ? item(words.class, null, words.byCounsel) : item(words.class, words.classes[scope.class]),
    ...scope.states.map((state) => {
      const made = entity.registrations?.find((one) => one.state === state.state)
      return item(
        `${words.registered}: ${state.name}`,
        made === undefined ? null : [made.date, made.reference].filter((part) => part !== undefined).join(', '),
        made === undefined ? state.registration.deadline : words.changes,
      )
    }),
  ]
}
