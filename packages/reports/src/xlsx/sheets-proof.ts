import type { ReportData } from '../report-data.ts'
import { sheetWords } from '../text/sheets.ts'
import type { ReportSheet, SheetCell } from './sheet.ts'
import { three, whole } from './sheet.ts'

export function maturitySheet({ words, lang, maturity: list }: ReportData): ReportSheet {
  const w = words.maturity
  return {
    name: sheetWords(lang).maturity,
    header: [
      words.method.framework,
      words.findings.subject,
      'id',
      w.domain,
      sheetWords(lang).title,
      w.level,
      'ML 0',
      'ML 1',
      'ML 2',
      'ML 3',
      'ML 4',
    ],
    widths: [22, 30, 30, 12, 44, 8, 8, 8, 8, 8, 8],
    rows: list.frameworks.flatMap((framework) =>
      framework.all.map((row) => [
        framework.label,
        row.name,
        row.subject,
        row.domain,
        row.title,
        whole(row.level),
        ...row.distribution.map(whole),
      ]),
    ),
  }
}

export function regulationSheet({ words, lang, cir }: ReportData): ReportSheet {
  return {
    name: sheetWords(lang).cir,
    header: [words.board.who.entity, sheetWords(lang).kind, 'id', words.cir.title, words.designed, words.implemented, words.evidenced],
    widths: [30, 14, 8, 60, 13, 13, 13],
    rows: cir.entities.flatMap((entity) => [
      ...entity.titles.map((title) => [entity.name, entity.bindingText, title.id, title.title, ...three(title)]),
      [entity.name, entity.bindingText, null, words.cir.total, ...three(entity)],
    ]),
  }
}

export function evidenceSheet({ words, lang, evidence: list }: ReportData): ReportSheet {
  const w = words.evidence
  return {
    name: sheetWords(lang).evidence,
    header: ['id', w.name, w.kind, w.effective, w.until, w.state, w.owner, w.linked],
    widths: [30, 50, 16, 13, 13, 24, 24, 11],
    rows: list.all.map((row) => [
      row.id,
      row.name,
      row.kind,
      row.effective,
      row.until,
      row.expiring ? `${w.states.valid}, ${sheetWords(lang).expiring}` : w.states[row.state],
      row.owner,
      whole(row.answers),
    ]),
  }
}

export function findingsSheet({ words, lang, findings: list }: ReportData): ReportSheet {
  const w = words.findings
  return {
    name: sheetWords(lang).findings,
    header: ['id', w.rule, w.severity, w.subject, sheetWords(lang).title, w.reason, w.fix, sheetWords(lang).proof],
    widths: [40, 34, 11, 30, 34, 90, 60, 40],
    rows: list.rules.flatMap((rule) =>
      rule.findings.rows.map((one) => [
        one.id,
        rule.title,
        one.severityText,
        one.subjectRef,
        one.subject,
        one.reason,
        one.fix,
        one.proof.length === 0 ? null : one.proof.join(', '),
      ]),
    ),
  }
}

export function sourcesSheet({ words, lang, method, scope: memo }: ReportData): ReportSheet {
  const w = words.method
  return {
    name: sheetWords(lang).sources,
    header: [sheetWords(lang).kind, 'id', sheetWords(lang).title, w.date, w.confidence, w.source],
    widths: [22, 24, 60, 13, 14, 90],
    rows: [
      ...method.rules.map((rule): SheetCell[] => [w.how, null, rule.text, null, null, rule.reference]),
      ...method.frameworks.map((one): SheetCell[] => [
        `${w.framework}, ${w.adopted}: ${one.adoptedText}`,
        one.key,
        one.title,
        one.asOf,
        null,
        one.source,
      ]),
      ...memo.laws.flatMap((law): SheetCell[][] => [
        [w.act, law.state, law.act, law.asOf, law.confidence, law.sources],
        ...law.rows.map((row): SheetCell[] => [row.label, law.state, row.text, law.asOf, law.confidence, null]),
        ...law.doubts.map((doubt): SheetCell[] => [w.doubts, law.state, doubt, law.asOf, null, null]),
      ]),
    ],
  }
}
