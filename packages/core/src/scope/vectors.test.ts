import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { shipped } from './content.test-support.ts'
import { decideLine } from './jsonl.ts'
import { messagesDe } from './messages-de.ts'
import type { RenderedDecision } from './render.ts'

interface Vector {
  readonly name: string
  readonly case: Readonly<Record<string, unknown>>
  readonly class: string
  readonly size?: string
  readonly jurisdictions?: readonly string[]
  readonly national?: Readonly<Record<string, string>>
  readonly inForce?: Readonly<Record<string, boolean>>
  /** All question codes, in any order, each once. */
  readonly questions?: readonly string[]
}
interface ErrorVector {
  readonly name: string
  readonly line: string
  readonly id: string | null
  readonly code: string
  readonly path?: string
}

const read = (file: string): unknown => JSON.parse(readFileSync(new URL(`../../vectors/${file}`, import.meta.url), 'utf8'))
const vectors = (file: string): readonly Vector[] => read(file) as readonly Vector[]
const decide = (vector: Vector, lang: 'en' | 'de' = 'en'): RenderedDecision =>
  JSON.parse(decideLine(JSON.stringify(vector.case), 1, shipped, lang)) as RenderedDecision

const files = ['scope-activities.json', 'scope-size.json', 'scope-cases.json']
for (const file of files)
  describe(`vectors of ${file}`, () => {
    test.each(vectors(file))('$name', (vector) => {
      const decision = decide(vector)
      expect(decision.class).toBe(vector.class)
      if (vector.size !== undefined) expect(decision.size).toBe(vector.size)
      if (vector.jurisdictions !== undefined) expect(decision.jurisdictions).toEqual(vector.jurisdictions)
      if (vector.national !== undefined)
        expect(Object.fromEntries(decision.national.map((entry) => [entry.state, entry.class]))).toEqual(vector.national)
      if (vector.inForce !== undefined)
        expect(Object.fromEntries(decision.national.map((entry) => [entry.state, entry.inForce]))).toEqual(vector.inForce)
      if (vector.questions !== undefined)
        expect([...new Set(decision.questions.map((entry) => entry.code))].sort()).toEqual([...vector.questions].sort())
    })
  })

describe('scope-errors.json', () => {
  test.each(read('scope-errors.json') as readonly ErrorVector[])('$name', (vector) => {
    const answer: unknown = JSON.parse(decideLine(vector.line, 7, shipped))
    expect(answer).toEqual({
      id: vector.id,
      line: 7,
      error: { code: vector.code, message: expect.stringMatching(/./), ...(vector.path === undefined ? {} : { path: vector.path }) },
    })
  })
})

describe('every word is reached', () => {
  const all = files.flatMap(vectors)
  const seen = (lang: 'en' | 'de') => all.map((vector) => decide(vector, lang))

  test('each rule, but for those that no shipped law pack can give, and each question stands in a vector', () => {
    const rules = new Set(seen('en').flatMap((decision) => decision.reasons.map((reason) => reason.rule)))
    const codes = new Set(seen('en').flatMap((decision) => decision.questions.map((question) => question.code)))
    expect(Object.keys(messagesDe.reason).filter((rule) => !rules.has(rule))).toEqual(['former-operator'])
    expect(Object.keys(messagesDe.question).filter((code) => !codes.has(code))).toEqual(['exchange-rate-missing', 'law-pack-missing'])
  })

  test('English and German differ in words only: same rules, articles, codes and numbers', () => {
    const numbers = (text: string): readonly string[] => text.match(/\d+(?:\.\d+)?/g) ?? []
    for (const vector of all) {
      const [en, de] = [decide(vector, 'en'), decide(vector, 'de')]
      expect(de.reasons.map((reason) => [reason.rule, reason.article, numbers(reason.fact)])).toEqual(
        en.reasons.map((reason) => [reason.rule, reason.article, numbers(reason.fact)]),
      )
      expect(de.questions.map((question) => question.code)).toEqual(en.questions.map((question) => question.code))
      for (const text of [...en.reasons.map((reason) => reason.fact), ...de.questions.map((question) => question.text)])
        expect(text).not.toMatch(/undefined|null|\[object/)
    }
  })
})
