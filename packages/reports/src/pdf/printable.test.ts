import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { glyphsOf, printable } from './printable.ts'

const folder = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/source-sans-3/package.json'))
const glyphs = glyphsOf(readFileSync(join(folder, '400Regular', 'SourceSans3_400Regular.ttf')))

describe('printable text', () => {
  test('the font holds the letters of the Union and lacks what it lacks', () => {
    const missing = (text: string): string[] => Array.from(text).filter((character) => !glyphs.has(character.codePointAt(0) ?? 0))
    expect(missing('aßÄéñőłžșāėćЖΩ–„“§€≥…')).toEqual([])
    expect(missing('漢🏭')).toEqual(['漢', '🏭'])
  })

  test('characters without glyph become a question mark, control characters vanish', () => {
    expect(printable({ name: 'Zone 漢🏭\u0007\tA', list: ['ok', 3, null, true] }, glyphs)).toEqual({
      name: 'Zone ?? A',
      list: ['ok', 3, null, true],
    })
  })

  test('a decomposed letter is composed first', () => {
    expect(printable('Gießerei u\u0308ber', glyphs)).toBe('Gießerei über')
  })

  test('what is no word gets places to break, words and short names stay', () => {
    const id = 'a1'.repeat(60)
    const broken = printable(id, glyphs) as string
    expect(broken.replaceAll('\u200b', '')).toBe(id)
    expect(Math.max(...broken.split('\u200b').map((part) => part.length))).toBeLessThan(28)
    expect(printable('Cybersicherheitsrisikomanagementmaßnahmen', glyphs)).toBe('Cybersicherheitsrisikomanagementmaßnahmen')
  })

  test('nothing but glyphs, line ends and invisible breaks comes out', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        for (const character of printable(text, glyphs) as string) {
          const code = character.codePointAt(0) ?? 0
          expect(glyphs.has(code) || [0x0a, 0xad, 0x200b].includes(code)).toBe(true)
        }
      }),
    )
  })
})
