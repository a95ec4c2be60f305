import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { en } from '../apps/web/src/i18n/en/index.ts'
import { de } from '../apps/web/src/i18n/de/index.ts'
import { englishIn } from '../apps/server/src/http/english.test-support.ts'
import { joined } from './members.ts'
import type { OpenedPage, Place } from './place.ts'
import { openPlace } from './place.ts'
import { SCREENS } from './screens.ts'

let place: Place
beforeAll(async () => {
  place = await openPlace()
})
afterAll(() => place.stop())

/** The messages of a language by their key, `slice.part.name`. */
function messagesOf(words: unknown, path = ''): readonly (readonly [string, string])[] {
  if (typeof words === 'string') return [[path, words]]
  if (typeof words !== 'object' || words === null) return []
  return Object.entries(words).flatMap(([key, value]) => messagesOf(value, path === '' ? key : `${path}.${key}`))
}

/** What a person reads or hears: text, labels, hints. */
const READ = `[document.body.innerText,
  ...[...document.querySelectorAll('[aria-label],[title],[placeholder]')].flatMap((one) =>
    ['aria-label', 'title', 'placeholder'].map((name) => one.getAttribute(name) ?? ''))].join('\\n')`

const german = new Map(messagesOf(de))
/** English messages that a German page must not show: long enough to be no name, and other than the German one. */
const ENGLISH = messagesOf(en)
  .map(([key, text]) => ({ key, pieces: text.split(/\{\{[^}]*\}\}/).map((piece) => piece.trim()) }))
  .flatMap(({ key, pieces }) => pieces.filter((piece) => piece.length > 12 && / /.test(piece)).map((piece) => ({ key, piece })))
  .filter(({ key, piece }) => !(german.get(key) ?? '').includes(piece))
const KEYS = new Set(messagesOf(en).map(([key]) => key.split('.').slice(1).join('.')))

/** Words that are the same word everywhere or content of standards, which keeps its English titles. */
function isTranslated(page: string): readonly string[] {
  // A source is cited in its own words.
  const lines = page
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => !line.startsWith('Quelle:'))
  const untranslated = ENGLISH.filter(({ piece }) => lines.some((line) => line.includes(piece))).map(({ key, piece }) => `${key}: ${piece}`)
  const bare = lines.filter((line) => /^[a-z]+(\.[a-zA-Z-]+)+$/.test(line) && KEYS.has(line))
  return [...new Set([...untranslated, ...bare.map((line) => `key without words: ${line}`)])]
}

