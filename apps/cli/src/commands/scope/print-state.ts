import type { Fact, Language, Text } from '@caponier/offline'
import type { StateObligations } from '@caponier/offline/scope/index'
import type { Terminal } from '../../terminal.ts'
import { padEnd, wrap } from '../../terminal.ts'
import { classWord, termWord } from '../position/words.ts'
import { ANCHORS, UNITS, WORDS } from './scope-words.ts'

/** What one state makes of an entity and asks of it; where the entity is out, only the act. */
export function stateLines(terminal: Terminal, state: StateObligations, lang: Language): string[] {
  const words = WORDS[lang]
  const { paint } = terminal
  const value = (fact: Fact<string | Text>): string =>
    fact === 'unknown' ? paint.dim(words.unknown) : typeof fact === 'string' ? fact : fact[lang]
  const row = (name: string, text: string): string => `      ${padEnd(name, 14)} ${wrap(text, terminal.width - 22, ' '.repeat(21))}`
  const { act, deadlines } = state
  const hours = (fact: Fact<number> | 'none'): string => (fact === 'unknown' ? words.unknown : fact === 'none' ? words.none : `${fact} h`)
  const report = deadlines.finalReport
  const obligations = [
    row(words.authority, value(state.authority)),
    row(words.csirt, value(state.csirt)),
    row(words.channel, value(state.channel)),
    ...(state.credentials === 'unknown' ? [] : [row(words.credentials, value(state.credentials))]),
    row(words.registration, value(state.registration.duty)),
    ...(state.registration.deadline === 'unknown' ? [] : [row('', `${words.until} ${state.registration.deadline}`)]),
    ...(state.registration.portal === 'unknown' ? [] : [row('', state.registration.portal)]),
    row(
      words.deadlines,
      `${words.early} ${hours(deadlines.earlyWarningHours)}, ${words.notice} ${hours(deadlines.notificationHours)}, ${words.final} ${report.count === 'unknown' || report.unit === 'unknown' ? words.unknown : `${report.count} ${UNITS[lang][report.unit]}`}${report.from === 'unknown' ? '' : ` ${ANCHORS[lang][report.from]}`}`,
    ),
    ...fineLines(state, lang).map((text) => row(words.fine, text)),
    ...(state.recognisedFramework === 'unknown' ? [] : [row(words.framework, value(state.recognisedFramework))]),
    ...state.doubts.map((doubt, index) => row(index === 0 ? words.doubts : '', `- ${doubt[lang]}`)),
  ]
  return [
    `    ${paint.bold(state.name[lang])}  ${classWord(state.class, lang)}${state.label === null ? '' : ` (${state.label})`}, ${state.inForce ? words.inForce : paint.warn(words.notInForce)}  ${paint.dim(`${words.asOf} ${state.asOf}, ${lang === 'de' ? 'Verlässlichkeit ' : ''}${termWord(state.confidence, lang)}`)}`,
    row(words.act, `${value(act.name)}, ${value(act.reference)}${act.inForce === 'unknown' ? '' : `, ${words.since} ${act.inForce}`}`),
    ...(state.class === 'out' ? [] : obligations),
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
  const numbers = new Intl.NumberFormat(lang === 'de' ? 'de-DE' : 'en-GB', { maximumFractionDigits: 6 })
  const law = `${numbers.format(fine.law.amount)} ${fine.law.currency} / ${numbers.format(fine.law.percent)} % ${words.turnover}`
  const rates = fine.rates
    .map(
      (rate) =>
        `; ${words.rates} ${lang === 'de' ? String(rate.perEur).replace('.', ',') : rate.perEur} ${rate.currency}/EUR, ${rate.date}, ${rate.source}`,
    )
    .join('')
  return [fine.ceilingCents === null ? law : `${euro(fine.ceilingCents, lang)} (${law})${rates}`]
}
