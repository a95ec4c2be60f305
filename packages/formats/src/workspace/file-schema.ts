import { AnswerState, Workspace, workspaceJsonSchema } from '@caponier/core/company/index'
import { asRecord } from './plain-data.ts'

/** Keys that stand once in a workspace; all others are lists that files add to. */
export const SINGLE_KEYS = ['caponier', 'asOf', 'knownAt', 'organisation'] as const

const document = (): Record<string, unknown> => ({ ...workspaceJsonSchema() })

/** Field order of the top level, as files and canonical documents write it. */
export const TOP_KEYS: readonly string[] = Object.keys(Workspace.shape)

/** List keys of the workspace, in the order of the schema. */
export const LIST_KEYS: readonly string[] = TOP_KEYS.filter((key) => !(SINGLE_KEYS as readonly string[]).includes(key))

/**
 * JSON Schema (draft 2020-12) of one file of a workspace folder, for editors: every key optional, since a file holds a
 * part of the whole, and the grouped answers (`assessments`) beside the flat ones.
 */
export function workspaceFileSchema(): object {
  const { required: _, $id: _id, title: _title, ...rest } = document()
  const properties = asRecord(rest['properties']) ?? {}
  const answer = asRecord(asRecord(properties['answers'])?.['items']) ?? {}
  const { subject, framework, requirement: _requirement, ...entryFields } = asRecord(answer['properties']) ?? {}
  const state = { type: 'string', enum: AnswerState.options, description: 'A bare state: valid and known since ever.' }
  const entry = { type: 'object', properties: entryFields, required: ['state'], additionalProperties: false }
  return {
    $id: 'urn:caponier:schema:workspace-file:1',
    title: 'One file of a Caponier workspace',
    ...rest,
    properties: {
      ...properties,
      assessments: {
        description: 'Answers grouped by subject and framework; only in files.',
        type: 'array',
        items: {
          type: 'object',
          properties: {
            subject,
            framework,
            answers: {
              description: 'Requirement id to state, to an entry, or to its history.',
              type: 'object',
              additionalProperties: { anyOf: [state, entry, { type: 'array', items: { anyOf: [state, entry] } }] },
            },
          },
          required: ['subject', 'framework', 'answers'],
          additionalProperties: false,
        },
      },
    },
  }
}

/** Text of the schema file as written into `.caponier/` and published. */
export const schemaText = (schema: object): string => `${JSON.stringify(schema, null, 2)}\n`
