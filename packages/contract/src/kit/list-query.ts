import { fail, ok, type Result } from '@caponier/core'
import { isCalendarDate } from '@caponier/core/company/primitives'
import { decodeCursor, type ListCursor } from './list-cursor.ts'
import {
  LIST_BOUNDS,
  LIST_LIMIT,
  LIST_OPERATORS,
  type ListField,
  type ListFormat,
  type ListOperator,
  type ListParams,
  type ListSpec,
  OPERATORS_OF,
  type SortKey,
} from './list-spec.ts'
import type { ApiProblem } from './problem.ts'

/** A filter whose value has the type of its field. */
export interface ListFilter {
  readonly field: string
  readonly kind: ListField
  readonly operator: ListOperator
  readonly values: readonly (string | number | boolean)[]
}

/** A query that fits its list. */
export interface ListQuery {
  readonly words: readonly string[]
  readonly filters: readonly ListFilter[]
  readonly sort: readonly SortKey[]
  readonly limit: number
  readonly after: ListCursor | null
  /** Columns in their order; null for all. */
  readonly fields: readonly string[] | null
  readonly format: ListFormat | null
}

type IssueOf = NonNullable<ApiProblem['issues']>[number]

/**
 * Gives a query its meaning for one list. `columns` are the properties that `fields` may name; those of the spec when absent.
 * Every mistake becomes an issue of one `invalid-input` problem, with what would be right.
 */
export function parseListQuery(
  spec: ListSpec,
  params: ListParams,
  columns: readonly string[] = [...new Set([spec.key, ...Object.keys(spec.fields)])],
): Result<ListQuery, ApiProblem> {
  const issues: IssueOf[] = []
  const words = (params.q ?? '').split(/\s+/u).filter((word) => word !== '')
  if (words.length > LIST_BOUNDS.words) issues.push({ path: 'query.q', message: `has more than ${LIST_BOUNDS.words} words` })
  const filters: ListFilter[] = []
  for (const [index, text] of (params.filter ?? []).entries()) {
    const filter = parseFilter(spec, text)
    if (filter.ok) filters.push(filter.value)
    else issues.push({ path: `query.filter[${index}]`, ...filter.problem })
  }
  const sort = parseSort(spec, params.sort ?? spec.sort)
  if (!sort.ok) issues.push({ path: 'query.sort', ...sort.problem })
  const limit = params.limit ?? Math.min(LIST_LIMIT.usual, spec.maxLimit ?? LIST_LIMIT.usual)
  if (limit > (spec.maxLimit ?? LIST_LIMIT.most))
    issues.push({ path: 'query.limit', message: `is over ${spec.maxLimit ?? LIST_LIMIT.most}`, mend: 'follow `next` for the rest' })
  const fields = params.fields === undefined ? null : params.fields.split(',')
  for (const [index, field] of (fields ?? []).entries())
    if (!columns.includes(field)) issues.push({ path: 'query.fields', ...unknownField(field, columns) })
    else if (fields?.indexOf(field) !== index) issues.push({ path: 'query.fields', message: `names ${field} twice` })
  let after: ListCursor | null = null
  if (params.after !== undefined && sort.ok) {
    const cursor = decodeCursor(params.after, sort.value)
    if (cursor.ok) after = cursor.value
    else issues.push({ path: 'query.after', message: cursor.problem, mend: 'start again without `after`' })
  }
  if (issues.length > 0 || !sort.ok) return fail({ code: 'invalid-input', detail: 'The query of the list is not valid.', issues })
  return ok({ words, filters, sort: sort.value, limit, after, fields, format: params.format ?? null })
}

interface Fault {
  readonly message: string
  readonly mend?: string
}

const quoted = (text: string): string => `"${text.length > 60 ? `${text.slice(0, 60).toWellFormed()}…` : text}"`

const unknownField = (field: string, known: readonly string[]): Fault => ({
  message: `names the unknown field ${quoted(field)}`,
  mend: `fields are ${known.join(', ')}`,
})

const kindOf = (spec: ListSpec, field: string): ListField | undefined =>
  Object.hasOwn(spec.fields, field) ? spec.fields[field] : undefined

