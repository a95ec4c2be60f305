import type { CeilingFacts, Comparison, Ground, PeriodFacts } from './reasons.ts'
import type { ScopeMessages } from './messages.ts'

const FIGURE = { headcount: 'headcount', turnover: 'turnover EUR', balance: 'balance EUR' } as const

const comparison = (entry: Comparison): string =>
  `${FIGURE[entry.figure]} ${entry.value} ${entry.relation} ${entry.threshold}${entry.own === null ? '' : ` (own ${entry.own})`}`

function period(facts: PeriodFacts, crossed: boolean): string {
  const money = facts.money.map(comparison).join(' and ')
  const both = [...(facts.headcount === null ? [] : [comparison(facts.headcount)]), ...(money === '' ? [] : [money])]
  const text = both.join(crossed ? '; also ' : ' and ')
  return facts.year === null ? text : `${facts.year}: ${text}`
}

const periods = (all: readonly PeriodFacts[], crossed: boolean): string => all.map((facts) => period(facts, crossed)).join('; ')

const ceilingFacts = ({ periods: all, prior }: CeilingFacts, crossed: boolean): string =>
  `${periods(all, crossed)}${prior === null ? '' : `; also prior status ${prior}`}`

const list = (items: readonly string[]): string => items.join(', ')

const CLASS = {
  essential: 'essential',
  important: 'important',
  'registration-only': 'bound to register only',
  out: 'out of scope',
  undetermined: 'undetermined',
} as const
const CEILING = { small: '50 persons or EUR 10 M', medium: '250 persons or EUR 50 M / 43 M' } as const

const GROUND: { readonly [K in Ground['kind']]: (entry: Extract<Ground, { readonly kind: K }>) => string } = {
  activity: (entry) =>
    `activity ${entry.id}${entry.nace.length === 0 ? '' : ` ${entry.named ? 'also by' : 'by'} ${list(entry.nace)}`}${entry.anySize ? ' at any size' : ''}`,
  'critical-entity': () => 'identified as a critical entity',
  'identified-by-state': (entry) => `identified by the state as ${entry.as}, with activity ${list(entry.activities)}`,
}

// The table is keyed by kind with the ground of that kind; TypeScript does not correlate the two through an index.
const ground = (entry: Ground): string => (GROUND[entry.kind] as (entry: Ground) => string)(entry)

