import { describe, expect, test } from 'vitest'
import { inLanguage, placeOfSubject, weakestFirst } from './trace-order.ts'

const three = (implemented: number | null, evidenced: number | null, designed: number | null) => ({ designed, implemented, evidenced })

test('the weakest stands first: implemented, then evidenced, then designed, then as it was; what applies nowhere last', () => {
  const rows = [
    { id: 'none', of: three(null, null, null) },
    { id: 'good', of: three(1, 1, 1) },
    { id: 'half-a', of: three(0.5, 0, 1) },
    { id: 'half-b', of: three(0.5, 0, 0.5) },
    { id: 'half-c', of: three(0.5, 0, 0.5) },
  ]
  expect(weakestFirst(rows, (row) => row.of).map((row) => row.id)).toEqual(['half-b', 'half-c', 'half-a', 'good', 'none'])
})

test('a text without a German side is said in English', () => {
  expect(inLanguage({ en: 'Session integrity' }, 'de')).toBe('Session integrity')
  expect(inLanguage({ en: 'Duty', de: 'Pflicht' }, 'de')).toBe('Pflicht')
  expect(inLanguage('plain', 'de')).toBe('plain')
})

describe('the place of a subject', () => {
  const places = {
    entities: [{ id: 'works' }, { id: 'other' }],
    sites: [
      { id: 'north', entities: ['other'] },
      { id: 'south', entities: ['hidden'] },
    ],
    heat: [
      { subject: 'zone:press', sites: ['north'] },
      { subject: 'zone:pack', sites: ['south'] },
    ],
  }
  test('is the entity of its site where that can be seen, else the site', () => {
    expect(placeOfSubject('zone:press', places)).toEqual({ kind: 'entity', id: 'other' })
    expect(placeOfSubject('zone:pack', places)).toEqual({ kind: 'site', id: 'south' })
    expect(placeOfSubject('entity:works', places)).toEqual({ kind: 'entity', id: 'works' })
  })
  test('is the first place for what stands nowhere, and none where nothing is visible', () => {
    expect(placeOfSubject('supplier:x', places)).toEqual({ kind: 'entity', id: 'works' })
    expect(placeOfSubject('supplier:x', { entities: [], sites: [], heat: [] })).toBeNull()
  })
})
