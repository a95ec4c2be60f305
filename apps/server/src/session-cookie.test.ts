import { account, PASSWORD } from '@caponier/app/access/access.test-support'
import { type TestApp, testApp } from '@caponier/app/app.test-support'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { site } from './site.ts'

let there: TestApp
const stop = new AbortController()
const silent = (): void => undefined
beforeAll(async () => {
  there = await testApp()
})
afterAll(async () => {
  stop.abort()
  await there.stop()
})

function serving(publicUrl: string) {
  const { host } = new URL(publicUrl)
  const server = site({
    app: { ...there.app, settings: { ...there.app.settings, publicUrl } },
    settings: { host: '127.0.0.1', hosts: [], trustProxy: false, metricsForAll: false },
    webDir: null,
    stop: stop.signal,
    log: { debug: silent, info: silent, warn: silent, error: silent },
  })
  const ask = (path: string, { headers, ...init }: Omit<RequestInit, 'headers'> & { readonly headers: Readonly<Record<string, string>> }) =>
    server.request(publicUrl + path, { ...init, headers: { host, ...headers } })
  return {
    signIn: async () => {
      const { email } = await account(there.app)
      const response = await ask('/api/session', {
        method: 'POST',
        headers: { 'x-caponier': '1', 'content-type': 'application/json' },
        body: JSON.stringify({ email, password: PASSWORD }),
      })
      return response.headers.get('set-cookie') ?? ''
    },
    status: async (cookie: string) => (await ask('/api/account/sessions', { headers: { cookie } })).status,
  }
}

test('by TLS the cookie is of this very host, and no other name is taken for it', async () => {
  const { signIn, status } = serving('https://caponier.plant.example')
  const cookie = await signIn()
  expect(cookie).toMatch(/^__Host-caponier_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+; Secure$/)
  const pair = cookie.split(';', 1)[0] ?? ''
  expect(await status(pair)).toBe(200)
  // What a neighbour under the same domain could plant.
  expect(await status(pair.replace('__Host-', ''))).toBe(401)
  expect(await status(`caponier_session=${'x'.repeat(43)}; ${pair}`)).toBe(200)
})

test('without TLS it has the plain name', async () => {
  const { signIn, status } = serving('http://127.0.0.1:8620')
  const cookie = await signIn()
  expect(cookie).toMatch(/^caponier_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/)
  expect(await status(cookie.split(';', 1)[0] ?? '')).toBe(200)
})
