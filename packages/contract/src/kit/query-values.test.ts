import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { decodeValues, encodeQuery, splitQuery } from './query-values.ts'

const Schema = z.strictObject({
  text: z.string().optional(),
  count: z.int().optional(),
  share: z.number().nullable().default(1),
  level: z.union([z.literal(1), z.literal(2)]).optional(),
  loud: z.boolean().optional(),
  names: z.array(z.string()).optional(),
  sizes: z.array(z.number()).optional(),
  mixed: z.union([z.string(), z.number()]).optional(),
})
const decode = (raw: string) => {
  const pairs = splitQuery(raw)
  return pairs.ok ? decodeValues(Schema, pairs.value, 'query') : pairs
}

describe('queries', () => {
  test('what is encoded comes back with its types', () => {
    const text = fc.string({ unit: 'binary' })
    const number = fc.oneof(
      fc.integer(),
      fc.integer({ min: -99_999, max: 99_999 }).map((one) => one / 100),
    )
    const query = fc.record(
      {
        text,
        count: fc.integer(),
        share: number,
        level: fc.constantFrom(1, 2),
        loud: fc.boolean(),
        names: fc.array(text, { minLength: 1 }),
        sizes: fc.array(number, { minLength: 1 }),
        mixed: text,
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(query, (value) => {
        const read = decode(encodeQuery(value).slice(1))
        expect(read.ok && read.value).toEqual(value)
        expect(Schema.safeParse(read.ok && read.value).success).toBe(true)
      }),
      { numRuns: 1_000 },
    )
  })

  test('what is absent is not sent', () => {
    expect(encodeQuery({ a: undefined, b: null, c: [] })).toBe('')
    expect(encodeQuery(undefined)).toBe('')
    expect(encodeQuery({ a: 'ä &', b: [1, 2] })).toBe('?a=%C3%A4%20%26&b=1&b=2')
  })

  test('unknown names and repeated values are refused, broken encoding as well', () => {
    expect(decode('colour=red&count=1&count=2')).toEqual({
      ok: false,
      problem: [
        { path: 'query.colour', message: 'is not known here', mend: 'known are text, count, share, level, loud, names, sizes, mixed' },
        { path: 'query.count', message: 'is given more than once', mend: 'give it once' },
      ],
    })
    expect(decode('__proto__=1&constructor=2').ok).toBe(false)
    expect(decode('text=%ff').ok).toBe(false)
    expect(decode('%=1').ok).toBe(false)
  })

  test('text that is no number stays text, so that the schema speaks', () => {
    for (const raw of ['count=', 'count=0x10', 'count=1e9', 'count=NaN', 'count=+1', 'count=01', 'loud=yes', 'level=3']) {
      const read = decode(raw)
      expect([raw, read.ok && Schema.safeParse(read.value).success]).toEqual([raw, false])
    }
    expect(decode('text=a+b%2B&loud')).toEqual({ ok: true, value: { text: 'a b+', loud: '' } })
  })
})
