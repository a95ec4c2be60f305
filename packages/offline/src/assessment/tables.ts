import type { Content, Language } from '@caponier/core'
import type { Workspace } from '@caponier/core/company/index'
import { answerSheet, assetSheet, sheetToCsv, sheetToXlsx } from '@caponier/formats'

export { applyPreview, previewTable, type Preview } from '@caponier/formats'

/** Frameworks as the answer sheets need them. */
export const sheetFrameworks = (content: Content): Parameters<typeof answerSheet>[1]['frameworks'] =>
  content.frameworks.map((framework) => ({ key: framework.key, subjects: framework.subjects, requirements: framework.requirements }))

export interface TableExport {
  readonly kind: 'assets' | 'answers'
  readonly format: 'csv' | 'xlsx'
  readonly asOf: string
  readonly lang: Language
  readonly subjects?: readonly string[]
}

/** The asset or answer sheet of a workspace as bytes; CSV is guarded against formulas, equal input gives equal bytes. */
export async function exportTable(content: Content, workspace: Workspace, request: TableExport): Promise<Uint8Array> {
  const sheet =
    request.kind === 'assets'
      ? assetSheet(workspace, request.lang)
      : answerSheet(workspace, {
          asOf: request.asOf,
          frameworks: sheetFrameworks(content),
          language: request.lang,
          ...(request.subjects === undefined ? {} : { subjects: request.subjects }),
        })
  return request.format === 'csv' ? sheetToCsv(sheet) : sheetToXlsx(sheet)
}
