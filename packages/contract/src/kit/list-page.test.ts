import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { listAll, listPage, pickFields } from './list-page.ts'
import { type ListQuery, parseListQuery } from './list-query.ts'
import type { ListParams } from './list-spec.ts'
import { type Pump, pump, SAMPLE_ROUTES } from './sample-routes.test-support.ts'

const spec = SAMPLE_ROUTES['pumps.list'].list
const parsed = (params: ListParams): ListQuery => {
  const query = parseListQuery(spec, params)
  if (!query.ok) throw new Error(JSON.stringify(query.problem))
  return query.value
}
const ids = (rows: readonly Pump[], params: ListParams): string =>
  listPage(spec, rows, parsed(params))
    .items.map((row) => row.id)
    .join(' ')

const ROWS: readonly Pump[] = [
  pump({
    id: 'a',
    name: 'Kühlpumpe 10',
    note: 'Halle Süd',
    state: 'running',
    due: '2026-05-01',
    weight: 3,
    tags: ['cold', 'hall'],
    seen: '2026-11-20T08:00:00Z',
  }),
  pump({
    id: 'b',
    name: 'kuhlpumpe 9',
    state: 'broken',
    due: '2026-04-01',
    weight: -1,
    tags: [],
    seen: '2026-11-20T23:59:59.5Z',
    spare: true,
  }),
  pump({ id: 'c', name: 'Press', note: '', state: 'standing', weight: 0, tags: ['hall'] }),
  pump({ id: 'd', name: 'press', note: 'next to the press', due: '2026-05-01', seen: '2026-11-21T00:00:00Z' }),
]

describe('filters', () => {
  const cases: readonly [ListParams, string][] = [
    [{}, 'b a c d'],
    [{ q: 'kühl' }, 'b a'],
    [{ q: 'KUHL sud' }, 'a'],
    [{ q: 'running' }, ''],
    [{ filter: ['state:eq:running'] }, 'a d'],
    [{ filter: ['state:ne:running'] }, 'b c'],
    [{ filter: ['state:in:broken|standing'] }, 'b c'],
    [{ filter: ['note:empty'] }, 'b c'],
    [{ filter: ['note:empty:false'] }, 'a d'],
    [{ filter: ['tags:empty:true'] }, 'b d'],
    [{ filter: ['tags:has:hall|nothing'] }, 'a c'],
    [{ filter: ['note:has:PRESS'] }, 'd'],
    [{ filter: ['due:lt:2026-05-01'] }, 'b'],
    [{ filter: ['due:lte:2026-05-01'] }, 'b a d'],
    [{ filter: ['due:ne:2026-05-01'] }, 'b c'],
    [{ filter: ['weight:gt:-1'] }, 'a c'],
    [{ filter: ['weight:eq:0'] }, 'c'],
    [{ filter: ['weight:in:0|3'] }, 'a c'],
    [{ filter: ['spare:eq:true'] }, 'b'],
    [{ filter: ['spare:ne:true'] }, 'a c d'],
    [{ filter: ['seen:eq:2026-11-20'] }, 'b a'],
    [{ filter: ['seen:lte:2026-11-20'] }, 'b a'],
    [{ filter: ['seen:gt:2026-11-20'] }, 'd'],
    [{ filter: ['seen:gte:2026-11-20T23:59:59.500Z'] }, 'b d'],
    [{ filter: ['seen:lt:2026-11-20T23:59:59Z'] }, 'a'],
    [{ filter: ['seen:ne:2026-11-20'] }, 'c d'],
    [{ filter: ['seen:in:2026-11-20T08:00:00Z|2026-11-21'] }, 'a d'],
    [{ sort: '-weight' }, 'a c b d'],
    [{ sort: 'weight' }, 'b c a d'],
    [{ sort: '-due,-name' }, 'd a b c'],
    [{ sort: 'seen' }, 'a b d c'],
    [{ sort: '-spare' }, 'b a c d'],
    [{ sort: 'tags' }, 'a c b d'],
  ]
  test.each(cases)('%j', (params, wanted) => expect(ids(ROWS, params)).toBe(wanted))

  test('columns in the order asked', () => {
    const [row] = ROWS
    expect(row !== undefined && JSON.stringify(pickFields(row, ['weight', 'id']))).toBe('{"weight":3,"id":"a"}')
    expect(row !== undefined && pickFields(row, null)).toBe(row)
  })
})

