import { loadContent } from '@caponier/content'
import { expect, test } from 'vitest'
import { parseBound } from './fail-under.ts'

const content = loadContent()

test('bounds that can hold are read', () => {
  expect(parseBound('evidenced<0.6', content)).toEqual({ kind: 'number', side: 'evidenced', measure: null, below: 0.6 })
  expect(parseBound('21(2)(c):implemented < 0.8', content)).toEqual({
    kind: 'number',
    side: 'implemented',
    measure: '21(2)(c)',
    below: 0.8,
  })
  expect(parseBound('finding:high', content)).toEqual({ kind: 'finding', name: 'high' })
  expect(parseBound('finding:control-late', content)).toEqual({ kind: 'finding', name: 'control-late' })
})

test.each(['finding:nope', '21(2)(z):implemented<1', 'evidenced<60', 'evidenced>0.5', 'proven<0.5', ''])(
  '"%s" is refused instead of never breaking',
  (text) => {
    expect(parseBound(text, content)).toBeNull()
  },
)
