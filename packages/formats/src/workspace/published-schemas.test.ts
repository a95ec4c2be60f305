import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { workspaceFileSchema } from './file-schema.ts'
import { publishedSchemas } from './published-schemas.ts'

test.each([...publishedSchemas()])('%s is current (else run: node scripts/write-schemas.ts)', (file, text) => {
  expect(readFileSync(new URL(`../../../../${file}`, import.meta.url), 'utf8')).toBe(text)
})

test('the schema of a file asks for no key, knows grouped answers and refuses unknown keys', () => {
  expect(workspaceFileSchema()).not.toHaveProperty('required')
  expect(workspaceFileSchema()).toMatchObject({
    additionalProperties: false,
    properties: {
      zones: { type: 'array' },
      assessments: {
        items: {
          required: ['subject', 'framework', 'answers'],
          properties: {
            answers: {
              additionalProperties: { anyOf: [{ enum: expect.arrayContaining(['met']) }, { required: ['state'] }, { type: 'array' }] },
            },
          },
        },
      },
    },
  })
})
