import { afterAll, beforeAll, expect, test } from 'vitest'
import { joined } from './members.ts'
import type { OpenedPage, Place } from './place.ts'
import { openPlace, picture } from './place.ts'

let place: Place
let token: string
beforeAll(async () => {
  place = await openPlace()
  const grants = [{ role: 'engineer', scope: { kind: 'organisation' } }] as const
  token = await joined(place, { name: 'Second Person', email: 'second@example.com', grants })
})
afterAll(() => place.stop())

const LINE = '/t/brenner/gaps/iec62443-3-3:2013/zone:gersthofen-line-3?r=SR%202.1'
const CELL = { tenant: 'brenner', framework: 'iec62443-3-3:2013', subject: 'zone:gersthofen-line-3', requirement: 'SR 2.1' } as const

/** A refused save is told by the browser too. */
const others = (opened: OpenedPage): readonly string[] => opened.faults.filter((one) => !one.includes('409 (Conflict)'))
const saving = (opened: OpenedPage) =>
  opened.page.waitForResponse((response) => response.request().method() === 'PUT' && response.url().includes('/answers/'))
const chosen = (opened: OpenedPage, state: string) =>
  opened.page.locator(`[role="row"][data-current="true"] [data-state="${state}"][aria-checked="true"]`)

test('two answer one requirement at once: one is stored, the other is asked, both sides are shown; then each sees the other live', async () => {
  const [first, second] = [await place.open(), await place.open({}, token)]
  await first.go(LINE)
  await second.go(LINE)
  for (const one of [first, second]) await one.page.locator('[role="row"][data-current="true"]').waitFor()
  // The second key is pressed before, and arrives after, the first answer is stored.
  const stored = saving(first)
  await second.page.route('**/answers/**', async (route) => {
    await stored
    await route.continue()
  })
  const refused = saving(second)
  await second.page.keyboard.press('1')
  await first.page.keyboard.press('2')
  expect([(await stored).status(), (await refused).status()]).toEqual([200, 409])
  await second.page.unroute('**/answers/**')
  const dialog = second.page.getByRole('dialog', { name: 'Somebody else was faster' })
  await dialog.getByText('answered by First Person').waitFor()
  await dialog.getByText('partly met', { exact: true }).waitFor()
  await dialog.getByText('not met', { exact: true }).waitFor()
  await picture(second.page, 'two-people')
  await dialog.getByRole('button', { name: 'Keep theirs' }).click()
  await chosen(second, 'partly').waitFor()

  const saved = saving(second)
  await second.page.keyboard.press('3')
  expect((await saved).status()).toBe(200)
  await chosen(first, 'met').waitFor()
  const history = await place.api('answers.history', { params: CELL })
  if (!history.ok) throw new Error(JSON.stringify(history.problem))
  expect(history.value.items.slice(0, 2).map((entry) => entry.state)).toEqual(['met', 'partly'])
  expect([...others(first), ...others(second)]).toEqual([])
  await first.context.close()
  await second.context.close()
})

test('two edit one zone: what is typed stays while the other saves; both sides are shown before anything is overwritten', async () => {
  const [first, second] = [await place.open(), await place.open({}, token)]
  for (const one of [first, second]) {
    await one.go('/t/brenner/company/zones/gersthofen-line-3')
    await one.page.getByRole('button', { name: 'Edit', exact: true }).click()
    await one.page.getByRole('menuitem', { name: 'Edit zone' }).click()
  }
  const form = (one: OpenedPage) => one.page.getByRole('dialog').first()
  await form(first).getByLabel('Description').fill('Typed by the first, not saved yet')
  await form(second).getByLabel('Description').fill('Saved by the second')
  const replaced = (one: OpenedPage) => one.page.waitForResponse((response) => response.request().method() === 'PUT')
  const stored = replaced(second)
  const told = first.page.waitForResponse((response) => response.url().endsWith('/zones/gersthofen-line-3'))
  await form(second).getByRole('button', { name: 'Save', exact: true }).click()
  expect((await stored).status()).toBe(200)
  await told
  // The page behind the form already shows the other's text.
  await first.page.getByText('Saved by the second').waitFor()
  expect(await form(first).getByLabel('Description').inputValue()).toBe('Typed by the first, not saved yet')
  const refused = replaced(first)
  await form(first).getByRole('button', { name: 'Save', exact: true }).click()
  expect((await refused).status()).toBe(409)
  const dialog = first.page.getByRole('dialog', { name: 'Somebody changed it in the meantime' })
  await dialog.getByText('Saved by the second').waitFor()
  await dialog.getByText('Typed by the first, not saved yet').waitFor()
  const mine = replaced(first)
  await dialog.getByRole('button', { name: 'Save mine over it' }).click()
  expect((await mine).status()).toBe(200)
  await second.page.getByText('Typed by the first, not saved yet').waitFor()
  expect([...others(first), ...others(second)]).toEqual([])
  await first.context.close()
  await second.context.close()
})

test('the record of the organisation: what is typed stays while somebody else saves, and does not overwrite it unseen', async () => {
  const first = await place.open()
  await first.go('/t/brenner/company/organisation')
  const description = first.page.getByLabel('Description')
  await description.fill('Typed, not saved yet')
  const shown = await place.api('organisation.show', { params: { tenant: 'brenner' } })
  if (!shown.ok) throw new Error(JSON.stringify(shown.problem))
  const told = first.page.waitForResponse((response) => response.url().endsWith('/organisation') && response.request().method() === 'GET')
  const { doc, version } = shown.value
  const other = await place.api('organisation.replace', {
    params: { tenant: 'brenner' },
    version,
    body: { ...doc, description: 'By somebody else' },
  })
  expect(other.ok).toBe(true)
  await told
  expect(await description.inputValue()).toBe('Typed, not saved yet')
  const refused = first.page.waitForResponse((response) => response.request().method() === 'PUT')
  await first.page.getByRole('button', { name: 'Save', exact: true }).click()
  expect((await refused).status()).toBe(409)
  await first.page.getByText('Somebody changed it in the meantime').waitFor()
  expect(await description.inputValue()).toBe('Typed, not saved yet')
  expect(others(first)).toEqual([])
  await first.context.close()
})
