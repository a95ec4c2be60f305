import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadContent } from '@caponier/content/load'
import { loadWorkspace } from '@caponier/offline/company/load'
import { afterAll, describe, expect, test } from 'vitest'
import { killLeftovers, runServer, startServer } from './server-process.test-support.ts'

const FIXTURES = join(import.meta.dirname, 'fixtures')
const BACKUPS = readdirSync(FIXTURES).filter((name) => /^backup-.*\.tar\.gz$/.test(name))
const place = mkdtempSync(join(tmpdir(), 'caponier upgrade '))
afterAll(() => {
  killLeftovers()
  rmSync(place, { recursive: true, force: true })
})

/** An installation of every version that was ever stored here must come up in this one, whole. */
describe.each(BACKUPS)('%s', (backup) => {
  test('is restored, brought to this version, and serves what was entered', async () => {
    const dataDir = join(place, backup)
    const restored = await runServer(['restore', join(FIXTURES, backup)], { dataDir })
    expect(restored).toMatchObject({ code: 0 })
    expect(restored.out).toMatch(/activity log whole, [1-9]/)
    const server = await startServer({ dataDir })
    expect(server.said().err).toContain('"migrated":[]')
    const entered = await server.post('/api/session', { email: 'first@example.com', password: 'three words of our own' })
    const session = /caponier_session=([^;]+)/.exec(entered.headers.get('set-cookie') ?? '')?.[1]
    const { tenants } = (await entered.json()) as { readonly tenants: readonly { readonly id: string }[] }
    const exported = await server.get(`/api/tenants/${tenants[0]?.id ?? ''}/workspace`, session)
    expect(exported.status).toBe(200)
    const minimal = await loadWorkspace(join(import.meta.dirname, '../examples/minimal'), loadContent(), '2026-11-28')
    expect(minimal.ok && JSON.parse(JSON.stringify(minimal.value.workspace))).toMatchObject({ organisation: { id: tenants[0]?.id } })
    const { organisation, zones = [] } = (await exported.json()) as { readonly organisation: unknown; readonly zones?: readonly unknown[] }
    expect({ organisation, zones: zones.length }).toEqual({
      organisation: minimal.ok ? minimal.value.workspace.organisation : undefined,
      zones: minimal.ok ? minimal.value.workspace.zones?.length : undefined,
    })
    expect(await runServer(['doctor'], { dataDir })).toMatchObject({ code: 0 })
    server.kill('SIGTERM')
    await server.ended
  })
})

test('there is at least one stored version', () => {
  expect(BACKUPS.length).toBeGreaterThan(0)
})
