import { listQuerySchema } from '@caponier/contract/kit/list-spec'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import { decodeValues, splitQuery } from '@caponier/contract/kit/query-values'
import type { RouteShape } from '@caponier/contract/kit/route'
import { isStorableText } from '@caponier/contract/kit/text'
import { fail, ok, type Result } from '@caponier/core'
import { z } from 'zod'

type Issue = NonNullable<ApiProblem['issues']>[number]

/** Issues shown of one input; the rest is counted. */
const MOST_ISSUES = 50

const NOTHING = z.strictObject({})

export const invalidInput = (issues: readonly Issue[]): Result<never, ApiProblem> => {
  const more = issues.length - MOST_ISSUES
  const detail = more > 0 ? `The input is not valid; ${more} more issues are not shown.` : 'The input is not valid.'
  return fail({ code: 'invalid-input', detail, kept: 'Nothing was changed.', issues: issues.slice(0, MOST_ISSUES) })
}

/** Checks a value against its schema; paths of issues begin with `where`, e.g. `body.items[3].name`. */
export function checkedBy(schema: z.ZodType, value: unknown, where: 'params' | 'query' | 'body'): Result<unknown, ApiProblem> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return ok(parsed.data)
  return invalidInput(
    parsed.error.issues.slice(0, 10 * MOST_ISSUES).map((issue) => ({ path: issuePath(where, issue.path), message: issue.message })),
  )
}

const issuePath = (where: string, path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, part) => (typeof part === 'number' ? `${text}[${part}]` : `${text}.${String(part).slice(0, 100)}`), where)

/** Path parameters; without a schema any text that can be stored. */
export function readParams(
  shape: RouteShape,
  raw: Readonly<Record<string, string>>,
): Result<Readonly<Record<string, unknown>>, ApiProblem> {
  const bad = Object.entries(raw).filter(([, value]) => !isStorableText(value))
  if (bad.length > 0) return invalidInput(bad.map(([name]) => ({ path: `params.${name}`, message: 'holds a NUL character' })))
  if (shape.params === undefined) return ok(raw)
  const decoded = decodeValues(shape.params, new Map(Object.entries(raw).map(([name, value]) => [name, [value]])), 'params')
  if (!decoded.ok) return invalidInput(decoded.problem)
  return checkedBy(shape.params, decoded.value, 'params') as Result<Readonly<Record<string, unknown>>, ApiProblem>
}

/** Query schemas by route, made once: the route's own and the grammar of its list. */
const schemas = new WeakMap<RouteShape, z.ZodObject>()

function querySchema(shape: RouteShape): z.ZodObject {
  const known = schemas.get(shape)
  if (known !== undefined) return known
  const schema = shape.list === undefined ? (shape.query?.strict() ?? NOTHING) : listQuerySchema(shape.list, shape.query)
  schemas.set(shape, schema)
  return schema
}

/** The query of a route, list grammar included; raw is without question mark. */
export function readQuery(shape: RouteShape, raw: string): Result<Readonly<Record<string, unknown>>, ApiProblem> {
  const pairs = splitQuery(raw)
  if (!pairs.ok) return fail({ code: 'bad-request', detail: `${pairs.problem}.`, mend: 'Percent-encode the query as UTF-8.' })
  const bad = [...pairs.value].filter(([name, values]) => !isStorableText(name) || !values.every(isStorableText))
  if (bad.length > 0) return invalidInput(bad.map(() => ({ path: 'query', message: 'holds a NUL character' })))
  const schema = querySchema(shape)
  const decoded = decodeValues(schema, pairs.value, 'query')
  if (!decoded.ok) return invalidInput(decoded.problem)
  return checkedBy(schema, decoded.value, 'query') as Result<Readonly<Record<string, unknown>>, ApiProblem>
}

/** Version from `If-Match: "N"`; undefined for routes that do not edit. */
export function readVersion(shape: RouteShape, header: string | null): Result<number | undefined, ApiProblem> {
  if (shape.edits !== true) return ok(undefined)
  const mend = 'Send If-Match: "N" with the version that you have seen.'
  if (header === null)
    return fail({ code: 'version-required', detail: 'The edit does not say its version.', kept: 'Nothing was changed.', mend })
  const digits = /^"(\d{1,9})"$/.exec(header.trim())?.[1]
  if (digits === undefined)
    return fail({ code: 'bad-request', detail: 'If-Match is no version in quotes.', kept: 'Nothing was changed.', mend })
  return ok(Number(digits))
}
