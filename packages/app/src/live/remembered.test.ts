import { expect, test } from 'vitest'
import type { Part } from './remembered.ts'
import { remembered } from './remembered.ts'

test('a value about a past day outlives answers that hold from a later day on, and no others', () => {
  const { remember, forget, unremember } = remembered()
  let made = 0
  const march = (): number => remember('march', () => ++made, ['answer', 'link'], '2026-03-01')
  const changed = (part: Part, from?: string): number => {
    forget(new Set([part]), from)
    return march()
  }
  expect(march()).toBe(1)
  expect(changed('answer', '2026-03-02')).toBe(1)
  expect(changed('person')).toBe(1)
  expect(changed('answer', '2026-03-01')).toBe(2)
  expect(changed('answer')).toBe(3)
  expect(changed('link', '2026-11-01')).toBe(4)
  unremember('march')
  expect(march()).toBe(5)
})

test('a value that names no day is forgotten with every answer, one that names nothing with every change', () => {
  const { remember, forget } = remembered()
  let made = 0
  const today = (): number => remember('today', () => ++made, ['answer'])
  today()
  forget(new Set(['answer']), '2099-01-01')
  expect(today()).toBe(2)
  let others = 0
  const anything = (): number => remember('anything', () => ++others)
  anything()
  forget(new Set(['person']))
  expect(anything()).toBe(2)
  expect(today()).toBe(2)
})
