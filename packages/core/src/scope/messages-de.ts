import type { CeilingFacts, Comparison, Ground, PeriodFacts } from './reasons.ts'
import type { ScopeMessages } from './messages.ts'

const FIGURE = { headcount: 'Beschäftigte', turnover: 'Umsatz EUR', balance: 'Bilanzsumme EUR' } as const

const comparison = (entry: Comparison): string =>
  `${FIGURE[entry.figure]} ${entry.value} ${entry.relation} ${entry.threshold}${entry.own === null ? '' : ` (eigen ${entry.own})`}`

function period(facts: PeriodFacts, crossed: boolean): string {
  const money = facts.money.map(comparison).join(' und ')
  const both = [...(facts.headcount === null ? [] : [comparison(facts.headcount)]), ...(money === '' ? [] : [money])]
  const text = both.join(crossed ? '; auch ' : ' und ')
  return facts.year === null ? text : `${facts.year}: ${text}`
}

const periods = (all: readonly PeriodFacts[], crossed: boolean): string => all.map((facts) => period(facts, crossed)).join('; ')

const ceilingFacts = ({ periods: all, prior }: CeilingFacts, crossed: boolean): string =>
  `${periods(all, crossed)}${prior === null ? '' : `; auch der bisherige Status ${SIZE[prior]}`}`

const list = (items: readonly string[]): string => items.join(', ')

const CLASS = {
  essential: 'wesentlich',
  important: 'wichtig',
  'registration-only': 'nur registrierungspflichtig',
  out: 'nicht erfasst',
  undetermined: 'offen',
} as const
const SIZE = { small: 'klein', medium: 'mittel', large: 'groß', undetermined: 'offen' } as const
const KIND = { partner: 'Partner', linked: 'verbunden' } as const
const CEILING = { small: '50 Personen oder 10 Mio. EUR', medium: '250 Personen oder 50 / 43 Mio. EUR' } as const

const GROUND: { readonly [K in Ground['kind']]: (entry: Extract<Ground, { readonly kind: K }>) => string } = {
  activity: (entry) =>
    `Tätigkeit ${entry.id}${entry.nace.length === 0 ? '' : ` ${entry.named ? 'auch nach' : 'nach'} ${list(entry.nace)}`}${entry.anySize ? ' unabhängig von der Größe' : ''}`,
  'critical-entity': () => 'als kritische Einrichtung ermittelt',
  'identified-by-state': (entry) => `vom Staat als ${CLASS[entry.as]} eingestuft, mit Tätigkeit ${list(entry.activities)}`,
}

// The table is keyed by kind with the ground of that kind; TypeScript does not correlate the two through an index.
const ground = (entry: Ground): string => (GROUND[entry.kind] as (entry: Ground) => string)(entry)

