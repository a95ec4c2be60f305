import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeCursor, encodeCursor } from './list-cursor.ts'
import { joinValues, parseListQuery, splitValues } from './list-query.ts'
import { LIST_OPERATORS, type ListParams } from './list-spec.ts'
import { SAMPLE_ROUTES } from './sample-routes.test-support.ts'

const spec = SAMPLE_ROUTES['pumps.list'].list
const issues = (params: ListParams, columns?: readonly string[]): readonly string[] => {
  const query = parseListQuery(spec, params, columns)
  return query.ok
    ? []
    : (query.problem.issues ?? []).map(({ path, message, mend }) => `${path} ${message}${mend === undefined ? '' : `; ${mend}`}`)
}

describe('the grammar of a list', () => {
  test('gives values the type of their field', () => {
    const query = parseListQuery(spec, {
      q: '  Pumpe  halle ',
      filter: [
        'state:in:running|broken',
        'due:lt:2026-12-01',
        'weight:gte:-0.5',
        'note:empty',
        'tags:has:a\\|b|c',
        'spare:eq:true',
        'name:eq:a:b',
      ],
      sort: '-due,name',
      limit: 10,
      fields: 'name,id',
      format: 'csv',
    })
    expect(query.ok && query.value).toEqual({
      words: ['Pumpe', 'halle'],
      filters: [
        { field: 'state', kind: 'word', operator: 'in', values: ['running', 'broken'] },
        { field: 'due', kind: 'date', operator: 'lt', values: ['2026-12-01'] },
        { field: 'weight', kind: 'number', operator: 'gte', values: [-0.5] },
        { field: 'note', kind: 'text', operator: 'empty', values: [true] },
        { field: 'tags', kind: 'words', operator: 'has', values: ['a|b', 'c'] },
        { field: 'spare', kind: 'flag', operator: 'eq', values: [true] },
        { field: 'name', kind: 'text', operator: 'eq', values: ['a:b'] },
      ],
      sort: [
        { field: 'due', kind: 'date', descending: true },
        { field: 'name', kind: 'text', descending: false },
      ],
      limit: 10,
      after: null,
      fields: ['name', 'id'],
      format: 'csv',
    })
  })

  test('says what is wrong and what would be right, all at once', () => {
    expect(
      issues({
        filter: [
          'colour:eq:red',
          'due:eq:2026-02-30',
          'weight:eq:1e400',
          'state:lt:x',
          'state',
          'due:lt',
          'note:empty:maybe',
          'constructor:eq:x',
        ],
        sort: 'name,-name',
        limit: 101,
        fields: 'id,password,id',
        after: 'nonsense!',
      }),
    ).toEqual([
      'query.filter[0] names the unknown field "colour"; fields are id, name, note, state, due, weight, tags, seen, spare',
      'query.filter[1] "2026-02-30" is no date; write a date that exists, such as 2026-12-01',
      'query.filter[2] "1e400" is no number; write a number such as 12 or -0.5',
      'query.filter[3] state is a word and does not know "lt"; write field:operator:value with one of eq ne in empty',
      'query.filter[4] state is a word and does not know ""; write field:operator:value with one of eq ne in empty',
      'query.filter[5] due:lt has no value; write due:lt:VALUE',
      'query.filter[6] empty takes true or false, not "maybe"',
      'query.filter[7] names the unknown field "constructor"; fields are id, name, note, state, due, weight, tags, seen, spare',
      'query.sort names name twice',
      'query.limit is over 100; follow `next` for the rest',
      'query.fields names the unknown field "password"; fields are id, name, note, state, due, weight, tags, seen, spare',
      'query.fields names id twice',
    ])
    expect(issues({ after: 'nonsense!' })).toEqual(['query.after is no cursor that this list gave; start again without `after`'])
    expect(issues({ q: 'a b c d e f g h i j k' })).toEqual(['query.q has more than 10 words'])
  })

  test('never throws, whatever it is given', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .tuple(fc.constantFrom(...Object.keys(spec.fields), '__proto__'), fc.constantFrom(...LIST_OPERATORS, ''), fc.string())
        .map((parts) => parts.join(':')),
    )
    fc.assert(
      fc.property(
        fc.array(hostile, { maxLength: 4 }),
        fc.string(),
        fc.string(),
        fc.string({ unit: 'binary' }),
        (filter, sort, after, q) => {
          const query = parseListQuery(spec, { filter, sort, after, q })
          expect(query.ok || (query.problem.issues ?? []).length > 0).toBe(true)
        },
      ),
      { numRuns: 2_000 },
    )
  })

  test('values of lists come back from their text', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', '|', '\\', ':') }), { minLength: 1 }), (values) => {
        expect(splitValues(joinValues(values))).toEqual(values)
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('cursors', () => {
  const query = parseListQuery(spec, { sort: '-due,weight,name,spare' })
  const sort = query.ok ? query.value.sort : []

  test('come back as they were, and only for their order', () => {
    const value = fc.option(fc.string({ unit: 'binary', maxLength: 120 }).filter((text) => text.length <= 120))
    fc.assert(
      fc.property(
        value,
        fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }).map((one) => (one === 0 ? 0 : one))),
        value,
        fc.option(fc.boolean()),
        fc.string(),
        (due, weight, name, spare, key) => {
          const text = encodeCursor({ values: [due, weight, name, spare], key }, sort)
          expect(text).toMatch(/^[\w-]+$/)
          expect(decodeCursor(text, sort)).toEqual({ ok: true, value: { values: [due, weight, name, spare], key } })
          expect(decodeCursor(text, sort.slice(1))).toEqual({ ok: false, problem: 'belongs to another sort order' })
        },
      ),
      { numRuns: 1_000 },
    )
  })

  test('damaged or made up ones are refused', () => {
    const forged = (data: unknown): string => Buffer.from(JSON.stringify(data)).toString('base64url')
    const order = '-due,weight,name,spare'
    for (const data of [
      null,
      [],
      [order, [null, null, null], 'x'],
      [order, [1, null, null, null], 'x'],
      [order, [null, '1', null, null], 'x'],
      [order, [null, null, 'x'.repeat(121), null], 'x'],
      [order, [null, null, null, null], 7],
    ])
      expect(decodeCursor(forged(data), sort)).toEqual({ ok: false, problem: 'is no cursor that this list gave' })
    expect(decodeCursor(forged([order, [null, null, null, null], 'x']), sort).ok).toBe(true)
    expect(decodeCursor('/wA', sort).ok).toBe(false)
    expect(decodeCursor('_w', sort).ok).toBe(false)
  })
})
