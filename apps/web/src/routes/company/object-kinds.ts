import type { Permission } from '@caponier/contract/access/roles'

/** Lists of objects that the company and assets screens show; each has the routes of one factory. */
export const COMPANY_LISTS = [
  'entities',
  'sites',
  'sucs',
  'zones',
  'conduits',
  'networks',
  'suppliers',
  'products',
  'persons',
  'responsibilities',
] as const
export const ASSET_LISTS = ['assets', 'asset-types', 'flows'] as const
export type ObjectList = (typeof COMPANY_LISTS)[number] | (typeof ASSET_LISTS)[number]

/** A document of any kind; the server checks it whole. */
export type Doc = Readonly<Record<string, unknown>>

/** One field of a form. `key` is the key in the document; labels stand in the words under `field`. */
export type FieldSpec = {
  readonly key: string
  readonly required?: boolean
  /** Only for a new object, such as the id. */
  readonly onlyNew?: boolean
} & (
  | { readonly type: 'text' | 'prose' | 'flag' | 'date' | 'country' | 'countries' | 'lines' | 'currency' | 'subject' | 'activities' }
  | { readonly type: 'number'; readonly min?: number; readonly max?: number; readonly decimals?: number }
  | { readonly type: 'choice'; readonly values: readonly string[]; readonly words: string; readonly numeric?: boolean }
  | { readonly type: 'object' | 'objects'; readonly of: ObjectList }
  | { readonly type: 'framework' }
  | { readonly type: 'rows' | 'group'; readonly fields: readonly FieldSpec[] }
)

/** How a cell of a list is shown. */
export type CellKind = 'text' | 'count' | 'flag' | 'vector' | 'achieved' | 'class' | 'life' | 'word' | 'instant' | 'findings'

export interface ColumnSpec {
  readonly key: string
  readonly cell?: CellKind
  readonly width?: number
  /** Words of the values, under which key. */
  readonly words?: string
  readonly values?: readonly string[]
  readonly extra?: boolean
}

export interface ObjectSpec {
  readonly fields: readonly FieldSpec[]
  readonly columns: readonly ColumnSpec[]
  readonly endable: boolean
  readonly write: Permission
  readonly slice: 'company' | 'assets'
}
