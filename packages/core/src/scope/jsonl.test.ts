import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { scopeCase } from './arbitrary.test-support.ts'
import { shipped } from './content.test-support.ts'
import { decideLine, MAX_LINE_LENGTH } from './jsonl.ts'

interface Answer {
  readonly id: unknown
  readonly line?: number
  readonly error?: { readonly code: string; readonly message: string }
  readonly class?: string
}
const answer = (line: string, number = 3): Answer => {
  const text = decideLine(line, number, shipped)
  expect(text).not.toMatch(/[\n\r]/)
  return JSON.parse(text) as Answer
}

describe('one line in, one line out', () => {
  test('the keys of an answer, in their order', () => {
    const line = '{"id":"a","establishment":"DE","headcount":120,"turnoverEur":20000000,"balanceEur":15000000,"activities":["II.5(c)"]}'
    expect(JSON.parse(decideLine(line, 1, shipped))).toEqual({
      id: 'a',
      class: 'important',
      size: 'medium',
      jurisdictions: ['DE'],
      national: [{ state: 'DE', class: 'important', label: null, inForce: true }],
      reasons: [
        {
          rule: 'at-least-medium',
          article: 'NIS2 Art. 2(1); 2003/361/EC Annex Art. 2(2)',
          fact: 'headcount 120 >= 50; also turnover EUR 20000000 > 10000000 and balance EUR 15000000 > 10000000',
        },
        {
          rule: 'not-large',
          article: 'NIS2 Art. 3(1)(a); 2003/361/EC Annex Art. 2(1)',
          fact: 'headcount 120 < 250 and turnover EUR 20000000 <= 50000000 and balance EUR 15000000 <= 43000000',
        },
        { rule: 'class', article: 'NIS2 Art. 2(1), 3(2)', fact: 'activity II.5(c), size medium: important' },
        { rule: 'jurisdiction-establishment', article: 'NIS2 Art. 26(1)', fact: 'established in DE' },
      ],
      questions: [],
    })
    expect(Object.keys(answer(line))).toEqual(['id', 'class', 'size', 'jurisdictions', 'national', 'reasons', 'questions'])
  })

  test('valid cases are answered with their id', () => {
    fc.assert(
      fc.property(
        scopeCase,
        fc.oneof(
          fc.string({ minLength: 1, maxLength: 50 }).filter((id) => !id.includes('\0')),
          fc.integer(),
        ),
        (facts, id) => {
          const result = answer(JSON.stringify({ ...facts, id }))
          expect(result.error).toBeUndefined()
          expect(result.id).toBe(typeof id === 'string' ? JSON.parse(JSON.stringify(id)) : id)
        },
      ),
    )
  })

  test('any text is answered, never thrown at', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.jsonValue().map((value) => JSON.stringify({ id: 'x', activities: value, years: value, links: [value], flags: value })),
      scopeCase.chain((facts) => {
        const text = JSON.stringify(facts)
        return fc
          .tuple(fc.nat(text.length), fc.string({ maxLength: 3 }))
          .map(([at, noise]) => text.slice(0, at) + noise + text.slice(at + noise.length))
      }),
    )
    fc.assert(
      fc.property(hostile, (line) => {
        const result = answer(line)
        if (result.error !== undefined) expect(result).toMatchObject({ line: 3, error: { code: expect.stringMatching(/^[a-z-]+$/) } })
      }),
      { numRuns: 3000 },
    )
  })

  test('a byte order mark is left aside on the first line only', () => {
    const line = '\uFEFF{"id":"a","activities":["none"],"establishment":"AT"}'
    expect(answer(line, 1).class).toBe('out')
    expect(answer(line, 2).error?.code).toBe('invalid-json')
  })

  test('a line beyond the limit is answered without being read', () => {
    const line = `{"id":"${'a'.repeat(MAX_LINE_LENGTH)}"}`
    expect(answer(line)).toMatchObject({ id: null, line: 3, error: { code: 'line-too-long' } })
  })

  test('a hundred thousand open brackets do not exhaust the stack', () => {
    expect(answer('['.repeat(100_000)).error?.code).toBe('too-deep')
    expect(answer(`{"id":${'{"a":'.repeat(100_000)}`).error?.code).toBe('too-deep')
  })

  test('colons and brackets inside strings are text', () => {
    expect(answer('{"id":"a:{[\\":","activities":["none"],"establishment":"AT"}')).toMatchObject({ id: 'a:{[":', class: 'out' })
  })
})
