import type { CellTrace, FindingTrace, Language } from '@caponier/offline'
import type { Terminal } from '../../terminal.ts'
import { wrap } from '../../terminal.ts'
import { answerText, proofLines } from './print-measure.ts'
import { termWord } from './words.ts'

/** One requirement at one subject: the answer, where it comes from, what proves it. */
export const printCells = (terminal: Terminal, cells: readonly CellTrace[], lang: Language): string =>
  cells
    .map((cell) => {
      const scores = cell.scores
      const numbers =
        scores === null
          ? '-'
          : lang === 'de'
            ? `vorgesehen ${scores.designed}  umgesetzt ${scores.implemented}  nachgewiesen ${scores.evidenced}`
            : `designed ${scores.designed}  implemented ${scores.implemented}  evidenced ${scores.evidenced}`
      return [
        `${terminal.paint.bold(`${cell.requirement} ${cell.title[lang]}`)}  ${terminal.paint.dim(`${cell.framework}${cell.gate === null ? '' : `, SL ${cell.gate}`}`)}`,
        `  ${numbers}`,
        `  ${answerText(cell, lang)}`,
        ...proofLines(cell, lang, 4),
        ...(cell.doubt === null ? [] : [`    ${terminal.paint.warn(wrap(cell.doubt[lang], 100, '    '))}`]),
        '',
      ].join('\n')
    })
    .join('\n')

/** A finding with its rule, the proof, the way to mend it and the duties above. */
export function printFinding(terminal: Terminal, trace: FindingTrace, lang: Language): string {
  const { finding } = trace
  const { paint } = terminal
  const duties = [...new Set(trace.duties.map((one) => one.duty))]
  return [
    `${paint.bold(trace.title[lang])}  ${paint.dim(`${termWord(finding.severity, lang)}, ${finding.rule}, ${finding.subject}`)}`,
    `  ${wrap(finding.reason, 106, '  ')}`,
    `  ${paint.dim(wrap(trace.why[lang], 106, '  '))}`,
    `  ${paint.accent(lang === 'de' ? 'Behebung' : 'fix')}  ${wrap(finding.fix, 100, '       ')}`,
    ...finding.proof.map(
      (proof) =>
        `  ${lang === 'de' ? 'Beleg' : 'proof'}  ${proof.file} ${lang === 'de' ? 'Zeile' : 'line'} ${(proof.lines ?? [proof.row]).join(', ')}`,
    ),
    ...(finding.refs.length === 0
      ? []
      : [
          `  ${lang === 'de' ? 'betrifft' : 'concerns'}  ${finding.refs.slice(0, 8).join(', ')}${finding.refs.length > 8 ? ` (+${finding.refs.length - 8})` : ''}`,
        ]),
    ...(duties.length === 0 ? [] : [`  ${lang === 'de' ? 'trägt' : 'carries'}  ${duties.join(', ')}`]),
    ...(trace.cells.length === 0 ? [] : ['', printCells(terminal, trace.cells.slice(0, 12), lang).trimEnd()]),
    '',
  ].join('\n')
}
