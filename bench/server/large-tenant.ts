import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { openDatabase } from '@caponier/app/operations/open-database'
import type { Content } from '@caponier/core'
import type { Workspace, WorkspaceAnswer } from '@caponier/core/company/index'
import { createTenant } from '@caponier/store/tenant/tenants'
import { inTransaction } from '@caponier/store/tenant/transaction'
import { largeWorkspace } from '../position/workspace.ts'

/** Per site the duties and 2024/2690 of its legal entity, 2-1 of the site, 3-2 of its SUC, 3-3 of 3 zones and 3 conduits: 10 assessments. */
export const LARGE_SHAPE = {
  entities: 100,
  sitesPerEntity: 1,
  zonesPerSite: 3,
  conduitsPerSite: 3,
  suppliers: 10,
  assetTypes: 10,
  assetsPerSite: 10,
  flowsPerSite: 10,
}
const ANSWERED = ['iec62443-2-1:2024', 'iec62443-3-2:2020', 'iec62443-3-3:2013', 'cir-2024-2690:2024', 'nis2:2022']
export const LARGE_ANSWERS = 200_000
/** Id of the tenant that is filled. */
export const LARGE_TENANT = 'bench'

/** 100 sites, 1,000 assessments and 200,000 answer entries, the newest of each cell from 2025 and its past from the years before. */
export function largeTenantWorkspace(content: Content): Workspace {
  const workspace = largeWorkspace(content, LARGE_SHAPE, { seed: 1_355, answered: ANSWERED, overridden: 0.7, answers: null })
  const newest = workspace.answers ?? []
  const answers = [...newest]
  for (let year = 2024; answers.length < LARGE_ANSWERS; year--)
    answers.push(...newest.slice(0, LARGE_ANSWERS - answers.length).map((one) => earlier(one, year)))
  return { ...workspace, answers }
}

const earlier = (answer: WorkspaceAnswer, year: number): WorkspaceAnswer => {
  const { justification: _, ...rest } = answer
  return { ...rest, state: 'not-met', from: `${year}-01-01`, recordedAt: `${year}-01-02T08:00:00Z` }
}

/** Address of the lead. */
export const LEAD_EMAIL = 'bench@example.invalid'

/** A user with a password-less account and one role for the whole organisation; the id of the user. */
export async function addLead(pool: pg.Pool, tenant: string, now: string): Promise<string> {
  const userId = randomUUID()
  await inTransaction(pool, { tenant, user: userId }, '', async (_, client) => {
    await client.query('insert into app_user (id, email, name, created_at) values ($1, $2, $3, $4)', [
      userId,
      LEAD_EMAIL,
      'Bench Lead',
      now,
    ])
    await client.query('insert into membership (tenant_id, user_id, created_at) values ($1, $2, $3)', [tenant, userId, now])
    await client.query(`insert into role_grant (tenant_id, user_id, role, scope_kind) values ($1, $2, 'lead', 'organisation')`, [
      tenant,
      userId,
    ])
  })
  return userId
}

/** An embedded database of its own in a temporary folder, durable as in production, filled with the large tenant and a lead. */
export async function withLargeTenant<T>(
  content: Content,
  work: (opened: {
    readonly pool: pg.Pool
    readonly dataDir: string
    readonly userId: string
    readonly workspace: Workspace
  }) => Promise<T>,
): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'caponier-bench-'))
  const now = new Date().toISOString()
  const opened = await openDatabase({ dataDir, databaseUrl: null }, { log: () => undefined, onIdleError: () => undefined })
  if (!opened.ok) throw new Error(opened.problem.message)
  try {
    const { pool } = opened.value
    const workspace = largeTenantWorkspace(content)
    await createTenant(pool, { workspace, sample: false, now })
    const userId = await addLead(pool, LARGE_TENANT, now)
    return await work({ pool, dataDir, userId, workspace })
  } finally {
    await opened.value.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
