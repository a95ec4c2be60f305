import { describe, expect, test } from 'vitest'
import { byNeed } from './letters.ts'
import { byName, readPlace, search, shownPlace } from './place.ts'
import { splitRef, toCell, toFindings, toMeasure } from './trace-paths.ts'

const entities = [{ id: 'works', name: 'Works' }]
const sites = [
  { id: 'north', name: 'Nord' },
  { id: 'south', name: 'Süd' },
]

describe('the place of a page', () => {
  test('is that of the address where it can be seen', () => {
    expect(shownPlace('site:south', entities, sites)).toEqual({ kind: 'site', id: 'south' })
    expect(shownPlace('site:elsewhere', entities, sites)).toEqual({ kind: 'entity', id: 'works' })
  })
  test('is a site for whoever sees no entity, and nothing where nothing is', () => {
    expect(shownPlace(undefined, [], sites)).toEqual({ kind: 'site', id: 'north' })
    expect(shownPlace('entity:works', [], [])).toBeNull()
  })
  test('is read from hostile text without harm', () => {
    for (const text of ['', 'entity:', ':x', 'zone:x', 7, null, ['site:a']]) expect(readPlace(text)).toBeNull()
  })
})

test('a search finds words in any order, whatever their case and accents', () => {
  expect(search(sites, 'SUD', (one) => one.name)).toEqual([sites[1]])
  expect(search(sites, '  ', (one) => one.name)).toEqual(sites)
  expect(search(sites, 'nord west', (one) => one.name)).toEqual([])
})

test('paths carry ids with spaces, brackets and slashes', () => {
  expect(toCell('zone:a/b', 'IEC 62443-3-3:2013', 'SR 1.1 RE(2)').path).toBe(
    '/position/cells/zone%3Aa%2Fb/IEC%2062443-3-3%3A2013/SR%201.1%20RE(2)',
  )
  expect(toMeasure('21(2)(a)', { kind: 'site', id: 'north' })).toEqual({
    path: '/position/measures/21(2)(a)',
    search: { place: 'site:north', duty: undefined },
  })
  expect(toFindings('rule:eq:external-peer').search).toEqual({ filter: ['rule:eq:external-peer'] })
  expect(splitRef('zone:a:b')).toEqual(['zone', 'a:b'])
})

test('places stand by name as people count, or the ones with most need first', () => {
  const names = ['Line 10', 'line 2', 'Líne 1'].map((name) => ({ name }))
  expect(names.toSorted(byName).map((one) => one.name)).toEqual(['Líne 1', 'line 2', 'Line 10'])
  const place = (implemented: number | null, evidenced = 0) => ({
    measures: [
      { ref: '21(2)(a)', designed: implemented, implemented, evidenced: implemented === null ? null : evidenced },
      { ref: '23(1)', designed: 0, implemented: 0, evidenced: 0 },
    ],
  })
  const [nothing, low, proven, high] = [place(null), place(0.4), place(0.4, 0.2), place(0.9)] as const
  expect([nothing, high, proven, low].toSorted(byNeed)).toEqual([low, proven, high, nothing])
})
