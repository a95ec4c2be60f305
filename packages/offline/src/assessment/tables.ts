import type { Content, Language } from '@caponier/core'
import type { Workspace } from '@caponier/core/company/index'
import { answerSheet, assetSheet, sheetToCsv, sheetToXlsx, type TableKind } from '@caponier/formats'
import { docsOfKind, objectSheet } from '@caponier/formats/tables/objects/object-rows'
import { isObjectSheet, OBJECT_SHEET_NAMES, objectSheetOf } from '@caponier/formats/tables/objects/object-sheets'

export { applyPreview, previewTable, type Preview } from '@caponier/formats'

/** Lists that come and go as sheets, by name. */
export const TABLE_KINDS: readonly TableKind[] = ['assets', 'answers', ...OBJECT_SHEET_NAMES]
export type { TableKind }

/** Is it the name of such a list? */
export const isTableKind = (name: string | undefined): name is TableKind => TABLE_KINDS.some((kind) => kind === name)

/** Frameworks as the answer sheets need them. */
export const sheetFrameworks = (content: Content): Parameters<typeof answerSheet>[1]['frameworks'] =>
  content.frameworks.map((framework) => ({ key: framework.key, subjects: framework.subjects, requirements: framework.requirements }))

export interface TableExport {
  readonly kind: TableKind
  readonly format: 'csv' | 'xlsx'
  readonly asOf: string
  readonly lang: Language
  readonly subjects?: readonly string[]
}

/** The sheet of a list of a workspace as bytes; CSV is guarded against formulas, equal input gives equal bytes. */
export async function exportTable(content: Content, workspace: Workspace, request: TableExport): Promise<Uint8Array> {
  const { kind, asOf, lang, subjects } = request
  const sheet =
    kind === 'assets'
      ? assetSheet(workspace, lang)
      : isObjectSheet(kind)
        ? objectSheet(kind, docsOfKind(workspace, objectSheetOf(kind).kind), asOf, lang)
        : answerSheet(workspace, {
            asOf,
            frameworks: sheetFrameworks(content),
            language: lang,
            ...(subjects === undefined ? {} : { subjects }),
          })
  return request.format === 'csv' ? sheetToCsv(sheet) : sheetToXlsx(sheet)
}
