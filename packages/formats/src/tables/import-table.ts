import { fail, ok, type Result } from '@caponier/core'
import type { FrameworkFacts } from '@caponier/core/company/answer-subjects'
import type { Workspace, WorkspaceAnswer, WorkspaceAsset } from '@caponier/core/company/index'
import { invalid } from '../workspace/validate.ts'
import { ANSWER_COLUMNS, ASSET_COLUMNS, type Column } from './columns.ts'
import { type ColumnMapping, mapColumns } from './mapping.ts'
import { type AnswerImportOptions, previewAnswers } from './preview-answers.ts'
import { isObjectSheet, objectSheetOf } from './objects/object-sheets.ts'
import { previewInWorkspace, withObjects } from './objects/workspace-import.ts'
import type { SheetLanguage } from './objects/print-cell.ts'
import { type AssetImportOptions, previewAssets } from './preview-assets.ts'
import type { Preview, TableKind } from './preview.ts'
import { readTable } from './read-table.ts'
import type { TableLimits } from './table.ts'

export interface TableImportOptions extends AssetImportOptions, AnswerImportOptions {
  /** Header or column letter to field, `-` for not read. */
  readonly map?: Readonly<Record<string, string>>
  /** XLSX: name of the sheet, or its number from 1. */
  readonly sheet?: string | number
  readonly limits?: TableLimits
  /** Of what is said about rows of the company's sheets; English when absent. */
  readonly language?: SheetLanguage
}

const NEEDED: Readonly<Record<'assets' | 'answers', readonly (readonly string[])[]>> = {
  assets: [['name', 'id']],
  answers: [['requirement'], ['state']],
}

/** A sheet without any of these says nothing: of things with a name id or name, of others what tells the row. */
const neededOf = (kind: TableKind): readonly (readonly string[])[] =>
  !isObjectSheet(kind)
    ? NEEDED[kind]
    : objectSheetOf(kind).within === 'row'
      ? objectSheetOf(kind).columns.flatMap((column) => (column.required === true ? [[column.field]] : []))
      : [['name', 'id']]

/** What the columns of a sheet can be. */
export const columnsOf = (kind: TableKind): readonly Column<string>[] =>
  kind === 'assets' ? ASSET_COLUMNS : kind === 'answers' ? ANSWER_COLUMNS : objectSheetOf(kind).columns

/** Fields without which a sheet says nothing; of each choice one is needed. Empty when the mapping has them all. */
export function missingFields(kind: TableKind, mapping: readonly ColumnMapping[]): readonly (readonly string[])[] {
  const fields = new Set(mapping.map((column) => column.field))
  return neededOf(kind).filter((choice) => !choice.some((field) => fields.has(field)))
}

/**
 * Reads a CSV or XLSX sheet and says row by row what importing it would do; nothing is changed. Refused are files that cannot
 * be read and sheets without the columns that matter; wrong rows are rows of the preview. Never throws on input.
 */
export async function previewTable(
  bytes: Uint8Array,
  kind: TableKind,
  workspace: Workspace,
  options: TableImportOptions,
): Promise<Result<Preview>> {
  const table = await readTable(bytes, options.sheet, options.limits)
  if (!table.ok) return table
  if (table.value.header.length === 0)
    return fail(invalid('cannot be read', [{ path: '', message: 'is empty', mend: 'the first row with text must be the header' }]))
  const mapping = mapColumns(table.value.header, columnsOf(kind), options.map)
  if (!mapping.ok) return mapping
  const missing = missingFields(kind, mapping.value)
  if (missing.length > 0) {
    return fail(
      invalid(
        'lacks a column',
        missing.map((choice) => ({
          path: choice.join(' or '),
          message: `no column is understood as ${choice.join(' or ')}`,
          mend: `the sheet has: ${table.value.header.join(', ')}; say which one it is, e.g. --map "${table.value.header[0]}=${choice[0]}"`,
        })),
      ),
    )
  }
  if (kind === 'assets') return ok(previewAssets(table.value, mapping.value, workspace, options))
  if (kind === 'answers') return ok(previewAnswers(table.value, mapping.value, workspace, options))
  const frameworks = options.frameworks.map(({ key, subjects, requirements }) => ({
    key,
    subjects: subjects as FrameworkFacts['subjects'],
    requirementIds: new Set(requirements.map((one) => one.id)),
    inheritable: new Map(requirements.map((one) => [one.id, one.inheritable])),
  }))
  return ok(previewInWorkspace(table.value, mapping.value, kind, workspace, { ...options, frameworks }))
}

/**
 * The workspace after a preview: rows with errors and kept rows change nothing. `now` is the instant of the import,
 * `YYYY-MM-DDTHH:MM:SSZ`; answers are recorded at it with provenance "import". Pure.
 */
export function applyPreview(
  workspace: Workspace,
  preview: Preview,
  { now, by }: { readonly now: string; readonly by?: string },
): Workspace {
  if (preview.kind === 'answers') {
    const entries: WorkspaceAnswer[] = preview.answers.map((draft) => ({
      ...draft,
      recordedAt: now,
      ...(by === undefined ? {} : { by }),
      provenance: 'import',
    }))
    return entries.length === 0 ? workspace : { ...workspace, answers: [...(workspace.answers ?? []), ...entries] }
  }
  if (isObjectSheet(preview.kind)) return withObjects(workspace, preview.kind, preview.objects, now)
  if (preview.assets.length === 0) return workspace
  const patches = new Map(preview.assets.map((patch) => [patch.id, patch]))
  const known = (workspace.assets ?? []).map((asset): WorkspaceAsset => {
    const patch = patches.get(asset.id)
    patches.delete(asset.id)
    return patch === undefined ? asset : { ...asset, ...patch }
  })
  const added = [...patches.values()].flatMap(({ id, name, site, ...rest }): WorkspaceAsset[] =>
    name === undefined || site === undefined ? [] : [{ id, name, site, ...rest, recordedAt: now }],
  )
  return { ...workspace, assets: [...known, ...added] }
}
