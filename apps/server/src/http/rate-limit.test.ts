import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { callLimits, rateLimit } from './rate-limit.ts'

describe('a token bucket', () => {
  test('lets a burst through, then as many as come back', () => {
    let now = 0
    const take = rateLimit({ clock: () => now, perSecond: 2, burst: 3 })
    expect([take('a'), take('a'), take('a')]).toEqual([0, 0, 0])
    expect(take('a')).toBe(0.5)
    expect(take('b')).toBe(0)
    now = 499
    expect(take('a')).toBeGreaterThan(0)
    now = 500
    expect(take('a')).toBe(0)
    now = 1_000_000
    expect([take('a'), take('a'), take('a'), take('a') > 0]).toEqual([0, 0, 0, true])
  })

  test('never lets more through than burst and rate allow, whatever the clock does', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 400 }), { maxLength: 200 }), (steps) => {
        let now = 1_000
        let forward = 0
        let passed = 0
        const take = rateLimit({ clock: () => now, perSecond: 5, burst: 4 })
        for (const step of steps) {
          now += step
          forward += Math.max(0, step)
          if (take('a') === 0) passed++
        }
        expect(passed).toBeLessThanOrEqual(4 + (forward / 1_000) * 5 + 1e-6)
      }),
    )
  })

  test('forgets who was quiet longest, so that memory is bounded', () => {
    const take = rateLimit({ clock: () => 0, perSecond: 1, burst: 1, mostKeys: 2 })
    take('a')
    take('b')
    expect(take('a')).toBeGreaterThan(0)
    take('c')
    expect(take('a')).toBeGreaterThan(0)
    expect(take('b')).toBe(0)
  })
})

test('secrets can be tried thirty times from one address, whatever else it may do', () => {
  const limit = callLimits({ clock: () => 0, strict: new Set(['session.open']) })
  const tries = Array.from({ length: 35 }, () => limit({ address: '10.0.0.1', principal: null, id: 'session.open' }))
  expect(tries.filter((wait) => wait === 0)).toHaveLength(30)
  expect(limit({ address: '10.0.0.1', principal: null, id: 'zones.list' })).toBe(0)
  expect(limit({ address: '10.0.0.2', principal: null, id: 'session.open' })).toBe(0)
})
