import { afterAll, beforeAll, expect, test } from 'vitest'
import { openContext, settled } from './browser.ts'
import { PASSWORD } from './members.ts'
import type { Place } from './place.ts'
import { openPlace, picture } from './place.ts'

let place: Place
beforeAll(async () => {
  place = await openPlace()
})
afterAll(() => place.stop())

const EMAIL = 'plant@example.com'

test('invited by a link for one site, sees that site alone, and keeps what was typed when the session is ended from elsewhere', async () => {
  const admin = await place.open()
  await admin.go('/t/brenner/people')
  await admin.page.getByRole('button', { name: 'Invite' }).first().click()
  const form = admin.page.getByRole('dialog')
  await form.getByRole('textbox', { name: 'Name' }).fill('Plant Engineer')
  await form.getByLabel('E-mail address').fill(EMAIL)
  await form.getByRole('combobox', { name: 'Where' }).click()
  await admin.page.getByRole('option', { name: /Brescia/ }).click()
  await picture(admin.page, 'invite')
  await form.getByRole('button', { name: 'Make the link' }).click()
  const link = await admin.page.getByRole('dialog', { name: 'The link is ready' }).locator('code').innerText()
  expect(admin.faults).toEqual([])
  await admin.context.close()

  const { context, faults } = await openContext(place.browser)
  const page = await context.newPage()
  const go = async (path: string): Promise<void> => {
    await page.goto(place.url + path)
    await settled(page)
  }
  await page.goto(link)
  await page.getByText('Engineer · ').waitFor()
  await page.getByLabel('Password').first().fill(PASSWORD)
  await page.getByRole('button', { name: 'Create the account and join' }).click()
  await page.waitForURL('**/t/brenner/cockpit')
  await settled(page)
  // Not Augsburg: a conduit of Brescia leads there.
  const other = ['Gersthofen', 'Gliwice', 'Kempten', 'Wels']
  const seen = async (): Promise<readonly string[]> => {
    const text = await page.getByRole('main').innerText()
    return other.filter((site) => text.includes(site))
  }
  expect(await seen()).toEqual([])
  await picture(page, 'one-site')
  for (const path of ['/company/sites', '/company/zones', '/gaps', '/findings', '/evidence', '/scope']) {
    await go(`/t/brenner${path}`)
    expect([path, await seen()]).toEqual([path, []])
  }
  await go('/t/brenner/company/sites')
  await page.getByText('1 row', { exact: true }).waitFor()
  // The page of the link asks first whether somebody is signed in.
  expect(faults.filter((one) => !/link#.*401/.test(one))).toEqual([])

  // Typed by hand: what the role forbids, and what belongs to another site.
  for (const [path, refusal] of [
    ['/t/brenner/activity', /Your role does not allow this|You may not see this page/],
    ['/t/brenner/settings', /Your role does not allow this|You may not see this page/],
    ['/t/brenner/company/zones/gersthofen-line-3', /It does not exist, or you may not see it|does not exist/],
  ] as const) {
    await page.goto(place.url + path)
    await page.getByText(refusal).first().waitFor()
    expect([path, await seen()]).toEqual([path, []])
  }
  faults.length = 0

  await go('/t/brenner/company/zones/brescia-assembly')
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Edit zone' }).click()
  const zone = page.getByRole('dialog').first()
  await zone.getByLabel('Description').fill('Two presses and a test bench')

  const elsewhere = await openContext(place.browser)
  const phone = await elsewhere.context.newPage()
  await phone.goto(`${place.url}/sign-in`)
  await phone.getByLabel('E-mail address').fill(EMAIL)
  await phone.getByRole('textbox', { name: 'Password' }).fill(PASSWORD)
  await phone.getByRole('button', { name: 'Sign in' }).click()
  await phone.waitForURL('**/cockpit')
  await phone.goto(`${place.url}/account`)
  await phone.getByRole('button', { name: 'End all others' }).click()
  await phone.getByText('1 session has ended.').waitFor()
  expect(elsewhere.faults).toEqual([])
  await elsewhere.context.close()

  await zone.getByRole('button', { name: 'Save', exact: true }).click()
  const expired = page.getByRole('dialog', { name: 'Your session has ended' })
  await expired.getByLabel('E-mail address').fill(EMAIL)
  await expired.getByRole('textbox', { name: 'Password' }).fill(PASSWORD)
  await picture(page, 'session-ended')
  await page.keyboard.press('Escape')
  await expired.getByRole('button', { name: 'Sign in' }).click()
  await expired.waitFor({ state: 'detached' })
  expect(await zone.getByLabel('Description').inputValue()).toBe('Two presses and a test bench')
  const saved = page.waitForResponse((response) => response.request().method() === 'PUT')
  await zone.getByRole('button', { name: 'Save', exact: true }).click()
  expect((await saved).status()).toBe(200)
  await page.getByText('Two presses and a test bench').waitFor()
  expect(faults.filter((one) => !one.includes('401 (Unauthorized)'))).toEqual([])
  await context.close()
})
