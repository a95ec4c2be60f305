import type { Issue } from '@caponier/core'
import type { WorkspaceAnswer, WorkspaceAsset } from '@caponier/core/company/index'
import type { ColumnMapping } from './mapping.ts'
import type { ObjectDraft } from './objects/object-draft.ts'
import type { ObjectSheetName } from './objects/object-sheets.ts'

export type TableKind = 'assets' | 'answers' | ObjectSheetName
/** kept: the sheet says something else, but a person changed it here, and that stands. */
export type RowAction = 'add' | 'change' | 'same' | 'kept' | 'error'

export interface FieldDiff {
  readonly field: string
  /** Text as the sheet would show it; '' when absent. */
  readonly before: string
  readonly after: string
}

/** One thing wrong in a row. */
export interface RowError {
  readonly row: number
  /** Header of the column, or its letter where it has none; '' for the whole row. */
  readonly column: string
  readonly value: string
  readonly why: string
  readonly mend: string
}

export interface PreviewRow {
  readonly row: number
  readonly action: RowAction
  /** Asset id, or subject and requirement. */
  readonly key: string
  readonly diffs: readonly FieldDiff[]
  /** Differences that are left alone because a person made them. */
  readonly kept: readonly FieldDiff[]
  readonly errors: readonly RowError[]
}

export type AssetPatch = Partial<WorkspaceAsset> & Pick<WorkspaceAsset, 'id'>
export type AnswerDraft = Omit<WorkspaceAnswer, 'recordedAt' | 'provenance' | 'by'>

/** What an import would do. Plain data: it can be shown, kept and applied later. */
export interface Preview {
  readonly kind: TableKind
  readonly mapping: readonly ColumnMapping[]
  readonly rows: readonly PreviewRow[]
  readonly counts: Readonly<Record<RowAction, number>>
  /** What applying would write, in the order of the rows. */
  readonly assets: readonly AssetPatch[]
  readonly answers: readonly AnswerDraft[]
  readonly objects: readonly ObjectDraft[]
}

export const countActions = (rows: readonly PreviewRow[]): Readonly<Record<RowAction, number>> => {
  const counts: Record<RowAction, number> = { add: 0, change: 0, same: 0, kept: 0, error: 0 }
  for (const row of rows) counts[row.action] += 1
  return counts
}

/** Turns an issue of the schema into a row error of the column it came from. */
export const rowError = (row: number, column: string, value: string, issue: Issue): RowError => ({
  row,
  column,
  value,
  why: issue.message,
  mend: issue.mend ?? 'correct the cell',
})
