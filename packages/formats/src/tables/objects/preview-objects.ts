import { isDeepStrictEqual } from 'node:util'
import { KINDS } from '@caponier/core/company/kinds'
import type { Workspace } from '@caponier/core/company/workspace'
import { explainIssues } from '../../workspace/explain.ts'
import type { ColumnMapping } from '../mapping.ts'
import { countActions, type FieldDiff, type Preview, type PreviewRow, type RowError } from '../preview.ts'
import { freshId } from '../preview-assets.ts'
import type { Table, TableRow } from '../table.ts'
import { matchWithoutNames, objectMatcher, type StoredDoc } from './match-rows.ts'
import type { ObjectColumn, ObjectSheetSpec } from './object-column.ts'
import type { ObjectDraft } from './object-draft.ts'
import { objectLookup } from './object-lookup.ts'
import { objectSheetOf, type ObjectSheetName, wordOfKind } from './object-sheets.ts'
import { changedTarget, type SheetDoc, valueOf, withValues } from './object-values.ts'
import { parseCell, type ParsedCell } from './parse-cell.ts'
import { printCell, type SheetLanguage } from './print-cell.ts'
import { ROW_MESSAGES, type Said } from './sheet-words.ts'

export interface ObjectImportOptions {
  /** The day of the import, `YYYY-MM-DD`. */
  readonly today: string
  /** Of messages and of what is shown; English when absent. */
  readonly language?: SheetLanguage
  /** Site of rows that name none. */
  readonly site?: string
  /** Ids that no new object may get, beside those of the objects that stand. */
  readonly takenIds?: ReadonlySet<string>
}

const REMOVE = '-'

/**
 * What the rows would do to the objects of a list. A row belongs to the object of its id; without one to the one of its name, within
 * its site where the kind has one. Empty cells leave things alone, `-` removes. `workspace` is what the reader may name. Pure.
 */
export function previewObjects(
  table: Table,
  mapping: readonly ColumnMapping[],
  name: ObjectSheetName,
  stored: readonly StoredDoc[],
  workspace: Workspace,
  options: ObjectImportOptions,
): Preview {
  const spec = objectSheetOf(name)
  const language = options.language ?? 'en'
  const messages = ROW_MESSAGES[language]
  const what = wordOfKind(spec.kind, language)
  const lookup = objectLookup(workspace)
  const columns = mappedColumns(spec, mapping)
  const taken = new Set([...(options.takenIds ?? []), ...stored.map((one) => one.id)])
  const seen = new Map<string, number>()
  const rows: PreviewRow[] = []
  const objects: ObjectDraft[] = []

  const read = (column: ObjectColumn, text: string, site: string | undefined, before: unknown): ParsedCell =>
    parseCell(column.shape, text, { lookup, site, before, language, messages, wordOf: (kind) => wordOfKind(kind, language) })
  const siteColumn = columns.find(({ column }) => column.field === 'site')
  const siteOf = (row: TableRow): string | undefined => {
    const text = siteColumn === undefined ? '' : cellAt(row, siteColumn.at)
    if (text === '') return options.site
    const parsed = siteColumn === undefined ? undefined : read(siteColumn.column, text, undefined, undefined)
    return parsed?.ok === true && typeof parsed.value === 'string' ? parsed.value : undefined
  }
  const match = objectMatcher(spec, stored)
  const held = spec.within === 'row' ? heldValues(spec, stored) : new Map<ObjectColumn, readonly unknown[]>()
  const nameless =
    spec.within === 'row'
      ? matchWithoutNames(
          table.rows.map((row) => wholeRow(row, columns, held, read)),
          stored,
        )
      : []

  for (const [at, row] of table.rows.entries()) {
    const text = (field: string): string => {
      const found = columns.find(({ column }) => column.field === field)
      return found === undefined ? '' : cellAt(row, found.at)
    }
    const errors: RowError[] = []
    const wrong = (column: string, value: string, { why, mend }: Said): void => {
      errors.push({ row: row.row, column, value, why, mend })
    }
    const headerOf = (field: string): string =>
      columns.find(({ column }) => column.field === field)?.header ??
      spec.columns.find((column) => column.field === field)?.header[language] ??
      field
    const site = siteOf(row)
    const found = spec.within === 'row' ? nameless[at] : match({ id: text('id') || undefined, name: text('name') || undefined, site })
    if (found === 'several') wrong(headerOf('name'), text('name'), messages.severalOfName(what, text('name')))
    const existing = found === 'several' ? undefined : found
    const before: SheetDoc = existing?.doc ?? {}
    const rowSite = site ?? (typeof before['site'] === 'string' ? before['site'] : undefined)

    const changes = new Map<ObjectColumn, unknown>()
    for (const { column, at: index, header } of columns) {
      const cell = row.cells[index] ?? ''
      if (cell.trim() === '' || column.field === 'id') continue
      const value = valueOf(before, column, options.today)
      if (existing !== undefined && isShown(cell, column, value)) continue
      if (cell.trim() === REMOVE && column.shape.type !== 'vector') {
        if (column.required === true) wrong(header, cell, messages.notRemovable)
        else if (value !== undefined) changes.set(column, undefined)
        continue
      }
      const parsed = read(column, cell, rowSite, value)
      if (!parsed.ok) wrong(header, cell, parsed.said)
      else if (!isDeepStrictEqual(parsed.value, value)) changes.set(column, parsed.value)
    }
    if (existing === undefined && options.site !== undefined) {
      const own = spec.columns.find((column) => column.field === 'site')
      if (own !== undefined && text('site') === '') changes.set(own, options.site)
    }
    if (existing === undefined && found !== 'several')
      for (const column of spec.columns)
        if (column.required === true && !changes.has(column) && text(column.field) === '')
          wrong(headerOf(column.field), '', messages.missing)

    const hasId = spec.within !== 'row'
    const id = existing?.id ?? (hasId ? text('id') || freshId(text('name'), taken) : rowName(withValues(before, changes)))
    if (existing === undefined && hasId && text('id') !== '' && options.takenIds?.has(id) === true)
      wrong(headerOf('id'), id, messages.idTaken(what, id))
    const earlier = hasId || existing !== undefined ? seen.get(id) : undefined
    if (earlier !== undefined) wrong(headerOf(hasId ? 'id' : 'requirement'), id, messages.twice(what, earlier))
    else seen.set(id, row.row)

    const said = (field: string): unknown => {
      const column = spec.columns.find((one) => one.field === field)
      if (column === undefined || text(field) === '') return undefined
      return changes.has(column) ? changes.get(column) : valueOf(before, column, options.today)
    }
    const target = changedTarget(before, changes, said, existing === undefined, options.today)
    if (target === 'missing') wrong(headerOf('slTarget'), '', messages.targetMissing)
    if (target === undefined) for (const column of changes.keys()) if (column.field.startsWith('slTarget')) changes.delete(column)
    const doc = { ...withValues(before, changes), ...(hasId && { id }) }
    if (errors.length === 0) {
      const whole = target === undefined || target === 'missing' ? doc : { ...doc, slTarget: [target] }
      const checked = KINDS[spec.kind].schema.safeParse(whole)
      if (!checked.success)
        for (const issue of explainIssues(checked.error.issues.slice(0, 10), whole)) {
          const field = columnOfPath(spec, issue.path)
          wrong(headerOf(field), text(field), { why: issue.message, mend: issue.mend ?? messages.correct })
        }
    }
    const diffs = [...changes].map(([column, after]): FieldDiff => ({
      field: column.field,
      before: printCell(column.shape, valueOf(before, column, options.today), language),
      after: printCell(column.shape, after, language),
    }))
    const action = errors.length > 0 ? 'error' : existing === undefined ? 'add' : diffs.length > 0 ? 'change' : 'same'
    rows.push({ row: row.row, action, key: hasId ? id : rowName(doc), diffs, kept: [], errors })
    if (action === 'add' || action === 'change') {
      const ownId = hasId || existing !== undefined ? id : `row ${row.row}`
      objects.push({ row: row.row, id: ownId, isNew: action === 'add', doc, ...(typeof target === 'object' && { target }) })
    }
    if (action === 'add') taken.add(id)
  }
  return { kind: name, mapping, rows, counts: countActions(rows), assets: [], answers: [], objects }
}

