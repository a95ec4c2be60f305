import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Place } from './place.ts'
import { openPlace, picture } from './place.ts'

let place: Place
beforeAll(async () => {
  place = await openPlace()
})
afterAll(() => place.stop())

test('a company of its own from zero: name and figures, the decision beside them, a first position', async () => {
  const opened = await place.open()
  const { page } = opened
  await opened.go('/start')
  await page.getByLabel('What is your organisation called?').fill('Muster Pumpen')
  await page.getByRole('combobox', { name: 'In which state is it established?' }).click()
  await page.getByRole('option', { name: 'DE Germany' }).click()
  const preview = page.getByRole('complementary')
  await preview.getByText('undetermined', { exact: false }).first().waitFor()
  await page.getByRole('button', { name: 'Next' }).click()

  await page.getByRole('combobox', { name: 'What does it do?' }).fill('Machinery')
  await page
    .getByRole('option', { name: /^II\.5\(d\)/ })
    .first()
    .click()
  await page.keyboard.press('Escape')
  await page.getByLabel('Which is the last closed financial year?').fill('2025')
  await page.getByLabel('How many people worked there in that year?').fill('320')
  await page.getByLabel('What was the turnover, in euro?').fill('64000000')
  await page.getByLabel('What was the balance sheet total, in euro?').fill('51000000')
  await preview.getByText('important', { exact: true }).waitFor()
  await picture(page, 'start-decision')
  await page.getByRole('button', { name: 'Next' }).click()

  await page.getByLabel('What is the first plant called?').fill('Werk Nord')
  await page
    .getByRole('button', { name: /zones, .* conduits/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Make the organisation' }).click()
  await page.getByRole('heading', { name: 'Muster Pumpen is ready' }).waitFor()
  await page.getByText('important', { exact: true }).waitFor()
  await picture(page, 'start-result')
  await page.getByRole('button', { name: 'To the cockpit' }).click()
  await page.waitForURL('**/t/muster-pumpen/cockpit')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await picture(page, 'start-cockpit')

  const shown = await place.api('position.show', { params: { tenant: 'muster-pumpen' }, query: {} })
  if (!shown.ok) throw new Error(JSON.stringify(shown.problem))
  expect(shown.value.scope.map((one) => one.class)).toEqual(['important'])
  expect(shown.value.zones.length).toBeGreaterThan(2)
  expect(opened.faults).toEqual([])
  await opened.context.close()
})
