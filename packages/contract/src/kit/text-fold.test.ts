import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareText, foldText, wordMatcher } from './text-fold.ts'

/** Few letters, so that equal beginnings, numbers, accents and ligatures meet often. */
const text = fc.string({
  unit: fc.constantFrom('a', 'A', 'e', 'ä', 'ß', 's', 'æ', '1', '0', '٣', ' ', '-', '\u0301', 'Ω', '😀', 'K', '['),
  maxLength: 8,
})

describe('folding', () => {
  test('takes case and accents off', () => {
    expect(foldText('GRÖSSE')).toBe('grosse')
    expect(foldText('Größe')).toBe('grosse')
    expect(foldText('Ærø, Łódź, Đakovo, İzmir')).toBe('aero, lodz, dakovo, izmir')
    expect(foldText('Ἀθῆναι')).toBe(foldText('αθηναι'))
  })

  test('every character that folds to ASCII is found by its ASCII letters', () => {
    for (let code = 0x80; code < 0x110000; code++) {
      if (code >= 0xd800 && code < 0xe000) continue
      const letter = String.fromCodePoint(code)
      const folded = foldText(letter)
      if (/[\u0021-\u007f]/.test(folded)) expect([letter, wordMatcher(folded)(`x${letter}y`)]).toEqual([letter, true])
    }
  })

  test('a word is found exactly where the folded text holds the folded word', () => {
    fc.assert(
      fc.property(text, text, (word, inside) => {
        expect(wordMatcher(word)(inside)).toBe(foldText(inside).includes(foldText(word)))
      }),
      { numRuns: 5_000 },
    )
    expect(wordMatcher('ss')('Maß')).toBe(true)
    expect(wordMatcher('s')('Maß')).toBe(true)
    expect(wordMatcher('sa')('ßa')).toBe(true)
    expect(wordMatcher('a.c')('abc')).toBe(false)
    expect(wordMatcher('pumpe')('Die PÜMPE')).toBe(true)
  })
})

describe('natural order', () => {
  test('numbers compare by value, case and accents do not count', () => {
    const names = ['zone 10', 'Zone 2', 'Äpfel', 'apfel 1', 'Zone 010', 'Zebra', 'zone', 'a-1', 'a1']
    expect(names.toSorted((left, right) => compareText(left, right) || (left < right ? -1 : 1))).toEqual([
      'a-1',
      'a1',
      'Äpfel',
      'apfel 1',
      'Zebra',
      'zone',
      'Zone 2',
      'Zone 010',
      'zone 10',
    ])
  })

  test('is an order: antisymmetric, transitive, the same for the folded text', () => {
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        const sign = (left: string, right: string): number => Math.sign(compareText(left, right))
        expect(sign(a, b) + sign(b, a)).toBe(0)
        expect(sign(a, b)).toBe(sign(foldText(a), foldText(b)))
        if (sign(a, b) <= 0 && sign(b, c) <= 0) expect(sign(a, c)).toBeLessThanOrEqual(0)
        if (sign(a, b) === 0 && sign(b, c) === 0) expect(sign(a, c)).toBe(0)
      }),
      { numRuns: 5_000 },
    )
  })
})
