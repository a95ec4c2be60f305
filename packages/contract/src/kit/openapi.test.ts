import { describe, expect, test } from 'vitest'
import { openApiDocument, problemsOf } from './openapi.ts'
import { PROBLEM_CODES, ProblemDetails } from './problem.ts'
import { SAMPLE_ROUTES } from './sample-routes.test-support.ts'

const document = openApiDocument(SAMPLE_ROUTES, { title: 'Sample', version: '1.2.3' })
const json = JSON.parse(JSON.stringify(document)) as {
  openapi: string
  paths: Record<
    string,
    Record<
      string,
      {
        operationId: string
        tags: string[]
        security?: unknown[]
        parameters?: { in: string; name: string; required?: boolean }[]
        responses: Record<string, { content?: Record<string, { schema: unknown }> }>
        requestBody?: unknown
      }
    >
  >
  components: {
    schemas: Record<string, { required?: string[] }>
    responses: Record<string, { headers: object; content: Record<string, { schema: unknown; examples: object }> }>
    examples: Record<string, { value: { code: string } }>
    securitySchemes: Record<string, unknown>
  }
}
const operation = (path: string, method: string) => json.paths[path]?.[method]

describe('the OpenAPI document', () => {
  test('has one operation a route with id, tag and summary', () => {
    const operations = Object.values(json.paths).flatMap((path) => Object.values(path))
    expect(operations.map((one) => one.operationId).toSorted()).toEqual(Object.keys(SAMPLE_ROUTES).toSorted())
    expect(json.openapi).toBe('3.1.0')
    expect(operations.every((one) => one.tags.length === 1)).toBe(true)
  })

  test('lists the grammar, the version and the key among the parameters', () => {
    const names = (path: string, method: string) =>
      operation(path, method)?.parameters?.map((one) => `${one.in} ${one.name}${one.required === true ? '!' : ''}`)
    expect(names('/api/tenants/{tenant}/pumps', 'get')).toEqual([
      'path tenant!',
      'query site',
      'query q',
      'query filter',
      'query sort',
      'query limit',
      'query after',
      'query fields',
      'query format',
    ])
    expect(names('/api/tenants/{tenant}/pumps/{id}', 'patch')).toEqual(['path tenant!', 'path id!', 'header If-Match!'])
    expect(names('/api/tenants/{tenant}/pumps', 'post')).toEqual(['path tenant!', 'header Idempotency-Key'])
    expect(names('/api/tenants/{tenant}/events', 'get')).toEqual(['path tenant!', 'header Last-Event-ID'])
  })

  test('names components, problems by status, and security', () => {
    const edit = operation('/api/tenants/{tenant}/pumps/{id}', 'patch')
    expect(Object.keys(edit?.responses ?? {})).toEqual([
      '200',
      '400',
      '401',
      '403',
      '404',
      '409',
      '413',
      '415',
      '422',
      '428',
      '429',
      '500',
      '503',
    ])
    expect(edit?.responses['200']?.content?.['application/json']?.schema).toEqual({ $ref: '#/components/schemas/Pump' })
    expect(edit?.responses['409']).toEqual({ $ref: '#/components/responses/stale-version' })
    expect(json.components.responses['stale-version']?.content['application/problem+json']?.schema).toEqual({
      $ref: '#/components/schemas/Problem',
    })
    expect(json.components.schemas['Problem']?.required).toEqual(['type', 'title', 'status', 'code'])
    expect(operation('/api/hello', 'get')?.security).toEqual([])
    expect(edit?.security).toBeUndefined()
    expect(Object.keys(json.components.securitySchemes)).toEqual(['session', 'bearer'])
    expect(problemsOf(SAMPLE_ROUTES['plant.hello'])).toEqual(['bad-request', 'invalid-input', 'too-many', 'internal', 'environment'])
  })

  test('has an answer and an example of every problem, with the headers that it carries', () => {
    for (const code of PROBLEM_CODES) {
      expect(ProblemDetails.parse(json.components.examples[code]?.value).code).toBe(code)
      expect(json.components.responses[code]?.content['application/problem+json']?.examples).toEqual({
        [code]: { $ref: `#/components/examples/${code}` },
      })
    }
    expect(Object.keys(json.components.responses['too-many']?.headers ?? {})).toEqual(['Content-Language', 'Retry-After'])
    const ok = operation('/api/tenants/{tenant}/pumps/{id}', 'get')?.responses['200']
    expect(ok).toMatchObject({ headers: { ETag: { $ref: '#/components/headers/ETag' } } })
  })

  test('rows of a list hold for sure what names them', () => {
    const page = operation('/api/tenants/{tenant}/pumps', 'get')?.responses['200']?.content?.['application/json']?.schema
    expect(page).toMatchObject({ properties: { items: { items: { required: ['id'] } } } })
  })

  test('points only to components that exist, and carries examples', () => {
    const text = JSON.stringify(json)
    for (const [, kind = '', name = ''] of text.matchAll(/"#\/components\/(\w+)\/([^"]+)"/g))
      expect(json.components).toHaveProperty([kind, name])
    expect(text).toContain('"example":{"text":"hello"}')
    expect(text).not.toContain('undefined')
  })
})
