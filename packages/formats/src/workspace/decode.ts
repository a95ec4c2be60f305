import { fail, type Issue, ok, type Result } from '@caponier/core'

/**
 * Bytes of a text file to text with `\n` line ends and without byte order mark.
 * Refused with line and column: what is not UTF-8, and NUL, which no YAML or JSON may hold.
 */
export function decodeUtf8(bytes: Uint8Array): Result<string, Issue> {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return fail({ path: '', line: 1, column: 1, message: 'is UTF-16', mend: 'save it as UTF-8' })
  }
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const offset = firstInvalidByte(bytes)
    const byte = (bytes[offset] ?? 0).toString(16).padStart(2, '0')
    return fail({
      path: '',
      ...positionInBytes(bytes, offset),
      message: `is not UTF-8: byte 0x${byte} at offset ${offset}`,
      mend: 'save it as UTF-8',
    })
  }
  const nul = text.indexOf('\u0000')
  if (nul >= 0)
    return fail({
      path: '',
      ...positionInText(text, nul),
      message: 'holds a NUL character',
      mend: 'this is probably no text file; remove the character',
    })
  return ok(text.includes('\r\n') ? text.replaceAll('\r\n', '\n') : text)
}

/** Line and column, both from 1, of an offset in text with `\n` line ends. */
export function positionInText(text: string, offset: number): { readonly line: number; readonly column: number } {
  let line = 1
  let start = 0
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    line += 1
    start = at + 1
  }
  return { line, column: offset - start + 1 }
}

function positionInBytes(bytes: Uint8Array, offset: number): { readonly line: number; readonly column: number } {
  let line = 1
  let start = 0
  for (let at = 0; at < offset; at += 1) {
    if (bytes[at] === 0x0a) {
      line += 1
      start = at + 1
    }
  }
  return { line, column: offset - start + 1 }
}

/** Offset of the first byte that begins no well-formed sequence (Unicode 16, table 3-7); the length when all are. */
export function firstInvalidByte(bytes: Uint8Array): number {
  const continues = (at: number, low = 0x80, high = 0xbf): boolean => {
    const byte = bytes[at]
    return byte !== undefined && byte >= low && byte <= high
  }
  let at = 0
  while (at < bytes.length) {
    const lead = bytes[at] ?? 0
    if (lead < 0x80) at += 1
    else if (lead >= 0xc2 && lead <= 0xdf && continues(at + 1)) at += 2
    else if (
      lead >= 0xe0 &&
      lead <= 0xef &&
      continues(at + 1, lead === 0xe0 ? 0xa0 : 0x80, lead === 0xed ? 0x9f : 0xbf) &&
      continues(at + 2)
    )
      at += 3
    else if (
      lead >= 0xf0 &&
      lead <= 0xf4 &&
      continues(at + 1, lead === 0xf0 ? 0x90 : 0x80, lead === 0xf4 ? 0x8f : 0xbf) &&
      continues(at + 2) &&
      continues(at + 3)
    )
      at += 4
    else return at
  }
  return at
}
