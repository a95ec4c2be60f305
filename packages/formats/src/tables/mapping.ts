import { fail, type Issue, ok, type Result } from '@caponier/core'
import { editDistance, nearestWord } from '@caponier/core/company/nearest-word'
import { invalid } from '../workspace/validate.ts'
import type { Column } from './columns.ts'
import { columnLetter } from './table.ts'

/** How a column of the sheet was understood. */
export interface ColumnMapping {
  /** Index in the sheet, from 0, and its letter. */
  readonly column: number
  readonly letter: string
  readonly header: string
  /** Undefined: the column is not read. */
  readonly field?: string
  readonly how: 'chosen' | 'header' | 'synonym' | 'similar' | 'informative' | 'unknown' | 'taken'
}

const norm = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

/**
 * Maps the columns of a sheet to fields: as chosen by the user (`header or letter` to field, or to `-` for not read), else by
 * header, by a known synonym in English or German, or by similarity of at least four fifths. A field is given once, to the
 * best match; the first of equal ones.
 */
export function mapColumns<Field extends string>(
  header: readonly string[],
  columns: readonly Column<Field>[],
  chosen: Readonly<Record<string, string>> = {},
): Result<readonly ColumnMapping[]> {
  const issues: Issue[] = []
  const choice = new Map<number, string>()
  const fields = columns.filter((column) => column.informative !== true).map((column) => column.field as string)
  for (const [name, field] of Object.entries(chosen)) {
    const byHeader = header.findIndex((text) => text === name)
    const column = byHeader >= 0 ? byHeader : header.findIndex((text, index) => norm(text) === norm(name) || columnLetter(index) === name)
    if (column < 0) issues.push({ path: name, message: `there is no column "${name}"`, mend: `the sheet has: ${header.join(', ')}` })
    else if (field !== '-' && !fields.includes(field))
      issues.push({
        path: name,
        message: `there is no field "${field}"`,
        mend: `did you mean ${nearestWord(field, fields) ?? `one of ${fields.join(', ')}`}? (- leaves the column out)`,
      })
    else if (field !== '-' && [...choice.values()].includes(field))
      issues.push({ path: name, message: `two columns are mapped to "${field}"`, mend: 'choose one' })
    else choice.set(column, field)
  }
  if (issues.length > 0) return fail(invalid('the mapping does not fit', issues))

  const guesses = header.map((text, column) => ({ column, ...guess(text, columns) }))
  const taken = new Set(choice.values())
  const result = new Map<number, ColumnMapping>()
  const base = (column: number): { column: number; letter: string; header: string } => ({
    column,
    letter: columnLetter(column),
    header: header[column] ?? '',
  })
  for (const [column, field] of choice) result.set(column, { ...base(column), ...(field === '-' ? {} : { field }), how: 'chosen' })
  for (const { column, field, how } of guesses.toSorted(
    (left, right) => RANK.indexOf(left.how) - RANK.indexOf(right.how) || left.column - right.column,
  )) {
    if (result.has(column)) continue
    if (field === undefined || how === 'informative') result.set(column, { ...base(column), how })
    else if (taken.has(field)) result.set(column, { ...base(column), how: 'taken' })
    else {
      taken.add(field)
      result.set(column, { ...base(column), field, how })
    }
  }
  return ok([...result.values()].sort((left, right) => left.column - right.column))
}

const RANK = ['header', 'synonym', 'similar', 'informative', 'unknown']

function guess<Field extends string>(
  text: string,
  columns: readonly Column<Field>[],
): { readonly field?: string; readonly how: 'header' | 'synonym' | 'similar' | 'informative' | 'unknown' } {
  const wanted = norm(text)
  if (wanted === '') return { how: 'unknown' }
  const settle = (
    column: Column<Field>,
    how: 'header' | 'synonym' | 'similar',
  ): { field: string; how: 'header' | 'synonym' | 'similar' | 'informative' } => ({
    field: column.field,
    how: column.informative === true ? 'informative' : how,
  })
  const byHeader = columns.find((column) => [column.field, column.header.en, column.header.de].some((name) => norm(name) === wanted))
  if (byHeader !== undefined) return settle(byHeader, 'header')
  const bySynonym = columns.find((column) => column.synonyms.some((name) => norm(name) === wanted))
  if (bySynonym !== undefined) return settle(bySynonym, 'synonym')
  let best: { column: Column<Field>; distance: number } | undefined
  for (const column of columns) {
    for (const name of [column.header.en, column.header.de, ...column.synonyms].map(norm)) {
      if (name.length < 4) continue
      const distance = editDistance(wanted, name) / Math.max(wanted.length, name.length)
      if (distance <= 0.2 && (best === undefined || distance < best.distance)) best = { column, distance }
    }
  }
  return best === undefined ? { how: 'unknown' } : settle(best.column, 'similar')
}
