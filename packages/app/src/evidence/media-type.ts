const OCTETS = 'application/octet-stream'

/** Types that may be shown in place: none of them runs script when the browser may not guess another (`nosniff`). */
const SHOWN: ReadonlySet<string> = new Set(['application/pdf', 'image/png', 'image/jpeg', 'image/webp', 'image/gif', 'text/plain'])

/** Text formats that a browser would run; told apart so that they are never taken for plain text. */
const MARKUP: readonly (readonly [RegExp, string])[] = [
  [/^<(!doctype\s+html|html|head|body|script|iframe|meta|title)\b/i, 'text/html'],
  [/^(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*|<!doctype\s+svg[^>]*>\s*)*<svg\b/i, 'image/svg+xml'],
  [/^<\?xml\b/i, 'application/xml'],
  [/^</, 'application/xml'],
]

/**
 * Media type by the content alone; what the sender says does not count, and nothing is unpacked. `beginning` is the first 4 kB.
 * Text is what is UTF-8 without control characters; anything else that no signature fits is bytes.
 */
export async function recogniseMediaType(beginning: Uint8Array): Promise<string> {
  // Two signatures in one file are a trick; markup wins, because it is what would run.
  const text = asText(beginning)
  if (text !== undefined) {
    const start = text.replace(/^\uFEFF/, '').trimStart()
    for (const [pattern, mediaType] of MARKUP) if (pattern.test(start)) return mediaType
  }
  // Loaded with the first file, so that the start of the server does not wait for it.
  const { fileTypeFromBuffer } = await import('file-type')
  const found = await fileTypeFromBuffer(beginning).catch(() => undefined)
  if (found !== undefined) return found.mime.split(';')[0]?.trim() ?? OCTETS
  return text === undefined ? OCTETS : 'text/plain'
}

function asText(bytes: Uint8Array): string | undefined {
  if (bytes.length === 0) return undefined
  try {
    // As a stream: the beginning may end inside a character.
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: true })
    return /(?![\t\n\f\r])\p{Cc}/u.test(text) ? undefined : text
  } catch {
    return undefined
  }
}

/** May the browser show it in place? */
export const isShown = (mediaType: string): boolean => SHOWN.has(mediaType)

/** The type as it is served: what may not be shown leaves as bytes to be saved, whatever it is. */
export const servedType = (mediaType: string): string => (isShown(mediaType) ? mediaType : OCTETS)
