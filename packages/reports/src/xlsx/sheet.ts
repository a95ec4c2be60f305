import type { Score } from '../score.ts'

const PERCENT = '0.0%'
const WHOLE = '0'
const EURO = '#,##0.00'

/** How numbers are shown, by the format codes of spreadsheet programs. */
export const NUMBER_FORMATS = [PERCENT, WHOLE, EURO] as const

/** A cell: text, a number with its format, or nothing. */
export type SheetCell = string | null | { readonly value: number; readonly format: (typeof NUMBER_FORMATS)[number] }

/** One sheet as plain data: a bold header row and rows of equal length. */
export interface ReportSheet {
  readonly name: string
  readonly header: readonly string[]
  /** Column widths in characters. */
  readonly widths: readonly number[]
  readonly rows: readonly (readonly SheetCell[])[]
}

export const percent = (score: Score): SheetCell => (score.value === null ? null : { value: score.value, format: PERCENT })
/** An amount in euro. */
export const euro = (value: number | null): SheetCell => (value === null ? null : { value, format: EURO })
export const whole = (value: number | null): SheetCell => (value === null ? null : { value, format: WHOLE })
export const three = (row: { readonly designed: Score; readonly implemented: Score; readonly evidenced: Score }): SheetCell[] => [
  percent(row.designed),
  percent(row.implemented),
  percent(row.evidenced),
]
