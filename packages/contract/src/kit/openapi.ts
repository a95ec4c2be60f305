import { z } from 'zod'
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiResponseObject, type ZodOpenApiResponsesObject } from 'zod-openapi'
import type { RouteTable } from './handler.ts'
import { pathParamNames } from './http-path.ts'
import { FORMAT_TYPES, listQuerySchema } from './list-spec.ts'
import { type ExampleSchema, exampleOf, type ExampleSchemas } from './example-of.ts'
import { headerRef, HEADERS, PROBLEM_EXAMPLES, problemRef, problemResponses } from './openapi-problems.ts'
import { PROBLEMS, type ProblemCode, ProblemDetails } from './problem.ts'
import { type RouteShape, successStatus } from './route.ts'
import { JsonValue } from './json-value.ts'

/** What every route may answer, besides its own. */
const ALWAYS: readonly ProblemCode[] = ['bad-request', 'invalid-input', 'too-many', 'internal', 'environment']

export interface OpenApiOptions {
  readonly title: string
  readonly version: string
  readonly description?: string
  /** Where the server answers; `/` when absent. */
  readonly server?: string
}

export type OpenApiDocument = ReturnType<typeof createDocument>

/** The table of routes as an OpenAPI 3.1 document: one operation a route, problems by status, the list grammar, versions and keys. */
export function openApiDocument(routes: RouteTable, options: OpenApiOptions): OpenApiDocument {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {}
  for (const [id, shape] of Object.entries(routes)) {
    const path = (paths[shape.path] ??= {})
    path[shape.method.toLowerCase()] = operation(id, shape)
  }
  const tags = [...new Set(Object.values(routes).map((shape) => shape.slice))].toSorted().map((name) => ({ name }))
  const sets = Object.values(routes).flatMap((shape) => [...problemSets(shape).values()])
  const document = createDocument({
    openapi: '3.1.0',
    info: {
      title: options.title,
      version: options.version,
      ...(options.description === undefined ? {} : { description: options.description }),
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: options.server ?? '/' }],
    tags,
    security: [{ session: [] }, { bearer: [] }],
    paths,
    components: {
      schemas: { Problem: ProblemDetails },
      headers: HEADERS,
      examples: Object.fromEntries(Object.entries(PROBLEM_EXAMPLES).map(([code, value]) => [code, { value }])),
      responses: problemResponses(sets),
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'caponier_session',
          description: 'Session of a browser. Methods other than GET also need the header `X-Caponier: 1`.',
        },
        bearer: { type: 'http', scheme: 'bearer', description: 'Token of a program.' },
      },
    },
  })
  fillExamples(document)
  return document
}

/** What holds JSON and has no example yet gets one of its schema. */
function fillExamples(document: OpenApiDocument): void {
  const schemas = (document.components?.schemas ?? {}) as ExampleSchemas
  for (const path of Object.values(document.paths ?? {}))
    for (const parts of Object.values(path) as readonly OperationParts[])
      for (const part of [parts.requestBody, ...Object.values(parts.responses)]) {
        const media = part?.content?.['application/json']
        if (media?.schema !== undefined && media.example === undefined) media.example = exampleOf(schemas, media.schema) ?? {}
      }
}

interface OperationParts {
  readonly requestBody?: ContentParts
  readonly responses: Readonly<Record<string, ContentParts>>
}

interface ContentParts {
  readonly content?: Readonly<Record<string, { readonly schema?: ExampleSchema; example?: unknown }>>
}

function operation(id: string, shape: RouteShape): ZodOpenApiOperationObject {
  const path = shape.params ?? z.object(Object.fromEntries(pathParamNames(shape.path).map((name) => [name, z.string()])))
  const query = shape.list === undefined ? shape.query : listQuerySchema(shape.list, shape.query)
  const header = headersOf(shape)
  return {
    operationId: id,
    tags: [shape.slice],
    summary: shape.summary,
    ...(shape.access.kind === 'public' ? { security: [] } : {}),
    ...(shape.access.kind === 'permission' ? { description: `Needs the permission \`${shape.access.permission}\`.` } : {}),
    requestParams: {
      ...(Object.keys(path.shape).length > 0 ? { path } : {}),
      ...(query === undefined ? {} : { query }),
      ...(header === undefined ? {} : { header }),
    },
    ...requestBody(shape),
    responses: responsesOf(shape),
  }
}

const EXAMPLE_KEY = '0193f2a4-6d1c-7f3e-9a55-2b1f8c7d4e10'
const EXAMPLE_DIGEST = 'sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:'
const DIGEST_TEXT = 'SHA-256 of the body (RFC 9530); needed with an Idempotency-Key, and checked wherever it is given.'

const keyText = (shape: RouteShape): string =>
  shape.secret === true
    ? 'The call is carried out once; its answer holds a secret and is not kept, so that the same key again is a conflict.'
    : 'The same key and body give the stored response, for a day. A conflict with Retry-After while the first call runs.'

