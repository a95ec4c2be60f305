import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Place } from './place.ts'
import { openPlace, picture } from './place.ts'

let place: Place
beforeAll(async () => {
  place = await openPlace()
})
afterAll(() => place.stop())

test('from a ring of the cockpit down to the evidence, and from the evidence up to the duty', async () => {
  const { page, go, faults, context } = await place.open()
  await go('/t/brenner/cockpit')
  await page
    .getByRole('link', { name: /21\(2\)\(e\)/ })
    .first()
    .click()
  await page.waitForURL(/\/position\/measures\/21\(2\)\(e\)/)
  await page.getByRole('button', { name: /21\(2\)\(e\)\.4/ }).click()
  await page.waitForURL(/duty=/)
  await picture(page, 'trace-measure')
  const row = page.getByRole('row', { name: /SR 5\.1(?! RE)/ })
  await row.getByRole('button', { name: /subjects/ }).click()
  await page.getByRole('link', { name: 'Gersthofen line 3', exact: true }).click()
  await page.waitForURL(/\/position\/cells\//)
  await page.getByRole('heading', { name: 'SR 5.1 at Gersthofen line 3' }).waitFor()
  // What the address shows is all there is: opened anew it is the same page.
  await page.reload()
  await page.getByRole('heading', { name: 'SR 5.1 at Gersthofen line 3' }).waitFor()
  await picture(page, 'trace-cell')
  await page.getByRole('link', { name: /Export of the cell firewall line 3/ }).click()
  await page.waitForURL(/\/position\/uses\/evidence/)
  await page.getByRole('link', { name: 'Networks segmented and entrances guarded' }).click()
  await page.waitForURL(/\/position\/measures\/21\(2\)\(e\)\?.*duty=/)
  expect(await page.getByRole('button', { name: /21\(2\)\(e\)\.4/ }).getAttribute('aria-expanded')).toBe('true')
  expect(faults).toEqual([])
  await context.close()
})

test('the heat map by keyboard: one stop, arrows inside, Enter leads to why', async () => {
  const { page, go, faults, context } = await place.open()
  await go('/t/brenner/cockpit?place=site:gersthofen')
  const first = page.locator('[data-cell="0.0"]')
  expect(await first.getAttribute('tabindex')).toBe('0')
  await first.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowRight')
  expect(await page.locator('[data-cell][tabindex="0"]').getAttribute('data-cell')).toBe('1.1')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/position\/levels\/zone%3A[^/]+\/UC/)
  await page.getByRole('heading', { name: /Security level UC of/ }).waitFor()
  await picture(page, 'trace-level')
  expect(faults).toEqual([])
  await context.close()
})

test('a finding leads to the answer that mends it', async () => {
  const { page, go, faults, context } = await place.open()
  await go('/t/brenner/findings?filter=%5B%22rule%3Aeq%3Amet-without-evidence%22%5D')
  await page.getByRole('link', { name: 'Answer' }).first().click()
  await page.waitForURL(/\/gaps\/[^/]+\/[^/]+\?r=/)
  expect(faults).toEqual([])
  await context.close()
})

test('the palette finds an asset by its address and opens it, and knows what can be done', async () => {
  const { page, go, faults, context } = await place.open()
  await go('/t/brenner/cockpit')
  await page.keyboard.press('Control+k')
  const search = page.getByRole('combobox', { name: 'Search or go to' })
  await search.fill('10.20.13.35')
  await page.getByRole('option', { name: /Cell firewall line 3/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByText('Cell firewall line 3').first().waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await search.fill('freeze')
  await page.getByRole('option', { name: 'Freeze a position' }).waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(/gaps\/snapshots/)
  expect(faults).toEqual([])
  await context.close()
})
