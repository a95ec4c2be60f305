import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Place } from './place.ts'
import { openPlace, picture } from './place.ts'

let place: Place
beforeAll(async () => {
  place = await openPlace()
})
afterAll(() => place.stop())

const LOG = join(import.meta.dirname, '../packages/wire/fixtures/zeek/plain/conn.log')
const PEER = '203.0.113.7'

/** Open findings about a device that talks to the peer. */
async function findings(): Promise<readonly string[]> {
  const listed = await place.api('findings.list', {
    params: { tenant: 'brenner' },
    query: { filter: ['rule:eq:external-peer'], limit: 500 },
  })
  if (!listed.ok) throw new Error(JSON.stringify(listed.problem))
  return listed.value.items.filter((one) => one.reason.includes(`${PEER},`)).map((one) => one.id)
}

test('a log of Zeek becomes proposals, these become flows, a flow becomes a finding, and the finding goes when it is treated', async () => {
  expect(await findings()).toEqual([])
  const network = await place.api('networks.create', {
    params: { tenant: 'brenner' },
    body: { name: 'Test bench of line 3', site: 'gersthofen', cidrs: ['10.20.3.0/24'], zone: 'gersthofen-line-3' },
  })
  expect(network.ok).toBe(true)
  const opened = await place.open()
  const { page } = opened
  await opened.go('/t/brenner/assets/import-zeek')
  await page.getByRole('combobox', { name: 'Site where the logs were taken' }).fill('Gersthofen')
  await page
    .getByRole('option', { name: /Gersthofen/ })
    .first()
    .click()
  await page.locator('input[type="file"]').setInputFiles(LOG)
  await page.getByRole('button', { name: 'Read and show the counts' }).click()
  await page.getByText('14 rows read = 14 mapped + 0 rejected').waitFor()
  await picture(page, 'zeek-counts')
  await page.getByRole('button', { name: 'Write the proposals' }).click()
  await page.getByRole('button', { name: 'To the proposals' }).click()

  await page.getByRole('textbox', { name: 'Search in this list' }).fill('10.20.3.')
  const rows = page.getByRole('grid').getByRole('row').filter({ hasText: PEER })
  await rows.first().waitFor()
  await page.getByLabel('Select all shown').check()
  await picture(page, 'proposals')
  await page.getByRole('button', { name: 'Accept (a)' }).click()
  const dialog = page.getByRole('dialog', { name: /^Accept \d+ proposals$/ })
  const decided = page.waitForResponse((response) => response.url().endsWith('/proposals/decide'))
  await dialog.getByRole('button', { name: 'Accept', exact: true }).click()
  expect((await decided).status()).toBe(200)
  await page.getByText(/decided: \d+ assets, \d+ networks, \d+ flows added/).waitFor()

  expect((await findings()).length).toBe(1)
  await opened.go(`/t/brenner/findings?q=${PEER}`)
  await picture(page, 'finding-of-the-wire')
  const found = page
    .getByRole('grid')
    .getByRole('row')
    .filter({ hasText: `${PEER},` })
  await found.getByRole('link', { name: 'Open the flow' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Accepted, because').fill('Update service of the maker, through the proxy since June.')
  const saved = page.waitForResponse((response) => response.request().method() === 'PUT')
  await form.getByRole('button', { name: 'Save', exact: true }).click()
  expect((await saved).status()).toBe(200)
  await form.waitFor({ state: 'detached' })
  await opened.go(`/t/brenner/findings?q=${PEER}`)
  await found.waitFor({ state: 'detached' })
  expect(await findings()).toEqual([])
  expect(opened.faults).toEqual([])
  await opened.context.close()
})
