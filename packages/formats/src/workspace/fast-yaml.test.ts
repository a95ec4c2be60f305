import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emitYaml } from './emit-yaml.ts'
import { loadFastYaml } from './fast-yaml.ts'
import { parseFullYaml, parseYaml } from './yaml.ts'

const AWKWARD = [
  'a: b',
  '- x',
  '? y',
  '#z',
  'x #y',
  "'",
  '"',
  '\\',
  '\n',
  '\r\n',
  '\t',
  ' ',
  '',
  'null',
  'No',
  '1e3',
  '0x1F',
  '4.10',
  '+1',
  '-5',
  '.inf',
  '---',
  '...',
  '&a',
  '*a',
  '!t',
  '%',
  '@',
  '`',
  '[',
  '{',
  '}',
  ',',
  '<<',
  '::1',
  '12:30',
  '\u00a0',
  '\u2028',
  '\ufeff',
  '\u0085',
  '\u0000',
  '🏭',
  'Ü',
  '>-',
  '|',
  '=',
  '~',
  '\ud83c',
]
const text = fc.oneof(
  fc.constantFrom(...AWKWARD),
  fc.array(fc.constantFrom(...AWKWARD, 'word', 'lang ', 'Gersthofen line 3'), { maxLength: 30 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary' }),
)
const data = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      text.filter((key) => key !== '__proto__' && key.length < 200),
      tie('value'),
      { maxKeys: 4, noNullPrototype: true },
    ),
  ),
})).value
const record = fc.dictionary(fc.constantFrom('zones', 'a', 'SR 1.1', '4.10', 'x y'), data, { minKeys: 1, noNullPrototype: true })

const valid = (value: string): boolean => !value.includes('\u0000') && value.isWellFormed()
const wellFormed = (value: unknown): boolean => {
  if (typeof value === 'string') return valid(value)
  if (Array.isArray(value)) return value.every(wellFormed)
  return typeof value !== 'object' || value === null || Object.entries(value).every(([key, inner]) => valid(key) && wellFormed(inner))
}

describe('YAML', () => {
  test('what is written is read back, by the fast reader and by the full one', () => {
    fc.assert(
      fc.property(record.filter(wellFormed), (value) => {
        const written = emitYaml(value)
        expect(parseYaml(written)).toEqual({ ok: true, value })
        expect(parseFullYaml(written)).toEqual({ ok: true, value })
      }),
      { numRuns: 400 },
    )
  })

  test('what is written is in the plain subset whenever it holds no unusual character', () => {
    const usual = fc.dictionary(
      fc.constantFrom('zones', 'note'),
      fc.array(fc.constantFrom('a: b', 'word', "it's", 'a\nb', 'long '.repeat(40).trim(), '=1', '4.10')),
      { minKeys: 1 },
    )
    fc.assert(
      fc.property(usual, (value) => {
        expect(loadFastYaml(emitYaml(value), 64)?.value).toEqual({ ...value })
      }),
    )
  })

  const token = fc.constantFrom(
    'a',
    'key',
    ': ',
    ':',
    '- ',
    '-',
    '\n',
    '\n  ',
    '\n    ',
    '\n- ',
    '\n  - ',
    ' ',
    '  ',
    '#',
    ' # c',
    '{',
    '}',
    '[',
    ']',
    ', ',
    '"',
    "'",
    '|',
    '>-',
    '>',
    '|-',
    '\\',
    '1',
    '4.10',
    'null',
    '&a',
    '*a',
    '---',
    '? ',
    'b c',
    '"q": ',
    '{ a: 1, b: [x, "y"] }',
  )
  test('on any text the fast reader agrees with the full one or steps aside', () => {
    let read = 0
    fc.assert(
      fc.property(fc.array(token, { maxLength: 14 }), (tokens) => {
        const source = tokens.join('')
        const fast = loadFastYaml(source, 64)
        if (fast === undefined) return
        read += 1
        expect(parseFullYaml(source)).toEqual({ ok: true, value: fast.value })
      }),
      { numRuns: 20_000, seed: 20261123 },
    )
    expect(read).toBeGreaterThan(200)
  })

  test('never throws, on any text', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(token, text), { maxLength: 20 }), (tokens) => {
        expect(typeof parseYaml(tokens.join('')).ok).toBe('boolean')
      }),
      { numRuns: 1_000 },
    )
  })

  test.each([
    ['a: 1\nb: 2\na: 3', 3, 1, 'the key "a" stands twice'],
    ['a:\n\tb: 1', 2, 1, 'a tab stands where only spaces may'],
    ['a: b: c', 1, 4, 'is not valid YAML'],
    ['a: &x [*x]', 1, 8, 'the alias *x has nothing to point to'],
    ['a: !tag 1', 1, 4, 'a type tag is not understood'],
    ['a: 1\n---\nb: 2', 2, 1, 'holds more than one document'],
    [`a: ${'['.repeat(500)}`, 1, 131, 'is nested deeper than 64 levels'],
    [`${'- '.repeat(500)}x`, 1, 256, 'is nested deeper than 64 levels'],
  ])('%j is refused at line %d column %d', (source, line, column, message) => {
    const result = parseYaml(source)
    expect(result.ok ? [] : result.problem[0]).toMatchObject({ line, column, message: expect.stringContaining(message) })
  })

  test('an alias bomb is refused, honest aliases are followed', () => {
    const bomb = [
      'a: &l0 [x, x, x, x, x, x, x, x, x, x]',
      ...Array.from({ length: 8 }, (_, at) => `k${at}: &l${at + 1} [${Array(10).fill(`*l${at}`).join(', ')}]`),
    ].join('\n')
    const refused = parseYaml(bomb)
    expect(refused.ok ? [] : refused.problem.map((issue) => issue.message)).toEqual(['aliases expand to more than 100000 values'])
    expect(parseYaml('a: &v [1, 2]\nb: *v')).toEqual({ ok: true, value: { a: [1, 2], b: [1, 2] } })
  })

  test('a large file with a mistake is refused at once, with the line', () => {
    const large = `people:\n${'  - { id: p, name: P }\n'.repeat(250_000)}  - id: x\n   name: y\n${'  - { id: p, name: P }\n'.repeat(10)}`
    const result = parseYaml(large)
    expect(result.ok ? [] : result.problem).toMatchObject([
      { line: 250_003, message: 'has a mistake or an unusual way of writing here or in the line before' },
    ])
  })

  test('keys stay as written', () =>
    expect(parseYaml('a: { 4.10: met }\n4.10: met\nnull: x')).toEqual({
      ok: true,
      value: { a: { '4.10': 'met' }, '4.10': 'met', null: 'x' },
    }))
})
