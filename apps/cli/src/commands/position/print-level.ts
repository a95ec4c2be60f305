import type { CellTrace, Finding, Language, LevelTrace } from '@caponier/offline'
import type { Terminal } from '../../terminal.ts'
import { padEnd, wrap } from '../../terminal.ts'
import { level as levelText, stateWord, termWord, uncountedText } from './words.ts'

/** Why one FR of a zone or conduit has its level, numbers first, the proof named, the way on shown. */
export function printLevel(terminal: Terminal, trace: LevelTrace, findings: readonly Finding[], lang: Language): string {
  const { paint } = terminal
  const head = `SL-A ${levelText(trace.achieved)}, ${lang === 'de' ? 'Ziel' : 'target'} ${trace.targetMissing ? (lang === 'de' ? 'fehlt (0)' : 'missing (0)') : trace.target}, ${lang === 'de' ? 'nachgewiesen' : 'evidenced'} ${levelText(trace.evidenced)}`
  const lines = [
    `${paint.bold(padEnd(head, 40))} ${paint.dim(`${trace.subject} ${trace.name}, ${trace.fr}, ${lang === 'de' ? 'Stand' : 'as of'} ${trace.asOf}`)}`,
  ]
  if (trace.achieved === null)
    return `${lines.join('\n')}\n  ${paint.warn(lang === 'de' ? 'keine Zeile ist anwendbar; das Element fällt aus dem Vektor' : 'every row is not applicable; the element drops out of the vector')}\n`
  let blocked = false
  for (const one of trace.levels) {
    const failing = one.rows.filter((row) => !row.satisfied)
    const verb = one.holds ? (lang === 'de' ? 'gilt' : 'holds') : lang === 'de' ? 'gilt nicht' : 'fails'
    const mark = padEnd(`  SL ${one.level} ${verb}`, lang === 'de' ? 18 : 14)
    const met = one.rows.filter((row) => row.effective === 'met' || row.effective === 'compensated')
    const proved = met.filter((row) => (row.scores?.evidenced ?? 0) > 0).length
    const rows = one.rows.map((row) => `${row.requirement}${row.confidence === 'high' ? '' : '*'}`).join(', ')
    const counts = `${met.length} ${lang === 'de' ? 'von' : 'of'} ${one.rows.length} ${lang === 'de' ? 'erfüllt' : 'met'}, ${proved} ${lang === 'de' ? 'nachgewiesen' : 'evidenced'}`
    if (one.rows.length === 0) lines.push(`${mark}${paint.dim(lang === 'de' ? 'keine weiteren Zeilen' : 'no further rows')}`)
    else if (failing.length === 0) lines.push(`${(one.holds ? paint.good : paint.warn)(mark)}${padEnd(rows, 46)} ${paint.dim(counts)}`)
    else
      failing.forEach((row, index) =>
        lines.push(
          ...failingRow(terminal, index === 0 ? paint.bad(mark) : ' '.repeat(lang === 'de' ? 18 : 14), row, findings, trace.subject, lang),
        ),
      )
    blocked ||= !one.holds
    if (blocked && one.level > trace.target && one.level > (trace.achieved ?? 0) + 1) break
  }
  if (trace.levels.some((one) => one.rows.some((row) => row.confidence !== 'high')))
    lines.push(
      `  ${paint.dim(lang === 'de' ? '* SL-Zuordnung mit Zweifel, siehe caponier content show' : '* the level at which this row is selected is in doubt, see caponier content show')}`,
    )
  if (trace.notApplicable > 0)
    lines.push(
      `  ${trace.notApplicable} ${lang === 'de' ? (trace.notApplicable === 1 ? 'Zeile' : 'Zeilen') : trace.notApplicable === 1 ? 'row' : 'rows'} ${lang === 'de' ? 'bis SL-A nicht anwendbar' : 'up to SL-A not applicable'}`,
    )
  if (trace.next !== null) {
    const moves = trace.next.moves.slice(0, 3).map((move) => `${move.duty} ${signed(move.implemented)} (${move.entity})`)
    const gives = trace.next.rows.length === 1 ? (lang === 'de' ? 'ergibt' : 'gives') : lang === 'de' ? 'ergeben' : 'give'
    const moved = lang === 'de' ? 'ändert „umgesetzt“ in Prozentpunkten:' : 'moves, in points implemented:'
    lines.push(
      `  ${paint.accent(padEnd(lang === 'de' ? 'weiter' : 'next', 12))}${trace.next.rows.join(', ')} ${gives} SL ${trace.next.level}${moves.length === 0 ? '' : `; ${moved} ${moves.join(', ')}`}`,
    )
  }
  return `${lines.join('\n')}\n`
}

const signed = (points: number): string => `${points >= 0 ? '+' : ''}${points.toFixed(Math.abs(points) < 0.1 ? 3 : 1)}`

function failingRow(
  terminal: Terminal,
  mark: string,
  row: CellTrace,
  findings: readonly Finding[],
  subject: string,
  lang: Language,
): string[] {
  const indent = ' '.repeat(lang === 'de' ? 18 : 14)
  const doubt =
    row.confidence === 'high'
      ? ''
      : ` (${lang === 'de' ? 'SL-Zuordnung unsicher, Verlässlichkeit' : 'gate in doubt'}: ${termWord(row.confidence, lang)})`
  const lines = [
    `${mark}${padEnd(`${row.requirement} ${row.title[lang]}`, 46)} ${stateWord(row.effective, lang)}${uncountedText(row, lang)}${row.own || row.sources.length === 0 ? '' : `, ${lang === 'de' ? 'geerbt von' : 'inherited from'} ${row.sources.map((one) => one.subject).join(', ')}`}${doubt}`,
  ]
  const because = row.sources[0]?.answer.note ?? row.sources[0]?.answer.justification
  if (because !== undefined) lines.push(`${indent}  ${terminal.paint.dim(wrap(`"${because.trim()}"`, 96, `${indent}  `))}`)
  for (const one of row.contradictions) lines.push(`${indent}└ ${lang === 'de' ? 'Widerspruch' : 'contradiction'} ${one.id}: ${one.reason}`)
  for (const one of row.controls) {
    lines.push(
      `${indent}└ ${lang === 'de' ? 'Schutzmaßnahme' : 'control'} ${one.id} "${one.name}", ${termWord(one.state, lang)}`.padEnd(62) +
        `  ${lang === 'de' ? 'Ziel' : 'target'}: ${stateWord(one.target, lang)}${one.due === null ? '' : `, ${lang === 'de' ? 'fällig' : 'due'} ${one.due}`}`,
    )
  }
  for (const one of row.evidence)
    lines.push(
      `${indent}└ ${lang === 'de' ? 'Nachweis' : 'evidence'} ${one.id} "${one.name}", ${termWord(one.state, lang)}${one.validUntil === null ? '' : ` ${lang === 'de' ? (one.state === 'expired' ? 'am' : 'bis') : one.state === 'expired' ? 'on' : 'until'} ${one.validUntil}`}`,
    )
  for (const finding of findings.filter((one) => one.subject === subject && one.requirements.includes(row.requirement)).slice(0, 3)) {
    lines.push(`${indent}└ ${lang === 'de' ? 'Feststellung' : 'finding'} ${finding.id}`)
  }
  return lines
}
