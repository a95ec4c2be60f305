import fc from 'fast-check'
import { z } from 'zod'

/** The part of JSON Schema (2020-12) that zod writes. */
interface JsonSchema {
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, JsonSchema>>
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly allOf?: readonly JsonSchema[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: JsonSchema | boolean
  readonly propertyNames?: JsonSchema
  readonly items?: JsonSchema | boolean
  readonly prefixItems?: readonly JsonSchema[]
  readonly pattern?: string
  readonly format?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly exclusiveMaximum?: number
}

/** What exists in the data, taken often where text is asked, so that calls reach deep. */
export interface KnownNames {
  /** Ids that exist, whatever they name. */
  readonly ids: readonly string[]
  /** Values by the name of the property or parameter, e.g. `framework`; `zones/{id}` for a path parameter behind `zones`. */
  readonly byName: Readonly<Record<string, readonly string[]>>
}

interface Making {
  readonly root: JsonSchema
  readonly names: KnownNames
  readonly depth: number
}

/** Values that a zod schema takes, or nearly: refinements are not known. */
export function valuesOf(schema: z.ZodType, names: KnownNames): fc.Arbitrary<unknown> {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', cycles: 'ref', reused: 'inline' }) as JsonSchema
  return valueOf(root, { root, names, depth: 0 })
}

function valueOf(schema: JsonSchema, making: Making): fc.Arbitrary<unknown> {
  const inner: Making = { ...making, depth: making.depth + 1 }
  if (making.depth > 12) return fc.constant(null)
  if (schema.$ref !== undefined) return valueOf(resolved(schema.$ref, making.root), inner)
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum !== undefined && schema.enum.length > 0) return fc.constantFrom(...schema.enum)
  const options = schema.anyOf ?? schema.oneOf
  if (options !== undefined && options.length > 0) return fc.oneof(...options.map((one) => valueOf(one, inner)))
  if (schema.allOf !== undefined)
    return fc
      .tuple(...schema.allOf.map((one) => valueOf(one, inner)))
      .map((parts) => (parts.every(isObject) ? Object.assign({}, ...parts) : parts[0]) as unknown)
  const type = typeof schema.type === 'object' ? schema.type[0] : schema.type
  if (type === 'object') return objectOf(schema, inner)
  if (type === 'array') return arrayOf(schema, inner)
  if (type === 'string') return textOf(schema, making.names.ids)
  if (type === 'integer' || type === 'number') return numberOf(schema, type)
  if (type === 'boolean') return fc.boolean()
  if (type === 'null') return fc.constant(null)
  return fc.jsonValue({ maxDepth: 2 })
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value)

function resolved(ref: string, root: JsonSchema): JsonSchema {
  if (ref === '#') return root
  return root.$defs?.[ref.replace('#/$defs/', '')] ?? {}
}

function objectOf(schema: JsonSchema, making: Making): fc.Arbitrary<unknown> {
  const shape = Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, one]) => [name, propertyOf(name, one, making)]))
  const known = fc.record(shape, { requiredKeys: [...(schema.required ?? [])] })
  const more = schema.additionalProperties
  if (typeof more !== 'object' || schema.properties !== undefined) return known
  const keys = schema.propertyNames === undefined ? fc.string({ maxLength: 12 }) : valueOf(schema.propertyNames, making).map(String)
  return fc.dictionary(keys, valueOf(more, making), { maxKeys: 4 })
}

/** A property whose values are known takes one of them most of the time. */
function propertyOf(name: string, schema: JsonSchema, making: Making): fc.Arbitrary<unknown> {
  const free = valueOf(schema, making)
  const known = Object.hasOwn(making.names.byName, name) ? (making.names.byName[name] ?? []) : []
  if (known.length === 0 || (schema.type !== 'string' && schema.type !== 'array')) return free
  const one = fc.constantFrom(...known)
  return fc.oneof(
    { weight: 4, arbitrary: schema.type === 'string' ? one : fc.array(one, { minLength: 1, maxLength: 3 }) },
    { weight: 1, arbitrary: free },
  )
}

function arrayOf(schema: JsonSchema, making: Making): fc.Arbitrary<unknown> {
  if (schema.prefixItems !== undefined) return fc.tuple(...schema.prefixItems.map((one) => valueOf(one, making)))
  const minLength = schema.minItems ?? 0
  const maxLength = Math.max(minLength, Math.min(schema.maxItems ?? 4, minLength + 4))
  return fc.array(typeof schema.items === 'object' ? valueOf(schema.items, making) : fc.jsonValue({ maxDepth: 1 }), {
    minLength,
    maxLength,
  })
}

const DATES = ['2024-02-29', '2026-01-01', '2026-11-28', '2026-12-31', '2027-06-30', '1990-01-01', '2100-12-31']
const INSTANTS = ['2026-11-28T04:00:00Z', '2026-01-01T00:00:00Z', '2026-11-28T04:00:00.123Z']

function textOf(schema: JsonSchema, names: readonly string[]): fc.Arbitrary<string> {
  if (schema.format === 'date') return fc.constantFrom(...DATES)
  if (schema.format === 'date-time') return fc.constantFrom(...INSTANTS)
  if (schema.format === 'uuid') return fc.uuid()
  if (schema.format === 'email') return fc.constantFrom('anna@brenner.example', 'b.c+d@sub.brenner.example')
  if (schema.format === 'uri') return fc.constantFrom('https://brenner.example/a', 'http://127.0.0.1/')
  const minLength = schema.minLength ?? 0
  const maxLength = Math.max(minLength, Math.min(schema.maxLength ?? 40, minLength + 40))
  const free =
    schema.pattern === undefined ? fc.string({ unit: 'grapheme', minLength, maxLength }) : matching(schema.pattern, minLength, maxLength)
  if (names.length === 0) return free
  const pattern = schema.pattern === undefined ? undefined : new RegExp(schema.pattern)
  const fitting = names.filter((name) => name.length >= minLength && (pattern?.test(name) ?? true))
  return fitting.length === 0 ? free : fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...fitting) }, { weight: 1, arbitrary: free })
}

/** Text for a pattern; any text where fast-check does not know the pattern's syntax. */
function matching(pattern: string, minLength: number, maxLength: number): fc.Arbitrary<string> {
  try {
    return fc.stringMatching(new RegExp(pattern)).map((text) => text.slice(0, Math.max(maxLength, minLength)))
  } catch {
    return fc.string({ minLength, maxLength })
  }
}

function numberOf(schema: JsonSchema, type: 'integer' | 'number'): fc.Arbitrary<number> {
  const min = schema.minimum ?? (schema.exclusiveMinimum === undefined ? -1_000 : schema.exclusiveMinimum + 1)
  const max = Math.max(min, schema.maximum ?? (schema.exclusiveMaximum === undefined ? min + 100_000 : schema.exclusiveMaximum - 1))
  const whole = fc.integer({ min: Math.ceil(Math.max(min, -(2 ** 52))), max: Math.floor(Math.min(max, 2 ** 52)) })
  const edges = fc.constantFrom(min, max)
  if (type === 'integer') return fc.oneof({ weight: 4, arbitrary: whole }, { weight: 1, arbitrary: edges })
  return fc.oneof(whole, edges, fc.double({ min, max, noNaN: true }))
}
