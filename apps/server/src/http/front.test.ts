import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SAMPLE_ROUTES } from '@caponier/contract/kit/sample-routes.test-support'
import { afterAll, describe, expect, test } from 'vitest'
import { reference } from '../reference/reference.ts'
import { front, type FrontOptions } from './front.ts'
import { samplePlant, sampleServer } from './sample-server.test-support.ts'

const folder = mkdtempSync(join(tmpdir(), 'caponier-web-'))
const web = join(folder, 'dist')
mkdirSync(join(web, 'assets'), { recursive: true })
writeFileSync(join(folder, 'secret.txt'), 'secret')
writeFileSync(join(web, 'index.html'), '<meta name="csp-nonce" content="__CSP_NONCE__">')
writeFileSync(join(web, 'favicon.svg'), '<svg/>')
writeFileSync(join(web, 'run.exe'), 'no')
writeFileSync(join(web, 'assets', 'index-AbCd_123.js'), 'plain')
writeFileSync(join(web, 'assets', 'index-AbCd_123.js.br'), 'brotli')
writeFileSync(join(web, 'assets', 'index-AbCd_123.js.gz'), 'gzip')
symlinkSync(join(folder, 'secret.txt'), join(web, 'link.txt'))
afterAll(() => rmSync(folder, { recursive: true }))

const setup = (given: Partial<FrontOptions> = {}) => {
  const lines: Readonly<Record<string, unknown>>[] = []
  const app = front({
    api: [reference(SAMPLE_ROUTES, '1.2.3'), sampleServer(samplePlant())],
    webDir: web,
    https: false,
    hosts: ['Caponier.Plant.example:8443'],
    allowAddresses: false,
    health: { version: '1.2.3', unready: async () => undefined, gauges: () => ({ tenants: 2 }), metricsForAll: false },
    log: { info: (fields) => void lines.push(fields), error: (fields) => void lines.push(fields) },
    ...given,
  })
  return { lines, ask: async (path: string, init?: RequestInit) => app.request(path, init) }
}

describe('every answer', () => {
  test.each(['/', '/api/hello', '/api/', '/api/nothing', '/assets/index-AbCd_123.js', '/healthz', '/api/tenants/plant/pumps'])(
    '%s carries the headers',
    async (path) => {
      const { headers } = await setup().ask(path)
      expect(Object.fromEntries(headers)).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      })
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy).toMatch(/^default-src 'none'; /)
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toMatch(/unsafe|https?:|\*/)
      expect(headers.get('strict-transport-security')).toBeNull()
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    },
  )

  test('says by TLS that it is only reached by TLS', async () => {
    const { headers } = await setup({ https: true }).ask('/')
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains')
  })

  test('is logged by route, without path, query or header', async () => {
    const { ask, lines } = setup()
    await ask('/api/tenants/plant/pumps/secret-id?x=secret-query', { headers: { authorization: 'Bearer engineer' } })
    await ask('/secret-page', { method: 'BREW' })
    expect(lines.map(({ method, route, status }) => ({ method, route, status }))).toEqual([
      { method: 'GET', route: 'pumps.show', status: 422 },
      { method: 'other', route: 'web', status: 405 },
    ])
    expect(JSON.stringify(lines)).not.toMatch(/secret|engineer/)
  })
})

describe('the name of the server', () => {
  const status = async (host: string, given: Partial<FrontOptions> = {}) =>
    (await setup(given).ask('/api/hello', { headers: { host } })).status

  test.each(['localhost', 'localhost:8620', '127.0.0.1:8620', '[::1]:8620', 'caponier.plant.example', 'CAPONIER.plant.example:443'])(
    '%s is ours',
    async (host) => expect(await status(host)).toBe(200),
  )
  test.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.nip.io',
    '192.168.1.5',
    'user@localhost',
    'localhost/x',
    '',
    'localhost:99999',
  ])('%s is not', async (host) => expect(await status(host)).toBe(403))
  test('addresses are ours where others reach the server', async () => {
    expect(await status('192.168.1.5:8620', { allowAddresses: true })).toBe(200)
    expect(await status('[fe80::1]:8620', { allowAddresses: true })).toBe(200)
    expect(await status('evil.example', { allowAddresses: true })).toBe(403)
  })
})

