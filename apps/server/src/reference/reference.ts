import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RouteTable } from '@caponier/contract/kit/handler'
import { Hono } from 'hono'
import type { ServerEnv } from '../http/server-env.ts'

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const FILES = [
  ['/api/', 'index.html', 'text/html; charset=utf-8'],
  ['/api/reference.css', 'reference.css', 'text/css; charset=utf-8'],
  ['/api/reference.js', 'reference.js', 'text/javascript; charset=utf-8'],
  ['/api/schema-text.js', 'schema-text.js', 'text/javascript; charset=utf-8'],
] as const

/** The reference page at `/api/` and the OpenAPI document at `/api/openapi.json`, for everybody: they hold nothing of a customer. */
export function reference(routes: RouteTable, version: string): Hono<ServerEnv> {
  const app = new Hono<ServerEnv>()
  for (const [path, name, type] of FILES) {
    const text = readFileSync(join(import.meta.dirname, name), 'utf8')
    app.get(path, (context) => {
      context.set('routeId', 'reference')
      return context.body(text, 200, { 'content-type': type, 'content-security-policy': POLICY, 'cache-control': 'no-cache' })
    })
  }
  app.get('/api', (context) => context.redirect('/api/', 308))
  // Loaded and made at the first request: it costs more than a start should.
  let document: Promise<string> | undefined
  app.get('/api/openapi.json', async (context) => {
    context.set('routeId', 'openapi')
    document ??= documentText(routes, version)
    return context.body(await document, 200, { 'content-type': 'application/json', 'cache-control': 'no-cache' })
  })
  return app
}

async function documentText(routes: RouteTable, version: string): Promise<string> {
  const { openApiDocument } = await import('@caponier/contract/kit/openapi')
  const description = 'NIS2 compliance for European manufacturers, carried by IEC 62443.'
  return JSON.stringify(openApiDocument(routes, { title: 'Caponier', version, description }))
}
