import { fail, ok } from '@caponier/core'
import { WORKSPACE_BYTES, type workspaceRoutes } from '@caponier/contract/company/workspaces'
import { looksLikeZip, parseWorkspaceZip, workspaceZip } from '@caponier/formats/workspace/workspace-zip'
import { parseWorkspaceJson } from '@caponier/formats/workspace/validate'
import { exportWorkspace } from '@caponier/offline/company/transfer'
import type { Handlers } from '../handlers-of.ts'
import { apiProblem, forbidden } from '../problems.ts'
import { foundOrganisation } from './new-organisation.ts'
import { wholeBody } from './request-bytes.ts'

/** A whole organisation in and out. A part of one is no workspace, so both need a role for all of it. */
export const workspaceHandlers = {
  'workspace.export': async (context, { query }) => {
    if (!context.visible('workspace.export').all) return fail(forbidden('export the whole organisation'))
    const workspace = context.model.workspace()
    const name = `${context.tenant}-${context.today}`
    return query.format === 'zip'
      ? ok({ name: `${name}.zip`, mediaType: 'application/zip', bytes: workspaceZip(workspace) })
      : ok({ name: `${name}.json`, mediaType: 'application/json', bytes: new TextEncoder().encode(exportWorkspace(workspace, true)) })
  },
  'workspace.import': async (context, { query, body }) => {
    const bytes = await wholeBody(body, WORKSPACE_BYTES)
    if (!bytes.ok) return bytes
    const zipped = looksLikeZip(bytes.value)
    const parsed = zipped ? parseWorkspaceZip(bytes.value) : parseWorkspaceJson(bytes.value)
    if (!parsed.ok) return fail(apiProblem(parsed.problem))
    const workspace = 'workspace' in parsed.value ? parsed.value.workspace : parsed.value
    return foundOrganisation(context, workspace, query.id)
  },
} satisfies Handlers<Pick<typeof workspaceRoutes, 'workspace.export' | 'workspace.import'>>
