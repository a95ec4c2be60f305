import type { ReactNode } from 'react'

/** One column of a list. `key` is the field of the row; where the list can sort or filter by it, the table offers that. */
export interface Column<Row> {
  readonly key: string
  readonly label: string
  readonly render?: (row: Row) => ReactNode
  /** In pixels; the first column without one takes what is left. */
  readonly width?: number
  readonly align?: 'end'
  /** Words to choose from in the filter. */
  readonly options?: readonly { readonly value: string; readonly label: string }[]
  /** Offered in the choice of columns, but not shown at first. */
  readonly extra?: boolean
}

/** A value as text, for cells without a renderer. */
export function plainCell(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–'
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.map((one) => plainCell(one)).join(', ')
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '–'
}
