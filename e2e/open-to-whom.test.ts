import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from './browser.ts'
import { joined } from './members.ts'
import type { Place } from './place.ts'
import { openPlace } from './place.ts'

let place: Place
beforeAll(async () => {
  place = await openPlace()
})
afterAll(() => place.stop())

const SITE = { kind: 'site', id: 'brescia' } as const

test('who sees one site is told so where legal entities would stand, and may add none', async () => {
  const token = await joined(place, { name: 'Lead here', email: 'lead.here@example.com', grants: [{ role: 'lead', scope: SITE }] })
  const { page, go, context, faults } = await place.open({}, token)
  await go('/t/brenner/scope')
  await page.getByRole('heading', { name: 'You see single sites' }).waitFor()
  await go('/t/brenner/company/entities')
  await page.getByRole('heading', { name: 'You see single sites' }).waitFor()
  expect(await page.getByRole('button', { name: 'Add', exact: true }).count()).toBe(0)
  await go('/t/brenner/company')
  await page.getByRole('tab', { name: 'Sites', selected: true }).waitFor()
  await go('/t/brenner/cockpit')
  await page
    .getByRole('region', { name: /Brescia/ })
    .getByText('IT', { exact: true })
    .first()
    .waitFor()
  expect(faults).toEqual([])
  await context.close()
})

test('an address into another organisation stays, and says that it is not open', async () => {
  const { page, go, context, faults } = await place.open()
  await go('/t/nobody-knows/company/sites?open=x')
  await page.getByRole('heading', { level: 1, name: 'This organisation is not open to you' }).waitFor()
  expect(page.url()).toBe(`${place.url}/t/nobody-knows/company/sites?open=x`)
  expect(await violations(page)).toEqual([])
  await page.getByRole('link', { name: /Brenner/ }).click()
  await page.waitForURL('**/t/brenner/cockpit')
  expect(faults).toEqual([])
  await context.close()
})
