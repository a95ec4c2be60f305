import type { Language } from '../framework/content.ts'
import { printNumber } from './reasons.ts'
import type { Change, Flip } from './flip.ts'
import type { NisClass } from './law-pack.ts'

const CLASS: Readonly<Record<Language, Readonly<Record<NisClass, string>>>> = {
  en: { essential: 'essential', important: 'important', 'registration-only': 'bound to register only', out: 'out of scope', undetermined: 'undetermined' },
  de: { essential: 'wesentlich', important: 'wichtig', 'registration-only': 'nur registrierungspflichtig', out: 'nicht erfasst', undetermined: 'offen' },
}
const SIZE = { small: 'klein', medium: 'mittel', large: 'groß' } as const

/** One sentence: what would have to change, and what the answer would be. */
export function renderFlip(flip: Flip, lang: Language): string {
  const national = flip.national.map((entry) => `${entry.state}: ${CLASS[lang][entry.class]}`).join(', ')
  const result = lang === 'en' ? `by the directive ${CLASS.en[flip.class]}` : `nach der Richtlinie ${CLASS.de[flip.class]}`
  return `${lang === 'en' ? english(flip.change) : german(flip.change)}: ${result}${national === '' ? '' : `; ${national}`}`
}

const difference = (from: number, to: number): string => printNumber(Number(Math.abs(to - from).toFixed(6)))

function english(change: Change): string {
  switch (change.kind) {
    case 'headcount':
      return `${difference(change.from, change.to)} ${change.to > change.from ? 'more' : 'fewer'} in headcount (${printNumber(change.to)}) for two consecutive years`
    case 'figures':
      return `${figures(change, 'headcount', 'turnover EUR', 'balance EUR', ' and ')} for two consecutive years`
    case 'same-figures-again':
      return 'the figures of the latest year once more'
    case 'activity-removed':
      return `giving up activity ${change.activity}`
    case 'activity-added':
      return `carrying out activity ${change.activity}`
    case 'nace-removed':
      return `giving up what ${change.nace} stands for`
    case 'link-cut':
      return `without the relation to ${change.to}`
    case 'critical-entity':
      return change.value ? 'identification as a critical entity' : 'no longer a critical entity'
    case 'independent-systems':
      return change.value ? 'network and information systems independent of the group' : 'systems not independent of the group'
    case 'former-operator':
      return 'not a former operator of essential services'
    case 'identified-by-state':
      return change.as === null ? 'without identification by the state' : `identification by the state as ${change.as}`
    case 'prior-status':
      return `prior status ${change.prior}`
    case 'main-establishment':
      return `main establishment in ${change.state}`
  }
}

function german(change: Change): string {
  switch (change.kind) {
    case 'headcount':
      return `${difference(change.from, change.to)} Beschäftigte ${change.to > change.from ? 'mehr' : 'weniger'} (${printNumber(change.to)}) in zwei Jahren in Folge`
    case 'figures':
      return `${figures(change, 'Beschäftigte', 'Umsatz EUR', 'Bilanzsumme EUR', ' und ')} in zwei Jahren in Folge`
    case 'same-figures-again':
      return 'noch einmal die Zahlen des letzten Jahres'
    case 'activity-removed':
      return `Aufgabe der Tätigkeit ${change.activity}`
    case 'activity-added':
      return `Aufnahme der Tätigkeit ${change.activity}`
    case 'nace-removed':
      return `Aufgabe dessen, wofür ${change.nace} steht`
    case 'link-cut':
      return `ohne die Beziehung zu ${change.to}`
    case 'critical-entity':
      return change.value ? 'Ermittlung als kritische Einrichtung' : 'nicht mehr kritische Einrichtung'
    case 'independent-systems':
      return change.value ? 'von der Gruppe unabhängige Netz- und Informationssysteme' : 'von der Gruppe nicht unabhängige Systeme'
    case 'former-operator':
      return 'kein ehemaliger Betreiber wesentlicher Dienste'
    case 'identified-by-state':
      return change.as === null ? 'ohne Einstufung durch den Staat' : `Einstufung durch den Staat als ${CLASS.de[change.as]}`
    case 'prior-status':
      return `bisheriger Status ${SIZE[change.prior]}`
    case 'main-establishment':
      return `Hauptniederlassung in ${change.state}`
  }
}

const figures = (change: Extract<Change, { readonly kind: 'figures' }>, headcount: string, turnover: string, balance: string, and: string): string =>
  [
    ...(change.headcount === null ? [] : [`${headcount} ${printNumber(change.headcount)}`]),
    ...(change.turnoverEur === null ? [] : [`${turnover} ${printNumber(change.turnoverEur)}`]),
    ...(change.balanceEur === null ? [] : [`${balance} ${printNumber(change.balanceEur)}`]),
  ].join(and)
