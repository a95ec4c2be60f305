import { deflateRawSync } from 'node:zlib'
import { joined, utf8 } from './bytes.ts'

/** One file of an archive; every figure that the headers give may be a lie. */
export interface ZipPart {
  readonly name: string
  readonly content: Uint8Array
  /** Already deflated content, so that a large bomb is packed only once. */
  readonly deflated?: Uint8Array
  readonly claimedSize?: number
  readonly claimedCompressed?: number
  readonly flags?: number
  readonly method?: number
  /** Offset of another part's data instead of its own. */
  readonly offset?: number
}

/** A ZIP archive written by hand, lies included (APPNOTE 4.3). */
export function zipArchive(parts: readonly ZipPart[], claimedCount = parts.length): Uint8Array {
  const local: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let at = 0
  for (const part of parts) {
    const data = part.deflated ?? deflateRawSync(part.content)
    const name = utf8(part.name)
    const size = part.claimedSize ?? part.content.length
    const compressed = part.claimedCompressed ?? data.length
    const fields = [
      20,
      part.flags ?? 0,
      part.method ?? 8,
      0,
      33,
      0,
      0,
      compressed & 0xffff,
      compressed >>> 16,
      size & 0xffff,
      size >>> 16,
      name.length,
      0,
    ]
    const whole = joined([words([0x4b50, 0x0403, ...fields]), name, data])
    const offset = part.offset ?? at
    directory.push(words([0x4b50, 0x0201, 20, ...fields, 0, 0, 0, 0, 0, offset & 0xffff, offset >>> 16]), name)
    local.push(whole)
    at += whole.length
  }
  const list = joined(directory)
  const end = words([0x4b50, 0x0605, 0, 0, claimedCount, claimedCount, list.length & 0xffff, list.length >>> 16, at & 0xffff, at >>> 16, 0])
  return joined([...local, list, end])
}

const words = (values: readonly number[]): Uint8Array => new Uint8Array(Uint16Array.from(values).buffer)
