import type { AnswerSaved } from '@caponier/contract/assessment/answers'
import type { AssessmentDetail, AssessmentProgress, RequirementRow } from '@caponier/contract/assessment/assessments'
import type { AnswerStateName } from '@caponier/core/company/assessment'
import { FOUNDATIONAL } from '../../ui/levels.tsx'

const isAchieved = (state: AnswerStateName): boolean => state === 'met' || state === 'compensated'
export const isGap = (row: Pick<RequirementRow, 'inTarget'>, state: AnswerStateName): boolean =>
  row.inTarget && !isAchieved(state) && state !== 'not-applicable'

/** A row as it will stand once an answer is saved; the server says the truth a moment later. */
export const rowWithState = (row: RequirementRow, state: AnswerStateName): RequirementRow => ({
  ...row,
  state,
  gap: isGap(row, state),
  sources: state === 'not-assessed' ? row.sources : [],
})

/** The assessment after a save: the cell, the counts, and the levels of the subject that moved. Without asking the server again. */
export function applySaved(detail: AssessmentDetail, requirement: string, saved: AnswerSaved): AssessmentDetail {
  const rows = detail.rows.map((row): RequirementRow => {
    if (row.requirement !== requirement || row.version >= saved.version) return row
    return {
      ...row,
      state: saved.state,
      gap: isGap(row, saved.state),
      own: saved.own,
      counted: true,
      sources: saved.own === null ? row.sources : [],
      maturity: saved.own === null ? row.maturity : saved.own.maturity,
      version: saved.version,
    }
  })
  return { ...detail, rows, progress: levelsMoved(countRows(detail.progress, rows), detail.subject, saved) }
}

/** Counts of the rows; levels stay as they were. */
export function countRows(progress: AssessmentProgress, rows: readonly RequirementRow[]): AssessmentProgress {
  const count = (test: (row: RequirementRow) => boolean): number => rows.filter(test).length
  const of = (state: AnswerStateName): number => count((row) => row.state === state)
  const notAssessed = of('not-assessed')
  return {
    ...progress,
    total: rows.length,
    answered: rows.length - notAssessed,
    share: rows.length === 0 ? 0 : (rows.length - notAssessed) / rows.length,
    notAssessed,
    notMet: of('not-met'),
    partly: of('partly'),
    met: of('met'),
    compensated: of('compensated'),
    notApplicable: of('not-applicable'),
    inherited: count((row) => row.sources.length > 0),
    gaps: count((row) => row.gap),
    withoutEvidence: count((row) => isAchieved(row.state) && row.validEvidence === 0),
  }
}

function levelsMoved(progress: AssessmentProgress, subject: string, saved: AnswerSaved): AssessmentProgress {
  const moved = saved.moved.levels.filter((one) => one.subject === subject)
  if (moved.length === 0 || progress.slAchieved === null || progress.slEvidenced === null) return progress
  const [achieved, evidenced] = [[...progress.slAchieved], [...progress.slEvidenced]]
  for (const one of moved) {
    const at = FOUNDATIONAL.findIndex((fr) => fr === one.fr)
    if (at < 0) continue
    achieved[at] = one.after.achieved
    evidenced[at] = one.after.evidenced
  }
  return {
    ...progress,
    slAchieved: achieved,
    slEvidenced: evidenced,
    achievedMinimum: lowest(achieved),
    evidencedMinimum: lowest(evidenced),
  }
}

function lowest(levels: readonly (number | null)[]): number | null {
  const present = levels.filter((level) => level !== null)
  return present.length === 0 ? null : Math.min(...present)
}
