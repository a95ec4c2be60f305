import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { GERMAN, GERMAN_ELSEWHERE, inGerman } from './german/index.ts'
import { translator } from './sentences.ts'

const say = translator(
  [
    {
      'is empty': 'ist leer',
      'the {} "{}" is gone': '{1:said} „{2}“ ist weg',
      '{} is {}': '{1} ist {2}',
      '{} is no {}': '{2:said}, nicht {1}',
      'it was {}': 'es war: {1:said}',
    },
  ],
  { zone: 'Zone' },
)

describe('a sentence in another language', () => {
  test('is found whole, or by what stands around what is put in', () => {
    expect(say('is empty')).toBe('ist leer')
    expect(say('the zone "line 3" is gone')).toBe('Zone „line 3“ ist weg')
  })
  test('is that with most words of its own', () => {
    expect(say('a is no zone')).toBe('Zone, nicht a')
  })
  test('translates what is put in only where the catalogue says so', () => {
    expect(say('the zone "zone" is gone')).toBe('Zone „zone“ ist weg')
    expect(say('it was the zone "is empty" is gone')).toBe('es war: Zone „is empty“ ist weg')
  })
  test('leaves a word alone that stands alone', () => {
    expect(say('zone')).toBe('zone')
  })
  test('stays as it is where nobody knows it', () => {
    expect(say('something else')).toBe('something else')
    expect(say('')).toBe('')
    expect(say(`it was ${'it was '.repeat(3_000)}`)).toMatch(/^it was it was/)
  })
})

describe('what is put in', () => {
  const patterns = [...GERMAN, ...GERMAN_ELSEWHERE]
    .flatMap((catalogue) => Object.entries(catalogue))
    .filter(([sentence]) => sentence.includes('{}'))
  /** Values as people write them: words of letters and signs, no sentence of ours among them. */
  const value = fc
    .string({ unit: fc.constantFrom(...'abcxyzÄöß0123456789-_.:/<>&$%\\'.split('')), minLength: 4, maxLength: 30 })
    .map((text) => `q${text}q`)

  test('comes through unchanged in every sentence', () => {
    fc.assert(
      fc.property(fc.constantFrom(...patterns), fc.array(value, { minLength: 6, maxLength: 6 }), ([sentence, german], values) => {
        let at = 0
        const text = sentence.replaceAll('{}', () => values[at++] ?? '')
        const said = inGerman(text)
        for (const [index, one] of values.entries()) if (german.includes(`{${index + 1}`)) expect(said).toContain(one)
      }),
      { numRuns: 3_000 },
    )
  })
  test('may be anything: nothing throws, and what no sentence fits stays', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii', maxLength: 300 }), (text) => {
        expect(typeof inGerman(`the id "${text}" is taken`)).toBe('string')
        expect(inGerman(`the id "${text}" is taken`)).toContain(text)
      }),
    )
  })
})
