import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '@caponier/app/operations/open-database'
import { loadContent } from '@caponier/content'
import { createTenant } from '@caponier/store/tenant/tenants'
import { addLead, largeTenantWorkspace, LEAD_EMAIL, LARGE_TENANT } from './large-tenant.ts'
import { startServer, runServer } from './server-process.ts'

/** Environment variable with a folder in which the filled installation is kept for the whole run; every figure begins with a copy. */
export const SEED_FOLDER = 'CAPONIER_BENCH_SEED'

export interface Installation {
  readonly dataDir: string
  /** Token of the lead's session. */
  readonly session: string
  readonly answers: number
  readonly remove: () => void
}

/** A data folder of its own with the large tenant, started once and stopped, and a lead who is signed in. */
export async function largeInstallation(): Promise<Installation> {
  const kept = process.env[SEED_FOLDER]
  const place = mkdtempSync(join(tmpdir(), 'caponier-bench-'))
  const remove = (): void => rmSync(place, { recursive: true, force: true })
  try {
    const seed = join(kept ?? place, 'seed')
    if (!existsSync(seed)) await fill(seed)
    const dataDir = join(place, 'data')
    cpSync(join(seed, 'data'), dataDir, { recursive: true, preserveTimestamps: true })
    const { session, answers } = JSON.parse(readFileSync(join(seed, 'lead.json'), 'utf8')) as { session: string; answers: number }
    return { dataDir, session, answers, remove }
  } catch (error) {
    remove()
    throw error
  }
}

/** Fills a folder; it is there as a whole or not at all. */
async function fill(seed: string): Promise<void> {
  const unfinished = `${seed}.unfinished`
  rmSync(unfinished, { recursive: true, force: true })
  const dataDir = join(unfinished, 'data')
  const now = new Date().toISOString()
  const opened = await openDatabase({ dataDir, databaseUrl: null }, { log: () => undefined, onIdleError: () => undefined })
  if (!opened.ok) throw new Error(opened.problem.message)
  const workspace = largeTenantWorkspace(loadContent())
  try {
    await createTenant(opened.value.pool, { workspace, sample: false, now })
    await addLead(opened.value.pool, LARGE_TENANT, now)
  } finally {
    await opened.value.stop()
  }
  const server = await startServer(dataDir)
  try {
    const link = async (...words: readonly string[]): Promise<string | undefined> =>
      /\/link#([\w-]{43})/.exec(await runServer(dataDir, ['sign-in-link', ...words]))?.[1]
    const first = { name: 'Bench Admin', email: 'admin@example.invalid', password: 'a bench needs no secrets', language: 'en' }
    await server.call('POST', '/api/session/first', { body: { ...first, token: await link() } })
    const answer = await server.call('POST', '/api/session/redeem', { body: { token: await link(LEAD_EMAIL) } })
    const session = /caponier_session=([^;]+)/.exec(answer.setCookie)?.[1]
    if (session === undefined) throw new Error(`the lead could not sign in: ${answer.status} ${answer.text}`)
    writeFileSync(join(unfinished, 'lead.json'), JSON.stringify({ session, answers: workspace.answers?.length ?? 0 }))
  } finally {
    await server.stop()
  }
  renameSync(unfinished, seed)
}
