import type { Content, Issue, Problem, Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { Workspace } from '@caponier/core/company/index'
import { frameworkFacts } from '@caponier/core/company/answer-subjects'
import { checkWorkspace } from '@caponier/core/company/references'
import { readWorkspaceFolder } from '@caponier/formats/workspace/read'

/** A workspace that may be computed on, with what was worth a warning. */
export interface ReadyWorkspace {
  readonly workspace: Workspace
  readonly warnings: readonly Issue[]
  readonly files: readonly string[]
}

/** Reads a folder and refuses it with every error when it cannot be computed on; warnings pass. */
export async function loadWorkspace(folder: string, content: Content, today: string): Promise<Result<ReadyWorkspace, Problem>> {
  const loaded = await readWorkspaceFolder(folder)
  if (!loaded.ok) return loaded
  const { workspace, sources, files, skipped } = loaded.value
  const issues = checkWorkspace(workspace, { today, frameworks: frameworkFacts(content.frameworks) })
  const errors = issues.filter((issue) => issue.severity === 'error')
  if (errors.length > 0) {
    return fail({
      kind: 'invalid-input',
      message: `${errors.length} ${errors.length === 1 ? 'error' : 'errors'}`,
      issues: sources.attach(errors.slice(0, 200)),
    })
  }
  return ok({ workspace, warnings: [...sources.attach(issues.filter((issue) => issue.severity === 'warning')), ...skipped], files })
}
