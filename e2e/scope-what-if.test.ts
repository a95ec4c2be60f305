import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Place } from './place.ts'
import { openPlace, picture } from './place.ts'

let place: Place
beforeAll(async () => {
  place = await openPlace()
})
afterAll(() => place.stop())

const entities = async (tenant: string) => {
  const listed = await place.api('entities.list', { params: { tenant } })
  if (!listed.ok) throw new Error(JSON.stringify(listed.problem))
  return listed.value.items
}

/** A machine builder of its own, of medium size by its figures of one closed year. */
async function company(): Promise<string> {
  const answers = {
    organisation: 'Muster Pumpen',
    establishment: 'DE',
    activities: ['II.5(d)'],
    year: 2025,
    headcount: 320,
    turnover: 64_000_000,
    balance: 51_000_000,
    site: 'Werk Nord',
  }
  const begun = await place.api('start.begin', { body: { answers } })
  if (!begun.ok || begun.value.tenant === null) throw new Error(JSON.stringify(begun))
  return begun.value.tenant
}

const stored = async (tenant: string) => {
  const shown = await place.api('scope.show', { params: { tenant } })
  const log = await place.api('activity.list', { params: { tenant }, query: { limit: 1 } })
  if (!shown.ok || !log.ok) throw new Error(JSON.stringify([shown, log]))
  return { classes: shown.value.entities.map((one) => one.class), entry: log.value.items[0]?.seq ?? 0 }
}

test('other figures flip the class beside the decision and store nothing; edited facts change the decision', async () => {
  const tenant = await company()
  const before = await stored(tenant)
  expect(before.classes).toEqual(['important'])
  const opened = await place.open()
  const { page } = opened
  await opened.go(`/t/${tenant}/scope`)
  await page.getByRole('tab', { name: 'What if' }).click()
  const standing = page.getByRole('region', { name: 'As it stands' })
  const tried = page.getByRole('region', { name: 'With these facts' })
  await tried.getByText('important').first().waitFor()
  for (const [label, figure] of [
    ['Headcount 2025', '40'],
    ['Turnover 2025', '8000000'],
    ['Balance sheet 2025', '6000000'],
  ] as const)
    await page.getByRole('textbox', { name: label }).fill(figure)
  await tried.getByText('out of scope').first().waitFor()
  await standing.getByText('important').first().waitFor()
  await page.getByText('The class changes.').waitFor()
  await picture(page, 'what-if')
  expect(await stored(tenant)).toEqual(before)

  // Somebody else saves meanwhile: what was typed stays, and the screen says so.
  const [entity = ''] = (await entities(tenant)).map((one) => one.id)
  const shown = await place.api('entities.show', { params: { tenant, id: entity } })
  if (!shown.ok) throw new Error(JSON.stringify(shown.problem))
  const renamed = { ...shown.value.doc, name: 'Muster Pumpen GmbH' }
  expect((await place.api('entities.replace', { params: { tenant, id: entity }, version: shown.value.version, body: renamed })).ok).toBe(
    true,
  )
  await page.getByText('The recorded facts have changed meanwhile.').waitFor()
  expect(await page.getByRole('textbox', { name: 'Headcount 2025' }).inputValue()).toBe('40')
  await page.getByRole('button', { name: 'Back to the recorded facts' }).click()
  await page.getByText('Nothing changes.').waitFor()

  await page.getByRole('tab', { name: 'Decision' }).click()
  await page.getByRole('button', { name: 'Edit the facts' }).click()
  const form = page.getByRole('dialog')
  await form.getByRole('textbox', { name: 'Headcount' }).fill('40')
  await form.getByRole('textbox', { name: 'Turnover' }).fill('8000000')
  await form.getByRole('textbox', { name: 'Balance' }).fill('6000000')
  const saved = page.waitForResponse((response) => response.request().method() === 'PUT')
  await form.getByRole('button', { name: 'Save', exact: true }).click()
  expect((await saved).status()).toBe(200)
  await page.getByRole('main').getByText('out of scope').first().waitFor()
  const after = await stored(tenant)
  expect(after.classes).toEqual(['out'])
  expect(after.entry).toBe(before.entry + 2)
  expect(opened.faults).toEqual([])
  await opened.context.close()
})
