import { expect, test } from 'vitest'
import { de } from './de/index.ts'
import { en } from './en/index.ts'

/** The messages of a language by their key, `slice.part.name`. */
function messagesOf(words: unknown, path: string): readonly (readonly [string, string])[] {
  if (typeof words === 'string') return [[path, words]]
  if (typeof words !== 'object' || words === null) return []
  return Object.entries(words).flatMap(([key, value]) => messagesOf(value, path === '' ? key : `${path}.${key}`))
}

/** What a message is filled with, without its format: `{{count, number}}` is `count`. */
const filledWith = (text: string): readonly string[] =>
  [...text.matchAll(/\{\{\s*([^},\s]+)[^}]*\}\}/g)].map((match) => match[1] ?? '').toSorted()

/** The tags into which parts of a screen are put, `<1>`. */
const tagsOf = (text: string): readonly string[] => [...text.matchAll(/<\/?[\w-]+\/?>/g)].map((match) => match[0]).toSorted()

const english = messagesOf(en, '')
const german = new Map(messagesOf(de, ''))

test('both languages have the same messages', () => {
  expect(english.length).toBeGreaterThan(1_000)
  expect(new Set(english.map(([key]) => key))).toEqual(new Set(german.keys()))
})

test('a message is filled with the same values in both languages', () => {
  expect(filledWith('{{ count, number }} of {{all}}')).toEqual(['all', 'count'])
  // A singular may say "one" in words.
  const same = (key: string, text: string): boolean => {
    const other = german.get(key) ?? ''
    const without = (names: readonly string[]): string => names.filter((name) => !(key.endsWith('_one') && name === 'count')).join()
    return without(filledWith(text)) === without(filledWith(other)) && tagsOf(text).join() === tagsOf(other).join()
  }
  expect(english.filter(([key, text]) => !same(key, text)).map(([key, text]) => `${key}: ${text} / ${german.get(key)}`)).toEqual([])
})

test('no message is empty, unfinished or with braces that fill nothing', () => {
  const broken = [...english, ...german].filter(([, text]) => text.trim() === '' || /\{\{|\}\}/.test(text.replace(/\{\{[^{}]+\}\}/g, '')))
  expect(broken).toEqual([])
})

test('no message calls a percentage compliant', () => {
  const boast = /\d\s*%[^.]*\b(compliant|konform)|\}\}\s*%[^.]*\b(compliant|konform)/i
  expect([...english, ...german].filter(([, text]) => boast.test(text))).toEqual([])
})
