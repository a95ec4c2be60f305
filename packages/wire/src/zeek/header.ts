/** Columns of conn.log that are read; the others are only counted. */
export const CONN_COLUMNS = [
  'ts',
  'id.orig_h',
  'id.orig_p',
  'id.resp_h',
  'id.resp_p',
  'proto',
  'service',
  'duration',
  'orig_bytes',
  'resp_bytes',
  'conn_state',
  'history',
  'orig_pkts',
  'resp_pkts',
  'orig_l2_addr',
  'resp_l2_addr',
] as const
export type ConnColumn = (typeof CONN_COLUMNS)[number]

/** Columns without which no row can be mapped. */
export const REQUIRED_COLUMNS: readonly ConnColumn[] = ['ts', 'id.orig_h', 'id.orig_p', 'id.resp_h', 'id.resp_p', 'proto']

export const MAX_COLUMNS = 512

/** What the `#` lines of a TSV log have said so far. Each header line gives a new value. */
export interface TsvHeader {
  /** Byte that separates columns; null when the log names a separator that is not one single byte. */
  readonly separator: number | null
  readonly setSeparator: string
  readonly emptyField: string
  readonly unsetField: string
  /** Log name, null while unsaid. */
  readonly path: string | null
  readonly fields: readonly string[] | null
  readonly types: readonly string[] | null
  /** `#close` was read: Zeek finished this log. */
  readonly closed: boolean
}

export const INITIAL_HEADER: TsvHeader = {
  separator: 9,
  setSeparator: ',',
  emptyField: '(empty)',
  unsetField: '-',
  path: null,
  fields: null,
  types: null,
  closed: false,
}

/**
 * The header after one more `#` line. Unknown `#` lines (comments, `#open`) change nothing. A new `#separator` starts a
 * new header, as happens in a file into which several logs were joined.
 */
export function readHeaderLine(header: TsvHeader, line: string): TsvHeader {
  const separator = header.separator === null ? '\t' : String.fromCharCode(header.separator)
  const name = /^#[a-z_]+/.exec(line)?.[0] ?? ''
  const gap = line.charAt(name.length)
  if (gap !== '' && gap !== ' ' && gap !== '\t' && gap !== separator) return header
  const rest = line.slice(name.length + 1)
  switch (name) {
    case '#separator':
      return { ...INITIAL_HEADER, separator: separatorByte(rest) }
    case '#set_separator':
      return { ...header, setSeparator: unescaped(rest) }
    case '#empty_field':
      return { ...header, emptyField: unescaped(rest) }
    case '#unset_field':
      return { ...header, unsetField: unescaped(rest) }
    case '#path':
      return { ...header, path: rest, closed: false }
    case '#fields':
      return { ...header, fields: rest.split(separator), types: null, closed: false }
    case '#types':
      return { ...header, types: rest.split(separator) }
    case '#close':
      return { ...header, closed: true }
    default:
      return header
  }
}

const unescaped = (text: string): string =>
  text.replace(/\\x([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

function separatorByte(text: string): number | null {
  const plain = unescaped(text)
  const code = plain.charCodeAt(0)
  return plain.length === 1 && code < 128 && code !== 10 && code !== 13 ? code : null
}

/** Where the columns stand, ready for reading rows. */
export interface TsvLayout {
  readonly separator: number
  readonly columns: number
  /** Index of each column of CONN_COLUMNS, in that order; -1 absent. */
  readonly at: readonly number[]
  readonly unset: Uint8Array
  readonly empty: Uint8Array
  /** Joins several services in one field. */
  readonly serviceSeparator: string
}

export type LayoutProblem = 'no-header' | 'unusable-header' | 'other-log' | 'missing-field'

/** The layout that a header gives, or why its rows cannot be read. */
export function layoutOf(header: TsvHeader): TsvLayout | LayoutProblem {
  if (header.fields === null) return header.separator === null ? 'unusable-header' : 'no-header'
  if (header.separator === null || header.fields.length > MAX_COLUMNS) return 'unusable-header'
  if (header.path !== null && header.path !== 'conn') return 'other-log'
  const fields = header.fields
  if (REQUIRED_COLUMNS.some((column) => !fields.includes(column))) return 'missing-field'
  const serviceType = header.types?.[fields.indexOf('service')] ?? 'string'
  const encoder = new TextEncoder()
  return {
    separator: header.separator,
    columns: fields.length,
    at: CONN_COLUMNS.map((column) => fields.indexOf(column)),
    unset: encoder.encode(header.unsetField),
    empty: encoder.encode(header.emptyField),
    serviceSeparator: /^(set|vector|table)\[/.test(serviceType) ? header.setSeparator : ',',
  }
}

/**
 * Header of a log written with Zeek's `tsv` option: one row of column names without `#`. Null when the line is none.
 */
export function bareHeader(line: string): TsvHeader | null {
  const fields = line.split('\t')
  return fields[0] === 'ts' && fields.includes('id.orig_h') ? { ...INITIAL_HEADER, fields } : null
}
