import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import type { Content, Problem, Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import { createTenant, listTenants } from '@caponier/store/tenant/tenants'

/** The sample manufacturer of a clone; a published package brings it at the same place. */
const SAMPLE = fileURLToPath(new URL('../../../../examples/brenner-antriebstechnik', import.meta.url))

/** Unique violation: another node of the same first start was faster. */
const EXISTS = '23505'

/**
 * Loads the fictitious manufacturer Brenner as the first tenant. Called on the very first start only: an installation that has a tenant
 * is left as it is. Returns its id; null when it was there, or another tenant is.
 */
export async function loadSample(
  pool: pg.Pool,
  content: Content,
  now: string,
  folder: string = SAMPLE,
): Promise<Result<string | null, Problem>> {
  const tenants = await listTenants(pool)
  if (tenants.length > 0) return ok(null)
  // Reading YAML is of no use to any start but the first.
  const { loadWorkspace } = await import('@caponier/offline/company/load')
  const loaded = await loadWorkspace(folder, content, now.slice(0, 10))
  if (!loaded.ok) return loaded
  try {
    const { tenant } = await createTenant(pool, { workspace: loaded.value.workspace, sample: true, now })
    return ok(tenant)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === EXISTS) return ok(null)
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('53'))
      return fail({
        kind: 'environment',
        message: `The sample could not be stored: ${error.message}. Nothing of it was kept.`,
        mend: 'make room and start again',
      })
    throw error
  }
}
