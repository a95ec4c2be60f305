import { randomBytes } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join, sep } from 'node:path'
import type { MiddlewareHandler } from 'hono'
import type { ServerEnv } from './server-env.ts'
import { problemResponse } from './problem-response.ts'
import { pagePolicy } from './security-headers.ts'

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json',
  webmanifest: 'application/manifest+json',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
  wasm: 'application/wasm',
  txt: 'text/plain; charset=utf-8',
  map: 'application/json',
}

/** Where the page takes the nonce for styles that are made at run time. */
const NONCE_MARK = '__CSP_NONCE__'

/** Encodings that the build may have made beside a file, best first. */
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const

interface StaticFile {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly type: string
  /** The build writes the hash of the content into the name. */
  readonly isHashed: boolean
  readonly encoded: ReadonlyMap<string, Uint8Array<ArrayBuffer>>
}

/**
 * Reads the built pages into memory, once: only names that were in the folder at the start are ever served, so no path of a request
 * touches the file system. Undefined when the folder or its index.html is missing.
 */
export function readWebFolder(folder: string): ReadonlyMap<string, StaticFile> | undefined {
  let names: readonly string[]
  try {
    names = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length).split(sep).join('/').replace(/^\/?/, '/'))
  } catch {
    return undefined
  }
  const read = (name: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(join(folder, name)))
  const all = new Set(names)
  const files = new Map<string, StaticFile>()
  for (const name of names) {
    const type = TYPES[/\.([a-z0-9]+)$/.exec(name)?.[1] ?? '']
    if (type === undefined) continue
    const encoded = ENCODINGS.flatMap(([encoding, suffix]) => (all.has(name + suffix) ? [[encoding, read(name + suffix)] as const] : []))
    files.set(name, { bytes: read(name), type, isHashed: /^\/assets\/.*[-.][\w-]{8,}\.\w+$/.test(name), encoded: new Map(encoded) })
  }
  return files.has('/index.html') ? files : undefined
}

/**
 * Serves the built pages: files by their exact name, the page itself for every other path without a file ending and for everything of an
 * organisation (`/t/...`, where `SR 5.1` may end the path), so that links into it work. The page gets a fresh nonce with every answer.
 * Methods other than GET and HEAD are not for files.
 */
export function staticWeb(files: ReadonlyMap<string, StaticFile>): MiddlewareHandler<ServerEnv> {
  const page = new TextDecoder().decode(files.get('/index.html')?.bytes)
  return async (context, next) => {
    const { method, url, headers } = context.req.raw
    const { pathname } = new URL(url)
    if (pathname.startsWith('/api/') || pathname === '/api') return next()
    context.set('routeId', 'web')
    if (method !== 'GET' && method !== 'HEAD')
      return problemResponse({ code: 'method-not-allowed', detail: 'Pages are only read.' }, { allow: 'GET, HEAD' })
    const file = files.get(pathname)
    if (file !== undefined && pathname !== '/index.html') return fileAnswer(file, method, headers)
    if (/\.[a-z0-9]{1,12}$/i.test(pathname) && pathname !== '/index.html' && !pathname.startsWith('/t/'))
      return problemResponse({ code: 'not-found', detail: 'There is no such file.' })
    const nonce = randomBytes(18).toString('base64')
    return new Response(method === 'HEAD' ? null : page.replaceAll(NONCE_MARK, nonce), {
      headers: { 'content-type': TYPES['html'] ?? '', 'content-security-policy': pagePolicy(nonce), 'cache-control': 'no-store' },
    })
  }
}

function fileAnswer(file: StaticFile, method: string, request: Headers): Response {
  const accepted = new Set(
    (request.get('accept-encoding') ?? '')
      .toLowerCase()
      .split(',')
      .map((part) => part.trim())
      .filter((part) => !/;\s*q=0(\.0*)?$/.test(part))
      .map((part) => part.split(';', 1)[0]?.trim() ?? ''),
  )
  const encoding = ENCODINGS.find(([name]) => accepted.has(name) && file.encoded.has(name))?.[0]
  const bytes = (encoding === undefined ? undefined : file.encoded.get(encoding)) ?? file.bytes
  const headers = new Headers({
    'content-type': file.type,
    'content-length': String(bytes.length),
    'cache-control': file.isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
  })
  if (file.encoded.size > 0) headers.set('vary', 'accept-encoding')
  if (encoding !== undefined) headers.set('content-encoding', encoding)
  return new Response(method === 'HEAD' ? null : bytes, { headers })
}
