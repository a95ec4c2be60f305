import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Caller, IsolatedServer } from './isolation/isolated-server.test-support.ts'
import { isolatedServer } from './isolation/isolated-server.test-support.ts'

let server: IsolatedServer
let lead: Caller
beforeAll(async () => {
  server = await isolatedServer()
  lead = await server.member('marked', ['lead', { kind: 'organisation' }])
})
afterAll(() => server.stop())

const RULE = { en: 'Contradiction open', de: 'Widerspruch offen' } as const

async function ruleTitles(asked: string | undefined): Promise<string> {
  const response = await server.send(
    new Request('http://127.0.0.1:8620/api/tenants/marked/cockpit/findings', {
      headers: { ...(await lead.headers()), ...(asked !== undefined && { 'accept-language': asked }) },
    }),
  )
  return response.text()
}

test('what the server says is in the language that the page is read in, else in that of the account', async () => {
  expect(await ruleTitles(undefined)).toContain(RULE.en)
  expect(await ruleTitles('*')).toContain(RULE.en)
  expect(await ruleTitles('fr-FR, it;q=0.5')).toContain(RULE.en)
  const german = await ruleTitles('de-AT,en;q=0.8')
  expect(german).not.toContain(RULE.en)
  expect(german).toContain(RULE.de)
})
