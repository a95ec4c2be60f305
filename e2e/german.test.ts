import { afterAll, beforeAll, expect, test } from 'vitest'
import { en } from '../apps/web/src/i18n/en/index.ts'
import { de } from '../apps/web/src/i18n/de/index.ts'
import type { Place } from './place.ts'
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
