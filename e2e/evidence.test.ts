import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Place } from './place.ts'
import { openPlace, picture } from './place.ts'

let place: Place
beforeAll(async () => {
  place = await openPlace()
})
afterAll(() => place.stop())

const NAME = 'Restore test of line 2'
const SUBJECTS = ['zone:gersthofen-line-2', 'zone:gersthofen-line-3']
const FRAMEWORK = 'iec62443-3-3:2013'
/** Met within the target at both lines; nothing proves them at line 2 yet. */
const REQUIREMENTS = ['SR 2.1 RE(2)', 'SR 3.4']

const day = (from: number): string => new Date(Date.now() + from * 86_400_000).toISOString().slice(0, 10)

/** By how many valid pieces each requirement is proven at each subject, how much is evidenced in all, and whether the check finds the evidence run out. */
async function standing() {
  const proven = await Promise.all(
    SUBJECTS.map(async (subject) => {
      const shown = await place.api('assessments.show', { params: { tenant: 'brenner', framework: FRAMEWORK, subject } })
      if (!shown.ok) throw new Error(JSON.stringify(shown.problem))
      return shown.value.rows.filter((row) => REQUIREMENTS.includes(row.requirement)).map((row) => row.validEvidence)
    }),
  )
  const cockpit = await place.api('position.show', { params: { tenant: 'brenner' }, query: {} })
  const listed = await place.api('findings.list', {
    params: { tenant: 'brenner' },
    query: { filter: ['rule:eq:evidence-expired'], limit: 500 },
  })
  if (!cockpit.ok || !listed.ok) throw new Error(JSON.stringify([cockpit, listed]))
  const evidenced = cockpit.value.measures.reduce((sum, one) => sum + (one.evidenced ?? 0), 0)
  return { proven: proven.flat(), evidenced, expired: listed.value.items.filter((one) => one.reason.includes(NAME)).length }
}

test('one file proves two zones; it is read in the page; when its last day passes the numbers fall and a finding appears', async () => {
  const bare = await standing()
  expect(bare.proven.slice(0, 2)).toEqual([0, 0])
  const opened = await place.open()
  const { page } = opened
  await opened.go('/t/brenner/evidence')
  await page
    .locator('input[type="file"]')
    .first()
    .setInputFiles({
      name: 'restore-test.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('Restored the project of line 2 from the weekly copy in 41 minutes.\n'),
    })
  const form = page.getByRole('dialog')
  await form.getByRole('textbox', { name: 'Name' }).fill(NAME)
  await form.getByLabel('First day').fill(day(-30))
  await form.getByLabel('Last day').fill(day(300))
  const linkNow = form.getByRole('switch', { name: 'Link to requirements now' })
  await linkNow.check({ force: true })
  await form.getByRole('combobox', { name: 'Subject and framework' }).fill('line 2')
  await page.getByRole('option', { name: /line 2 · .*3-3/i }).click()
  for (const requirement of REQUIREMENTS) {
    await form.getByRole('combobox', { name: 'Requirements' }).fill(requirement)
    await page.getByRole('option').filter({ hasText: requirement }).first().click()
  }
  await form.getByRole('combobox', { name: 'More subjects of this framework' }).fill('line 3')
  await page
    .getByRole('option', { name: /line 3/i })
    .first()
    .click()
  await page.keyboard.press('Escape')
  await picture(page, 'evidence-add')
  const added = page.waitForResponse((response) => response.url().endsWith('/links/attach'))
  await form.getByRole('button', { name: 'Add evidence' }).click()
  expect((await added).ok()).toBe(true)
  await page.getByText('1 piece of evidence added').waitFor()

  const proven = await standing()
  expect(proven.proven).toEqual(bare.proven.map((one) => one + 1))
  expect(proven.evidenced).toBeGreaterThan(bare.evidenced)
  expect(proven.expired).toBe(0)

  await opened.go(`/t/brenner/evidence?q=${encodeURIComponent(NAME)}`)
  await page.getByRole('button', { name: NAME }).click()
  const drawer = page.getByRole('dialog', { name: NAME })
  await drawer.getByText('in 41 minutes').waitFor()
  for (const requirement of REQUIREMENTS) await drawer.getByRole('link', { name: requirement, exact: true }).nth(1).waitFor()
  await picture(page, 'evidence')
  await drawer.getByRole('button', { name: 'Edit' }).click()
  const edit = page.getByRole('dialog').last()
  await edit.getByLabel('Last day').fill(day(-1))
  const saved = page.waitForResponse((response) => response.request().method() === 'PUT')
  await edit.getByRole('button', { name: 'Save', exact: true }).click()
  expect((await saved).status()).toBe(200)
  await drawer.getByText('expired', { exact: true }).first().waitFor()

  const after = await standing()
  expect(after.proven).toEqual(bare.proven)
  expect(after.evidenced).toBeCloseTo(bare.evidenced, 9)
  expect(after.expired).toBeGreaterThan(0)
  await opened.go(`/t/brenner/findings?q=${encodeURIComponent(NAME)}`)
  await page.getByRole('grid').getByRole('row').filter({ hasText: NAME }).first().waitFor()
  await picture(page, 'evidence-expired')
  expect(opened.faults).toEqual([])
  await opened.context.close()
})
