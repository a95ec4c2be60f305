import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Role, RoleScope } from '@caponier/contract/access/roles'
import type { Content } from '@caponier/core'
import type { Workspace } from '@caponier/core/company/workspace'
import { loadContent } from '@caponier/content/load'
import { loadWorkspace } from '@caponier/offline/company/load'
import { folderBlobStore } from '@caponier/store/blobs/blob-store'
import { openPool } from '@caponier/store/connection'
import type { Connection } from '@caponier/store/embedded/connection'
import { testDatabase } from '@caponier/store/embedded/test-database'
import { migrate } from '@caponier/store/migrate'
import { createTenant } from '@caponier/store/tenant/tenants'
import { inTransaction } from '@caponier/store/tenant/transaction'
import type { App, MemberContext } from './context.ts'
import { visibleTo } from './gate/visible.ts'
import { liveTenants } from './live/live-tenants.ts'
import { threadReader } from './thread/reader.ts'

const EXAMPLES = join(import.meta.dirname, '../../../examples')

/** The day on which tests live; Brenner's newest entries are a little older. */
export const TEST_DAY = '2026-11-23'
export const TEST_NOW = `${TEST_DAY}T12:00:00.000Z`

const noError = (error: Error): void => {
  throw error
}

let brenner: Promise<Workspace> | undefined

/** The sample manufacturer as a workspace document. */
export async function brennerWorkspace(content: Content): Promise<Workspace> {
  brenner ??= loadWorkspace(join(EXAMPLES, 'brenner-antriebstechnik'), content, TEST_DAY).then((loaded) => {
    if (!loaded.ok) throw new Error(loaded.problem.message)
    return loaded.value.workspace
  })
  return brenner
}

export interface TestApp {
  readonly app: App
  /** A member of a tenant with these roles, signed in for real rows: user, membership, grants. */
  readonly member: (tenant: string, ...grants: readonly (readonly [Role, RoleScope])[]) => Promise<MemberContext>
  /** The same member, looking again after changes. */
  readonly again: (context: MemberContext) => Promise<MemberContext>
  /** Superuser in this database: for what an attacker with the database in hand could do. */
  readonly attacker: Connection
  readonly stop: () => Promise<void>
}

export const WHOLE = { kind: 'organisation' } as const

/** An application on a real database with Brenner as tenant `brenner` and further tenants as given. */
export async function testApp(others: readonly Workspace[] = []): Promise<TestApp> {
  const content = loadContent()
  const sample = await brennerWorkspace(content)
  const database = await testDatabase({
    name: 'brenner',
    build: async ({ owner, app }) => {
      const pool = openPool(owner, noError)
      const migrated = await migrate(pool, app.user)
      if (!migrated.ok) throw new Error(migrated.problem.message)
      await pool.end()
      const filling = openPool(app, noError)
      await createTenant(filling, { workspace: sample, sample: true, now: TEST_NOW })
      await filling.end()
    },
  })
  const pool = openPool(database.app, () => undefined)
  for (const workspace of others) await createTenant(pool, { workspace, sample: false, now: TEST_NOW })
  const dataDir = mkdtempSync(join(tmpdir(), 'caponier-test-'))
  const app: App = {
    pool,
    content,
    clock: () => Date.parse(TEST_NOW),
    newId: randomUUID,
    tenants: liveTenants(pool, content),
    reader: threadReader(pool, content.contentVersion),
    blobs: folderBlobStore(join(dataDir, 'blobs')),
    actors: new Map(),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    settings: { dataDir, publicUrl: 'http://127.0.0.1:8620', version: '0.0.0-test' },
  }
  const model = async (tenant: string) => {
    const found = await app.tenants.fresh(tenant)
    if (found === undefined) throw new Error(`no tenant ${tenant}`)
    return found
  }
  const member: TestApp['member'] = async (tenant, ...granted) => {
    const userId = randomUUID()
    const email = `${userId}@example.invalid`
    await inTransaction(pool, { tenant, user: userId }, '', async (queries) => {
      await queries
        .insertInto('app_user')
        .values({ id: userId, email, name: `Member ${userId.slice(0, 4)}`, created_at: new Date(TEST_NOW) })
        .execute()
      await queries
        .insertInto('membership')
        .values({ tenant_id: tenant, user_id: userId, created_at: new Date(TEST_NOW) })
        .execute()
      for (const [role, scope] of granted)
        await queries
          .insertInto('role_grant')
          .values({
            tenant_id: tenant,
            user_id: userId,
            role,
            scope_kind: scope.kind,
            scope_id: scope.kind === 'organisation' ? '' : scope.id,
          })
          .execute()
    })
    const grants = granted.map(([role, scope]) => ({ role, scope }))
    const live = await model(tenant)
    return {
      app,
      now: TEST_NOW,
      today: TEST_DAY,
      language: 'en',
      address: '127.0.0.1',
      presentedToken: null,
      setSession: () => undefined,
      user: { userId, sessionId: randomUUID(), email, name: `Member ${userId.slice(0, 4)}`, language: 'en' },
      tenant,
      grants,
      personId: null,
      model: live,
      visible: (permission) => visibleTo(grants, permission, live.places()),
    }
  }
  return {
    app,
    member,
    again: async (context) => {
      const live = await model(context.tenant)
      return { ...context, model: live, visible: (permission) => visibleTo(context.grants, permission, live.places()) }
    },
    attacker: database.admin,
    stop: async () => {
      await app.reader.stop()
      await pool.end()
      await database.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
