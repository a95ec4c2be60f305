import { readFileSync, writeFileSync } from 'node:fs'
import { ANSWER_COLUMNS, ASSET_COLUMNS, type Column } from '../packages/formats/src/tables/columns.ts'
import type { CellShape, ObjectColumn, ScalarShape } from '../packages/formats/src/tables/objects/object-column.ts'
import { OBJECT_SHEET_NAMES, objectSheetOf, wordOfKind } from '../packages/formats/src/tables/objects/object-sheets.ts'

const GUIDE = new URL('../docs/guide/spreadsheets.md', import.meta.url)
const BEGIN = '<!-- columns: written by scripts/write-sheet-guide.ts -->'
const END = '<!-- end of columns -->'

/** The guide with the part between its marks written anew from the columns of every sheet. */
export function sheetGuide(text: string): string {
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)]
  if (from < 0 || to < from) throw new Error(`docs/guide/spreadsheets.md lacks the lines ${BEGIN} and ${END}`)
  return `${text.slice(0, from)}${BEGIN}\n\n${columnsPart()}\n\n${text.slice(to)}`
}

function columnsPart(): string {
  const objects = OBJECT_SHEET_NAMES.map((name) => {
    const { title, columns, within, leftToForm } = objectSheetOf(name)
    const identity = {
      site: 'A row without id belongs to the one of its name at its site.',
      list: 'A row without id belongs to the one of its name.',
      row: 'There is no id. A row belongs to the one with the same framework, requirement, subject, party and role; where there are several, only what is not there yet is added.',
    }[within]
    const left = leftToForm.length === 0 ? '' : ` Not in the sheet, and left as it is: \`${leftToForm.join('`, `')}\`.`
    return `### ${title.en}\n\n\`--kind ${name}\`, German: ${title.de}. ${identity}${left}\n\n${tableOf(columns.map(objectRow))}`
  })
  return [
    ...objects,
    `### Assets\n\n\`--kind assets\`. A row without id belongs to the one of its serial number at its site, else of its name. Interfaces stand in one cell each column, in the same order.\n\n${tableOf(ASSET_COLUMNS.map(plainRow))}`,
    `### Answers\n\n\`--kind answers\`. A row belongs to its subject, framework and requirement.\n\n${tableOf(ANSWER_COLUMNS.map(plainRow))}`,
  ].join('\n\n')
}

const tableOf = (rows: readonly string[]): string =>
  ['| column | German | field | what to write |', '|---|---|---|---|', ...rows].join('\n')

const rowOf = (column: Column<string>, what: string): string =>
  `| ${column.header.en} | ${column.header.de} | \`${column.field}\` | ${what.replaceAll('|', '\\|')} |`

const plainRow = (column: Column<string>): string => rowOf(column, column.informative === true ? 'for people, not read' : '')

function objectRow(column: ObjectColumn): string {
  const hint = column.hint === undefined ? '' : `. ${column.hint.en.replace(/\.$/, '')}`
  return rowOf(column, `${column.required === true ? '**needed**, ' : ''}${shapeWords(column.shape)}${hint}`)
}

function shapeWords(shape: CellShape): string {
  if (shape.type === 'list') return `several by \`;\`: ${scalarWords(shape.item)}`
  if (shape.type === 'vector') return 'SL vector'
  if (shape.type !== 'rows') return scalarWords(shape)
  return `several by \`;\`, parts by \`|\`: ${shape.parts.map((part) => `${part.words.en} [${scalarWords(part.shape)}]`).join(' | ')}`
}

function scalarWords(shape: ScalarShape): string {
  if (shape.type === 'choice') return shape.choices.map(({ words: { en, de } }) => (en === de ? en : `${en} (${de})`)).join(', ')
  if (shape.type === 'ref') return `${wordOfKind(shape.of, 'en')}, id or name`
  if (shape.type === 'number') return shape.whole === true ? 'whole number' : 'number'
  return {
    text: 'text',
    prose: 'text',
    word: 'text',
    country: 'two letters',
    date: 'date',
    flag: 'yes (ja), no (nein)',
    subject: 'like zone:line-3',
  }[shape.type]
}

if (import.meta.main) writeFileSync(GUIDE, sheetGuide(readFileSync(GUIDE, 'utf8')))
