import { readFile } from 'node:fs/promises'
import type { Problem, Result } from '@caponier/core'
import type { Workspace } from '@caponier/core/company/index'
import { workspaceToJson } from '@caponier/formats/workspace/normalise'
import { parseWorkspaceJson } from '@caponier/formats/workspace/validate'
import type { WriteReport } from '@caponier/formats/workspace/write'
import { writeWorkspaceFolder } from '@caponier/formats/workspace/write'

/** The whole workspace as one JSON document in canonical order, ending with a newline. */
export const exportWorkspace = (workspace: Workspace, pretty: boolean): string => workspaceToJson(workspace, pretty ? 2 : undefined)

/** Writes a JSON document as a workspace folder. Nothing is written when the document is not valid. */
export async function importWorkspace(file: string, folder: string): Promise<Result<WriteReport, Problem>> {
  const parsed = parseWorkspaceJson(await readFile(file))
  return parsed.ok ? writeWorkspaceFolder(folder, parsed.value) : parsed
}
