import { createHash } from 'node:crypto'
import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { SheetOptions } from '@caponier/contract/assets/sheets'
import { columnsOf, missingFields } from '@caponier/formats/tables/import-table'
import { type ColumnMapping, mapColumns } from '@caponier/formats/tables/mapping'
import { countActions, type Preview, type PreviewRow } from '@caponier/formats/tables/preview'
import { isObjectSheet } from '@caponier/formats/tables/objects/object-sheets'
import { ROW_MESSAGES, type Said } from '@caponier/formats/tables/objects/sheet-words'
import { previewAnswers } from '@caponier/formats/tables/preview-answers'
import { previewAssets } from '@caponier/formats/tables/preview-assets'
import { readTable } from '@caponier/formats/tables/read-table'
import type { Table } from '@caponier/formats/tables/table'
import { sheetFrameworks } from '@caponier/offline/assessment/tables'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import type { z } from 'zod'
import { newIssues, workspaceWith } from '../company/object-check.ts'
import type { AnyDoc } from '../company/object-place.ts'
import { visibleWorkspace } from '../company/visible-workspace.ts'
import type { MemberContext } from '../context.ts'
import type { TenantModel } from '../live/tenant-model.ts'
import { formerIds } from '@caponier/store/model/objects'
import type { Queries } from '@caponier/store/tenant/transaction'
import { apiProblem } from '../problems.ts'
import { idsOnceUsed, previewObjectSheet } from './object-sheets.ts'
import { SHEET_ACCESS, type SheetKind } from './sheet-kinds.ts'

export type Options = z.output<typeof SheetOptions>

/** A sheet as it would be imported now. `problem` says why it cannot, as it is mapped; its preview is empty then. */
export interface SheetReading {
  readonly header: readonly string[]
  readonly mapping: readonly ColumnMapping[]
  readonly problem: { readonly message: string; readonly issues: readonly { path: string; message: string; mend: string }[] } | null
  readonly preview: Preview
  /** Names exactly this preview. */
  readonly fingerprint: string
}

/** Runs queries in the tenant: in a transaction of their own, or in the one that holds the tenant's lock. */
export type InTenant = <T>(work: (queries: Queries) => Promise<T>) => Promise<T>

/** Reads a sheet and says what importing it would do to what the caller may change. Nothing is written. */
export async function readSheet(
  context: MemberContext,
  model: TenantModel,
  kind: SheetKind,
  bytes: Uint8Array,
  options: Options,
  inTenant: InTenant,
): Promise<Result<SheetReading, ApiProblem>> {
  const table = await readTable(bytes, options.tab)
  if (!table.ok) return fail(apiProblem(table.problem))
  const { header } = table.value
  if (header.length === 0)
    return fail({
      code: 'invalid-input',
      detail: 'the sheet is empty',
      kept: 'nothing was kept',
      mend: 'the first row with text must be the header',
    })
  const mapping = mapColumns(header, columnsOf(kind), options.map)
  if (!mapping.ok) return fail(apiProblem(mapping.problem))
  const messages = ROW_MESSAGES[context.language]
  const missing = missingFields(kind, mapping.value)
  const problem =
    missing.length === 0
      ? null
      : {
          message: messages.lacksColumn,
          issues: missing.map((choice) => {
            const titles = choice.map((field) => columnsOf(kind).find((one) => one.field === field)?.header[context.language] ?? field)
            return { path: choice.join(' or '), ...toIssue(messages.noColumn(titles)) }
          }),
        }
  const preview =
    problem !== null
      ? emptyPreview(kind, mapping.value)
      : isObjectSheet(kind)
        ? previewObjectSheet(context, model, kind, table.value, mapping.value, {
            site: options.site,
            former: await inTenant((queries) => idsOnceUsed(queries, context.tenant, kind)),
          })
        : checked(
            context,
            model,
            previewOf(context, model, kind, table.value, mapping.value, {
              ...options,
              taken: kind === 'assets' ? await takenIds(context, model, inTenant) : new Set(),
            }),
          )
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([preview.rows, preview.assets, preview.answers, preview.objects]))
    .digest('hex')
    .slice(0, 32)
  return ok({ header, mapping: mapping.value, problem, preview, fingerprint })
}

