import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Place } from './place.ts'
import { openPlace, picture } from './place.ts'

let place: Place
beforeAll(async () => {
  place = await openPlace()
})
afterAll(() => place.stop())

const MANY = 351

test(`${MANY} answers and more in bulk: selected as shown, answered at once, the same on the screen and in the API`, async () => {
  const listed = await place.api('assessments.list', { params: { tenant: 'brenner' }, query: { limit: 200 } })
  if (!listed.ok) throw new Error(JSON.stringify(listed.problem))
  const zones = listed.value.items.filter((one) => one.framework === 'iec62443-3-3:2013' && one.subject.startsWith('zone:'))
  const opened = await place.open()
  const { page } = opened
  let saved = 0
  for (const { subject, framework } of zones) {
    if (saved >= MANY) break
    await opened.go(`/t/brenner/gaps/${framework}/${subject}`)
    await page.getByLabel('Select all that are shown').check()
    const strip = page.getByRole('region', { name: / selected$/ })
    const count = Number.parseInt((await strip.locator('strong').innerText()).replace(/\D/g, ''), 10)
    await strip.getByRole('button', { name: /Answer all/ }).click()
    const done = page.waitForResponse((response) => response.request().method() === 'POST' && response.url().endsWith('/answers'))
    await page.getByRole('menuitem', { name: 'Partly met' }).click()
    expect((await done).status()).toBe(200)
    const effect = page.getByRole('status', { name: 'Effect of the last answer' })
    await effect.getByText(`${count} answers saved`).waitFor()
    await page.getByText(`${count} of ${count} answered`).waitFor()
    if (saved === 0) await picture(page, 'bulk')
    const shown = await place.api('assessments.show', { params: { tenant: 'brenner', framework, subject } })
    if (!shown.ok) throw new Error(JSON.stringify(shown.problem))
    expect(shown.value.rows.filter((row) => row.own?.state === 'partly').length).toBe(count)
    saved += count
  }
  expect(saved).toBeGreaterThanOrEqual(MANY)
  expect(opened.faults).toEqual([])
  await opened.context.close()
})
