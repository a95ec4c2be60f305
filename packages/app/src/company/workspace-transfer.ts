import { fail, ok } from '@caponier/core'
import { WORKSPACE_BYTES, type workspaceRoutes } from '@caponier/contract/company/workspaces'
import { looksLikeZip, parseWorkspaceZip } from '@caponier/formats/workspace/workspace-zip'
import { parseWorkspaceJson } from '@caponier/formats/workspace/validate'
import type { Handlers } from '../handlers-of.ts'
import { apiProblem, forbidden, notFound } from '../problems.ts'
import { foundOrganisation, mayFound } from './new-organisation.ts'
import { alone, wholeBody } from './request-bytes.ts'

/** A whole organisation in and out. A part of one is no workspace, so both need a role for all of it. */
export const workspaceHandlers = {
  'workspace.export': async (context, { query }) => {
    if (!context.visible('workspace.export').all) return fail(forbidden('export the whole organisation'))
    const { format = 'json' } = query
    const bytes = await context.app.reader.read(context.tenant, 'workspace', { format })
    if (bytes === undefined) return fail(notFound('the organisation'))
    return ok({ name: `${context.tenant}-${context.today}.${format}`, mediaType: `application/${format}`, bytes })
  },
  'workspace.import': async (context, { query, body }) => {
    // Before a byte is read: anybody who is signed in may call.
    if (!(await mayFound(context))) return fail(forbidden('make a new organisation'))
    return alone(context.user.userId, async () => {
      const bytes = await wholeBody(body, WORKSPACE_BYTES)
      if (!bytes.ok) return bytes
      const zipped = looksLikeZip(bytes.value)
      const parsed = zipped ? parseWorkspaceZip(bytes.value) : parseWorkspaceJson(bytes.value)
      if (!parsed.ok) return fail(apiProblem(parsed.problem))
      const workspace = 'workspace' in parsed.value ? parsed.value.workspace : parsed.value
      return foundOrganisation(context, workspace, query.id)
    })
  },
} satisfies Handlers<Pick<typeof workspaceRoutes, 'workspace.export' | 'workspace.import'>>