const row = fc.record({
  id: fc.uuid(),
  name: fc.constantFrom('a', 'A', 'ä', 'b', 'B1', 'b01', 'b2', `${'x'.repeat(130)}1`, `${'x'.repeat(130)}2`),
  due: fc.constantFrom(null, '2026-01-01', '2026-01-02'),
  weight: fc.constantFrom(null, 1, 2.5, -3),
  seen: fc.constantFrom(null, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00.5Z', '2026-01-01T00:00:00.50Z'),
  spare: fc.boolean(),
  state: fc.constantFrom<Pump['state'][]>('running', 'broken'),
})
const rows = fc.uniqueArray(row, { selector: (one) => one.id, maxLength: 60 }).map((list) => list.map((one) => pump(one)))
const sorts = fc.constantFrom('name', '-name', 'due,name', '-weight,due', 'seen', '-seen,-spare', 'spare,-weight,name', 'state', 'id')

describe('pages', () => {
  test('walking all pages gives every matching row once, in the order of the export', () => {
    fc.assert(
      fc.property(
        rows,
        sorts,
        fc.integer({ min: 1, max: 7 }),
        fc.constantFrom<string[][]>([], ['state:eq:running']),
        (list, sort, limit, filter) => {
          const walked: Pump[] = []
          let after: string | undefined
          do {
            const page = listPage(spec, list, parsed({ sort, limit, filter, ...(after === undefined ? {} : { after }) }))
            expect(page.total).toBe(list.filter((one) => filter.length === 0 || one.state === 'running').length)
            walked.push(...page.items)
            after = page.next ?? undefined
          } while (after !== undefined)
          expect(walked).toEqual(listAll(spec, list, parsed({ sort, filter })))
          expect(walked.length).toBe(new Set(walked.map((one) => one.id)).size)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('rows that vanish or come between pages disturb no other row', () => {
    fc.assert(
      fc.property(rows, rows, sorts, fc.integer({ min: 1, max: 5 }), fc.infiniteStream(fc.boolean()), (list, more, sort, limit, choice) => {
        let now: readonly Pump[] = list
        const gone = new Set<string>()
        const walked: string[] = []
        let after: string | undefined
        do {
          const page = listPage(spec, now, parsed({ sort, limit, ...(after === undefined ? {} : { after }) }))
          walked.push(...page.items.map((one) => one.id))
          after = page.next ?? undefined
          for (const one of now) if (choice.next().value) gone.add(one.id)
          now = [...now.filter((one) => !gone.has(one.id)), ...more.splice(0, 2)]
        } while (after !== undefined)
        expect(walked.length).toBe(new Set(walked).size)
        const stayed = list.filter((one) => !gone.has(one.id)).map((one) => one.id)
        expect(stayed.filter((id) => !walked.includes(id))).toEqual([])
        const order = new Map(listAll(spec, list, parsed({ sort })).map((one, index) => [one.id, index]))
        const places = walked.flatMap((id) => order.get(id) ?? [])
        expect(places).toEqual(places.toSorted((left, right) => left - right))
      }),
      { numRuns: 500 },
    )
  })

  test('the page of many rows in the worst order is the beginning of the sorted rows', () => {
    const many = Array.from({ length: 5_000 }, (_, index) => pump({ id: `p-${index}`, weight: 5_000 - index }))
    const page = listPage(spec, many, parsed({ sort: 'weight', limit: 3 }))
    expect(page.items.map((one) => one.weight)).toEqual([1, 2, 3])
    expect(page.total).toBe(5_000)
  })
})
