import { LIST_OPERATORS, type ListField, type ListSpec, OPERATORS_OF } from '@caponier/contract/kit/list-spec'
import { encodeQuery } from '@caponier/contract/kit/query-values'
import type { RouteShape } from '@caponier/contract/kit/route'
import fc from 'fast-check'
import { z } from 'zod'
import { hostileBody, hostileQuery, hostileSegment, hostileText, spoil, spoiled } from './hostile-values.arbitrary.ts'
import { type KnownNames, valuesOf } from './schema-values.arbitrary.ts'

/** A request as it will be sent, readable when it fails. */
export interface FuzzRequest {
  readonly method: string
  /** Path and query, raw. */
  readonly target: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
  /** Which of the callers sends it; null for nobody. */
  readonly actor: number | null
}

export interface RequestNames extends KnownNames {
  /** How many callers there are. */
  readonly actors: number
}

/** Requests to one route: mostly nearly right, so that they reach its handler, each part now and then hostile. */
export function requestsTo(shape: RouteShape, names: RequestNames): fc.Arbitrary<FuzzRequest> {
  return fc.record({
    method: fc.oneof(
      { weight: 30, arbitrary: fc.constant<string>(shape.method) },
      { weight: 1, arbitrary: fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'QUERY') },
    ),
    target: fc.tuple(pathOf(shape, names), queryOf(shape, names)).map(([path, query]) => path + query),
    headers: headersOf(shape),
    body: bodyOf(shape, names),
    actor: fc.oneof({ weight: 20, arbitrary: fc.nat(Math.max(0, names.actors - 1)) }, { weight: 1, arbitrary: fc.constant(null) }),
  })
}

function pathOf(shape: RouteShape, names: RequestNames): fc.Arbitrary<string> {
  const segments = shape.path.split('/').map((segment, index, all): fc.Arbitrary<string> => {
    const name = /^\{(\w+)\}$/.exec(segment)?.[1]
    if (name === undefined) return fc.constant(segment)
    const known = names.byName[`${all[index - 1]}/${segment}`] ?? names.byName[name] ?? names.ids
    const declared = shape.params?.shape[name]
    const sound = declared instanceof z.ZodType ? valuesOf(declared, names).map(String) : fc.string({ minLength: 1, maxLength: 20 })
    const encoded = sound.map((text) => encodeURIComponent(text.toWellFormed()))
    return fc.oneof(
      ...(known.length === 0 ? [] : [{ weight: 12, arbitrary: fc.constantFrom(...known).map(encodeURIComponent) }]),
      { weight: 3, arbitrary: encoded },
      { weight: 1, arbitrary: hostileSegment },
    )
  })
  return fc.tuple(...segments).map((parts) => parts.join('/'))
}

function queryOf(shape: RouteShape, names: RequestNames): fc.Arbitrary<string> {
  const own = shape.query === undefined ? fc.constant({}) : valuesOf(shape.query, names)
  const list = shape.list === undefined ? fc.constant({}) : listQueryOf(shape.list, names.ids)
  const sound = fc.tuple(own, list).map(([one, other]) => encodeQuery({ ...(one as object), ...other }))
  const both = fc.tuple(sound, hostileQuery).map(([query, hostile]) => `${query === '' ? '?' : `${query}&`}${hostile}`)
  return fc.oneof({ weight: 12, arbitrary: sound }, { weight: 1, arbitrary: both })
}

/** Values that fit a field of a list. */
const FITTING: Readonly<Record<ListField, readonly string[]>> = {
  text: ['a', 'Halle', 'ü'],
  word: ['met', 'a|b', 'zone'],
  words: ['a', 'a|b'],
  number: ['0', '1', '-2.5'],
  date: ['2026-11-28'],
  instant: ['2026-11-28', '2026-11-28T04:00:00Z'],
  flag: ['true', 'false'],
}

