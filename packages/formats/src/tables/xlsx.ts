import { fail, ok, type Result } from '@caponier/core'
import { invalid } from '../workspace/validate.ts'
import { deterministicZip, rezipDeterministically } from './deterministic-zip.ts'
import { type Table, TABLE_LIMITS, type TableLimits, toTable } from './table.ts'
import { openXlsxArchive } from './xlsx-archive.ts'

const refuse = (message: string, mend: string): Result<never> => fail(invalid('cannot be read', [{ path: '', message, mend }]))

/**
 * Reads one sheet of an XLSX file as text cells: numbers as written by JavaScript, dates as `YYYY-MM-DD`. `sheet` is a name
 * or a number from 1; the first when absent. Archive, XML and sheet extent are bounded before the workbook is read.
 * Never throws.
 */
export async function readXlsx(bytes: Uint8Array, sheet?: string | number, limits: TableLimits = TABLE_LIMITS): Promise<Result<Table>> {
  const archive = openXlsxArchive(bytes, limits)
  if (!archive.ok) return archive
  for (const [name, part] of archive.value) {
    const fault = /^\/?xl\/worksheets\/[^/]*\.xml$/i.test(name) ? sheetExtentFault(part, limits) : undefined
    if (fault !== undefined) return refuse(fault, 'delete empty rows and columns behind the table, or split it')
  }
  let rows: readonly (readonly unknown[])[]
  try {
    // Loaded when a workbook is read or written: nearly a hundred modules that no other start should wait for.
    const { readSheet } = await import('read-excel-file/universal')
    const safe = deterministicZip(archive.value, 0)
    rows = await readSheet(new Blob([new Uint8Array(safe)]), sheet ?? 1, { trim: false })
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error)
    return refuse(
      `is no readable workbook: ${reason}`,
      sheet === undefined
        ? 'open it in a spreadsheet program and save it again as XLSX'
        : `is there a sheet "${sheet}"? Else save the workbook again as XLSX`,
    )
  }
  const text = rows.map((row) => row.map(cellText))
  for (const [index, row] of text.entries()) {
    const huge = row.findIndex((cell) => cell.length > limits.cell)
    if (huge >= 0)
      return refuse(`has a cell of ${row[huge]?.length} characters in row ${index + 1}, at most ${limits.cell} fit`, 'shorten it')
    if (row.some((cell) => cell.includes('\u0000'))) return refuse(`holds a NUL character in row ${index + 1}`, 'remove it')
  }
  return ok(toTable(text))
}

const ATTRIBUTES = /((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*\/?>/y

/**
 * A cell far outside makes readers fill everything before it, so addresses are looked at first: every row and cell tag must
 * be well-formed, and its address a plain one inside the bounds.
 */
function sheetExtentFault(part: Uint8Array, limits: TableLimits): string | undefined {
  const text = new TextDecoder('utf-8').decode(part)
  let rows = 0
  let cells = 0
  for (const tag of text.matchAll(/<(?:[\w-]+:)?(row|c)(?=[\s/>])/g)) {
    ATTRIBUTES.lastIndex = tag.index + tag[0].length
    const attributes = ATTRIBUTES.exec(text)?.[1]
    if (attributes === undefined) return `has a damaged ${tag[1]} tag`
    if (tag[1] === 'row') rows += 1
    else cells += 1
    for (const [, quoted = ''] of attributes.matchAll(/\sr\s*=\s*("[^"]*"|'[^']*')/g)) {
      const address = /^([A-Z]{0,3})(\d{1,9})$/.exec(quoted.slice(1, -1))
      if (address === null) return `has a cell address that is none: ${quoted.slice(0, 20)}`
      const [, letters = '', digits = ''] = address
      const column = Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
      if (Number(digits) > limits.rows + 1) return `reaches down to row ${digits}, at most ${limits.rows} are read`
      if (column > limits.columns) return `reaches out to column ${letters}, at most ${limits.columns} columns are read`
    }
  }
  if (rows > limits.rows + 1) return `has ${rows} rows, at most ${limits.rows} are read`
  return cells > limits.rows * 20 ? `has ${cells} cells, at most ${limits.rows * 20} are read` : undefined
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10)
  return typeof cell === 'string' ? cell : typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : ''
}

/** One sheet to write; the first row is the header. */
export interface SheetToWrite {
  readonly name: string
  readonly rows: readonly (readonly string[])[]
  /** Widths in characters, by column. */
  readonly widths?: readonly number[]
}

/** Writes text sheets as XLSX. Every cell is text, so nothing runs as a formula. Equal input gives equal bytes. */
export async function writeXlsx(sheets: readonly SheetToWrite[]): Promise<Uint8Array> {
  const { default: writeExcelFile } = await import('write-excel-file/node')
  const written = await writeExcelFile(
    sheets.map((sheet) => ({
      sheet: sheet.name,
      stickyRowsCount: 1,
      columns: sheet.widths?.map((width) => ({ width })) ?? [],
      data: sheet.rows.map((row, index) =>
        row.map((cell) =>
          cell === '' ? null : { value: escapeXlsxText(cell), type: String, ...(index === 0 ? { fontWeight: 'bold' as const } : {}) },
        ),
      ),
    })),
  ).toBuffer()
  return rezipDeterministically(new Uint8Array(written))
}

/**
 * ST_Xstring (ECMA-376-1, 22.9.2.19): characters that XML cannot hold or writers drop, text that looks like such an escape,
 * and words that every JavaScript object knows (`constructor`): the writer looks strings up in a plain object and would
 * refer to none.
 */
function escapeXlsxText(text: string): string {
  const escaped = text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/\p{Cc}|\p{Cs}|\p{Noncharacter_Code_Point}|\ufffd/gu, (character) =>
      character === '\n' || character === '\t' ? character : escapeUnits(character),
    )
  return escaped in {} ? escapeUnits(escaped.slice(0, 1)) + escaped.slice(1) : escaped
}

const escapeUnits = (characters: string): string =>
  Array.from({ length: characters.length }, (_, at) => `_x${characters.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0')}_`).join(
    '',
  )