function parseFilter(spec: ListSpec, text: string): Result<ListFilter, Fault> {
  const [field = '', word = ''] = text.split(':', 2)
  const kind = kindOf(spec, field)
  if (kind === undefined) return fail(unknownField(field, Object.keys(spec.fields)))
  const operator = LIST_OPERATORS.find((one) => one === word)
  if (operator === undefined || !OPERATORS_OF[kind].includes(operator))
    return fail({
      message: `${field} is a ${kind} and does not know ${quoted(word)}`,
      mend: `write field:operator:value with one of ${OPERATORS_OF[kind].join(' ')}`,
    })
  const rest = text.slice(field.length + 1 + word.length)
  if (operator === 'empty') {
    if (rest !== '' && rest !== ':true' && rest !== ':false')
      return fail({ message: `empty takes true or false, not ${quoted(rest.slice(1))}` })
    return ok({ field, kind, operator, values: [rest !== ':false'] })
  }
  if (!rest.startsWith(':')) return fail({ message: `${field}:${operator} has no value`, mend: `write ${field}:${operator}:VALUE` })
  const isList = operator === 'in' || (operator === 'has' && kind === 'words')
  const texts = isList ? splitValues(rest.slice(1)) : [rest.slice(1)]
  if (texts.length > LIST_BOUNDS.values) return fail({ message: `has more than ${LIST_BOUNDS.values} values` })
  const values: (string | number | boolean)[] = []
  for (const one of texts) {
    const value = parseValue(kind, one)
    if (value === undefined) return fail({ message: `${quoted(one)} is no ${kind}`, mend: VALUE_HINTS[kind] })
    values.push(value)
  }
  return ok({ field, kind, operator, values })
}

const VALUE_HINTS: Readonly<Record<ListField, string>> = {
  text: 'give a text',
  word: 'give a word',
  words: 'give words separated by |',
  number: 'write a number such as 12 or -0.5',
  date: 'write a date that exists, such as 2026-12-01',
  instant: 'write a date such as 2026-12-01 or an instant such as 2026-12-01T08:00:00Z',
  flag: 'write true or false',
}

/** Separates at `|`; a backslash takes the next `|` or backslash as text. */
export function splitValues(text: string): readonly string[] {
  const values: string[] = []
  let value = ''
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    const next = text[at + 1]
    if (character === '\\' && (next === '|' || next === '\\')) {
      value += next
      at++
    } else if (character === '|') {
      values.push(value)
      value = ''
    } else value += character
  }
  values.push(value)
  return values
}

/** Writes values for `in` and `has`; undone by {@link splitValues}. */
export const joinValues = (values: readonly string[]): string => values.map((value) => value.replace(/[\\|]/g, '\\$&')).join('|')

const NUMBER = /^-?\d{1,15}(\.\d{1,10})?$/
const INSTANT = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,3})?Z$/

function parseValue(kind: ListField, text: string): string | number | boolean | undefined {
  if (kind === 'number') return NUMBER.test(text) ? Number(text) : undefined
  if (kind === 'flag') return text === 'true' ? true : text === 'false' ? false : undefined
  if (kind === 'date') return isCalendarDate(text) ? text : undefined
  if (kind === 'instant') return isCalendarDate(text) || (INSTANT.test(text) && isCalendarDate(text.slice(0, 10))) ? text : undefined
  return text
}

function parseSort(spec: ListSpec, text: string): Result<readonly SortKey[], Fault> {
  const keys: SortKey[] = []
  for (const part of text.split(',')) {
    const descending = part.startsWith('-')
    const field = descending ? part.slice(1) : part
    const kind = kindOf(spec, field)
    if (kind === undefined) return fail(unknownField(field, Object.keys(spec.fields)))
    if (keys.some((key) => key.field === field)) return fail({ message: `names ${field} twice` })
    keys.push({ field, kind, descending })
  }
  if (keys.length > LIST_BOUNDS.sorts) return fail({ message: `has more than ${LIST_BOUNDS.sorts} fields` })
  return ok(keys)
}
