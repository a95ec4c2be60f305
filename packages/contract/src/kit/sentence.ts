import { z } from 'zod'

const SENTENCES = new WeakSet<object>()

/** A text of an answer that is a sentence of the program, not of a person: it is said in the language of the reader. */
export function sentence(description?: string): z.ZodString {
  const schema = description === undefined ? z.string() : z.string().meta({ description })
  SENTENCES.add(schema)
  return schema
}

/** Where the sentences of an answer stand. */
type Places = 'here' | { readonly each: Places } | { readonly fields: ReadonlyMap<string, Places> }

const known = new WeakMap<object, Places | null>()

/** How deep sentences are looked for; no answer of the contract goes deeper. */
const DEEPEST = 12

function placesOf(schema: z.core.$ZodType, depth: number): Places | null {
  if (SENTENCES.has(schema)) return 'here'
  const before = known.get(schema)
  if (before !== undefined || depth > DEEPEST) return before ?? null
  const found = lookInto(schema, depth + 1)
  known.set(schema, found)
  return found
}

function lookInto(schema: z.core.$ZodType, depth: number): Places | null {
  const { def } = (schema as z.core.$ZodTypes)._zod
  if ('innerType' in def) return placesOf(def.innerType, depth)
  if (def.type === 'array') return every(placesOf(def.element, depth))
  if (def.type === 'record') return every(placesOf(def.valueType, depth))
  const parts = def.type === 'object' ? [def.shape] : []
  if (def.type === 'union')
    for (const option of def.options) {
      const places = placesOf(option, depth)
      if (places === 'here' || (places !== null && 'each' in places)) return places
      if (option instanceof z.ZodObject) parts.push(option.shape)
    }
  const fields = parts.flatMap((shape) =>
    Object.entries(shape).flatMap(([name, field]) => {
      const places = placesOf(field, depth)
      return places === null ? [] : [[name, places] as const]
    }),
  )
  return fields.length === 0 ? null : { fields: new Map(fields) }
}

const every = (places: Places | null): Places | null => (places === null ? null : { each: places })

/** Whether answers of this shape hold sentences. */
export const hasSentences = (schema: z.ZodType): boolean => placesOf(schema, 0) !== null

/** The same answer with its sentences said otherwise; nothing else changes. */
export function withSentences(schema: z.ZodType, value: unknown, say: (text: string) => string): unknown {
  const places = placesOf(schema, 0)
  return places === null ? value : saidAt(places, value, say)
}

function saidAt(places: Places, value: unknown, say: (text: string) => string): unknown {
  if (places === 'here') return typeof value === 'string' ? say(value) : value
  if (typeof value !== 'object' || value === null) return value
  if ('each' in places) {
    if (Array.isArray(value)) return value.map((one: unknown) => saidAt(places.each, one, say))
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, saidAt(places.each, one, say)]))
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => {
      const inside = places.fields.get(name)
      return [name, inside === undefined ? one : saidAt(inside, one, say)]
    }),
  )
}
