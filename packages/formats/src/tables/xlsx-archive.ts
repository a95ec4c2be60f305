import { fail, ok, type Result } from '@caponier/core'
import { invalid } from '../workspace/validate.ts'
import { TABLE_LIMITS, type TableLimits } from './table.ts'
import { inflateEntry, readDirectory } from './zip-directory.ts'

const refuse = (message: string, mend: string): Result<never> => fail(invalid('cannot be read', [{ path: '', message, mend }]))
const DAMAGED = 'open it in a spreadsheet program and save it again as XLSX'

/**
 * The XML parts of an XLSX file, inflated under bounds that are checked twice: against what the archive's directory claims,
 * and against what really comes out. Refuses bombs, encryption, overlapping or missing entries, and XML with a document
 * type, the door to entity expansion. Pictures and macros are not unpacked.
 */
export function openXlsxArchive(bytes: Uint8Array, limits: TableLimits = TABLE_LIMITS): Result<ReadonlyMap<string, Uint8Array>> {
  if (bytes.length > limits.bytes) return refuse(`is over ${Math.round(limits.bytes / 1024 / 1024)} MB`, 'split the file')
  const directory = readDirectory(bytes, { ...limits, damaged: DAMAGED })
  if (!directory.ok) return directory
  const parts = new Map<string, Uint8Array>()
  let total = 0
  for (const entry of directory.value) {
    if (!/\.(?:xml|rels)$/i.test(entry.name)) continue
    total += entry.inflated
    if (total > limits.inflatedBytes)
      return refuse(
        `inflates to more than ${Math.round(limits.inflatedBytes / 1024 / 1024)} MB`,
        'this looks like an archive bomb; split the table if it is honest',
      )
    if (entry.inflated > 1024 * 1024 && entry.inflated > entry.compressed * limits.inflationRatio)
      return refuse(
        `grows more than ${limits.inflationRatio} times in ${entry.name}`,
        'this looks like an archive bomb; save the table as CSV if it is honest',
      )
    const inflated = inflateEntry(bytes, entry, DAMAGED)
    if (!inflated.ok) return inflated
    if (hasDocumentType(inflated.value))
      return refuse(`declares a document type in ${entry.name}`, 'no spreadsheet program writes that; do not trust the file')
    if (hasLongTag(inflated.value)) return refuse(`holds a tag of more than ${LONGEST_TAG / 1024} kB in ${entry.name}`, DAMAGED)
    if (parts.has(entry.name)) return refuse(`holds ${entry.name} twice`, DAMAGED)
    parts.set(entry.name, inflated.value)
  }
  return parts.has('[Content_Types].xml') && [...parts.keys()].some((name) => name.startsWith('xl/'))
    ? ok(parts)
    : refuse('is a ZIP archive but no XLSX workbook', 'choose the workbook itself')
}

/** Looks for `<!DOCTYPE` or `<!ENTITY` in any letter case; UTF-16 is caught because its zero bytes are refused too. */
function hasDocumentType(part: Uint8Array): boolean {
  if (part.includes(0)) return true
  for (let at = part.indexOf(0x3c); at >= 0; at = part.indexOf(0x3c, at + 1)) {
    if (part[at + 1] !== 0x21) continue
    const word = String.fromCharCode(...part.subarray(at + 2, at + 9)).toUpperCase()
    if (word.startsWith('DOCTYPE') || word.startsWith('ENTITY')) return true
  }
  return false
}

/** The library reads a tag that spans its chunks again with every chunk, so a very long one takes minutes. */
const LONGEST_TAG = 64 * 1024

function hasLongTag(part: Uint8Array): boolean {
  for (let start = part.indexOf(0x3c); start >= 0;) {
    const end = part.indexOf(0x3e, start)
    if ((end < 0 ? part.length : end) - start > LONGEST_TAG) return true
    if (end < 0) return false
    start = part.indexOf(0x3c, end)
  }
  return false
}
