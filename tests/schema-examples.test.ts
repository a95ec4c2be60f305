import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { schemaExamples } from '../scripts/write-schema-examples.ts'

const published = (file: string): string => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')
type JsonSchema = Parameters<typeof z.fromJSONSchema>[0]
const schema = (file: string): z.ZodType => z.fromJSONSchema(JSON.parse(published(file)) as JsonSchema)

test.each([...schemaExamples()])('%s is current (else run: node scripts/write-schema-examples.ts)', (file, text) => {
  expect(published(file)).toBe(text)
})

describe.each(['workspace', 'position'])('%s', (name) => {
  const example: unknown = JSON.parse(published(`schemas/${name}.example.json`))

  test('the example is valid under the published schema', () => {
    expect(schema(`schemas/${name}.schema.json`).safeParse(example).error?.issues ?? []).toEqual([])
  })

  test('the published schema refuses an unknown key', () => {
    const spoilt = { ...(example as object), colour: 'blue' }
    expect(schema(`schemas/${name}.schema.json`).safeParse(spoilt).success).toBe(false)
  })
})
