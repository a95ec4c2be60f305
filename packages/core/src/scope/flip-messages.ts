import type { Language } from '../framework/text.ts'
import type { Change, Flip } from './flip.ts'
import type { NisClass } from './law-pack.ts'
import { printNumber } from './reasons.ts'

const CLASS: Readonly<Record<Language, Readonly<Record<NisClass, string>>>> = {
  en: {
    essential: 'essential',
    important: 'important',
    'registration-only': 'bound to register only',
    out: 'out of scope',
    undetermined: 'undetermined',
  },
  de: {
    essential: 'wesentlich',
    important: 'wichtig',
    'registration-only': 'nur registrierungspflichtig',
    out: 'nicht erfasst',
    undetermined: 'offen',
  },
}
const SIZE = { small: 'klein', medium: 'mittel', large: 'groß' } as const

/** One sentence: what would have to change, and what the answer would be. */
export function renderFlip(flip: Flip, lang: Language): string {
  const national = flip.national.map((entry) => `${entry.state}: ${CLASS[lang][entry.class]}`).join(', ')
  const result = lang === 'en' ? `by the directive ${CLASS.en[flip.class]}` : `nach der Richtlinie ${CLASS.de[flip.class]}`
  // The table is keyed by kind with the change of that kind; TypeScript does not correlate the two through an index.
  const say = CHANGES[lang][flip.change.kind] as (change: Change) => string
  return `${say(flip.change)}: ${result}${national === '' ? '' : `; ${national}`}`
}

type ChangeMessages = { readonly [K in Change['kind']]: (change: Extract<Change, { readonly kind: K }>) => string }

const difference = (from: number, to: number): string => printNumber(Number(Math.abs(to - from).toFixed(6)))

const CHANGES: Readonly<Record<Language, ChangeMessages>> = {
  en: {
    headcount: ({ from, to }) =>
      `${difference(from, to)} ${to > from ? 'more' : 'fewer'} in headcount (${printNumber(to)}) for two consecutive years`,
    figures: (change) => `${figures(change, ['headcount', 'turnover EUR', 'balance EUR'], ' and ')} for two consecutive years`,
    'same-figures-again': () => 'the figures of the latest year once more',
    'activity-removed': ({ activity }) => `giving up activity ${activity}`,
    'activity-added': ({ activity }) => `carrying out activity ${activity}`,
    'nace-removed': ({ nace }) => `giving up what ${nace} stands for`,
    'link-cut': ({ to }) => `without the relation to ${to}`,
    'critical-entity': ({ value }) => (value ? 'identification as a critical entity' : 'no longer a critical entity'),
    'independent-systems': ({ value }) =>
      value ? 'network and information systems independent of the group' : 'systems not independent of the group',
    'former-operator': () => 'not a former operator of essential services',
    'identified-by-state': ({ as }) => (as === null ? 'without identification by the state' : `identification by the state as ${as}`),
    'prior-status': ({ prior }) => `prior status ${prior}`,
    'main-establishment': ({ state }) => `main establishment in ${state}`,
  },
  de: {
    headcount: ({ from, to }) =>
      `${difference(from, to)} Beschäftigte ${to > from ? 'mehr' : 'weniger'} (${printNumber(to)}) in zwei aufeinanderfolgenden Jahren`,
    figures: (change) =>
      `${figures(change, ['Beschäftigte', 'Umsatz EUR', 'Bilanzsumme EUR'], ' und ')} in zwei aufeinanderfolgenden Jahren`,
    'same-figures-again': () => 'noch einmal die Zahlen des letzten Jahres',
    'activity-removed': ({ activity }) => `Aufgabe der Tätigkeit ${activity}`,
    'activity-added': ({ activity }) => `Aufnahme der Tätigkeit ${activity}`,
    'nace-removed': ({ nace }) => `Aufgabe dessen, wofür ${nace} steht`,
    'link-cut': ({ to }) => `ohne die Beziehung zu ${to}`,
    'critical-entity': ({ value }) => (value ? 'Ermittlung als kritische Einrichtung' : 'nicht mehr als kritische Einrichtung ermittelt'),
    'independent-systems': ({ value }) =>
      value ? 'vom Konzern unabhängige Netz- und Informationssysteme' : 'vom Konzern nicht unabhängige Systeme',
    'former-operator': () => 'kein ehemaliger Betreiber wesentlicher Dienste',
    'identified-by-state': ({ as }) => (as === null ? 'ohne Einstufung durch den Staat' : `Einstufung durch den Staat als ${CLASS.de[as]}`),
    'prior-status': ({ prior }) => `bisheriger Status ${SIZE[prior]}`,
    'main-establishment': ({ state }) => `Hauptniederlassung in ${state}`,
  },
}

function figures(
  { headcount, turnoverEur, balanceEur }: Extract<Change, { readonly kind: 'figures' }>,
  names: readonly [string, string, string],
  and: string,
): string {
  const parts = [headcount, turnoverEur, balanceEur].flatMap((value, index) =>
    value === null ? [] : [`${names[index] ?? ''} ${printNumber(value)}`],
  )
  return parts.join(and)
}