interface MappedColumn {
  readonly column: ObjectColumn
  readonly at: number
  readonly header: string
}

const mappedColumns = (spec: ObjectSheetSpec, mapping: readonly ColumnMapping[]): readonly MappedColumn[] =>
  spec.columns.flatMap((column) => {
    const found = mapping.find((one) => one.field === column.field)
    return found === undefined ? [] : [{ column, at: found.column, header: found.header || found.letter }]
  })

const cellAt = (row: TableRow, at: number): string => (row.cells[at] ?? '').trim()

const plain = (text: string): string => text.replaceAll('\r\n', '\n').trim()

/** Does the cell show what stands, in either language? */
const isShown = (cell: string, column: ObjectColumn, value: unknown): boolean =>
  (['en', 'de'] as const).some((language) => plain(printCell(column.shape, value, language)) === plain(cell))

/** The document that a row says by itself, as far as it can be read; what stands somewhere in the list may be named. */
function wholeRow(
  row: TableRow,
  columns: readonly MappedColumn[],
  held: ReadonlyMap<ObjectColumn, readonly unknown[]>,
  read: (column: ObjectColumn, text: string, site: string | undefined, before: unknown) => ParsedCell,
): SheetDoc {
  const values = new Map<ObjectColumn, unknown>()
  for (const { column, at } of columns) {
    const text = cellAt(row, at)
    const parsed = text === '' ? undefined : read(column, text, undefined, held.get(column))
    if (parsed?.ok === true) values.set(column, parsed.value)
  }
  return withValues({}, values)
}

const heldValues = (spec: ObjectSheetSpec, stored: readonly StoredDoc[]): ReadonlyMap<ObjectColumn, readonly unknown[]> =>
  new Map(spec.columns.map((column) => [column, [...new Set(stored.map((one) => valueOf(one.doc, column, '')))]]))

/** A row of a list without names, in words. */
const rowName = (doc: SheetDoc): string =>
  ['requirement', 'subject', 'party', 'role', 'person', 'supplier']
    .flatMap((key) => (typeof doc[key] === 'string' ? [doc[key]] : []))
    .join(' ')

/** The column of a path such as `channels[0].port` or `flags.criticalEntity`. */
function columnOfPath(spec: ObjectSheetSpec, path: string): string {
  const keys = path.split(/[.[]/)
  const own = spec.columns.filter((column) => column.path[0] === keys[0])
  return (own.find((column) => column.path.length > 1 && column.path[1] === keys[1]) ?? own[0])?.field ?? keys[0] ?? ''
}
