import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MemberContext } from '../context.ts'
import type { TestApp } from '../app.test-support.ts'
import { testApp, WHOLE } from '../app.test-support.ts'
import { need } from './assessment.test-support.ts'
import { compareMoments, MOST_MOMENTS } from './compare-moments.ts'

let there: TestApp
let board: MemberContext
beforeAll(async () => {
  there = await testApp()
  board = await there.member('brenner', ['board', WHOLE])
})
afterAll(() => there.stop())

test('whoever compares many dates fills no memory, and the same dates give the same answer', async () => {
  const keys = new Set<string>()
  const watched: MemberContext = {
    ...board,
    model: {
      ...board.model,
      remember: (key, compute) => {
        keys.add(key)
        return board.model.remember(key, compute)
      },
    },
  }
  const first = need(await compareMoments(watched, '2025-01-01', '2025-06-01'))
  for (let day = 1; day <= 2 * MOST_MOMENTS; day++)
    need(await compareMoments(watched, `2025-02-${String(day).padStart(2, '0')}`, '2025-06-01'))
  const kept = board.model.remember<unknown>('moments', () => undefined)
  expect(kept instanceof Map ? kept.size : undefined).toBe(MOST_MOMENTS)
  // No date of a caller is a key of what the model keeps for good.
  expect([...keys].filter((key) => key.includes('2025-02'))).toEqual([])
  expect(need(await compareMoments(watched, '2025-01-01', '2025-06-01'))).toEqual(first)
})
