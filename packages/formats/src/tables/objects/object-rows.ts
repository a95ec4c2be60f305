import { type DocOf, type Kind, KINDS } from '@caponier/core/company/kinds'
import type { Workspace } from '@caponier/core/company/workspace'
import { sortedBy } from '../../workspace/natural-order.ts'
import { TABLE_LIMITS } from '../table.ts'
import type { SheetToWrite } from '../xlsx.ts'
import type { ObjectColumn } from './object-column.ts'
import { objectSheetOf, type ObjectSheetName } from './object-sheets.ts'
import { type SheetDoc, valueOf } from './object-values.ts'
import { printCell, type SheetLanguage } from './print-cell.ts'

/** Documents of a kind in a workspace, as plain keys and values. */
export const docsOfKind = (workspace: Workspace, kind: Kind): readonly SheetDoc[] => {
  const docs: readonly DocOf<Kind>[] = workspace[KINDS[kind].key] ?? []
  return docs.map((doc) => ({ ...doc }))
}

/** What one cell says; '' where there is nothing, or more than a cell of a spreadsheet holds: the import leaves it alone then. */
export function objectCell(doc: SheetDoc, column: ObjectColumn, today: string, language: SheetLanguage): string {
  const text = printCell(column.shape, valueOf(doc, column, today), language)
  return text.length > TABLE_LIMITS.cell ? '' : text
}

/** The sheet of a list: one row per object, sorted by site and id, header first. SL-T is the one in force on `today`. */
export function objectSheet(name: ObjectSheetName, docs: readonly SheetDoc[], today: string, language: SheetLanguage): SheetToWrite {
  const { columns, title } = objectSheetOf(name)
  const order = (doc: SheetDoc): string =>
    ['site', 'framework', 'requirement', 'subject', 'id'].flatMap((key) => (typeof doc[key] === 'string' ? [doc[key]] : [])).join('\n')
  return {
    name: title[language],
    widths: columns.map((column) => column.width),
    rows: [
      columns.map((column) => column.header[language]),
      ...sortedBy(docs, order).map((doc) => columns.map((column) => objectCell(doc, column, today, language))),
    ],
  }
}
