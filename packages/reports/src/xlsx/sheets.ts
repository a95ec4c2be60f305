import type { ReportData } from '../report-data.ts'
import { sheetWords } from '../text/sheets.ts'
import type { ReportSheet, SheetCell } from './sheet.ts'
import { euro, percent, three, whole } from './sheet.ts'
import { evidenceSheet, findingsSheet, maturitySheet, regulationSheet, sourcesSheet } from './sheets-proof.ts'

/** The report's data as sheets, every list in full. */
export const reportSheets = (data: ReportData): ReportSheet[] => [
  summarySheet(data),
  scopeSheet(data),
  measuresSheet(data),
  dutiesSheet(data),
  sitesSheet(data),
  systemsSheet(data, 'zones'),
  systemsSheet(data, 'conduits'),
  gapsSheet(data),
  requirementsSheet(data),
  maturitySheet(data),
  regulationSheet(data),
  evidenceSheet(data),
  findingsSheet(data),
  sourcesSheet(data),
]

/** The findings alone, with the sheet that says what they are about. */
export const findingsSheets = (data: ReportData): ReportSheet[] => [summarySheet(data), findingsSheet(data)]

function summarySheet(data: ReportData): ReportSheet {
  const { words, lang, meta, levels, evidence, findings } = data
  const line = (label: string, value: SheetCell): SheetCell[] => [label, value]
  return {
    name: sheetWords(lang).summary,
    header: [meta.title, ''],
    widths: [44, 60],
    rows: [
      line(words.organisation, meta.organisation),
      line(words.asOf, meta.asOf),
      line(words.knownAt, meta.knownAt ?? words.knownNow),
      line(words.contentVersion, meta.contentVersion),
      ...(meta.part === null ? [] : [line(meta.part.name, meta.part.text)]),
      ...(meta.head === null ? [] : meta.head.rows.map((row) => line(`${meta.head?.title ?? ''}: ${row.label}`, row.text))),
      ...(meta.fictitious === null ? [] : [line('', meta.fictitious)]),
      line('', words.notCompliance),
      ...data.scope.entities.map((entity) => line(entity.name, entity.classText)),
      ...(['proved', 'met', 'below', 'untargeted'] as const).map((key) =>
        line(`${words.levels.zones} + ${words.levels.conduits}: ${words.board.levels[key]}`, whole(levels.counts[key])),
      ),
      ...(['valid', 'expiring', 'expired', 'future'] as const).map((key) =>
        line(`${sheetWords(lang).evidence}: ${words.evidence.states[key]}`, whole(evidence.counts[key])),
      ),
      ...(['high', 'medium', 'low'] as const).map((key) =>
        line(`${sheetWords(lang).findings}: ${words.severity[key]}`, whole(findings.bySeverity[key])),
      ),
      ...data.board.decisions.map((decision) => line(decision.article, decision.text)),
    ],
  }
}

function scopeSheet({ words, lang, scope: memo }: ReportData): ReportSheet {
  const w = words.scope
  return {
    name: sheetWords(lang).scope,
    header: [words.board.who.entity, sheetWords(lang).kind, w.article, w.state, w.fact, w.fine],
    widths: [30, 22, 30, 16, 90, 18],
    rows: memo.entities.flatMap((entity): SheetCell[][] => [
      [entity.name, w.class, null, null, entity.classText, null],
      ...entity.reasons.map((reason) => [entity.name, w.steps, reason.article, null, reason.fact, null]),
      ...entity.states.map((state) => [
        entity.name,
        w.states,
        null,
        state.name,
        `${state.class}; ${w.inForce}: ${state.inForceText}; ${w.authority}: ${state.authority}; ${w.registration}: ${state.registration}; ${w.fine}: ${state.fine}${state.fineRule === null ? '' : ` (${state.fineRule})`}`,
        euro(state.fineEur),
      ]),
      ...entity.flips.map((flip) => [entity.name, w.flips, null, null, flip, null]),
      ...entity.questions.map((question) => [entity.name, w.questions, null, null, question, null]),
    ]),
  }
}

