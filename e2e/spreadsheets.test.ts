import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from './browser.ts'
import type { Place } from './place.ts'
import { openPlace, picture } from './place.ts'

let place: Place
beforeAll(async () => {
  place = await openPlace()
})
afterAll(() => place.stop())

const sheet = (...lines: readonly string[]) => ({
  name: 'Zonen Gersthofen.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`),
})

async function zone(id: string) {
  const shown = await place.api('zones.show', { params: { tenant: 'brenner', id } })
  if (!shown.ok) throw new Error(JSON.stringify(shown.problem))
  return shown.value.doc
}

test('zones come in from a German spreadsheet: a column is mapped by hand, a bad row is told and left out, the rest is written', async () => {
  const opened = await place.open({ language: 'de' })
  const { page } = opened
  const before = await zone('gersthofen-line-3')
  await opened.go('/t/brenner/company/zones')
  await page.getByRole('button', { name: 'Tabelle', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Aus einer Tabelle importieren' }).click()
  await page.getByRole('heading', { name: 'Importieren: Zonen' }).waitFor()
  await page
    .locator('input[type="file"]')
    .setInputFiles(
      sheet(
        'Name;Standort;Art;SL-T;Funkstrecke;Verantwortlich',
        'Lackiererei;gersthofen;OT;2 2 2 1 3 2 1;ja;',
        'Prüflabor;gersthofen;OT;2 2;nein;',
        `${before.name};gersthofen;;;;s-oettl`,
      ),
    )
  await page.getByRole('button', { name: 'Tabelle lesen' }).click()
  await page.getByText('„2 2“ ist kein SL-Vektor').waitFor()

  const column = page.getByRole('combobox', { name: 'Wird gelesen als Funkstrecke' })
  await column.click()
  await page.getByRole('option', { name: 'Funk', exact: true }).click()
  await page.getByText('Sie es gewählt haben').waitFor()
  expect(await violations(page)).toEqual([])
  await picture(page, 'sheet-preview')
  expect(await zone('gersthofen-line-3')).toEqual(before)

  await page.getByText('1 Zeile mit Fehlern bleibt weg').waitFor()
  await page.getByRole('button', { name: '2 Zeilen schreiben' }).click()
  await page.getByText('Geschrieben: 1 neu, 1 geändert').waitFor()
  expect(await zone('lackiererei')).toMatchObject({ site: 'gersthofen', kind: 'ot', wireless: true })
  expect(await zone('gersthofen-line-3')).toEqual({ ...before, owner: 's-oettl' })

  await page.getByRole('button', { name: 'Zur Liste' }).click()
  await page.getByRole('textbox', { name: 'In dieser Liste suchen' }).fill('Lackiererei')
  await page.getByRole('grid').getByText('Lackiererei').waitFor()
  expect(opened.faults).toEqual([])
  await opened.context.close()
})

test('a list goes out as a workbook and comes back on a phone without a change', async () => {
  const opened = await place.open({ width: 390, height: 844, dark: true })
  const { page } = opened
  await opened.go('/t/brenner/company/conduits')
  await page.getByRole('button', { name: 'Spreadsheet', exact: true }).click()
  const downloading = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Export as XLSX' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toMatch(/^brenner-conduits-\d{4}-\d{2}-\d{2}\.xlsx$/)
  const file = await download.path()
  await opened.go('/t/brenner/company/import-sheet?kind=conduits')
  await page.locator('input[type="file"]').setInputFiles(file)
  await page.getByRole('button', { name: 'Read the sheet' }).click()
  await page.getByText('There is nothing to write.').waitFor()
  const listed = await place.api('conduits.list', { params: { tenant: 'brenner' }, query: { limit: 1 } })
  await page.getByText(`${listed.ok ? listed.value.total : 0} the same`).waitFor()
  expect(await violations(page)).toEqual([])
  expect(await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBeLessThanOrEqual(1)
  expect(opened.faults).toEqual([])
  await opened.context.close()
})

test('assets, answers and each list of the company lead to their import', async () => {
  const opened = await place.open()
  const { page } = opened
  for (const [path, title] of [
    ['/t/brenner/assets', 'Import: Assets'],
    ['/t/brenner/assets/asset-types', 'Import: Asset types'],
    ['/t/brenner/gaps', 'Import: Answers'],
    ['/t/brenner/company/entities', 'Import: Legal entities'],
    ['/t/brenner/company/persons', 'Import: People'],
    ['/t/brenner/company/responsibilities', 'Import: Responsibilities'],
  ] as const) {
    await opened.go(path)
    await page.getByRole('button', { name: 'Spreadsheet', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Import from a spreadsheet' }).click()
    await page.getByRole('heading', { name: title }).waitFor()
  }
  expect(opened.faults).toEqual([])
  await opened.context.close()
})