const toIssue = ({ why, mend }: Said): { message: string; mend: string } => ({ message: why, mend })

const emptyPreview = (kind: SheetKind, mapping: readonly ColumnMapping[]): Preview => ({
  kind,
  mapping,
  rows: [],
  counts: countActions([]),
  assets: [],
  answers: [],
  objects: [],
})

/** Ids that an asset of a sheet may not take: those of assets anywhere, and of assets that were removed, whose past is not its own. */
const takenIds = async (context: MemberContext, model: TenantModel, inTenant: InTenant): Promise<ReadonlySet<string>> =>
  new Set([
    ...model.objects('asset').map((stored) => stored.id),
    ...(await inTenant((queries) => formerIds(queries, context.tenant, 'asset', ''))),
  ])

function previewOf(
  context: MemberContext,
  model: TenantModel,
  kind: 'assets' | 'answers',
  table: Table,
  mapping: readonly ColumnMapping[],
  { overwrite, site, subject, framework, taken }: Options & { readonly taken: ReadonlySet<string> },
): Preview {
  const { write, read } = SHEET_ACCESS[kind]
  const seen = context.visible(read)
  const workspace = visibleWorkspace(model, context.visible(write), { person: seen, 'asset-type': seen, supplier: seen })
  const shared = overwrite === undefined ? {} : { overwrite }
  if (kind === 'assets') return previewAssets(table, mapping, workspace, { ...shared, taken, ...(site !== undefined && { site }) })
  return previewAnswers(table, mapping, workspace, {
    ...shared,
    today: context.today,
    frameworks: sheetFrameworks(context.app.content),
    ...(subject !== undefined && { subject }),
    ...(framework !== undefined && { framework }),
  })
}

/**
 * Errors that only the whole model shows go to their rows, such as a zone of another site. What such a row would write is left out, as
 * with every row in error.
 */
function checked(context: MemberContext, model: TenantModel, preview: Preview): Preview {
  if (preview.kind === 'answers') return withinGate(context, preview)
  const faults = new Map<string, { readonly field: string; readonly why: string; readonly mend: string }>()
  const put = new Map<string, AnyDoc>()
  for (const patch of preview.assets) put.set(patch.id, { ...model.object('asset', patch.id)?.doc, ...patch })
  for (const found of newIssues(context, model, workspaceWith(model, { put: new Map([['asset', put]]), removed: new Map() })))
    if (found.severity === 'error' && found.kind === 'asset' && found.id !== null && !faults.has(found.id))
      faults.set(found.id, { field: found.issue.path, why: found.issue.message, mend: found.issue.mend ?? 'correct the cell' })
  if (faults.size === 0) return preview
  const rows = preview.rows.map((row): PreviewRow => {
    const fault = row.action === 'add' || row.action === 'change' ? faults.get(row.key) : undefined
    if (fault === undefined) return row
    const diff = row.diffs.find((one) => fault.field.startsWith(one.field))
    const error = { row: row.row, column: diff?.field ?? fault.field, value: diff?.after ?? row.key, why: fault.why, mend: fault.mend }
    return { ...row, action: 'error', errors: [...row.errors, error] }
  })
  return { ...preview, rows, counts: countActions(rows), assets: preview.assets.filter((patch) => !faults.has(patch.id)) }
}

/** Rows for subjects that the caller may not answer for: the sheet may name the organisation, which everybody knows. */
function withinGate(context: MemberContext, preview: Preview): Preview {
  const visible = context.visible(SHEET_ACCESS.answers.write)
  if (visible.all) return preview
  const subjectOf = (row: PreviewRow): string => row.key.slice(0, row.key.indexOf(' '))
  const rows = preview.rows.map((row): PreviewRow => {
    if (row.action === 'error' || visible.holdsSubject(subjectOf(row))) return row
    const error = {
      row: row.row,
      column: 'subject',
      value: subjectOf(row),
      why: 'you may not answer for this subject',
      mend: 'leave the row out, or ask somebody who holds a role at all of its places',
    }
    return { ...row, action: 'error', diffs: [], kept: [], errors: [error] }
  })
  return { ...preview, rows, counts: countActions(rows), answers: preview.answers.filter((one) => visible.holdsSubject(one.subject)) }
}
