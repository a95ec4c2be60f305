import { z } from 'zod'

/**
 * The list grammar, one for every list route:
 *
 *     ?q=text                      every word in any text field, case and accents ignored
 *     &filter=state:in:met|partly  field, operator, value; repeated filters all hold
 *     &filter=due:lt:2026-12-01    eq ne in lt lte gt gte has empty
 *     &sort=-due,name              minus is descending; nulls last; the id breaks ties
 *     &limit=25&after=CURSOR       pages by position of the last row, not by number
 *     &fields=id,name              columns, in this order; JSON always holds the key
 *     &format=csv|xlsx             the same rows, all pages, as a file
 *
 * Values of `in` and of `has` on lists are separated by `|`; a backslash before `|` or a backslash takes it as text.
 * `empty` stands alone or says `true` or `false`. A row without value is `ne` everything. A date compares with an instant as its whole
 * day in UTC.
 */
export interface ListSpec {
  /** Columns that can be filtered and sorted. Other properties of the row only travel. */
  readonly fields: Readonly<Record<string, ListField>>
  /** Property that names the row and breaks ties; unique among the rows. */
  readonly key: string
  readonly sort: string
  readonly maxLimit?: number
}

/** `words`: a list of words, matched by `has`. */
export type ListField = 'text' | 'word' | 'words' | 'number' | 'date' | 'instant' | 'flag'

export const LIST_OPERATORS = ['eq', 'ne', 'in', 'lt', 'lte', 'gt', 'gte', 'has', 'empty'] as const
export type ListOperator = (typeof LIST_OPERATORS)[number]

/** Which operators make sense for which kind of field. */
export const OPERATORS_OF: Readonly<Record<ListField, readonly ListOperator[]>> = {
  text: ['eq', 'ne', 'in', 'has', 'empty'],
  word: ['eq', 'ne', 'in', 'empty'],
  words: ['has', 'empty'],
  number: ['eq', 'ne', 'in', 'lt', 'lte', 'gt', 'gte', 'empty'],
  date: ['eq', 'ne', 'in', 'lt', 'lte', 'gt', 'gte', 'empty'],
  instant: ['eq', 'ne', 'in', 'lt', 'lte', 'gt', 'gte', 'empty'],
  flag: ['eq', 'ne', 'empty'],
}

/** Rows of a page when the query does not say, and the most it may say unless the list says otherwise. */
export const LIST_LIMIT = { usual: 25, most: 500 } as const

/** Bounds of one query. */
export const LIST_BOUNDS = { q: 200, words: 10, filters: 20, values: 200, filter: 4_000, sorts: 5, cursor: 8_000 } as const

export const LIST_FORMATS = ['csv', 'xlsx'] as const
export type ListFormat = (typeof LIST_FORMATS)[number]

/** Media types of list files. */
export const FORMAT_TYPES = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const satisfies Readonly<Record<ListFormat, string>>

/** What a list route understands beside its own query, as it travels. `parseListQuery` gives it its meaning. */
export const ListParams = z.strictObject({
  q: z.string().max(LIST_BOUNDS.q).optional().meta({ description: 'Every word in any text field; case and accents are ignored.' }),
  filter: z
    .array(z.string().max(LIST_BOUNDS.filter))
    .max(LIST_BOUNDS.filters)
    .optional()
    .meta({ description: 'field:operator:value; may be repeated, all hold.' }),
  sort: z.string().max(400).optional().meta({ description: 'Fields separated by commas; a minus before a field is descending.' }),
  limit: z
    .int()
    .min(1)
    .max(5_000)
    .optional()
    .meta({ description: `Rows of the page, ${LIST_LIMIT.usual} when absent.` }),
  after: z.string().max(LIST_BOUNDS.cursor).optional().meta({ description: 'The `next` of the page before.' }),
  fields: z
    .string()
    .max(2_000)
    .optional()
    .meta({ description: 'Columns separated by commas, in this order; all when absent. What names the row comes along, except in files.' }),
  format: z.enum(LIST_FORMATS).optional().meta({ description: 'All rows of all pages as a file.' }),
})
export type ListParams = z.infer<typeof ListParams>

/** The query schema of a list: the grammar with this list's fields in its descriptions, and the route's own query. */
export function listQuerySchema(spec: ListSpec, own?: z.ZodObject): z.ZodObject {
  const fields = Object.entries(spec.fields)
  const told = fields.map(([name, kind]) => `${name} (${kind}: ${OPERATORS_OF[kind].join(' ')})`).join(', ')
  return z.strictObject({
    ...own?.shape,
    ...ListParams.shape,
    filter: ListParams.shape.filter.meta({ description: `field:operator:value; may be repeated, all hold. Fields: ${told}.` }),
    sort: ListParams.shape.sort.meta({
      description: `Fields separated by commas, minus is descending, of ${fields.map(([name]) => name).join(', ')}. Default: ${spec.sort}.`,
    }),
    limit: z
      .int()
      .min(1)
      .max(spec.maxLimit ?? LIST_LIMIT.most)
      .optional()
      .meta({ description: `Rows of the page, ${LIST_LIMIT.usual} when absent.` }),
  })
}

/** One key of an order; rows that are equal in it are ordered by the next. */
export interface SortKey {
  readonly field: string
  readonly kind: ListField
  readonly descending: boolean
}