describe('pages', () => {
  test('the page stands at every path of it, with a fresh nonce that its policy knows', async () => {
    const { ask } = setup()
    const nonces = new Set<string>()
    for (const path of ['/', '/zones/line-3', '/index.html']) {
      const answer = await ask(path)
      const nonce = /content="([^"]+)"/.exec(await answer.text())?.[1] ?? ''
      nonces.add(nonce)
      expect(answer.headers.get('content-security-policy')).toContain(`style-src 'self' 'nonce-${nonce}'`)
      expect(answer.headers.get('cache-control')).toBe('no-store')
    }
    expect(nonces.size).toBe(3)
    expect([...nonces].every((nonce) => nonce.length === 24)).toBe(true)
  })

  test('files come packed where the browser can unpack, hashed ones for ever', async () => {
    const { ask } = setup()
    const file = async (accept: string) => {
      const answer = await ask('/assets/index-AbCd_123.js', { headers: { 'accept-encoding': accept } })
      return [await answer.text(), answer.headers.get('content-encoding'), answer.headers.get('vary'), answer.headers.get('cache-control')]
    }
    const immutable = 'public, max-age=31536000, immutable'
    expect(await file('gzip, br')).toEqual(['brotli', 'br', 'accept-encoding', immutable])
    expect(await file('gzip, br;q=0')).toEqual(['gzip', 'gzip', 'accept-encoding', immutable])
    expect(await file('')).toEqual(['plain', null, 'accept-encoding', immutable])
    expect((await ask('/favicon.svg')).headers.get('cache-control')).toBe('no-cache')
    expect(await (await ask('/favicon.svg', { method: 'HEAD' })).text()).toBe('')
  })

  test.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/link.txt',
    '/run.exe',
    '/assets/index-AbCd_123.js.br',
    '/assets/missing.js',
    '/%00.js',
  ])('%s is nothing', async (path) => {
    const answer = await setup().ask(path)
    expect(answer.status).toBe(404)
    expect(await answer.text()).not.toContain('secret')
  })

  test('pages are only read; without built pages the API stands alone', async () => {
    expect((await setup().ask('/', { method: 'POST' })).status).toBe(405)
    for (const webDir of [null, join(folder, 'missing')]) {
      const answer = await setup({ webDir }).ask('/')
      expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/problem+json'])
    }
  })
})

describe('health and reference', () => {
  test('says ready, or why not', async () => {
    expect(await (await setup().ask('/healthz')).json()).toEqual({ status: 'ready', version: '1.2.3' })
    const away = await setup({ health: { version: '1', unready: async () => 'The database is away.', metricsForAll: false } }).ask(
      '/healthz',
    )
    expect(away.status).toBe(503)
    expect(await away.json()).toMatchObject({ code: 'environment', detail: 'The database is away.' })
  })

  test('gauges for this machine', async () => {
    const { ask } = setup()
    await ask('/api/hello')
    expect((await ask('/metrics', { headers: { 'x-forwarded-for': '127.0.0.1' } })).status).toBe(404)
    const text = await (await ask('/metrics')).text()
    expect(text).toContain('caponier_requests_total 3\n')
    expect(text).toContain('caponier_tenants 2\n')
    expect(text).toContain('caponier_info{version="1.2.3"} 1\n')
    expect(text.split('\n').every((line) => /^(# TYPE caponier_\w+ (gauge|counter)|caponier_\w+(\{.*\})? [\d.e+]+|)$/.test(line))).toBe(
      true,
    )
  })

  test('the reference has no inline script or style and asks no other server', async () => {
    const { ask } = setup()
    const page = await (await ask('/api/')).text()
    expect(page).not.toMatch(/<script(?![^>]* src=)|<style|style=|\son\w+=|https?:\/\//)
    for (const [, path = ''] of page.matchAll(/(?:src|href)="([^"#]+)"/g)) {
      const answer = await ask(new URL(path, 'http://localhost/api/').pathname)
      expect([path, answer.status]).toEqual([path, 200])
      expect(await answer.text()).not.toMatch(/https?:\/\/|innerHTML|eval\(/)
    }
    const script = await ask('/api/schema-text.js')
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(await (await ask('/api/openapi.json')).json()).toMatchObject({ openapi: '3.1.0', info: { version: '1.2.3' } })
    expect((await ask('/api')).headers.get('location')).toBe('/api/')
  })
})
