import { LIST_OPERATORS, type ListSpec } from '@caponier/contract/kit/list-spec'
import { encodeQuery } from '@caponier/contract/kit/query-values'
import type { RouteShape } from '@caponier/contract/kit/route'
import fc from 'fast-check'
import { z } from 'zod'
import { hostileBody, hostileQuery, hostileSegment, hostileText, spoil, spoiled } from './hostile-values.arbitrary.ts'
import { valuesOf } from './schema-values.arbitrary.ts'

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

export interface RequestNames {
  /** Values that exist, by path parameter, e.g. the tenant. */
  readonly params: Readonly<Record<string, readonly string[]>>
  /** Ids that exist, whatever they name. */
  readonly ids: readonly string[]
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
  const segments = shape.path.split('/').map((segment): fc.Arbitrary<string> => {
    const name = /^\{(\w+)\}$/.exec(segment)?.[1]
    if (name === undefined) return fc.constant(segment)
    const known = names.params[name] ?? names.ids
    const declared = shape.params?.shape[name]
    const sound = declared instanceof z.ZodType ? valuesOf(declared, names.ids).map(String) : fc.string({ minLength: 1, maxLength: 20 })
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
  const own = shape.query === undefined ? fc.constant({}) : valuesOf(shape.query, names.ids)
  const list = shape.list === undefined ? fc.constant({}) : listQueryOf(shape.list, names.ids)
  const sound = fc.tuple(own, list).map(([one, other]) => encodeQuery({ ...(one as object), ...other }))
  const both = fc.tuple(sound, hostileQuery).map(([query, hostile]) => `${query === '' ? '?' : `${query}&`}${hostile}`)
  return fc.oneof({ weight: 12, arbitrary: sound }, { weight: 1, arbitrary: both })
}

function listQueryOf(spec: ListSpec, ids: readonly string[]): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  const field = fc.constantFrom(...Object.keys(spec.fields))
  const value = fc.oneof(hostileText, fc.constantFrom('2026-11-28', '2026-11-28T04:00:00Z', '1', 'true', 'a|b', ...ids.slice(0, 20)))
  const filter = fc.tuple(field, fc.constantFrom(...LIST_OPERATORS), value).map((parts) => parts.join(':'))
  const sort = fc.tuple(field, fc.boolean()).map(([name, isDown]) => `${isDown ? '-' : ''}${name}`)
  return fc.record(
    {
      q: fc.oneof(hostileText, fc.constantFrom('a', 'Halle', 'ü')),
      filter: fc.array(filter, { maxLength: 3 }),
      sort: fc.array(sort, { minLength: 1, maxLength: 2 }).map((parts) => parts.join(',')),
      limit: fc.constantFrom(1, 25, 100, 0, -1, 1e9),
      after: hostileText,
      fields: fc.array(field, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(',')),
      format: fc.constantFrom('csv', 'xlsx', 'exe'),
    },
    { requiredKeys: [] },
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
  const sound = valuesOf(shape.body, names.ids)
  const text = (value: unknown): string => JSON.stringify(value) ?? 'null'
  return fc.oneof(
    { weight: 8, arbitrary: sound.map(text) },
    { weight: 8, arbitrary: fc.tuple(sound, spoil).map(([value, one]) => text(spoiled(value, one))) },
    { weight: 1, arbitrary: hostileBody },
    { weight: 1, arbitrary: fc.constant(undefined) },
  )
}
