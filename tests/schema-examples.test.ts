import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { schemaExamples } from '../scripts/write-schema-examples.ts'

test.each([...schemaExamples()])('%s is current (else run: node scripts/write-schema-examples.ts)', (file, text) => {
  expect(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')).toBe(text)
})
