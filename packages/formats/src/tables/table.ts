/** A spreadsheet as text cells: the header, and data rows with the number a spreadsheet program shows beside them. */
export interface Table {
  readonly header: readonly string[]
  readonly rows: readonly TableRow[]
}

export interface TableRow {
  /** From 1; the header is a row too. */
  readonly row: number
  /** As long as the header at most; '' is an empty cell. */
  readonly cells: readonly string[]
}

/** Bounds of what is read as a table. */
export interface TableLimits {
  readonly bytes: number
  readonly rows: number
  readonly columns: number
  /** Characters of one cell; spreadsheet programs hold 32,767. */
  readonly cell: number
  /** XLSX: bytes of all parts together when inflated, and how much one part may grow. */
  readonly inflatedBytes: number
  readonly inflationRatio: number
  readonly archiveEntries: number
}

export const TABLE_LIMITS: TableLimits = {
  bytes: 64 * 1024 * 1024,
  rows: 200_000,
  columns: 200,
  cell: 32_767,
  inflatedBytes: 256 * 1024 * 1024,
  inflationRatio: 250,
  archiveEntries: 2_000,
}

/** Rows of cells to a table: the first row with text is the header, empty rows vanish, row numbers stay true. */
export function toTable(rows: readonly (readonly string[])[], firstRow = 1): Table {
  const isFilled = (cells: readonly string[]): boolean => cells.some((cell) => cell.trim() !== '')
  const at = rows.findIndex(isFilled)
  if (at < 0) return { header: [], rows: [] }
  const header = (rows[at] ?? []).map((cell) => cell.trim())
  while (header.at(-1) === '') header.pop()
  return {
    header,
    rows: rows.flatMap((cells, index) =>
      index > at && isFilled(cells) ? [{ row: firstRow + index, cells: header.map((_, column) => cells[column] ?? '') }] : [],
    ),
  }
}

/** Name of a column as spreadsheet programs show it: A, B ... Z, AA ... */
export function columnLetter(index: number): string {
  let rest = index
  let name = ''
  do {
    name = String.fromCharCode(65 + (rest % 26)) + name
    rest = Math.floor(rest / 26) - 1
  } while (rest >= 0)
  return name
}
