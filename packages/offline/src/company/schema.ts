import { workspaceJsonSchema } from '@caponier/core/company/index'
import { positionJsonSchema } from '@caponier/core/position/index'
import { workspaceFileSchema } from '@caponier/formats/workspace/file-schema'

/** The published JSON Schemas by name, null for any other name. */
export function schemaOf(name: string): object | null {
  switch (name) {
    case 'workspace':
      return workspaceJsonSchema()
    case 'workspace-file':
      return workspaceFileSchema()
    case 'position':
      return positionJsonSchema()
    default:
      return null
  }
}
