import { EXAMPLE_TEXTS, EXAMPLE_WORDS } from './example-words.ts'

/** The part of a JSON Schema that says what a value looks like. */
export interface ExampleSchema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly examples?: readonly unknown[]
  readonly anyOf?: readonly ExampleSchema[]
  readonly oneOf?: readonly ExampleSchema[]
  readonly allOf?: readonly ExampleSchema[]
  readonly properties?: Readonly<Record<string, ExampleSchema>>
  readonly required?: readonly string[]
  readonly items?: ExampleSchema
  readonly prefixItems?: readonly ExampleSchema[]
  readonly minItems?: number
  readonly pattern?: string
  readonly format?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
}

export type ExampleSchemas = Readonly<Record<string, ExampleSchema>>

/** Levels of objects below which only what is required is shown. */
const DEEP = 5

/**
 * A value that a schema allows, always the same: one entry in lists, the first of alternatives, words by the name of the property.
 * Undefined where there is none, as in a schema that contains itself.
 */
export function exampleOf(schemas: ExampleSchemas, schema: ExampleSchema, name = '', path: readonly string[] = [], depth = 0): unknown {
  const again = (one: ExampleSchema, as = name): unknown => exampleOf(schemas, one, as, path, depth)
  if (schema.$ref !== undefined) {
    const component = schema.$ref.split('/').at(-1) ?? ''
    const target = schemas[component]
    return target === undefined || path.includes(component) ? undefined : exampleOf(schemas, target, name, [...path, component], depth)
  }
  if (schema.examples !== undefined && schema.examples.length > 0) return schema.examples[0]
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return schema.enum[0]
  const options = schema.anyOf ?? schema.oneOf
  if (options !== undefined) {
    const values = options.map((one) => again(one)).filter((one) => one !== undefined)
    return values.find((one) => one !== null) ?? values[0]
  }
  if (schema.allOf !== undefined) return Object.assign({}, ...schema.allOf.map((one) => again(one)))
  const type = typeof schema.type === 'string' ? schema.type : schema.type?.find((one) => one !== 'null')
  if (schema.properties !== undefined || type === 'object') return objectExample(schemas, schema, path, depth + 1)
  if (schema.prefixItems !== undefined) return schema.prefixItems.map((one) => again(one))
  if (type === 'array') {
    const item = schema.items === undefined ? undefined : again(schema.items)
    return item === undefined ? [] : Array.from({ length: Math.max(1, schema.minItems ?? 1) }, () => item)
  }
  if (type === 'boolean') return true
  if (type === 'number' || type === 'integer') return numberExample(schema, name)
  return type === 'null' ? null : textExample(schema, name)
}

function objectExample(schemas: ExampleSchemas, schema: ExampleSchema, path: readonly string[], depth: number): unknown {
  const example: Record<string, unknown> = {}
  for (const [name, one] of Object.entries(schema.properties ?? {})) {
    if (depth > DEEP && schema.required?.includes(name) !== true) continue
    const value = exampleOf(schemas, one, name, path, depth)
    if (value !== undefined) example[name] = value
    // A schema that contains itself ends at what may be absent or empty.
    else if (schema.required?.includes(name) === true) return undefined
  }
  return example
}

function numberExample({ type, minimum, maximum, exclusiveMinimum }: ExampleSchema, name: string): number {
  const named = (EXAMPLE_WORDS[name] ?? []).filter((one) => typeof one === 'number')
  const isWhole = type === 'integer' || (typeof type === 'object' && type.includes('integer'))
  const fits = (one: number): boolean =>
    one >= (minimum ?? -Infinity) &&
    one <= (maximum ?? Infinity) &&
    one > (exclusiveMinimum ?? -Infinity) &&
    (!isWhole || Number.isSafeInteger(one))
  return [...named, 3, 1, 0].find(fits) ?? minimum ?? 0
}

const FORMATS: Readonly<Record<string, string>> = {
  date: '2026-10-12',
  'date-time': '2026-10-12T08:30:00Z',
  uuid: '7d9f3c52-0b4e-4a53-9c1f-2f6f6c3c9a01',
  email: 'lead@example.com',
}

function textExample({ pattern, format, minLength, maxLength }: ExampleSchema, name: string): string {
  const named = (EXAMPLE_WORDS[name] ?? []).filter((one) => typeof one === 'string')
  const formed = FORMATS[format ?? '']
  const fits = (one: string): boolean =>
    one.length >= (minLength ?? 0) && one.length <= (maxLength ?? Infinity) && (pattern === undefined || new RegExp(pattern, 'u').test(one))
  const candidates = [...(formed === undefined ? named : [formed]), ...byName(name), ...EXAMPLE_TEXTS]
  return candidates.find(fits) ?? ''
}

/** Dates and hashes are plain texts in answers. */
function byName(name: string): readonly string[] {
  if (/(^at|At|^since|^seen)$/.test(name)) return ['2026-10-12T08:30:00Z']
  if (/^(from|until|due|effective|validUntil|asOf|day|date)$/.test(name)) return ['2026-10-12']
  if (name.endsWith('Name')) return ['Line 3']
  return /^(sha256|hash|head|headHash|previous|digest|contentVersion)$|Sha256$/.test(name)
    ? ['e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855']
    : []
}
