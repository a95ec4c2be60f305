import { workspaceJsonSchema } from '@caponier/core/company/index'
import { schemaText, workspaceFileSchema } from './file-schema.ts'

/** Schemas published with the project: path from its root to text. `scripts/write-schemas.ts` writes them, a test compares. */
export const publishedSchemas = (): ReadonlyMap<string, string> =>
  new Map([
    ['schemas/workspace.schema.json', schemaText(workspaceJsonSchema())],
    ['schemas/workspace-file.schema.json', schemaText(workspaceFileSchema())],
  ])
