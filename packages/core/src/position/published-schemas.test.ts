import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'

const published = (file: string): unknown => JSON.parse(readFileSync(new URL(`../../../../schemas/${file}`, import.meta.url), 'utf8'))

/** What a stranger has: the published schema and nothing of our types. */
const schemaOf = (name: string): z.ZodType => z.fromJSONSchema(published(`${name}.schema.json`) as Parameters<typeof z.fromJSONSchema>[0])

describe.each(['workspace', 'position'])('the published schema of a %s', (name) => {
  const schema = schemaOf(name)
  const example = published(`${name}.example.json`) as Record<string, unknown>

  test('accepts the published example', () => {
    expect(schema.safeParse(example).error?.issues ?? []).toEqual([])
  })

  test('refuses an unknown key and a missing one', () => {
    const { organisation: _, ...without } = example
    expect(schema.safeParse({ ...example, colour: 'blue' }).success).toBe(false)
    expect(schema.safeParse(without).success).toBe(false)
  })
})

test('in the published pair the position belongs to the workspace', () => {
  const workspace = published('workspace.example.json') as { asOf: string; zones: { id: string }[]; conduits: { id: string }[] }
  const position = published('position.example.json') as { asOf: string; zones: { id: string }[]; conduits: { id: string }[] }
  expect(position.asOf).toBe(workspace.asOf)
  for (const list of ['zones', 'conduits'] as const)
    expect(position[list].map((one) => one.id)).toEqual(workspace[list].map((one) => one.id))
})
