import { expect, test } from 'vitest'
import { z } from 'zod'
import { hasSentences, sentence, withSentences } from './sentence.ts'

const Row = z.strictObject({
  name: z.string(),
  why: sentence('Why it failed.').nullable(),
  issues: z.array(z.strictObject({ path: z.string(), message: sentence(), mend: sentence().optional() })),
  meanings: z.record(z.string(), sentence()),
  outcome: z.union([z.strictObject({ ok: z.literal(true) }), z.strictObject({ ok: z.literal(false), message: sentence() })]),
})

test('sentences are said otherwise wherever the shape has them, and nothing else changes', () => {
  const row = {
    name: 'is empty',
    why: null,
    issues: [{ path: 'is empty', message: 'is empty' }],
    meanings: { empty: 'is empty' },
    outcome: { ok: false, message: 'is empty' },
  }
  expect(withSentences(z.array(Row), [row], (text) => text.toUpperCase())).toEqual([
    {
      name: 'is empty',
      why: null,
      issues: [{ path: 'is empty', message: 'IS EMPTY' }],
      meanings: { empty: 'IS EMPTY' },
      outcome: { ok: false, message: 'IS EMPTY' },
    },
  ])
})

test('an answer without sentences is the same object', () => {
  const value = { name: 'is empty' }
  expect(hasSentences(z.strictObject({ name: z.string() }))).toBe(false)
  expect(withSentences(z.strictObject({ name: z.string() }), value, () => 'other')).toBe(value)
  expect(hasSentences(Row)).toBe(true)
})
