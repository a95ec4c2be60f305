import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { RouteTable } from './kit/handler.ts'
import { pathMatcher, pathParamNames } from './kit/http-path.ts'
import { type ListField, ListParams } from './kit/list-spec.ts'
import { parseListQuery } from './kit/list-query.ts'
import { openApiDocument } from './kit/openapi.ts'
import { successStatus } from './kit/route.ts'
import { ROUTES } from './table.ts'

const table: RouteTable = ROUTES
const routes = Object.entries(table)
const sorted = (names: Iterable<string>): readonly string[] => [...names].toSorted((left, right) => (left < right ? -1 : 1))

const TYPE_OF: Readonly<Record<ListField, string>> = {
  text: 'string',
  word: 'string',
  words: 'array',
  number: 'number',
  date: 'string',
  instant: 'string',
  flag: 'boolean',
}

/** JSON types that a schema may give, null aside; whole numbers are numbers. */
const typesOf = (schema: z.ZodType): readonly string[] => gatherTypes(z.toJSONSchema(schema, { unrepresentable: 'any' }))

function gatherTypes({ anyOf, oneOf, type, enum: values, const: value }: z.core.JSONSchema.BaseSchema): readonly string[] {
  const options = anyOf ?? oneOf
  if (options !== undefined) return options.flatMap((one) => (typeof one === 'object' ? gatherTypes(one) : []))
  const types = type !== undefined ? [type].flat() : (values ?? [value]).map((one) => (one === null ? 'null' : typeof one))
  return types.map((one) => (one === 'integer' ? 'number' : one)).filter((one) => one !== 'null')
}

interface Shown {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          {
            readonly requestBody?: { readonly content: Readonly<Record<string, { readonly example?: unknown }>> }
            readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly example?: unknown }>> }>>
          }
        >
      >
    >
  >
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> }
}

describe('the table of routes', () => {
  test('names every route by its key and gives every method and path once', () => {
    expect(routes.length).toBeGreaterThan(50)
    expect(routes.filter(([id, shape]) => id !== shape.id)).toEqual([])
    expect(routes.filter(([id]) => !/^[a-z][a-z-]*\.[a-z][a-z-]*$/.test(id)).map(([id]) => id)).toEqual([])
    expect(() => pathMatcher(Object.values(table))).not.toThrow()
  })

  test('declares exactly the parameters of its paths', () => {
    const faulty = routes.filter(
      ([, shape]) => sorted(pathParamNames(shape.path)).join(' ') !== sorted(Object.keys(shape.params?.shape ?? {})).join(' '),
    )
    expect(faulty.map(([id, shape]) => `${id} ${shape.path}`)).toEqual([])
  })

  test('keeps what needs a membership below the tenant, and nothing else', () => {
    const faulty = routes.filter(
      ([, { access, path }]) => (access.kind === 'permission' || access.kind === 'member') !== path.startsWith('/api/tenants/{tenant}'),
    )
    expect(faulty.map(([id, shape]) => `${id} ${shape.access.kind} ${shape.path}`)).toEqual([])
  })

  test('reads with GET and changes with the others', () => {
    const withBody = routes.filter(
      ([, shape]) => shape.method === 'GET' && (shape.body !== undefined || shape.accepts !== undefined || shape.edits === true),
    )
    expect(withBody.map(([id]) => id)).toEqual([])
    const silent = routes.filter(([, { returns, out }]) => (returns === 'json' || returns === 'list') !== (out !== undefined))
    expect(silent.map(([id]) => id)).toEqual([])
  })

  test('lets every POST be sent twice that changes something for somebody who is signed in', () => {
    const reading = /^(activity\.verify|scope\.what-if|[a-z-]+\.preview)$/
    const faulty = routes.filter(
      ([id, { method, access, repeatable }]) =>
        (method === 'POST' && access.kind !== 'public' && !reading.test(id)) !== (repeatable === true),
    )
    expect(faulty.map(([id]) => id)).toEqual([])
  })

  test('lists name fields that their rows have, of the kind they say', () => {
    const lists = routes.filter(([, shape]) => shape.returns === 'list')
    expect(lists.length).toBeGreaterThan(5)
    const faults = lists.flatMap(([id, { list, out, query }]) => {
      if (list === undefined) return [`${id} has no grammar`]
      if (!(out instanceof z.ZodObject)) return [`${id} has rows that are no objects`]
      const row = Object.keys(out.shape)
      const usual = parseListQuery(list, {})
      return [
        ...[list.key, ...Object.keys(list.fields)].filter((name) => !row.includes(name)).map((name) => `${id}: rows have no ${name}`),
        ...Object.entries(list.fields)
          .filter(([name, kind]) => row.includes(name) && typesOf(out.shape[name] as z.ZodType).some((type) => type !== TYPE_OF[kind]))
          .map(([name, kind]) => `${id}: ${name} is no ${kind}`),
        ...Object.keys(query?.shape ?? {})
          .filter((name) => name in ListParams.shape)
          .map((name) => `${id}: ${name} belongs to the grammar`),
        ...(usual.ok ? [] : [`${id}: its own order is not valid: ${JSON.stringify(usual.problem.issues)}`]),
      ]
    })
    expect(faults).toEqual([])
  })

  test('is an OpenAPI document as a whole', () => {
    const document = JSON.stringify(openApiDocument(table, { title: 'Caponier', version: '0' }))
    for (const [id] of routes) expect(document).toContain(`"operationId":"${id}"`)
  })

  test('shows an example of every body and every answer, and each fits', () => {
    const document = JSON.parse(JSON.stringify(openApiDocument(table, { title: 'Caponier', version: '0' }))) as Shown
    const faults = routes.flatMap(([id, shape]) => {
      const operation = document.paths[shape.path]?.[shape.method.toLowerCase()]
      const body = operation?.requestBody?.content['application/json']?.example
      const shown = operation?.responses[successStatus(shape)]?.content?.['application/json']?.example
      const out = shape.returns === 'list' ? (shown as { readonly items: readonly unknown[] } | undefined)?.items[0] : shown
      return [
        ...(shape.body === undefined || shape.body.safeParse(body).success ? [] : [`${id}: body`]),
        ...(shape.out === undefined || shape.out.safeParse(out).success ? [] : [`${id}: answer`]),
      ]
    })
    expect(faults).toEqual([])
    expect(Object.keys(document.components.schemas).filter((name) => name.startsWith('__'))).toEqual([])
    expect(JSON.stringify(document).length).toBeLessThan(2_000_000)
  })

  test('says where what was made stands by a path that can be read', () => {
    const read = new Set(routes.flatMap(([, { method, path }]) => (method === 'GET' ? [path] : [])))
    const made = routes.filter(([, { location }]) => location !== undefined)
    expect(made.length).toBeGreaterThan(10)
    expect(made.flatMap(([id, { location = '' }]) => (read.has(location) ? [] : [id]))).toEqual([])
  })

  test('shows examples that fit', () => {
    const faults = routes.flatMap(([id, { example, body, out }]) => [
      ...(example?.body === undefined || body?.safeParse(example.body).success === true ? [] : [`${id}: example of the body`]),
      ...(example?.out === undefined || out?.safeParse(example.out).success === true ? [] : [`${id}: example of the answer`]),
    ])
    expect(faults).toEqual([])
  })
})