export const messagesEn: ScopeMessages = {
  reason: {
    'at-least-medium': (facts) => ceilingFacts(facts, true),
    large: (facts) => ceilingFacts(facts, true),
    small: (facts) => ceilingFacts(facts, false),
    'not-large': (facts) => ceilingFacts(facts, false),
    'two-year-rule': ({ ceiling, crossed, prior, agreeing, differing }) =>
      `${prior === null ? 'the status that earlier years show' : `prior status ${prior}`} stands at the ceiling of ${CEILING[ceiling]}: ` +
      (agreeing.length === 0
        ? 'one period alone does not change it'
        : `${periods(agreeing, crossed)}; ${differing ?? 'the other period'} alone does not change it`),
    aggregation: ({ alone, together, links }) =>
      `${alone} alone, ${together} with ${list(links.map((link) => `${link.name} (${link.kind}, ${link.percent} %)`))}`,
    class: ({ class: decided, size, grounds }) =>
      `${grounds.map(ground).join('; also ')}${size === null ? '' : `, size ${size}`}: ${CLASS[decided]}`,
    'no-annex-activity': ({ nace }) => (nace.length === 0 ? 'activities: none' : `no annex activity by ${list(nace)}`),
    'jurisdiction-establishment': ({ states }) => `established in ${list(states)}`,
    'jurisdiction-main-establishment': ({ state, stated, only }) =>
      stated
        ? `main establishment ${state}${only ? ', also the only establishment in the Union' : ''}`
        : `only establishment in the Union: ${state}`,
    'jurisdiction-services': ({ states, source, alsoMain }) =>
      source === 'establishment'
        ? `services assumed where established: ${list(states)}`
        : `serves in ${list(states)}${source === 'both' ? ', also established there' : ''}${alsoMain === true ? ', also the main establishment' : ''}`,
    'recital-16': ({ state, own, class: decided, independent }) =>
      `${state}: ${independent ? 'independent systems, group figures left aside' : 'large only through the group'}, own size ${own}: ${CLASS[decided]}`,
    'former-operator': ({ state }) => `${state}: former operator of essential services stays essential`,
  },
  question: {
    'activity-missing': () =>
      'Which activities of the annexes does the entity carry out? Without activities or NACE codes nothing can be decided; "none" if there are none.',
    'activity-doubt': ({ activity, doubt }) => `Does the definition of ${activity} really fit? ${doubt.en}`,
    'nace-maybe': ({ nace, activities, note }) =>
      `${nace} may fall under ${list(activities)}: does the entity carry it out?${note === null ? '' : ` ${note.en}`}`,
    'nace-unknown': ({ nace }) =>
      `The table does not say whether ${nace} falls under the annexes: what does the entity do under this code?`,
    'none-against-nace': ({ nace, activities }) => `"none" is given, but ${list(nace)} stands for ${list(activities)}: which is right?`,
    'identified-without-activity': ({ as }) =>
      `The state is said to have identified the entity as ${as}, which needs an activity of Annex I or II: which one?`,
    'defence-exempt': () =>
      'Has the state exempted the entity for defence, national security, public security or law enforcement (Art. 2(8)), from which duties, and by which decision? The class shown leaves the exemption aside.',
    'figures-missing': ({ figures }) => `The class depends on figures that are missing: ${list(figures)}. What are they?`,
    'prior-status-missing': ({ previous, latest, ceiling }) =>
      `${previous ?? 'The period before'} and ${latest ?? 'the latest period'} do not agree about the ceiling of ${CEILING[ceiling]}: which status (small, medium, large) stood before?`,
    'one-year-against-prior': ({ year, prior }) =>
      `${year === null ? 'The figures depart' : `${year} departs`} from the prior status ${prior}, which stands until two consecutive periods cross the ceiling: what do the figures of the period before say? A change of ownership would count at once.`,
    'prior-against-years': ({ prior }) =>
      `The prior status ${prior} was given and stands, although earlier years show another: which is right?`,
    'years-gap': ({ after, latest }) =>
      `Between ${after} and ${latest} a year is missing, so that years up to ${after} were left aside: what are its figures?`,
    'year-not-closed': ({ year, asOf }) => `${year} cannot be a closed accounting period on ${asOf}: are its figures an estimate?`,
    'link-without-control': ({ to, percent }) =>
      `${percent} % of ${to} are held without control being stated; it counts as linked. Is there really no majority of votes or dominant influence?`,
    'link-named-twice': ({ to }) =>
      `${to} is named more than once with different figures and counts once, with the greater share: which figures are right?`,
    'exchange-rate-missing': ({ entity, currency }) =>
      `Figures of ${entity} are in ${currency} without a rate: how many ${currency} was one euro worth, on which date, by which source?`,
    'no-establishment-in-union': ({ states }) =>
      `No establishment in the Union follows from the facts${states.length === 0 ? '' : ` (${list(states)})`}. Is there one, or does the entity offer services in the Union and need a representative (Art. 26(3))?`,
    'main-establishment-missing': ({ activities, candidates }) =>
      `${list(activities)} answers to the state of the main establishment: in which of ${list(candidates)} are the decisions on cybersecurity risk management predominantly taken?`,
    'main-establishment-outside-union': ({ state }) =>
      `The main establishment ${state} lies outside the Union: where in the Union are cybersecurity decisions taken, else operations carried out, else most people employed (Art. 26(2))?`,
    'main-establishment-not-listed': ({ state, establishments }) =>
      `The main establishment ${state} is not among the establishments (${list(establishments)}): is the entity established there?`,
    'serves-in-missing': ({ activities, assumed }) =>
      `${list(activities)} answers to every state where it is provided; ${list(assumed)} was assumed from the establishments. In which states are services provided?`,
    'serves-outside-union': ({ states }) => `The services are said to be provided in ${list(states)} only: are there none in the Union?`,
    'recital-16-available': ({ state, rule }) =>
      `${state} may leave group figures aside for independent systems, which would change the class there: are the network and information systems independent of the group?${rule === null ? '' : ` ${rule.en}`}`,
    'recital-16-unknown': ({ state }) =>
      `Does ${state} let an entity with independent systems count by its own figures (recital 16)? It was not assumed.`,
    'recital-16-confirm': ({ state, rule }) =>
      `Does the authority of ${state} accept that group figures are left aside here?${rule === null ? '' : ` ${rule.en}`}`,
    'former-operator-unknown': ({ state }) =>
      `Does ${state} keep operators that it identified before 16 January 2023 essential (Art. 3(1)(g))?`,
    'national-additions': ({ state, additions }) => `Does an addition of ${state} to the scope reach the entity? ${additions.en}`,
    'act-not-in-force': ({ state, from, readOn }) =>
      `No act of ${state} that carries NIS2 is in force${from === null ? '' : ` before ${from}`} by the law pack as of ${readOn}: has that changed?`,
    'act-date-unknown': ({ state, readOn }) =>
      `The act of ${state} is said to be in force, its date is not known to the law pack as of ${readOn}: since when does it bind?`,
    'law-pack-missing': ({ state }) => `There is no law pack for ${state}: what does its act say?`,
  },
}
