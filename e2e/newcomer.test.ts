import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildWhenStale } from '../scripts/web/build-when-stale.ts'
import { linkToken, startServer } from '../tests/server-process.test-support.ts'
import type { ServerProcess } from '../tests/server-process.test-support.ts'
import { becomeFirst, launchBrowser, openContext, settled } from './browser.ts'
import { picture } from './place.ts'

let server: ServerProcess
let browser: Awaited<ReturnType<typeof launchBrowser>>
const dataDir = mkdtempSync(join(tmpdir(), 'caponier-newcomer-'))
beforeAll(async () => {
  const built = await buildWhenStale(() => undefined)
  if (built.kind === 'failed') throw new Error(built.said)
  browser = await launchBrowser()
  server = await startServer({ dataDir })
})
afterAll(async () => {
  await browser.close()
  server.kill('SIGTERM')
  await server.ended
  rmSync(dataDir, { recursive: true, force: true })
})

const PASSWORD = 'a few words of my own'

/** Makes a report in a format and gives the bytes that arrive. */
async function report(page: Page, format: 'PDF' | 'XLSX'): Promise<Buffer> {
  for (const one of ['PDF', 'XLSX'] as const) await page.getByRole('checkbox', { name: one, exact: true }).setChecked(one === format)
  await page.getByRole('button', { name: 'Make', exact: true }).click()
  const row = page.getByRole('row').filter({ hasText: format }).filter({ hasText: 'ready' })
  await row.first().waitFor({ timeout: 120_000 })
  await row.first().getByRole('button').first().click()
  const dialog = page.getByRole('dialog')
  const arrives = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  const bytes = readFileSync(await (await arrives).path())
  await dialog.getByText(createHash('sha256').update(bytes).digest('hex')).waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  return bytes
}

test('from the line of the console to a downloaded report', async () => {
  const { context, faults } = await openContext(browser)
  const page = await context.newPage()
  const begun = performance.now()
  const link = `${server.url}/link#${linkToken(server.said().out) ?? ''}`
  await becomeFirst(page, link, { name: 'New Comer', email: 'new@example.com', password: PASSWORD })
  await settled(page)
  await page
    .getByRole('img', { name: /evidenced/i })
    .first()
    .waitFor()
  expect(performance.now() - begun).toBeLessThan(60_000)
  await picture(page, 'first-cockpit')

  await page.getByRole('link', { name: 'Findings', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Findings' }).waitFor()
  const first = page.getByRole('grid').getByRole('row').nth(1)
  await first.getByRole('button').first().click()
  await page.getByRole('heading', { name: 'Why it matters' }).waitFor()
  await picture(page, 'finding')
  const mend = page.getByRole('region', { name: 'What is wrong' }).getByRole('link').first()
  const place = await mend.getAttribute('href')
  await mend.click()
  await page.waitForURL((url) => url.pathname === new URL(place ?? '', server.url).pathname)
  await settled(page)
  // The place is an object whose form is open.
  const form = page.getByRole('dialog')
  await form.getByRole('button', { name: 'Save', exact: true }).waitFor()
  await form.getByRole('button', { name: 'Cancel' }).click()
  await form.waitFor({ state: 'detached' })

  await page.getByRole('link', { name: 'Reports', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Reports' }).waitFor()
  const pdf = await report(page, 'PDF')
  expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-')
  const xlsx = await report(page, 'XLSX')
  expect(xlsx.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004')
  await picture(page, 'reports')
  expect(faults).toEqual([])
  await context.close()
})
