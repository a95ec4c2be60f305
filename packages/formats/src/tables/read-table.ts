import { fail, type Result } from '@caponier/core'
import { invalid } from '../workspace/validate.ts'
import { readCsv } from './csv.ts'
import { type Table, TABLE_LIMITS, type TableLimits } from './table.ts'
import { readXlsx } from './xlsx.ts'

/** Reads a table by what its bytes are, not by its name: XLSX, else CSV. Never throws. */
export async function readTable(bytes: Uint8Array, sheet?: string | number, limits: TableLimits = TABLE_LIMITS): Promise<Result<Table>> {
  const begins = (...magic: readonly number[]): boolean => magic.every((byte, at) => bytes[at] === byte)
  if (begins(0x50, 0x4b)) return readXlsx(bytes, sheet, limits)
  const foreign = begins(0xd0, 0xcf, 0x11, 0xe0)
    ? 'is an old Excel file (XLS) or encrypted'
    : begins(0x25, 0x50, 0x44, 0x46)
      ? 'is a PDF'
      : begins(0x1f, 0x8b)
        ? 'is compressed with gzip'
        : undefined
  if (foreign !== undefined)
    return fail(invalid('cannot be read', [{ path: '', message: foreign, mend: 'save it as XLSX or CSV without password' }]))
  return readCsv(bytes, limits)
}