function listQueryOf(spec: ListSpec, ids: readonly string[]): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  const fields = Object.entries(spec.fields)
  const field = fc.constantFrom(...fields.map(([name]) => name))
  const soundFilter = fc
    .constantFrom(...fields)
    .chain(([name, kind]) =>
      fc.tuple(
        fc.constant(name),
        fc.constantFrom(...OPERATORS_OF[kind]),
        fc.constantFrom(...FITTING[kind], ...(kind === 'word' ? ids.slice(0, 20) : [])),
      ),
    )
    .map(([name, operator, value]) => (operator === 'empty' ? `${name}:empty` : `${name}:${operator}:${value}`))
  const sort = fc.tuple(field, fc.boolean()).map(([name, isDown]) => `${isDown ? '-' : ''}${name}`)
  const sound = {
    q: fc.constantFrom('a', 'Halle', 'ü', 'zone 1'),
    filter: fc.array(soundFilter, { maxLength: 2 }),
    sort,
    limit: fc.constantFrom(1, 25, Math.min(100, spec.maxLimit ?? 100)),
    fields: fc.uniqueArray(field, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(',')),
    format: fc.constantFrom('csv', 'xlsx'),
  }
  const hostile = {
    q: hostileText,
    filter: fc.array(
      fc.tuple(field, fc.constantFrom(...LIST_OPERATORS), hostileText).map((parts) => parts.join(':')),
      { maxLength: 3 },
    ),
    sort: fc.array(sort, { maxLength: 7 }).map((parts) => parts.join(',')),
    limit: fc.constantFrom(0, -1, 1e9, 0.5),
    after: hostileText,
    fields: hostileText,
    format: fc.constantFrom('exe', 'csv'),
  }
  return fc.oneof(
    { weight: 5, arbitrary: fc.record(sound, { requiredKeys: [] }) },
    { weight: 1, arbitrary: fc.record(hostile, { requiredKeys: [] }) },
  )
}

/** Printable text that a header can carry. */
const headerText = fc.stringMatching(/^[\x21-\x7e]{0,30}$/)

function headersOf(shape: RouteShape): fc.Arbitrary<Readonly<Record<string, string>>> {
  const usual = (value: string, ...others: readonly string[]): fc.Arbitrary<string> =>
    fc.oneof(
      { weight: 20, arbitrary: fc.constant(value) },
      { weight: 1, arbitrary: fc.constantFrom(value, ...others) },
      { weight: 1, arbitrary: headerText },
    )
  const mediaType = shape.accepts === 'bytes' ? 'application/octet-stream' : 'application/json'
  return fc
    .record(
      {
        'content-type': usual(mediaType, 'text/plain', 'application/json; charset=utf-16', 'multipart/form-data'),
        'if-match': usual('"1"', '"0"', '"999999999"', '"99999999999999"', '*', 'W/"1"', '""'),
        'idempotency-key': headerText,
        'content-encoding': fc.constantFrom('gzip', 'identity'),
        'last-event-id': headerText,
        'accept-language': fc.constantFrom('de', 'en', 'x'.repeat(300)),
      },
      { requiredKeys: ['content-type', ...(shape.edits === true ? (['if-match'] as const) : [])] },
    )
    .chain((headers) =>
      fc.oneof(
        {
          weight: 12,
          arbitrary: fc.constantFrom(without(headers, 'content-encoding'), without(headers, 'content-encoding', 'idempotency-key')),
        },
        { weight: 1, arbitrary: fc.constantFrom(headers, without(headers, 'if-match'), {}) },
      ),
    )
}

const without = (headers: Readonly<Record<string, string>>, ...names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)))

function bodyOf(shape: RouteShape, names: RequestNames): fc.Arbitrary<string | undefined> {
  if (shape.accepts === 'bytes') return fc.oneof(hostileBody, fc.string({ unit: 'binary', maxLength: 2_000 }), fc.constant(undefined))
  if (shape.body === undefined) return fc.oneof({ weight: 10, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: hostileBody })
  const sound = valuesOf(shape.body, names)
  const text = (value: unknown): string => JSON.stringify(value) ?? 'null'
  return fc.oneof(
    { weight: 8, arbitrary: sound.map(text) },
    { weight: 8, arbitrary: fc.tuple(sound, spoil).map(([value, one]) => text(spoiled(value, one))) },
    { weight: 1, arbitrary: hostileBody },
    { weight: 1, arbitrary: fc.constant(undefined) },
  )
}
