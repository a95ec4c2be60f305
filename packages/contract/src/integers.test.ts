import { expect, test } from 'vitest'
import { z } from 'zod'
import { ROUTES } from './table.ts'

/** Greatest number of the database's `integer`, in which versions, counts and sizes are kept. */
const GREATEST = 2_147_483_647

/** Integers that callers may send beyond it: counts in a flow, held in a document, and places in the log, a `bigint`. */
const GREATER = /\.(connections|bytes|proof\.(row|lines)|before)$/

/** Paths of the integers of a JSON schema that have no bound, or one beyond the database's. */
function unbounded(schema: unknown, path: string, found: Set<string>, depth = 0): void {
  if (depth > 12 || schema === null || typeof schema !== 'object') return
  if (Array.isArray(schema)) {
    for (const part of schema) unbounded(part, path, found, depth + 1)
    return
  }
  const node = schema as Readonly<Record<string, unknown>>
  if (node['type'] === 'integer' && !(typeof node['maximum'] === 'number' && node['maximum'] <= GREATEST)) found.add(path)
  for (const [key, part] of Object.entries(node)) {
    const isNamed = key === 'properties' || key === '$defs'
    if (isNamed && typeof part === 'object' && part !== null)
      for (const [name, child] of Object.entries(part)) unbounded(child, `${path}.${name}`, found, depth + 1)
    else unbounded(part, path, found, depth + 1)
  }
}

test('an integer that a caller sends is refused before it is too great for the database', () => {
  const found = new Set<string>()
  let bodies = 0
  for (const route of Object.values(ROUTES) as readonly { readonly id: string; readonly body?: z.ZodType; readonly query?: z.ZodType }[]) {
    for (const schema of [route.body, route.query])
      if (schema instanceof z.ZodType) {
        bodies += 1
        unbounded(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), route.id, found)
      }
  }
  expect(bodies).toBeGreaterThan(100)
  expect([...found].filter((path) => !GREATER.test(path))).toEqual([])
})
