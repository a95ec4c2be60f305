import type { CarrierTrace, CellTrace, DutyTrace, Language, MeasureTrace } from '@caponier/offline'
import type { Terminal } from '../../terminal.ts'
import { padEnd, wrap } from '../../terminal.ts'
import { percent, stateWord, termWord, uncountedText } from './words.ts'

type Three = MeasureTrace['coverage']

const three = (numbers: Three, lang: Language): string =>
  lang === 'de'
    ? `vorgesehen ${percent(numbers.designed)}  umgesetzt ${percent(numbers.implemented)}  nachgewiesen ${percent(numbers.evidenced)}`
    : `designed ${percent(numbers.designed)}  implemented ${percent(numbers.implemented)}  evidenced ${percent(numbers.evidenced)}`

/** Why a measure has its three numbers: duties, their own answers, their carriers, the weakest places with proof. */
export function printMeasure(terminal: Terminal, trace: MeasureTrace, lang: Language, most: number): string {
  const { paint } = terminal
  const lines = [
    `${paint.bold(three(trace.coverage, lang))}  ${paint.dim(`${trace.article} ${trace.title[lang]}, ${trace.scope.kind}:${trace.scope.id} ${trace.scope.name}, ${lang === 'de' ? 'Stand' : 'as of'} ${trace.asOf}`)}`,
    `  ${lang === 'de' ? `Mittel aus ${trace.duties.length} Pflichten, ${percent(trace.carriedShare)} durch IEC 62443 getragen` : `mean of ${trace.duties.length} duties, ${percent(trace.carriedShare)} carried by IEC 62443`}`,
  ]
  for (const duty of trace.duties) lines.push('', ...dutyLines(terminal, duty, lang, most))
  return `${lines.join('\n')}\n`
}

const KINDS = {
  answered: { en: 'answered directly', de: 'direkt beantwortet' },
  partly: { en: 'partly carried: mean of own answer and carriers', de: 'teilweise getragen: Mittel aus eigener Antwort und Trägern' },
  carried: { en: 'carried', de: 'getragen' },
} as const

function dutyLines(terminal: Terminal, duty: DutyTrace, lang: Language, most: number): string[] {
  const { paint } = terminal
  const lines = [
    `  ${paint.bold(duty.id)} ${paint.bold(duty.title[lang])}`,
    `    ${three(duty.coverage, lang)}  ${paint.dim(KINDS[duty.kind][lang])}`,
    ...(duty.kind === duty.packKind
      ? []
      : [
          `    ${paint.warn(lang === 'de' ? 'keine volle Zuordnung in einem übernommenen Rahmenwerk, daher höchstens teilweise getragen' : 'no full mapping in an adopted framework, so partly carried at most')}`,
        ]),
  ]
  if (duty.kind !== 'carried' || duty.carriers.every((carrier) => carrier.score.implemented === null)) {
    for (const answer of duty.answers)
      lines.push(`    ${padEnd(lang === 'de' ? 'Antwort' : 'answer', 10)} ${answerText(answer, lang)}`, ...proofLines(answer, lang, 15))
  }
  if (duty.kind !== 'answered') {
    const live = duty.carriers.filter((carrier) => carrier.score.implemented !== null)
    lines.push(
      `    ${padEnd(lang === 'de' ? 'Träger' : 'carriers', 10)} ${live.length} ${lang === 'de' ? 'Anforderungen zählen' : 'requirements count'}, ${duty.carriers.length - live.length} ${lang === 'de' ? 'ohne anwendbaren Gegenstand' : 'without an applicable subject'}${leftOut(duty, lang)}`,
    )
    for (const carrier of live.slice(0, most)) lines.push(...carrierLines(terminal, carrier, lang))
    if (live.length > most)
      lines.push(
        `      ${paint.dim(lang === 'de' ? `… ${live.length - most} weitere, alle mit --all oder --json` : `… ${live.length - most} more, all with --all or --json`)}`,
      )
  }
  return lines
}

