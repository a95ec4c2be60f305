import type { Content, Problem, Result } from '@caponier/core'
import { fail } from '@caponier/core'
import type { Workspace } from '@caponier/core/company/index'
import { frameworkFacts } from '@caponier/core/company/answer-subjects'
import { checkWorkspace } from '@caponier/core/company/references'
import type { WriteReport } from '@caponier/formats/workspace/write'
import { writeWorkspaceFolder } from '@caponier/formats/workspace/write'

/**
 * Writes a workspace into its folder after checking it as a whole: what cannot be read again is not written. Every command that
 * changes a workspace goes through here.
 */
export async function saveWorkspace(
  folder: string,
  workspace: Workspace,
  content: Content,
  today: string,
): Promise<Result<WriteReport, Problem>> {
  const errors = checkWorkspace(workspace, { today, frameworks: frameworkFacts(content.frameworks) }).filter(
    (issue) => issue.severity === 'error',
  )
  if (errors.length > 0) {
    return fail({
      kind: 'invalid-input',
      message: `the change would leave a workspace with ${errors.length} ${errors.length === 1 ? 'error' : 'errors'}`,
      issues: errors.slice(0, 50),
    })
  }
  return writeWorkspaceFolder(folder, workspace)
}
