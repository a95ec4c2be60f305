import type { Kind } from '@caponier/core/company/kinds'
import type { Column } from '../columns.ts'

/** A text in both languages of the product. */
export interface Words {
  readonly en: string
  readonly de: string
}

/** Kinds of object that a company sheet can name by id or by a name that only one of them has. */
export type NamedKind = Extract<
  Kind,
  'person' | 'entity' | 'site' | 'suc' | 'zone' | 'conduit' | 'network' | 'supplier' | 'product' | 'asset-type'
>

/** One value of a choice, with the words that mean it. */
export interface Choice {
  readonly value: string | number
  readonly words: Words
  readonly synonyms?: readonly string[]
}

/** What one cell, or one part of a row in a cell, may hold. */
export type ScalarShape =
  | { readonly type: 'text' | 'prose' | 'word' | 'country' | 'date' | 'flag' | 'subject' }
  | { readonly type: 'number'; readonly whole?: true }
  | { readonly type: 'choice'; readonly choices: readonly Choice[] }
  | { readonly type: 'ref'; readonly of: NamedKind }

/** One part of a row in a cell, such as the port of a channel. */
export interface RowPart {
  readonly key: string
  readonly words: Words
  readonly shape: ScalarShape
}

export type CellShape =
  | ScalarShape
  /** Several values, separated by semicolons. */
  | { readonly type: 'list'; readonly item: ScalarShape }
  /** Several rows, separated by semicolons, their parts by upright strokes. The first part tells the rows apart. */
  | { readonly type: 'rows'; readonly parts: readonly RowPart[] }
  /** SL vector, seven levels IAC UC SI DC RDF TRE RA. */
  | { readonly type: 'vector' }

/** One column of the sheet of a kind of object. */
export interface ObjectColumn extends Column<string> {
  /** Where the value stands in the document. */
  readonly path: readonly string[]
  readonly shape: CellShape
  /** Without it there is no object. */
  readonly required?: true
  /** What to write, beyond what the shape says. */
  readonly hint?: Words
}

/** The sheet of one kind of object. */
export interface ObjectSheetSpec {
  readonly kind: Kind
  readonly title: Words
  /** One object, as messages say it. */
  readonly one: Words
  readonly columns: readonly ObjectColumn[]
  /** Within what a name tells an object: its site, or the whole list. `row`: there are no names, the row tells itself. */
  readonly within: 'site' | 'list' | 'row'
  /** What no cell shows and an import leaves as it is. */
  readonly leftToForm: readonly string[]
}
