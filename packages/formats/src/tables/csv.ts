import { fail, ok, type Result } from '@caponier/core'
import { CsvError, parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { firstInvalidByte } from '../workspace/decode.ts'
import { invalid } from '../workspace/validate.ts'
import { guardFormula, unguardFormula } from './formula-guard.ts'
import { type Table, TABLE_LIMITS, type TableLimits, toTable } from './table.ts'

export type Delimiter = ',' | ';' | '\t'

/**
 * Reads CSV: UTF-8 with or without byte order mark, or UTF-16 with one; separator comma, semicolon or tab, found by looking;
 * quoted cells may hold line breaks; the guard against formulas is taken off. Never throws.
 */
export function readCsv(bytes: Uint8Array, limits: TableLimits = TABLE_LIMITS): Result<Table> {
  if (bytes.length > limits.bytes) return refuse(`is over ${Math.round(limits.bytes / 1024 / 1024)} MB`, 'split the file')
  const decoded = decodeCsv(bytes)
  if (!decoded.ok) return decoded
  let text = decoded.value
  const nul = text.indexOf('\u0000')
  if (nul >= 0) return refuse('holds a NUL character', 'this is probably no CSV file', lineOf(text, nul))
  // A first line `sep=;` tells spreadsheet programs the separator and is no row.
  const told = /^sep=([,;\t])\r?\n/i.exec(text)
  if (told !== null) text = text.slice(told[0].length)
  const delimiter = (told?.[1] as Delimiter | undefined) ?? detectDelimiter(text)
  let records: string[][]
  try {
    records = parse(text, {
      delimiter,
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: limits.cell * 8,
      to: limits.rows + 2,
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return refuse(
      CSV_FAULTS[error.code] ?? `is no valid CSV: ${error.message}`,
      'check the quotes around this line; a quote inside a cell is written twice',
      Number(error['lines']) || 1,
    )
  }
  if (records.length > limits.rows + 1) return refuse(`has more than ${limits.rows} rows`, 'split the file')
  for (const [index, record] of records.entries()) {
    if (record.length > limits.columns)
      return refuse(
        `has ${record.length} columns in row ${index + 1}, at most ${limits.columns} are read`,
        'remove columns that are not needed',
        index + 1,
      )
    const huge = record.findIndex((cell) => cell.length > limits.cell)
    if (huge >= 0)
      return refuse(
        `has a cell of ${record[huge]?.length} characters in row ${index + 1}, at most ${limits.cell} fit`,
        'a quote is probably left open before this row',
        index + 1,
      )
  }
  return ok(
    toTable(
      records.map((record) => record.map(unguardFormula)),
      told === null ? 1 : 2,
    ),
  )
}

const CSV_FAULTS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'has a quote that is never closed',
  CSV_INVALID_CLOSING_QUOTE: 'has text behind a closing quote',
  INVALID_OPENING_QUOTE: 'has a quote in the middle of a cell',
  CSV_MAX_RECORD_SIZE: 'has a row that is far too long',
}

const refuse = (message: string, mend: string, line?: number): Result<never> =>
  fail(invalid('cannot be read', [{ path: '', message, mend, ...(line === undefined ? {} : { line, column: 1 }) }]))

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length

function decodeCsv(bytes: Uint8Array): Result<string> {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
  try {
    return ok(new TextDecoder(encoding, { fatal: true }).decode(bytes))
  } catch {
    if (encoding !== 'utf-8') return refuse('is broken UTF-16', 'save it again as "CSV UTF-8"')
    const offset = firstInvalidByte(bytes)
    const line = bytes.subarray(0, offset).reduce((count, byte) => (byte === 0x0a ? count + 1 : count), 1)
    return refuse(
      `is not UTF-8: byte 0x${(bytes[offset] ?? 0).toString(16).padStart(2, '0')} in line ${line}`,
      'save it from the spreadsheet program as "CSV UTF-8"',
      line,
    )
  }
}

/** The separator that occurs most often outside quotes in the first lines; a comma when none does. */
export function detectDelimiter(text: string): Delimiter {
  const counts: Record<Delimiter, number> = { ',': 0, ';': 0, '\t': 0 }
  let inQuotes = false
  let lines = 0
  for (let at = 0; at < text.length && at < 20_000 && lines < 5; at += 1) {
    const character = text[at]
    if (character === '"') inQuotes = !inQuotes
    else if (inQuotes) continue
    else if (character === '\n') lines += 1
    else if (character === ',' || character === ';' || character === '\t') counts[character] += lines === 0 ? 10 : 1
  }
  return counts[';'] > counts[','] && counts[';'] >= counts['\t'] ? ';' : counts['\t'] > counts[','] ? '\t' : ','
}

/**
 * Writes CSV as UTF-8 with byte order mark (so that spreadsheet programs read umlauts) and CRLF, every cell guarded against
 * being run as a formula and quoted where any separator occurs, so that no locale splits it.
 */
export function writeCsv(rows: readonly (readonly string[])[], delimiter: Delimiter = ','): Uint8Array {
  const text = stringify(
    rows.map((row) => row.map(guardFormula)),
    { delimiter, record_delimiter: '\r\n', quoted_match: /[,;\t\r\n"]|^\s|\s$/ },
  )
  return new TextEncoder().encode(`\ufeff${text}`)
}
