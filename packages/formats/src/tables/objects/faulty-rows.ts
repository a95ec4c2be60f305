import { countActions, type Preview, type PreviewRow } from '../preview.ts'
import type { ModelIssue } from './find-faults.ts'
import { isObjectSheet, objectSheetOf } from './object-sheets.ts'
import type { SheetLanguage } from './print-cell.ts'
import { ROW_MESSAGES } from './sheet-words.ts'

/** A preview in which rows with faults are errors; what they would write is left out, as with every row in error. */
export function withFaults(preview: Preview, faults: ReadonlyMap<number, ModelIssue>, language: SheetLanguage): Preview {
  if (faults.size === 0) return preview
  const columns = isObjectSheet(preview.kind) ? objectSheetOf(preview.kind).columns : []
  const rows = preview.rows.map((row): PreviewRow => {
    const fault = faults.get(row.row)
    if (fault === undefined || row.action === 'error') return row
    const [key = ''] = fault.path.split(/[.[]/)
    const field = columns.find((column) => column.path[0] === key)?.field
    const diff = row.diffs.find((one) => one.field === field)
    const header = preview.mapping.find((one) => one.field === field)?.header ?? ''
    const mend = fault.mend ?? ROW_MESSAGES[language].correct
    return { ...row, action: 'error', errors: [{ row: row.row, column: header, value: diff?.after ?? row.key, why: fault.why, mend }] }
  })
  return { ...preview, rows, counts: countActions(rows), objects: preview.objects.filter((one) => !faults.has(one.row)) }
}