function measuresSheet({ words, lang, coverage }: ReportData): ReportSheet {
  const w = words.coverage
  return {
    name: sheetWords(lang).measures,
    header: [words.board.who.entity, w.ref, words.board.measure, words.designed, words.implemented, words.evidenced, w.carried, w.weakest],
    widths: [30, 12, 60, 13, 13, 13, 13, 60],
    rows: coverage.entities.flatMap((entity) =>
      entity.measures.map((measure) => [
        entity.name,
        measure.ref,
        measure.title,
        ...three(measure),
        percent(measure.carried),
        measure.weakest?.text ?? null,
      ]),
    ),
  }
}

function dutiesSheet({ words, lang, coverage }: ReportData): ReportSheet {
  const w = words.coverage
  return {
    name: sheetWords(lang).duties,
    header: [
      words.board.who.entity,
      w.ref,
      sheetWords(lang).duty,
      words.designed,
      words.implemented,
      words.evidenced,
      w.carried,
      w.weakest,
    ],
    widths: [30, 14, 60, 13, 13, 13, 13, 60],
    rows: coverage.entities.flatMap((entity) =>
      entity.measures.flatMap((measure) =>
        measure.duties.map((duty) => [entity.name, duty.id, duty.title, ...three(duty), duty.kind, duty.weakest?.text ?? null]),
      ),
    ),
  }
}

function sitesSheet({ words, lang, coverage }: ReportData): ReportSheet {
  return {
    name: sheetWords(lang).sites,
    header: [words.coverage.site, words.coverage.ref, words.designed, words.implemented, words.evidenced, words.coverage.carried],
    widths: [30, 12, 13, 13, 13, 13],
    rows: coverage.sites.flatMap((site) =>
      site.measures.map((measure) => [site.name, measure.ref, ...three(measure), percent(measure.carried)]),
    ),
  }
}

function systemsSheet({ words, lang, levels }: ReportData, kind: 'zones' | 'conduits'): ReportSheet {
  const all =
    kind === 'zones'
      ? levels.sites.flatMap((site) => site.zones.map((zone) => ({ ...zone, place: site.name })))
      : levels.conduits.map((conduit) => ({ ...conduit, place: conduit.joins }))
  const frs = levels.frs.map((fr) => fr.id)
  return {
    name: sheetWords(lang)[kind],
    header: [
      kind === 'zones' ? words.coverage.site : words.levels.zones,
      'id',
      kind === 'zones' ? words.levels.zone : words.levels.conduit,
      words.levels.crit,
      ...frs.flatMap((fr) => [`${fr} SL-A`, `${fr} SL-T`, `${fr} SL-E`, `${fr} n/a`]),
      words.gaps.missing,
    ],
    widths: [26, 24, 34, 8, ...frs.flatMap(() => [9, 9, 9, 9]), 80],
    rows: all.map((system) => [
      system.place,
      system.id,
      system.name,
      whole(system.criticality),
      ...system.cells.flatMap((cell) => [whole(cell.achieved), whole(cell.target), whole(cell.evidenced), whole(cell.notApplicable)]),
      system.cells.flatMap((cell) => cell.missing).join(', '),
    ]),
  }
}

function gapsSheet({ words, lang, gaps: list }: ReportData): ReportSheet {
  const w = words.gaps
  return {
    name: sheetWords(lang).gaps,
    header: [w.rank, w.where, 'id', w.fr, 'SL-A', 'SL-T', words.levels.crit, w.weight, w.duties, w.measures, w.missing],
    widths: [7, 34, 28, 8, 8, 8, 8, 9, 9, 34, 90],
    rows: list.gaps.rows.map((gap) => [
      whole(gap.rank),
      gap.name,
      gap.ref,
      gap.fr,
      whole(gap.achieved),
      whole(gap.target),
      whole(gap.criticality),
      whole(gap.weight),
      whole(gap.duties),
      gap.measures.join(', '),
      gap.missing.join(', '),
    ]),
  }
}

function requirementsSheet({ words, lang, gaps: list }: ReportData): ReportSheet {
  const w = words.gaps
  return {
    name: sheetWords(lang).requirements,
    header: [w.requirement, sheetWords(lang).title, w.places, w.weight, w.duties, w.measures],
    widths: [16, 60, 10, 10, 10, 40],
    rows: list.requirements.rows.map((row) => [
      row.id,
      row.title,
      whole(row.places),
      whole(row.weight),
      whole(row.duties),
      row.measures.join(', '),
    ]),
  }
}
