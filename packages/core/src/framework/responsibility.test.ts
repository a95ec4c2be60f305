import { describe, expect, test } from 'vitest'
import { responsibilityIn } from './responsibility.ts'

const english = { owner: 'pays', integrator: 'builds', supplier: 'delivers' }
const german = { owner: 'bezahlt', integrator: 'baut', supplier: 'liefert' }

describe('who does what', () => {
  test('is said in the language asked for', () => {
    const both = { responsibility: english, text: { en: {}, de: { responsibility: german } } }
    expect(responsibilityIn(both, 'de')).toEqual(german)
    expect(responsibilityIn(both, 'en')).toEqual(english)
  })

  test('is English where there is no German, also where the rest of the text is translated', () => {
    expect(responsibilityIn({ responsibility: english, text: { en: {} } }, 'de')).toEqual(english)
    expect(responsibilityIn({ responsibility: english, text: { en: {}, de: { question: 'Was?' } } }, 'de')).toEqual(english)
  })

  test('is null where nothing is said', () => {
    expect(responsibilityIn({ text: { en: {}, de: {} } }, 'de')).toBeNull()
  })
})
