import type { Fact, Language, Text } from '@caponier/offline'
import type { EntityScope, GroupScope, StateObligations } from '@caponier/offline/scope/index'
import { readableArticle, readableFact, renderFlip, renderQuestion, renderReason } from '@caponier/offline/scope/index'
import type { Terminal } from '../../terminal.ts'
import { padEnd, wrap } from '../../terminal.ts'
import { classWord } from '../position/words.ts'

const WORDS = {
  en: {
    size: 'size',
    states: 'jurisdictions',
    binding: 'bound by Implementing Regulation (EU) 2024/2690',
    why: 'Why',
    flip: 'What would flip it',
    ask: 'For counsel',
    unknown: 'unknown',
    inForce: 'in force',
    notInForce: 'not in force',
    act: 'act',
    authority: 'authority',
    csirt: 'CSIRT',
    channel: 'channel',
    credentials: 'needed before',
    registration: 'registration',
    deadlines: 'deadlines',
    fine: 'fine ceiling',
    doubts: 'doubts',
    asOf: 'as of',
    early: 'early warning',
    notice: 'notification',
    final: 'final report',
    none: 'none',
    since: 'since',
    language: 'language',
    framework: 'framework',
    turnover: 'of turnover',
    rates: 'rate',
  },
  de: {
    size: 'Größe',
    states: 'Zuständigkeiten',
    binding: 'gebunden durch Durchführungsverordnung (EU) 2024/2690',
    why: 'Warum',
    flip: 'Was das Ergebnis kippen würde',
    ask: 'Für die Rechtsberatung',
    unknown: 'unbekannt',
    inForce: 'in Kraft',
    notInForce: 'nicht in Kraft',
    act: 'Gesetz',
    authority: 'Behörde',
    csirt: 'CSIRT',
    channel: 'Meldeweg',
    credentials: 'vorher nötig',
    registration: 'Registrierung',
    deadlines: 'Fristen',
    fine: 'Bußgeldrahmen',
    doubts: 'Zweifel',
    asOf: 'Stand',
    early: 'Frühwarnung',
    notice: 'Meldung',
    final: 'Abschlussbericht',
    none: 'keine',
    since: 'seit',
    language: 'Sprache',
    framework: 'Rahmenwerk',
    turnover: 'vom Umsatz',
    rates: 'Kurs',
  },
} as const

const SIZES = {
  en: { small: 'small', medium: 'medium', large: 'large', undetermined: 'undetermined' },
  de: { small: 'klein', medium: 'mittel', large: 'groß', undetermined: 'unbestimmt' },
} as const
const UNITS = {
  en: { month: 'month', days: 'days', 'working-days': 'working days' },
  de: { month: 'Monat', days: 'Tage', 'working-days': 'Arbeitstage' },
} as const
const ANCHORS = {
  en: {
    'notification-submission': 'after the notification was submitted',
    'early-warning': 'after the early warning',
    resolution: 'after the incident is resolved',
    awareness: 'after becoming aware',
    'end-of-impact': 'after the impact has ended',
  },
  de: {
    'notification-submission': 'nach Abgabe der Meldung',
    'early-warning': 'nach der Frühwarnung',
    resolution: 'nach Behebung des Vorfalls',
    awareness: 'nach Kenntnis',
    'end-of-impact': 'nach Ende der Auswirkung',
  },
} as const

/** The scope decision of a group for people: one block per legal entity. */
export function printGroup(terminal: Terminal, group: GroupScope, lang: Language): string {
  return group.entities.map((one) => printEntity(terminal, one, lang)).join('\n')
}

