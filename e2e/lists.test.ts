import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OpenedPage, Place } from './place.ts'
import { openPlace } from './place.ts'

let place: Place
let opened: OpenedPage
beforeAll(async () => {
  place = await openPlace()
  opened = await place.open()
})
afterAll(async () => {
  await opened.context.close()
  await place.stop()
})

/** Lists that are drawn by the common table, by path. */
const LISTS = [
  'gaps',
  'gaps/delegated',
  'gaps/snapshots',
  'company/entities',
  'company/sites',
  'company/sucs',
  'company/zones',
  'company/conduits',
  'company/networks',
  'company/suppliers',
  'company/products',
  'company/persons',
  'company/responsibilities',
  'assets',
  'assets/asset-types',
  'assets/flows',
  'findings',
  'controls',
  'evidence',
  'reports',
  'people',
  'frameworks/law',
  'frameworks/iec62443-3-3:2013',
] as const

/** The lines of a CSV file, cells apart; quoted cells may hold line breaks. */
function lines(text: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, bare, end] of text.replace(/^\uFEFF/, '').matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)?.push(quoted ?? bare ?? '')
    if (end === '') break
    if (end !== ',') rows.push([])
  }
  return rows.filter((row) => row.length > 1 || row[0] !== '')
}

async function csv(label = 'CSV'): Promise<string[][]> {
  const { page } = opened
  const waiting = page.waitForEvent('download', { timeout: 20_000 })
  await page.getByRole('button', { name: 'Export', exact: true }).last().click()
  await page.getByRole('menuitem', { name: label }).click()
  return lines(readFileSync(await (await waiting).path(), 'utf8'))
}

describe.each(LISTS)('%s', (list) => {
  test('filters, sorts, keeps its view, and exports exactly what it shows', { timeout: 90_000 }, async () => {
    const { page, go } = opened
    await go(`/t/brenner/${list}`)
    const grid = page.getByRole('grid').first()
    await grid.waitFor()
    const heads = (await grid.getByRole('columnheader').allInnerTexts()).map((one) => one.trim()).filter((one) => one !== '')
    expect(heads.length).toBeGreaterThan(1)
    const rows = Number(await grid.getAttribute('aria-rowcount'))
    const whole = await csv()
    expect([whole[0]?.length, whole.length - 1]).toEqual([heads.length, rows])

    await grid.getByRole('columnheader').getByRole('button').first().click()
    await page.getByRole('textbox', { name: 'Search in this list' }).first().fill('zzz-nothing')
    await page.waitForURL(/q=zzz-nothing/)
    expect(new URL(page.url()).searchParams.get('sort')).not.toBeNull()
    await page.getByRole('button', { name: 'Views' }).click()
    await page.getByRole('menuitem', { name: 'Save this view' }).click()
    await page.getByLabel('Name of the view').fill(`View of ${list}`)
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect((await csv()).length).toBe(1)
    await page.getByRole('textbox', { name: 'Search in this list' }).first().fill('')
    await page.waitForURL((url) => !url.searchParams.has('q'))
    await page.getByRole('button', { name: 'Views' }).click()
    await page.getByRole('menuitem', { name: `View of ${list}`, exact: true }).click()
    await page.waitForURL(/q=zzz-nothing/)
  })
})

test('a view is there after a reload, on its list only, until it is removed', { timeout: 90_000 }, async () => {
  const { page, go } = opened
  await go('/t/brenner/controls')
  await page.getByRole('button', { name: 'Views' }).click()
  expect(await page.getByRole('menuitem', { name: /^View of/ }).allInnerTexts()).toEqual(['View of controls'])
  await page.getByRole('menuitem', { name: 'Remove the view View of controls' }).click()
  await page.getByText('No saved views yet', { exact: false }).waitFor()
})

test('the answers of an assessment: filtered, kept as a view, exported as filtered', { timeout: 90_000 }, async () => {
  const { page, go } = opened
  await go('/t/brenner/gaps/iec62443-3-3:2013/zone:gersthofen-winding')
  await page.getByRole('button', { name: 'Review due' }).click()
  await page.getByText('7 of 100 shown').waitFor()
  const file = await csv()
  expect(file.slice(1).map((row) => row[0])).toEqual(['SR 1.1', 'SR 1.6', 'SR 1.6 RE(1)', 'SR 1.11', 'SR 2.2', 'SR 2.5', 'SR 3.2'])
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('menuitem', { name: 'Save this view' }).click()
  await page.getByLabel('Name of the view').fill('To look at')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await page.getByText('100 of 100 shown').waitFor()
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('menuitem', { name: 'To look at', exact: true }).click()
  await page.getByText('7 of 100 shown').waitFor()
})

test('a review that is due is found, done with one press, and its finding goes', { timeout: 90_000 }, async () => {
  const { page, go } = opened
  const overdue = async (): Promise<readonly string[]> => {
    const found = await place.api('findings.list', { params: { tenant: 'brenner' }, query: { filter: ['rule:eq:review-overdue'] } })
    if (!found.ok) throw new Error(JSON.stringify(found.problem))
    return found.value.items.flatMap((one) => one.requirements)
  }
  expect(await overdue()).toEqual(['SR 1.1', 'SR 3.2'])
  await go('/t/brenner/findings?by=list&q=looked%20at%20again')
  await page.getByRole('link', { name: 'Look again' }).first().click()
  await page
    .getByRole('button', { name: /^Still holds/ })
    .first()
    .click()
  await page
    .getByRole('button', { name: /^Still holds/ })
    .first()
    .waitFor({ state: 'detached' })
  expect(await overdue()).toEqual(['SR 3.2'])
  await page.getByRole('button', { name: 'Review due' }).click()
  await page.getByRole('checkbox', { name: /all/i }).first().check()
  await page.getByRole('button', { name: 'Set review' }).click()
  await page.getByRole('dialog').getByLabel('Look again by').fill('2028-02-29')
  await page.getByRole('dialog').getByRole('button', { name: 'Set the review' }).click()
  await page.getByText('0 of 100 shown').waitFor()
  expect(await overdue()).toEqual([])
})

test('the activity log: narrowed, kept as a view, exported as narrowed', { timeout: 90_000 }, async () => {
  const { page, go } = opened
  await go('/t/brenner/activity?action=access')
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('menuitem', { name: 'Save this view' }).click()
  await page.getByLabel('Name of the view').fill('Who came')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await go('/t/brenner/activity')
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('menuitem', { name: 'Who came', exact: true }).click()
  await page.waitForURL(/action=access/)
  const [head = [], ...rows] = await csv()
  const action = head.findIndex((one) => /action/i.test(one))
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.every((row) => row[action]?.startsWith('access') === true)).toBe(true)
  expect(opened.faults).toEqual([])
})
