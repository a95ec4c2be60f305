import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import { NewTenantId } from '@caponier/contract/access/tenant-params'
import { roleHas } from '@caponier/contract/access/roles'
import { frameworkFacts } from '@caponier/core/company/answer-subjects'
import { checkWorkspace } from '@caponier/core/company/references'
import type { Workspace } from '@caponier/core/company/workspace'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import { freshId } from '@caponier/formats/tables/preview-assets'
import { tenantsOf } from '@caponier/store/access/accounts'
import { createTenant, listTenants } from '@caponier/store/tenant/tenants'
import { grantOf } from '../access/member-context.ts'
import type { SessionContext } from '../context.ts'
import { noteChanged, takenOver } from '../operations/repeated-calls.ts'
import { conflict, forbidden, invalid } from '../problems.ts'
import type { ApiIssue } from './object-check.ts'

const UNIQUE = '23505'

/**
 * May the caller make an organisation? Administrators and leads of any organisation may, and whoever is alone on an installation
 * without any; somebody who was invited to answer may not.
 */
export async function mayFound({ app, user }: SessionContext): Promise<boolean> {
  const own = await tenantsOf(app.pool, user.userId)
  const grants = own.flatMap((tenant) => tenant.grants.flatMap(grantOf))
  if (grants.some((grant) => grant.scope.kind === 'organisation' && roleHas(grant.role, 'workspace.import'))) return true
  return own.length === 0 && (await listTenants(app.pool)).length === 0
}

/** Errors and warnings of a whole workspace. */
export function wholeCheck(context: SessionContext, workspace: Workspace): { errors: ApiIssue[]; warnings: ApiIssue[] } {
  const issues = checkWorkspace(workspace, { today: context.today, frameworks: frameworkFacts(context.app.content.frameworks) })
  const told = (severity: 'error' | 'warning'): ApiIssue[] =>
    issues.flatMap((one) =>
      one.severity === severity ? [{ path: one.path, message: one.message, ...(one.mend !== undefined && { mend: one.mend }) }] : [],
    )
  return { errors: told('error'), warnings: told('warning') }
}

/** Rolls back what this process was too slow to do. */
class TakenOver extends Error {
  override readonly name = 'TakenOver'
}

export interface Founded {
  readonly tenant: string
  readonly name: string
  readonly warnings: ApiIssue[]
}

/**
 * Makes a tenant of a workspace with the caller as its administrator. Without `id` it gets the id of its organisation, numbered where
 * that is taken, since whose it is nobody else needs to know.
 */
export async function foundOrganisation(
  context: SessionContext,
  workspace: Workspace,
  id: string | undefined,
): Promise<Result<Founded, ApiProblem>> {
  const { app, user, now } = context
  if (!(await mayFound(context))) return fail(forbidden('make a new organisation'))
  const { errors, warnings } = wholeCheck(context, workspace)
  if (errors.length > 0) return fail(invalid(errors.slice(0, 200)))
  const taken = new Set((await listTenants(app.pool)).map((tenant) => tenant.id))
  const tenant = id ?? (taken.has(workspace.organisation.id) ? freshId(workspace.organisation.id, taken) : workspace.organisation.id)
  const named = NewTenantId.safeParse(tenant)
  if (!named.success)
    return fail(
      invalid(
        named.error.issues
          .slice(0, 1)
          .map(({ message }) => ({ path: id === undefined ? 'organisation.id' : 'query.id', message, mend: 'choose another id' })),
      ),
    )
  if (taken.has(tenant)) return fail(takenProblem(tenant))
  try {
    await createTenant(app.pool, {
      workspace: { ...workspace, organisation: { ...workspace.organisation, id: tenant } },
      sample: false,
      now,
      admin: user.userId,
      alongside: async ({ queries }) => {
        if (!(await noteChanged(queries))) throw new TakenOver()
      },
    })
  } catch (error) {
    if (error instanceof TakenOver) return fail(takenOver)
    if (error instanceof Error && 'code' in error && error.code === UNIQUE) return fail(takenProblem(tenant))
    throw error
  }
  return ok({ tenant, name: workspace.organisation.name, warnings: warnings.slice(0, 200) })
}

const takenProblem = (id: string): ApiProblem => conflict(`the id "${id}" is taken`, 'choose another id for the organisation')
