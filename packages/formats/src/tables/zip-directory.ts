import { fail, ok, type Result } from '@caponier/core'
import { Inflate } from 'fflate'
import { invalid } from '../workspace/validate.ts'
import type { TableLimits } from './table.ts'

/** Bounds of an archive, and what to tell whoever brings a damaged one. */
export interface ArchiveBounds extends Pick<TableLimits, 'archiveEntries'> {
  readonly damaged: string
}

/** One file of an archive, as its directory claims. */
export interface Entry {
  readonly name: string
  readonly method: number
  readonly compressed: number
  readonly inflated: number
  readonly offset: number
}

const refuse = (message: string, mend: string): Result<never> => fail(invalid('cannot be read', [{ path: '', message, mend }]))

/** Central directory of the archive (APPNOTE 4.3.12, 4.3.16). */
export function readDirectory(bytes: Uint8Array, limits: ArchiveBounds): Result<readonly Entry[]> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = -1
  for (let at = bytes.length - 22; at >= 0 && at >= bytes.length - 22 - 65_535; at -= 1) {
    if (view.getUint32(at, true) === 0x06054b50) {
      end = at
      break
    }
  }
  if (end < 0) return refuse('is cut off or no ZIP archive', limits.damaged)
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
    if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50) return refuse('has a damaged directory', limits.damaged)
    const flags = view.getUint16(at + 8, true)
    const method = view.getUint16(at + 10, true)
    const nameLength = view.getUint16(at + 28, true)
    const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    if (next > end) return refuse('has a damaged directory', limits.damaged)
    const name = new TextDecoder('utf-8').decode(bytes.subarray(at + 46, at + 46 + nameLength))
    if ((flags & 1) !== 0) return refuse('is encrypted', 'remove the password and save it again')
    if (method !== 0 && method !== 8) return refuse(`uses an unknown compression in ${name}`, limits.damaged)
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
export function inflateEntry(bytes: Uint8Array, entry: Entry, damaged: string): Result<Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (entry.offset + 30 > bytes.length || view.getUint32(entry.offset, true) !== 0x04034b50)
    return refuse(`has no data for ${entry.name}`, damaged)
  const start = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true)
  const end = start + entry.compressed
  if (end > bytes.length) return refuse(`is cut off in ${entry.name}`, damaged)
  const data = bytes.subarray(start, end)
  if (entry.method === 0) return data.length === entry.inflated ? ok(data) : refuse(`has a wrong size for ${entry.name}`, damaged)
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
    return refuse(`has damaged data in ${entry.name}`, damaged)
  }
  return filled !== result.length ? refuse(`has a wrong size for ${entry.name}`, damaged) : ok(result)
}
