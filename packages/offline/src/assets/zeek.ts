import { basename, resolve } from 'node:path'
import type { Problem, Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { ProposeSummary } from '@caponier/core/assets/index'
import { proposeFromTraffic } from '@caponier/core/assets/index'
import type { Workspace } from '@caponier/core/company/index'
import type { ZeekFolder, ZeekFolderProgress } from '@caponier/wire'
import { readZeekFolder } from '@caponier/wire'

/** What reading logs gave: the counts, and the workspace with its proposals renewed. */
export interface ZeekImport {
  readonly traffic: ZeekFolder
  readonly summary: ProposeSummary
  readonly workspace: Workspace
}

export interface ZeekRequest {
  readonly logs: string
  readonly site: string
  /** Instant in UTC. */
  readonly now: string
  readonly onProgress?: (progress: ZeekFolderProgress) => void
}

/** Reads Zeek conn logs and turns them into proposals for one site. Nothing is written here. */
export async function importZeek(workspace: Workspace, request: ZeekRequest): Promise<Result<ZeekImport, Problem>> {
  if (!(workspace.sites ?? []).some((site) => site.id === request.site)) {
    return fail({
      kind: 'not-found',
      message: `there is no site "${request.site}"; there are: ${(workspace.sites ?? []).map((site) => site.id).join(', ') || 'none'}`,
    })
  }
  const read = await readZeekFolder(request.logs, request.onProgress === undefined ? {} : { onProgress: request.onProgress })
  if (!read.ok) return fail({ kind: 'environment', message: read.problem.message, mend: read.problem.mend })
  const outcome = proposeFromTraffic(workspace, {
    site: request.site,
    traffic: read.value,
    source: `zeek ${basename(resolve(request.logs))}`,
    now: request.now,
  })
  return outcome.ok
    ? ok({ traffic: read.value, summary: outcome.value.summary, workspace: { ...workspace, proposals: [...outcome.value.proposals] } })
    : outcome
}
