import type { Workspace, WorkspaceAnswer } from '@caponier/core/company/index'
import { answerKey, inForce } from '@caponier/core/position/slice'
import { naturalCompare, sortedBy } from '../workspace/natural-order.ts'
import { answerCell } from './answer-cells.ts'
import { assetCell } from './asset-cells.ts'
import { ANSWER_COLUMNS, ASSET_COLUMNS, type Column } from './columns.ts'
import { type Delimiter, writeCsv } from './csv.ts'
import type { SheetFramework } from './preview-answers.ts'
import { type SheetToWrite, writeXlsx } from './xlsx.ts'

export type SheetLanguage = 'en' | 'de'

const SHEET_NAMES = { assets: { en: 'Assets', de: 'Anlagen' }, answers: { en: 'Answers', de: 'Antworten' } } as const

/** The asset sheet: one row per asset, sorted by site and id, header first. */
export function assetSheet(workspace: Workspace, language: SheetLanguage = 'en'): SheetToWrite {
  const assets = sortedBy(workspace.assets ?? [], (asset) => `${asset.site}\n${asset.id}`)
  return {
    ...head('assets', ASSET_COLUMNS, language),
    rows: [headers(ASSET_COLUMNS, language), ...assets.map((asset) => ASSET_COLUMNS.map((column) => assetCell(asset, column.field)))],
  }
}

export interface AnswerSheetOptions {
  /** The day whose answers are shown, `YYYY-MM-DD`. */
  readonly asOf: string
  /** Frameworks for the titles, and for the rows without answer. */
  readonly frameworks: readonly SheetFramework[]
  /** Only these subjects; all when absent. */
  readonly subjects?: readonly string[]
  /** Also a row for every requirement that is not answered at a subject; true when absent. */
  readonly withOpen?: boolean
  readonly language?: SheetLanguage
}

/** The answer sheet: one row per subject and requirement with the answer in force, in the order of the framework. */
export function answerSheet(workspace: Workspace, options: AnswerSheetOptions): SheetToWrite {
  const language = options.language ?? 'en'
  const moment = { asOf: options.asOf, knownAt: null }
  const names = subjectNames(workspace)
  const wanted = options.subjects === undefined ? undefined : new Set(options.subjects)
  const answers = (workspace.answers ?? []).filter((answer) => wanted?.has(answer.subject) ?? true)
  const histories = Map.groupBy(answers, (answer) => answerKey(answer.subject, answer.framework, answer.requirement))
  const adopted = new Set(workspace.frameworks.map((one) => one.framework))
  const rows: { readonly subject: string; readonly framework: number; readonly requirement: number; readonly cells: readonly string[] }[] =
    []
  options.frameworks.forEach((framework, frameworkAt) => {
    const isOpenShown = options.withOpen !== false && (adopted.has(framework.key) || framework.key.startsWith('nis2:'))
    for (const [subject, name] of names) {
      if (wanted !== undefined && !wanted.has(subject)) continue
      const isOwn = framework.subjects.includes(subject.split(':')[0] ?? '')
      framework.requirements.forEach((requirement, requirementAt) => {
        const answer: WorkspaceAnswer | undefined = inForce(histories.get(answerKey(subject, framework.key, requirement.id)) ?? [], moment)
        if (answer === undefined && !(isOpenShown && isOwn)) return
        const cells = ANSWER_COLUMNS.map(({ field }): string => {
          if (field === 'subject') return subject
          if (field === 'subjectName') return name
          if (field === 'framework') return framework.key
          if (field === 'requirement') return requirement.id
          if (field === 'title') return requirement.title[language]
          return answerCell(answer, field)
        })
        rows.push({ subject, framework: frameworkAt, requirement: requirementAt, cells })
      })
    }
  })
  rows.sort(
    (left, right) =>
      left.framework - right.framework || naturalCompare(left.subject, right.subject) || left.requirement - right.requirement,
  )
  return { ...head('answers', ANSWER_COLUMNS, language), rows: [headers(ANSWER_COLUMNS, language), ...rows.map((row) => row.cells)] }
}

function subjectNames(workspace: Workspace): ReadonlyMap<string, string> {
  const of = (kind: string, items: readonly { readonly id: string; readonly name: string }[] | undefined): [string, string][] =>
    (items ?? []).map((item) => [`${kind}:${item.id}`, item.name])
  return new Map([
    ['organisation', workspace.organisation.name],
    ...of('entity', workspace.entities),
    ...of('site', workspace.sites),
    ...of('suc', workspace.sucs),
    ...of('zone', workspace.zones),
    ...of('conduit', workspace.conduits),
    ...of('asset-type', workspace.assetTypes),
    ...of('supplier', workspace.suppliers),
    ...of('product', workspace.products),
  ])
}

const headers = <Field extends string>(columns: readonly Column<Field>[], language: SheetLanguage): readonly string[] =>
  columns.map((column) => column.header[language])

const head = <Field extends string>(
  kind: keyof typeof SHEET_NAMES,
  columns: readonly Column<Field>[],
  language: SheetLanguage,
): Omit<SheetToWrite, 'rows'> => ({ name: SHEET_NAMES[kind][language], widths: columns.map((column) => column.width) })

/** A sheet as CSV bytes, guarded against formulas. */
export const sheetToCsv = (sheet: SheetToWrite, delimiter: Delimiter = ','): Uint8Array => writeCsv(sheet.rows, delimiter)

/** A sheet as XLSX bytes; equal sheets give equal bytes. */
export const sheetToXlsx = (sheet: SheetToWrite): Promise<Uint8Array> => writeXlsx([sheet])
