import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { valueChanges } from './value-changes.ts'

describe('where two values differ', () => {
  test.each([
    [{ a: 1 }, { a: 1 }, []],
    [{ a: 1, b: { c: 2 } }, { a: 1, b: { c: 3 } }, [{ path: 'b.c', before: 2, after: 3 }]],
    [
      { a: 1 },
      { b: 1 },
      [
        { path: 'a', before: 1, after: undefined },
        { path: 'b', before: undefined, after: 1 },
      ],
    ],
    [null, { a: 1 }, [{ path: '', before: null, after: { a: 1 } }]],
    [{ sl: [1, 2, 3] }, { sl: [1, 4, 3] }, [{ path: 'sl[1]', before: 2, after: 4 }]],
    [{ zones: ['a', 'b'] }, { zones: ['c', 'a', 'b'] }, [{ path: 'zones', before: ['a', 'b'], after: ['c', 'a', 'b'] }]],
    [
      { l: [{ x: 1 }] },
      { l: [{ x: 2 }, { x: 3 }] },
      [
        { path: 'l[0].x', before: 1, after: 2 },
        { path: 'l[1]', before: undefined, after: { x: 3 } },
      ],
    ],
  ])('%j and %j', (before, after, changes) => expect(valueChanges(before, after)).toEqual(changes))

  test('a value differs nowhere from itself, and two that differ differ somewhere', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => valueChanges(value, structuredClone(value)).length === 0))
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        fc.pre(JSON.stringify(a) !== JSON.stringify(b) && !sameButOrder(a, b))
        return valueChanges(a, b).length > 0
      }),
    )
  })

  test('deep and wide values end', () => {
    let deep: unknown = 1
    for (let n = 0; n < 500; n += 1) deep = { deep }
    expect(valueChanges(deep, { deep: 1 }).length).toBe(1)
    expect(
      valueChanges(
        Array.from({ length: 1_000 }, (_, n) => ({ n })),
        Array.from({ length: 1_000 }, (_, n) => ({ n: -n - 1 })),
      ).length,
    ).toBe(200)
  })
})

const stable = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) =>
    one !== null && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  )
const sameButOrder = (a: unknown, b: unknown): boolean => stable(a) === stable(b)