function headersOf(shape: RouteShape): z.ZodObject | undefined {
  const headers = {
    ...(shape.edits === true
      ? { 'If-Match': z.string().meta({ description: 'Version that is edited, in quotes.', examples: ['"3"'] }) }
      : {}),
    ...(shape.repeatable === true
      ? {
          'Idempotency-Key': z
            .string()
            .max(200)
            .optional()
            .meta({ description: keyText(shape), examples: [EXAMPLE_KEY] }),
        }
      : {}),
    ...(shape.repeatable === true && shape.accepts === 'bytes'
      ? {
          'Content-Digest': z
            .string()
            .max(200)
            .optional()
            .meta({ description: DIGEST_TEXT, examples: [EXAMPLE_DIGEST] }),
        }
      : {}),
    ...(shape.steady === true
      ? {
          'If-None-Match': z
            .string()
            .max(2000)
            .optional()
            .meta({ description: 'ETag of an answer that is known; 304 when it still stands.' }),
        }
      : {}),
    ...(shape.returns === 'events'
      ? { 'Last-Event-ID': z.string().max(200).optional().meta({ description: 'Id of the last event that arrived.' }) }
      : {}),
  }
  return Object.keys(headers).length > 0 ? z.object(headers) : undefined
}

function requestBody(shape: RouteShape): Pick<ZodOpenApiOperationObject, 'requestBody'> {
  if (shape.accepts === 'bytes')
    return {
      requestBody: {
        required: true,
        content: { 'application/octet-stream': { schema: { type: 'string', contentMediaType: 'application/octet-stream' } } },
      },
    }
  if (shape.body === undefined) return {}
  const example = shape.example?.body === undefined ? {} : { example: shape.example.body }
  return {
    requestBody: {
      required: !shape.body.safeParse(undefined).success,
      content: { 'application/json': { schema: shape.body, ...example } },
    },
  }
}

function responsesOf(shape: RouteShape): ZodOpenApiResponsesObject {
  const responses: ZodOpenApiResponsesObject = {
    [`${successStatus(shape)}`]: { description: shape.summary, headers: successHeaders(shape), ...successContent(shape) },
    ...(shape.steady === true
      ? { '304': { description: 'It still stands as If-None-Match names it.', headers: { ETag: headerRef('ETag') } } }
      : {}),
  }
  for (const [status, codes] of problemSets(shape)) responses[`${status}`] = problemRef(codes)
  return responses
}

const problemSets = (shape: RouteShape): Map<ProblemStatus, ProblemCode[]> =>
  Map.groupBy(problemsOf(shape), (code) => PROBLEMS[code].status)

type ProblemStatus = (typeof PROBLEMS)[ProblemCode]['status']

/** Headers of a success, besides those of its content. */
function successHeaders(shape: RouteShape): NonNullable<ZodOpenApiResponseObject['headers']> {
  const versioned = shape.returns === 'json' && shape.out instanceof z.ZodObject && 'version' in shape.out.shape
  return {
    'Content-Language': headerRef('ContentLanguage'),
    ...(versioned || shape.steady === true ? { ETag: headerRef('ETag') } : {}),
    ...(shape.location === undefined ? {} : { Location: headerRef('Location') }),
  }
}

function successContent(shape: RouteShape): Pick<ZodOpenApiResponseObject, 'content'> {
  const example = shape.example?.out === undefined ? {} : { example: shape.example.out }
  const out = shape.out ?? JsonValue
  switch (shape.returns) {
    case 'json':
      return { content: { 'application/json': { schema: out, ...example } } }
    case 'list': {
      const page = z.object({
        items: z.array(sparse(out, shape.list?.key)).meta({ description: SPARSE }),
        total: z.int().min(0),
        next: z.string().nullable(),
      })
      const file = { schema: { type: 'string', contentMediaType: 'application/octet-stream' } } as const
      const examplePage = shape.example?.out === undefined ? {} : { example: { items: [shape.example.out], total: 1, next: null } }
      return { content: { 'application/json': { schema: page, ...examplePage }, [FORMAT_TYPES.csv]: file, [FORMAT_TYPES.xlsx]: file } }
    }
    case 'file':
      return { content: { 'application/octet-stream': { schema: { type: 'string', contentMediaType: 'application/octet-stream' } } } }
    case 'events':
      return { content: { 'text/event-stream': { schema: { type: 'string' } } } }
    case 'empty':
      return {}
  }
}

const SPARSE = 'Rows hold every property, unless `fields` names fewer; what names the row is always there.'

/** A row of a list as it may come with `fields`: only its key is sure. */
function sparse(row: z.ZodType, key: string | undefined): z.ZodType {
  if (!(row instanceof z.ZodObject)) return row
  const { shape } = row.partial()
  const sure = key === undefined ? undefined : row.shape[key]
  return z.strictObject(key === undefined || sure === undefined ? shape : { ...shape, [key]: sure })
}

/** Every problem that a route may answer with, sorted by status. */
export function problemsOf(shape: RouteShape): readonly ProblemCode[] {
  const codes = new Set<ProblemCode>([...ALWAYS, ...(shape.errors ?? [])])
  if (shape.access.kind !== 'public') codes.add('unauthenticated')
  if (shape.access.kind === 'permission' || shape.access.kind === 'member' || shape.method !== 'GET') codes.add('forbidden')
  if (shape.path.includes('{')) codes.add('not-found')
  if (shape.edits === true) codes.add('stale-version').add('version-required')
  if (shape.repeatable === true) codes.add('conflict')
  if (shape.method !== 'GET') codes.add('too-large').add('unsupported-media')
  return [...codes].toSorted((left, right) => PROBLEMS[left].status - PROBLEMS[right].status)
}