export const messagesDe: ScopeMessages = {
  reason: {
    'at-least-medium': (facts) => ceilingFacts(facts, true),
    large: (facts) => ceilingFacts(facts, true),
    small: (facts) => ceilingFacts(facts, false),
    'not-large': (facts) => ceilingFacts(facts, false),
    'two-year-rule': ({ ceiling, crossed, prior, agreeing, differing }) =>
      `${prior === null ? 'Der Status aus früheren Jahren' : `Der bisherige Status ${SIZE[prior]}`} gilt an der Schwelle von ${CEILING[ceiling]} weiter: ` +
      (agreeing.length === 0
        ? 'ein Zeitraum allein ändert ihn nicht'
        : `${periods(agreeing, crossed)}; ${differing ?? 'der andere Zeitraum'} allein ändert ihn nicht`),
    aggregation: ({ alone, together, links }) =>
      `allein ${SIZE[alone]}, ${SIZE[together]} mit ${list(links.map((link) => `${link.name} (${KIND[link.kind]}, ${link.percent} %)`))}`,
    class: ({ class: decided, size, grounds }) =>
      `${grounds.map(ground).join('; auch ')}${size === null ? '' : `, Größe ${SIZE[size]}`}: ${CLASS[decided]}`,
    'no-annex-activity': ({ nace }) =>
      nace.length === 0 ? 'Tätigkeiten: keine der Anhänge' : `keine Tätigkeit der Anhänge nach ${list(nace)}`,
    'jurisdiction-establishment': ({ states }) => `niedergelassen in ${list(states)}`,
    'jurisdiction-main-establishment': ({ state, stated, only }) =>
      stated
        ? `Hauptniederlassung ${state}${only ? ', auch die einzige Niederlassung in der Union' : ''}`
        : `einzige Niederlassung in der Union: ${state}`,
    'jurisdiction-services': ({ states, source, alsoMain }) =>
      source === 'establishment'
        ? `Dienste in den Staaten der Niederlassung angenommen: ${list(states)}`
        : `erbringt Dienste in ${list(states)}${source === 'both' ? ', auch dort niedergelassen' : ''}${alsoMain === true ? ', auch die Hauptniederlassung' : ''}`,
    'recital-16': ({ state, own, class: decided, independent }) =>
      `${state}: ${independent ? 'unabhängige Systeme, Konzernzahlen bleiben außer Betracht' : 'groß nur durch den Konzern'}, eigene Größe ${SIZE[own]}: ${CLASS[decided]}`,
    'former-operator': ({ state }) => `${state}: ehemaliger Betreiber wesentlicher Dienste bleibt wesentlich`,
  },
  question: {
    'activity-missing': () =>
      'Welche Tätigkeiten der Anhänge übt die Einrichtung aus? Ohne Tätigkeiten oder NACE-Codes lässt sich nichts entscheiden; „none“, wenn es keine gibt.',
    'activity-doubt': ({ activity, doubt }) => `Passt die Definition von ${activity} wirklich? ${doubt.de}`,
    'nace-maybe': ({ nace, activities, note }) =>
      `${nace} kann unter ${list(activities)} fallen: Übt die Einrichtung das aus?${note === null ? '' : ` ${note.de}`}`,
    'nace-unknown': ({ nace }) => `Die Tabelle sagt nicht, ob ${nace} unter die Anhänge fällt: Was tut die Einrichtung unter diesem Code?`,
    'none-against-nace': ({ nace, activities }) => `Angegeben ist „none“, ${list(nace)} steht aber für ${list(activities)}: Was stimmt?`,
    'identified-without-activity': ({ as }) =>
      `Der Staat soll die Einrichtung als ${CLASS[as]} eingestuft haben. Das setzt eine Tätigkeit nach Anhang I oder II voraus: Welche ist es?`,
    'defence-exempt': () =>
      'Hat der Staat die Einrichtung für Verteidigung, nationale oder öffentliche Sicherheit oder Strafverfolgung ausgenommen (Art. 2 Abs. 8), von welchen Pflichten und durch welchen Bescheid? Die gezeigte Klasse lässt die Ausnahme außer Betracht.',
    'figures-missing': ({ figures }) => `Die Klasse hängt von Zahlen ab, die fehlen: ${list(figures)}. Wie lauten sie?`,
    'prior-status-missing': ({ previous, latest, ceiling }) =>
      `${previous ?? 'Der Zeitraum davor'} und ${latest ?? 'der letzte Zeitraum'} stimmen an der Schwelle von ${CEILING[ceiling]} nicht überein: Welcher Status (klein, mittel, groß) galt davor?`,
    'one-year-against-prior': ({ year, prior }) =>
      `${year === null ? 'Die Zahlen weichen' : `${year} weicht`} vom bisherigen Status ${SIZE[prior]} ab; er gilt weiter, bis zwei aufeinanderfolgende Zeiträume die Schwelle über- oder unterschreiten: Was sagen die Zahlen des Zeitraums davor? Ein Eigentümerwechsel würde sofort zählen.`,
    'prior-against-years': ({ prior }) =>
      `Der bisherige Status ${SIZE[prior]} ist angegeben und gilt, obwohl frühere Jahre einen anderen zeigen: Welcher stimmt?`,
    'years-gap': ({ after, latest }) =>
      `Zwischen ${after} und ${latest} fehlt ein Jahr; die Jahre bis ${after} blieben außer Betracht: Wie lauten die Zahlen des fehlenden Jahres?`,
    'year-not-closed': ({ year, asOf }) => `${year} kann am ${asOf} kein abgeschlossener Zeitraum sein: Sind die Zahlen geschätzt?`,
    'link-without-control': ({ to, percent }) =>
      `An ${to} werden ${percent} % gehalten, ohne dass eine Beherrschung angegeben ist; es zählt als verbundenes Unternehmen. Gibt es wirklich weder Stimmenmehrheit noch beherrschenden Einfluss?`,
    'link-named-twice': ({ to }) =>
      `${to} ist mehrfach mit verschiedenen Zahlen genannt und zählt einmal, mit dem größeren Anteil: Welche Zahlen stimmen?`,
    'exchange-rate-missing': ({ entity, currency }) =>
      `Zahlen von ${entity} stehen in ${currency} ohne Umrechnungskurs: Wie viele ${currency} entsprachen einem Euro, an welchem Tag, nach welcher Quelle?`,
    'no-establishment-in-union': ({ states }) =>
      `Aus den Angaben folgt keine Niederlassung in der Union${states.length === 0 ? '' : ` (${list(states)})`}. Gibt es eine, oder bietet die Einrichtung Dienste in der Union an und braucht einen Vertreter (Art. 26 Abs. 3)?`,
    'main-establishment-missing': ({ activities, candidates }) =>
      `${list(activities)} untersteht dem Staat der Hauptniederlassung: In welchem der Staaten ${list(candidates)} werden die Entscheidungen zum Cybersicherheitsrisikomanagement vorwiegend getroffen?`,
    'main-establishment-outside-union': ({ state }) =>
      `Die Hauptniederlassung ${state} liegt außerhalb der Union: Wo in der Union werden die Entscheidungen zur Cybersicherheit getroffen, hilfsweise wo wird die Cybersicherheit betrieben, hilfsweise wo sind die meisten Menschen beschäftigt (Art. 26 Abs. 2)?`,
    'main-establishment-not-listed': ({ state, establishments }) =>
      `Die Hauptniederlassung ${state} ist nicht unter den Niederlassungen (${list(establishments)}): Ist die Einrichtung dort niedergelassen?`,
    'serves-in-missing': ({ activities, assumed }) =>
      `${list(activities)} untersteht jedem Staat, in dem der Dienst erbracht wird; ${list(assumed)} wurde aus den Niederlassungen angenommen. In welchen Staaten werden Dienste erbracht?`,
    'serves-outside-union': ({ states }) => `Die Dienste sollen nur in ${list(states)} erbracht werden: Gibt es keine in der Union?`,
    'recital-16-available': ({ state, rule }) =>
      `${state} kann Konzernzahlen bei unabhängigen Systemen außer Betracht lassen; dort wäre die Klasse dann eine andere: Sind die Netz- und Informationssysteme vom Konzern unabhängig?${rule === null ? '' : ` ${rule.de}`}`,
    'recital-16-unknown': ({ state }) =>
      `Lässt ${state} eine Einrichtung mit unabhängigen Systemen nach ihren eigenen Zahlen zählen (Erwägungsgrund 16)? Angenommen wurde es nicht.`,
    'recital-16-confirm': ({ state, rule }) =>
      `Erkennt die Behörde von ${state} an, dass die Konzernzahlen hier außer Betracht bleiben?${rule === null ? '' : ` ${rule.de}`}`,
    'former-operator-unknown': ({ state }) =>
      `Bleiben in ${state} Betreiber, die vor dem 16. Januar 2023 ermittelt wurden, wesentlich (Art. 3 Abs. 1 Buchst. g)?`,
    'national-additions': ({ state, additions }) => `Erfasst die nationale Erweiterung von ${state} die Einrichtung? ${additions.de}`,
    'act-not-in-force': ({ state, from, readOn }) =>
      `Nach dem Rechtsstand ${readOn} ist in ${state}${from === null ? '' : ` vor dem ${from}`} kein Gesetz in Kraft, das NIS2 umsetzt: Hat sich das geändert?`,
    'act-date-unknown': ({ state, readOn }) =>
      `Das Gesetz von ${state} soll in Kraft sein, der Tag ist nach dem Rechtsstand ${readOn} nicht bekannt: Seit wann bindet es?`,
    'law-pack-missing': ({ state }) => `Für ${state} liegt kein Rechtspaket vor: Was sagt das Gesetz dort?`,
  },
}