test('every screen is German throughout for whoever reads German', async () => {
  const me = await place.api('session.show', {})
  if (!me.ok) throw new Error(JSON.stringify(me.problem))
  const spoken = await place.api('account.edit', { body: { language: 'de' }, version: me.value.user.version })
  expect(spoken.ok).toBe(true)
  const opened = await place.open({ language: 'de' })
  const wrong: string[] = []
  for (const [name, path] of Object.entries({ ...SCREENS, signIn: '/sign-in', link: '/link#nothing' })) {
    await opened.go(path)
    expect(await opened.page.evaluate('document.documentElement.lang')).toBe('de')
    wrong.push(...isTranslated(await opened.page.evaluate<string>(READ)).map((one) => `${name}: ${one}`))
  }
  expect(wrong).toEqual([])
  // A link that leads nowhere is answered so.
  expect(opened.faults.filter((one) => !/link#nothing.*410/.test(one))).toEqual([])
  await opened.context.close()
})

test('the comparison itself finds English on an English page', async () => {
  const opened = await place.open()
  await opened.go(SCREENS.gaps)
  expect(isTranslated(await opened.page.evaluate<string>(READ)).length).toBeGreaterThan(3)
  await opened.context.close()
})

const linesOf = async ({ page }: OpenedPage): Promise<readonly string[]> =>
  (await page.evaluate<string>(READ)).split('\n').map((line) => line.trim())

/** Lines with English words that come when something is done; what was there before is names and texts of the sample. */
async function englishAfter(opened: OpenedPage, act: () => Promise<unknown>): Promise<readonly string[]> {
  const before = new Set(await linesOf(opened))
  await act()
  return (await linesOf(opened)).filter((line) => !before.has(line) && englishIn(line).length > 0)
}

describe('what goes wrong is told in German', () => {
  test('a sign-in that fails', async () => {
    const opened = await place.open({ language: 'de' })
    await opened.context.clearCookies()
    await opened.go('/sign-in')
    const { page } = opened
    const english = await englishAfter(opened, async () => {
      await page.getByLabel('E-Mail-Adresse').fill('nobody@example.com')
      await page.getByLabel('Passwort').fill('not the right words')
      await page.getByRole('button', { name: 'Anmelden', exact: true }).click()
      await page.getByText('E-Mail-Adresse oder Passwort stimmt nicht', { exact: false }).first().waitFor()
    })
    expect(english).toEqual([])
    await opened.context.close()
  })

  test('an object, a requirement and a page that do not exist', async () => {
    const opened = await place.open({ language: 'de' })
    await opened.go('/account')
    for (const path of [
      '/t/brenner/company/zones/no-such',
      '/t/brenner/frameworks/nis2:1999/9.9',
      '/t/brenner/gaps/iec62443-3-3:2013/zone:no-such',
      '/t/brenner/nowhere',
      '/t/no-such/cockpit',
    ])
      expect([
        path,
        await englishAfter(opened, async () => {
          await opened.page.goto(place.url + path)
          await opened.page.locator('h1, h2, h3').first().waitFor()
          await opened.page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
        }),
      ]).toEqual([path, []])
    await opened.context.close()
  })

  test('screens of somebody who may see one plant only', async () => {
    const grants = [{ role: 'engineer', scope: { kind: 'site', id: 'brescia' } }] as const
    const token = await joined(place, { name: 'Line Engineer', email: 'line@example.com', grants })
    const opened = await place.open({ language: 'de' }, token)
    for (const path of [
      SCREENS.people,
      SCREENS.settings,
      SCREENS.activity,
      SCREENS.reports,
      '/t/brenner/company/zones/gersthofen-line-3',
    ]) {
      await opened.go(path)
      expect([path, (await linesOf(opened)).filter((line) => englishIn(line).length > 0)]).toEqual([path, []])
    }
    await opened.context.close()
  })

  test('a sheet with rows that do not fit', async () => {
    const opened = await place.open({ language: 'de' })
    await opened.go('/t/brenner/company/import-sheet?kind=assets')
    const { page } = opened
    const read = async (rows: readonly string[]): Promise<void> => {
      await page
        .locator('input[type="file"]')
        .setInputFiles({ name: 'assets.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) })
      await page.getByRole('button', { name: 'Tabelle lesen' }).click()
    }
    const english = await englishAfter(opened, async () => {
      await read(['Name;Standort;Zone;IP-Adresse', ';gersthofen;no-such;10.20.300.1', 'Presse;nowhere;;', 'Presse;;;x'])
      await page.getByText('fehlt', { exact: false }).first().waitFor()
    })
    // The rows themselves are in the words of the sheet.
    expect(english.filter((line) => !/no-such|nowhere/.test(line))).toEqual([])
    await opened.context.close()
  })

  test('a field that does not fit', async () => {
    const opened = await place.open({ language: 'de' })
    const { page } = opened
    await opened.go('/t/brenner/company/networks')
    const english = await englishAfter(opened, async () => {
      await page.getByRole('button', { name: 'Hinzufügen', exact: false }).first().click()
      const form = page.getByRole('dialog')
      await form.getByLabel('Name').first().fill('Prüfnetz')
      await form.getByRole('button', { name: /^(Speichern|Hinzufügen)$/ }).click()
      await page.waitForTimeout(1500)
    })
    expect(english).toEqual([])
    await opened.context.close()
  })

  test('a connection that is lost', async () => {
    const opened = await place.open({ language: 'de' })
    const { page } = opened
    await opened.go('/t/brenner/company/sites?open=kempten')
    const english = await englishAfter(opened, async () => {
      const form = page.getByRole('dialog')
      await form.getByLabel('Name').first().fill('Offline')
      await opened.context.setOffline(true)
      await form.getByRole('button', { name: 'Speichern', exact: true }).click()
      await form.getByText('nicht', { exact: false }).first().waitFor()
    })
    expect(english).toEqual([])
    await opened.context.close()
  })
})
