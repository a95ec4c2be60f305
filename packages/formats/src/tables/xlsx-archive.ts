import { fail, ok, type Result } from '@caponier/core'
import { Inflate } from 'fflate'
import { invalid } from '../workspace/validate.ts'
import { TABLE_LIMITS, type TableLimits } from './table.ts'

interface Entry {
  readonly name: string
  readonly method: number
  readonly compressed: number
  readonly inflated: number
  readonly offset: number
}

const refuse = (message: string, mend: string): Result<never> => fail(invalid('cannot be read', [{ path: '', message, mend }]))
const DAMAGED = 'open it in a spreadsheet program and save it again as XLSX'

/**
 * The XML parts of an XLSX file, inflated under bounds that are checked twice: against what the archive's directory claims,
 * and against what really comes out. Refuses bombs, encryption, overlapping or missing entries, and XML with a document
 * type, the door to entity expansion. Pictures and macros are not unpacked.
 */
export function openXlsxArchive(bytes: Uint8Array, limits: TableLimits = TABLE_LIMITS): Result<ReadonlyMap<string, Uint8Array>> {
  if (bytes.length > limits.bytes) return refuse(`is over ${Math.round(limits.bytes / 1024 / 1024)} MB`, 'split the file')
  const directory = readDirectory(bytes, limits)
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
    const inflated = inflateEntry(bytes, entry)
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

/** Central directory of the archive (APPNOTE 4.3.12, 4.3.16). */
function readDirectory(bytes: Uint8Array, limits: TableLimits): Result<readonly Entry[]> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = -1
  for (let at = bytes.length - 22; at >= 0 && at >= bytes.length - 22 - 65_535; at -= 1) {
    if (view.getUint32(at, true) === 0x06054b50) {
      end = at
      break
    }
  }
  if (end < 0) return refuse('is cut off or no ZIP archive', DAMAGED)
  const count = view.getUint16(end + 10, true)
  const size = view.getUint32(end + 12, true)
  const start = view.getUint32(end + 16, true)
  if (count === 0xffff || size === 0xffffffff || start === 0xffffffff)
    return refuse('uses the ZIP64 format of very large archives', 'save the table as CSV or split it')
  if (count > limits.archiveEntries)
    return refuse(`holds ${count} parts, at most ${limits.archiveEntries} are read`, 'save only the sheet that is needed')
  const entries: Entry[] = []
  let at = start
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50) return refuse('has a damaged directory', DAMAGED)
    const flags = view.getUint16(at + 8, true)
    const method = view.getUint16(at + 10, true)
    const nameLength = view.getUint16(at + 28, true)
    const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    if (next > end) return refuse('has a damaged directory', DAMAGED)
    const name = new TextDecoder('utf-8').decode(bytes.subarray(at + 46, at + 46 + nameLength))
    if ((flags & 1) !== 0) return refuse('is encrypted', 'remove the password and save it again')
    if (method !== 0 && method !== 8) return refuse(`uses an unknown compression in ${name}`, DAMAGED)
    entries.push({
      name,
      method,
      compressed: view.getUint32(at + 20, true),
      inflated: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    })
    at = next
  }
  return ok(entries)
}

/** Inflates one entry in small steps, so that a lying size is noticed before memory is gone. */
function inflateEntry(bytes: Uint8Array, entry: Entry): Result<Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (entry.offset + 30 > bytes.length || view.getUint32(entry.offset, true) !== 0x04034b50)
    return refuse(`has no data for ${entry.name}`, DAMAGED)
  const start = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true)
  const end = start + entry.compressed
  if (end > bytes.length) return refuse(`is cut off in ${entry.name}`, DAMAGED)
  const data = bytes.subarray(start, end)
  if (entry.method === 0) return data.length === entry.inflated ? ok(data) : refuse(`has a wrong size for ${entry.name}`, DAMAGED)
  const result = new Uint8Array(entry.inflated)
  let filled = 0
  const isTooLong = (): boolean => filled > result.length
  try {
    const inflate = new Inflate((chunk) => {
      if (filled + chunk.length <= result.length) result.set(chunk, filled)
      filled += chunk.length
    })
    for (let at = 0; at < data.length && !isTooLong(); at += 4096) inflate.push(data.subarray(at, at + 4096), at + 4096 >= data.length)
  } catch {
    return refuse(`has damaged data in ${entry.name}`, DAMAGED)
  }
  return filled !== result.length ? refuse(`has a wrong size for ${entry.name}`, DAMAGED) : ok(result)
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