function leftOut(duty: DutyTrace, lang: Language): string {
  const parts = Object.entries(duty.leftOut).map(([framework, count]) => `${count} ${framework}`)
  return parts.length === 0 ? '' : `; ${lang === 'de' ? 'nicht übernommen' : 'not adopted'}: ${parts.join(', ')}`
}

function carrierLines(terminal: Terminal, carrier: CarrierTrace, lang: Language): string[] {
  const weak = carrier.subjects.filter((subject) => subject.implemented !== null).slice(0, 2)
  return [
    `      ${padEnd(percent(carrier.score.implemented), 8)} ${padEnd(`${carrier.requirement} ${carrier.title[lang]}`, 52)} ${terminal.paint.dim(`${termWord(carrier.strength, lang)}, x${carrier.weight}, ${carrier.framework}`)}`,
    ...weak.map(
      (subject) =>
        `               ${subject.subject}  ${stateWord(subject.state, lang)}${subject.evidenced === subject.implemented && (subject.implemented ?? 0) > 0 ? `, ${lang === 'de' ? 'nachgewiesen' : 'evidenced'}` : ''}`,
    ),
  ]
}

/** The effective answer of a cell and where it comes from. */
export function answerText(cell: CellTrace, lang: Language): string {
  const from =
    cell.own || cell.sources.length === 0
      ? ''
      : `, ${lang === 'de' ? 'geerbt von' : 'inherited from'} ${cell.sources.map((one) => one.subject).join(', ')}`
  const when = cell.sources[0]?.answer.from
  return `${cell.subject} ${stateWord(cell.effective, lang)}${uncountedText(cell, lang)}${from}${when === undefined ? '' : `, ${lang === 'de' ? 'seit' : 'since'} ${when}`}`
}

/** Justification, contradictions, controls and evidence of a cell, one line each. */
export function proofLines(cell: CellTrace, lang: Language, indent: number): string[] {
  const pad = ' '.repeat(indent)
  const because = cell.sources[0]?.answer.justification ?? cell.sources[0]?.answer.note
  return [
    ...(because === undefined ? [] : [`${pad}${wrap(`"${because.trim()}"`, 110 - indent, pad)}`]),
    ...cell.contradictions.map((one) => `${pad}└ ${lang === 'de' ? 'Widerspruch' : 'contradiction'} ${one.id}: ${one.reason}`),
    ...cell.controls.map(
      (one) =>
        `${pad}└ ${lang === 'de' ? 'Schutzmaßnahme' : 'control'} ${one.id} "${one.name}", ${termWord(one.state, lang)}${one.due === null ? '' : `, ${lang === 'de' ? 'fällig' : 'due'} ${one.due}`}`,
    ),
    ...cell.evidence.map(
      (one) =>
        `${pad}└ ${lang === 'de' ? 'Nachweis' : 'evidence'} ${one.id} "${one.name}", ${termWord(one.state, lang)}, ${one.effective}${one.validUntil === null ? '' : ` ${lang === 'de' ? 'bis' : 'to'} ${one.validUntil}`}`,
    ),
  ]
}

/** One duty in one scope; `others` are the legal entities that were not shown because none was named. */
export function printDuty(
  terminal: Terminal,
  { scope, others, trace }: { readonly scope: string; readonly others: readonly string[]; readonly trace: DutyTrace },
  lang: Language,
  most: number,
): string {
  const { dim } = terminal.paint
  const more =
    lang === 'de'
      ? `nur für ${scope}; mit --for auch für: ${others.join(', ')}`
      : `for ${scope} only; with --for also for: ${others.join(', ')}`
  const lines = [
    dim(scope),
    ...dutyLines(terminal, trace, lang, most),
    `    ${dim(`${trace.whyCarried[lang]} (${trace.source}, ${trace.asOf})`)}`,
    ...(others.length === 0 ? [] : [`    ${wrap(more, 106, '    ')}`]),
  ]
  return `${lines.join('\n')}\n`
}
