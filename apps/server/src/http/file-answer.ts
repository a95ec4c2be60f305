import type { FileOut } from '@caponier/contract/kit/route'

/** Types that may be shown in place: none of them runs script when the browser may not guess another type. */
const INLINE = new Set(['application/pdf', 'image/png', 'image/jpeg', 'image/webp', 'image/gif', 'text/plain'])

/**
 * A file as an answer. Saved, not shown, unless its type is harmless; never guessed (nosniff); with a policy under which even HTML or
 * SVG that is opened by hand can do nothing.
 */
export function fileResponse(file: FileOut, status: number, headers: Headers): Response {
  const mediaType = /^[a-z0-9.+-]+\/[a-z0-9.+-]+$/i.test(file.mediaType) ? file.mediaType.toLowerCase() : 'application/octet-stream'
  const isInline = file.inline === true && INLINE.has(mediaType)
  headers.set('content-type', mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType)
  headers.set('content-disposition', `${isInline ? 'inline' : 'attachment'}; ${fileName(file.name)}`)
  headers.set('x-content-type-options', 'nosniff')
  headers.set(
    'content-security-policy',
    isInline ? "default-src 'none'; frame-ancestors 'self'" : "default-src 'none'; frame-ancestors 'none'; sandbox",
  )
  headers.set('cache-control', 'no-store')
  if (file.bytes instanceof Uint8Array) headers.set('content-length', String(file.bytes.length))
  return new Response(file.bytes instanceof Uint8Array ? new Uint8Array(file.bytes) : file.bytes, { status, headers })
}

/** RFC 6266: a plain name for old programs, the whole name percent-encoded beside it. Folders and control characters are taken out. */
function fileName(name: string): string {
  const clean = name
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}/\\]/gu, '_')
    .replace(/^\.+/, '_')
    .slice(0, 200)
    .toWellFormed()
  const shown = clean === '' ? 'download' : clean
  const plain = shown.replace(/[^ -~]|["%;]/g, '_')
  const encoded = encodeURIComponent(shown).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
  return `filename="${plain}"; filename*=UTF-8''${encoded}`
}
