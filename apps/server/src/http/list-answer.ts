import { listAll, listPage, pickFields } from '@caponier/contract/kit/list-page'
import { type ListQuery, parseListQuery } from '@caponier/contract/kit/list-query'
import { FORMAT_TYPES, type ListSpec } from '@caponier/contract/kit/list-spec'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import type { FileOut, PageOf, RouteShape } from '@caponier/contract/kit/route'
import { fail, ok, type Result } from '@caponier/core'
import { sheetToCsv, sheetToXlsx, TABLE_LIMITS } from '@caponier/formats'
import { z } from 'zod'
import type { Language } from '@caponier/core'

type Row = Readonly<Record<string, unknown>>

/** Columns of a list's rows, in the order of their schema; those of the list when the schema is no object. */
function columnsOf(shape: RouteShape, spec: ListSpec): readonly string[] {
  if (shape.out instanceof z.ZodObject) return Object.keys(shape.out.shape)
  return [...new Set([spec.key, ...Object.keys(spec.fields)])]
}

/** What a list query says, apart from the route's own query. */
export function readListQuery(shape: RouteShape, spec: ListSpec, query: Row): Result<ListQuery, ApiProblem> {
  return parseListQuery(spec, query, columnsOf(shape, spec))
}

/** One page of the rows, whole; {@link pageColumns} takes what is wanted once they are checked. */
export const pageRows = (spec: ListSpec, rows: readonly object[], query: ListQuery): PageOf<object> => listPage(spec, rows, query)

/** The wanted columns; what names a row is always among them. */
export function pageColumns(spec: ListSpec, page: PageOf<object>, { fields }: ListQuery): PageOf<object> {
  if (fields === null) return page
  const wanted = fields.includes(spec.key) ? fields : [spec.key, ...fields]
  return { ...page, items: page.items.map((row) => pickFields(row, wanted)) }
}

/**
 * All rows that match as CSV or XLSX: what the list shows, in its order and with its columns, no page left out. In the words of a language
 * where one is asked for; a program that asks for none gets the names of the API.
 */
export async function exportRows(
  shape: RouteShape,
  spec: ListSpec,
  rows: readonly object[],
  query: ListQuery & { readonly format: 'csv' | 'xlsx' },
  language?: Language,
): Promise<Result<FileOut, ApiProblem>> {
  const all = listAll(spec, rows, query)
  if (all.length > TABLE_LIMITS.rows)
    return fail({
      code: 'too-large',
      detail: `The list has ${all.length} rows, a file holds ${TABLE_LIMITS.rows}.`,
      mend: 'Filter the list.',
    })
  const columns = query.fields ?? columnsOf(shape, spec)
  const name = shape.id.split('.')[0] ?? 'list'
  const words = language === undefined ? undefined : await wordsOf(shape, name, columns, language)
  const cells = all.map((row) => columns.map((column) => cellText(saidValue((row as Row)[column], words?.closed.get(column)))))
  const sheet = {
    name: name.slice(0, 31),
    rows: [words?.titles ?? columns.map((column) => headerOf(shape, column)), ...cells],
    widths: columns.map(() => 24),
  }
  const bytes = query.format === 'csv' ? sheetToCsv(sheet) : await sheetToXlsx(sheet)
  return ok({ name: `${name}.${query.format}`, mediaType: FORMAT_TYPES[query.format], bytes })
}

function headerOf(shape: RouteShape, column: string): string {
  const field = fieldOf(shape, column)
  return field instanceof z.ZodType ? (field.meta()?.title ?? column) : column
}

interface ListWords {
  readonly titles: readonly string[]
  /** Words of the values of a column that come from a closed set. */
  readonly closed: ReadonlyMap<string, (value: string | boolean) => string | undefined>
}

/** Loaded with the first file that somebody asks for. */
async function wordsOf(shape: RouteShape, list: string, columns: readonly string[], language: Language): Promise<ListWords> {
  const { columnTitle, valueWord } = await import('@caponier/app/language/columns')
  const say = (value: string | boolean): string | undefined => valueWord(value, language)
  return {
    titles: columns.map((column) => columnTitle(list, column, language)),
    closed: new Map(columns.flatMap((column) => (isClosed(fieldOf(shape, column)) ? [[column, say] as const] : []))),
  }
}

const fieldOf = (shape: RouteShape, column: string): z.core.$ZodType | undefined =>
  shape.out instanceof z.ZodObject && Object.hasOwn(shape.out.shape, column) ? shape.out.shape[column] : undefined

/** Whether all that a column may hold are words of ours, or yes and no. */
function isClosed(schema: z.core.$ZodType | undefined): boolean {
  if (schema === undefined) return false
  const { def } = (schema as z.core.$ZodTypes)._zod
  if ('innerType' in def) return isClosed(def.innerType)
  if (def.type === 'array') return isClosed(def.element)
  return def.type === 'enum' || def.type === 'boolean'
}

function saidValue(value: unknown, say: ((value: string | boolean) => string | undefined) | undefined): unknown {
  if (say === undefined) return value
  if (Array.isArray(value)) return value.map((one: unknown) => saidValue(one, say))
  return typeof value === 'string' || typeof value === 'boolean' ? (say(value) ?? value) : value
}

/** A value as one cell: lists by semicolons, objects as JSON. Cut to what a spreadsheet holds. */
function cellText(value: unknown): string {
  return wholeText(value).slice(0, TABLE_LIMITS.cell).toWellFormed()
}

function wholeText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Array.isArray(value) && value.every((entry) => typeof entry !== 'object' || entry === null)) return value.map(wholeText).join('; ')
  return JSON.stringify(value)
}
