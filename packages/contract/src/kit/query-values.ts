import { fail, ok, type Result } from '@caponier/core'
import type { z } from 'zod'
import type { ApiProblem } from './problem.ts'

type Issue = NonNullable<ApiProblem['issues']>[number]

/** A query as it travels, with its question mark; '' when nothing is asked. Lists repeat their name, absent values vanish. */
export function encodeQuery(query: Readonly<Record<string, unknown>> | undefined): string {
  const pairs: string[] = []
  for (const [name, value] of Object.entries(query ?? {}))
    for (const one of Array.isArray(value) ? (value as readonly unknown[]) : [value])
      if (typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean')
        pairs.push(`${encodeURIComponent(name)}=${encodeURIComponent(String(one).toWellFormed())}`)
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}

/** Names and values of a raw query (without question mark); fails on percent-encoding that is no UTF-8. */
export function splitQuery(raw: string): Result<ReadonlyMap<string, readonly string[]>, string> {
  const pairs = new Map<string, string[]>()
  for (const part of raw.split('&')) {
    if (part === '') continue
    const at = part.indexOf('=')
    try {
      const name = decodeURIComponent((at < 0 ? part : part.slice(0, at)).replaceAll('+', ' '))
      const value = at < 0 ? '' : decodeURIComponent(part.slice(at + 1).replaceAll('+', ' '))
      const values = pairs.get(name)
      if (values === undefined) pairs.set(name, [value])
      else values.push(value)
    } catch {
      return fail('the query is not percent-encoded UTF-8')
    }
  }
  return ok(pairs)
}

/**
 * Query values as their schema wants them: numbers and flags from text, lists from repeated names. Text that is no number stays text,
 * so that the schema refuses it with its own words. Unknown names and repeated single values are issues. `where` begins the paths.
 */
export function decodeValues(
  schema: z.ZodObject,
  values: ReadonlyMap<string, readonly string[]>,
  where: 'query' | 'params',
): Result<Readonly<Record<string, unknown>>, readonly Issue[]> {
  const issues: Issue[] = []
  const known = Object.keys(schema.shape)
  const decoded: [string, unknown][] = []
  for (const [name, texts] of values) {
    const kinds = Object.hasOwn(schema.shape, name) ? kindsOf(schema.shape[name]) : undefined
    if (kinds === undefined) {
      const shown = name.length > 60 ? `${name.slice(0, 60).toWellFormed()}…` : name
      issues.push({
        path: `${where}.${shown}`,
        message: 'is not known here',
        mend: known.length === 0 ? 'leave it out' : `known are ${known.join(', ')}`,
      })
    } else if (kinds.has('array')) decoded.push([name, texts.map((text) => decodeOne(text, kinds))])
    else if (texts.length > 1) issues.push({ path: `${where}.${name}`, message: 'is given more than once', mend: 'give it once' })
    else decoded.push([name, decodeOne(texts[0] ?? '', kinds)])
  }
  return issues.length > 0 ? fail(issues.slice(0, 50)) : ok(Object.fromEntries(decoded))
}

type Kind = 'number' | 'boolean' | 'array' | 'text'

const NUMBER = /^-?(0|[1-9]\d{0,15})(\.\d{1,15})?$/

function decodeOne(text: string, kinds: ReadonlySet<Kind>): string | number | boolean {
  if (kinds.has('text')) return text
  if (kinds.has('number') && NUMBER.test(text)) return Number(text)
  if (kinds.has('boolean') && (text === 'true' || text === 'false')) return text === 'true'
  return text
}

/** What a schema may take; of an array what its entries may be besides. */
function kindsOf(schema: z.core.$ZodType | undefined): ReadonlySet<Kind> {
  const kinds = new Set<Kind>()
  gatherKinds(schema, kinds, 0)
  return kinds
}

function gatherKinds(schema: z.core.$ZodType | undefined, kinds: Set<Kind>, depth: number): void {
  if (schema === undefined || depth > 16) return
  const { def } = (schema as z.core.$ZodTypes)._zod
  const inside = (inner: z.core.$ZodType): void => gatherKinds(inner, kinds, depth + 1)
  if ('innerType' in def) inside(def.innerType)
  else if (def.type === 'pipe') inside(def.in)
  else if (def.type === 'union') def.options.forEach(inside)
  else if (def.type === 'array') {
    kinds.add('array')
    inside(def.element)
  } else if (def.type === 'number' || def.type === 'boolean') kinds.add(def.type)
  else if (def.type === 'literal')
    for (const value of def.values) kinds.add(typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'text')
  else kinds.add('text')
}
