import { unzipSync, type Zippable, zipSync } from 'fflate'

/** First instant a ZIP archive can state. fflate writes local time, so a local date gives the same bytes in every time zone. */
const ARCHIVE_DATE = new Date(1980, 0, 1, 0, 0, 0)

/**
 * Packs files so that equal content gives equal bytes: fixed date, entries in one order (`[Content_Types].xml` first, as
 * office programs expect, then by name), one compression level.
 */
export function deterministicZip(files: ReadonlyMap<string, Uint8Array>, level: 0 | 6 = 6): Uint8Array {
  const entries: Zippable = {}
  for (const [name, bytes] of [...files].sort(([left], [right]) => rank(left) - rank(right) || (left < right ? -1 : 1)))
    entries[name] = [bytes, { level, mtime: ARCHIVE_DATE }]
  return zipSync(entries)
}

const rank = (name: string): number => (name === '[Content_Types].xml' ? 0 : name === '_rels/.rels' ? 1 : 2)

/** Repacks an archive of our own making (not one from outside: nothing is bounded here) so that its bytes are reproducible. */
export const rezipDeterministically = (archive: Uint8Array): Uint8Array => deterministicZip(new Map(Object.entries(unzipSync(archive))))