function printEntity(terminal: Terminal, one: EntityScope, lang: Language): string {
  const { paint } = terminal
  const words = WORDS[lang]
  const { decision } = one
  const lines = [
    `${paint.bold(one.name)}  ${paint.accent(classWord(decision.class, lang))}  ${paint.dim(`${words.size} ${SIZES[lang][decision.size]}, ${words.states} ${decision.jurisdictions.join(', ') || words.none}${one.cir === 'binding' && (decision.class === 'essential' || decision.class === 'important') ? `, ${words.binding}` : ''}`)}`,
    `  ${paint.dim(words.why)}`,
    ...decision.reasons.map(
      (reason) =>
        `    ${readableArticle(reason.article, lang)}\n      ${wrap(readableFact(renderReason(reason, lang), lang), terminal.width - 8, ' '.repeat(6))}`,
    ),
    ...one.states.flatMap((state) => stateLines(terminal, state, lang)),
  ]
  if (one.flips.length > 0)
    lines.push(
      `  ${paint.dim(words.flip)}`,
      ...one.flips.map((flip) => `    - ${wrap(readableFact(renderFlip(flip, lang), lang), terminal.width - 8, '      ')}`),
    )
  if (decision.questions.length > 0)
    lines.push(
      `  ${paint.warn(words.ask)}`,
      ...decision.questions.map((question) => `    ? ${wrap(renderQuestion(question, lang), terminal.width - 8, '      ')}`),
    )
  return `${lines.join('\n')}\n`
}

function stateLines(terminal: Terminal, state: StateObligations, lang: Language): string[] {
  const words = WORDS[lang]
  const { paint } = terminal
  const value = (fact: Fact<string | Text>): string =>
    fact === 'unknown' ? paint.dim(words.unknown) : typeof fact === 'string' ? fact : fact[lang]
  const row = (name: string, text: string): string => `      ${padEnd(name, 14)} ${wrap(text, terminal.width - 22, ' '.repeat(21))}`
  const { act, deadlines } = state
  const hours = (fact: Fact<number> | 'none'): string => (fact === 'unknown' ? words.unknown : fact === 'none' ? words.none : `${fact} h`)
  const report = deadlines.finalReport
  return [
    `    ${paint.bold(state.name[lang])}  ${classWord(state.class, lang)}${state.label === null ? '' : ` (${state.label})`}, ${state.inForce ? words.inForce : paint.warn(words.notInForce)}  ${paint.dim(`${words.asOf} ${state.asOf}, ${state.confidence}`)}`,
    row(words.act, `${value(act.name)}, ${value(act.reference)}${act.inForce === 'unknown' ? '' : `, ${words.since} ${act.inForce}`}`),
    row(words.authority, value(state.authority)),
    row(words.csirt, value(state.csirt)),
    row(words.channel, value(state.channel)),
    ...(state.credentials === 'unknown' ? [] : [row(words.credentials, value(state.credentials))]),
    row(
      words.registration,
      `${value(state.registration.duty)}${state.registration.deadline === 'unknown' ? '' : `; ${state.registration.deadline}`}${state.registration.portal === 'unknown' ? '' : `; ${state.registration.portal}`}`,
    ),
    row(
      words.deadlines,
      `${words.early} ${hours(deadlines.earlyWarningHours)}, ${words.notice} ${hours(deadlines.notificationHours)}, ${words.final} ${report.count === 'unknown' || report.unit === 'unknown' ? words.unknown : `${report.count} ${UNITS[lang][report.unit]}`}${report.from === 'unknown' ? '' : ` ${ANCHORS[lang][report.from]}`}`,
    ),
    ...fineLines(state, lang).map((text) => row(words.fine, text)),
    ...(state.recognisedFramework === 'unknown' ? [] : [row(words.framework, value(state.recognisedFramework))]),
    ...state.doubts.map((doubt, index) => row(index === 0 ? words.doubts : '', `- ${doubt[lang]}`)),
  ]
}

const euro = (cents: number, lang: Language): string =>
  new Intl.NumberFormat(lang === 'de' ? 'de-DE' : 'en-GB', { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 }).format(
    cents / 100,
  )

function fineLines(state: StateObligations, lang: Language): string[] {
  const words = WORDS[lang]
  const { fine } = state
  if (fine === null) return [words.unknown]
  const law = `${new Intl.NumberFormat(lang === 'de' ? 'de-DE' : 'en-GB').format(fine.law.amount)} ${fine.law.currency} / ${fine.law.percent} % ${words.turnover}`
  const rates = fine.rates.map((rate) => `; ${words.rates} ${rate.perEur} ${rate.currency}/EUR, ${rate.date}, ${rate.source}`).join('')
  return [fine.ceilingCents === null ? law : `${euro(fine.ceilingCents, lang)} (${law})${rates}`]
}
