import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { restore } from '@caponier/app/operations/restore'
import { loadContent } from '@caponier/content/load'
import { parseWorkspaceJson } from '@caponier/formats/workspace/validate'
import { loadWorkspace } from '@caponier/offline/company/load'
import { computeAll } from '@caponier/offline/position/compute'
import { positionText } from '@caponier/offline/position/compute-text'
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

/** Lists of a workspace have no order. */
const inOrder = (workspace: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(workspace).map(([key, value]: [string, unknown]) => [
      key,
      Array.isArray(value) ? value.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1)) : value,
    ]),
  )
const nameOf = (one: Readonly<Record<string, unknown>>): string => JSON.stringify([one['id'], one['framework'], one['requirements']])

/** The first schema that was ever stored, written by the program of that day: with a file, an answer given later and a frozen position. */
describe('a data folder of the first schema', () => {
  test('is brought up to date in place by the start, and nothing of it is lost', async () => {
    const dataDir = join(place, 'first schema')
    const file = join(FIXTURES, 'backup-first-schema.tar.gz')
    const restored = await restore({ file, dataDir, databaseUrl: null, say: () => undefined, asItWas: true })
    expect(restored).toMatchObject({ ok: true, value: { migrated: [] } })
    const server = await startServer({ dataDir })
    expect(/"migrated":\[([^\]]*)\]/.exec(server.said().err)?.[1]).toContain('"0050-change-effect"')
    const entered = await server.post('/api/session', { email: 'first@example.com', password: 'three words of our own' })
    const session = /caponier_session=([^;]+)/.exec(entered.headers.get('set-cookie') ?? '')?.[1]
    const read = async (path: string): Promise<string> => {
      const response = await server.get(`/api/tenants/harbour-pumps/${path}`, session)
      expect([path, response.status]).toEqual([path, 200])
      return response.text()
    }
    // The workspace, answers with their past included: the example, the file, the snapshot, and the answer that was given since.
    const exported = await read('workspace')
    const parsed = parseWorkspaceJson(new TextEncoder().encode(exported))
    if (!parsed.ok) throw new Error(parsed.problem.message)
    const example = await loadWorkspace(join(import.meta.dirname, '../examples/minimal'), loadContent(), '2026-11-28')
    if (!example.ok) throw new Error(example.problem.message)
    const { answers = [], evidence = [], snapshots = [], ...rest } = parsed.value
    const { answers: given = [], evidence: proofs = [], ...same } = example.value.workspace
    expect(inOrder(rest)).toEqual(inOrder(JSON.parse(JSON.stringify(same)) as object))
    expect(answers).toHaveLength(given.length + 1)
    expect(answers).toEqual(expect.arrayContaining(given.map((one) => expect.objectContaining(one) as unknown)))
    expect(answers).toContainEqual(expect.objectContaining({ requirement: 'SR 1.3', state: 'partly', from: '2026-11-28' }))
    expect(evidence).toMatchObject(proofs.map((one) => ({ ...one, file: 'rules.txt' })))
    // The file, byte for byte.
    const bytes = await read('evidence/firewall-export-2026/file')
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(evidence[0]?.sha256)
    expect(bytes).toContain('deny any any')
    // The position that was frozen before, with the hash that was taken of it then.
    const frozen = JSON.parse(await read('snapshots/before-the-upgrade')) as { readonly position: unknown }
    expect(
      createHash('sha256')
        .update(`${JSON.stringify(frozen.position, null, 2)}\n`)
        .digest('hex'),
    ).toBe(snapshots[0]?.positionSha256)
    // The position of today is the one that the program computes offline of what was exported.
    const shown = JSON.parse(await read('position')) as { readonly asOf: string }
    const workspace = parsed.value
    const computed = computeAll(loadContent(), workspace, { asOf: shown.asOf, knownAt: null, lang: 'en', flips: false })
    if (!computed.ok) throw new Error(computed.problem.message)
    expect(shown).toEqual(JSON.parse(positionText(computed.value.position)))
    // The chain, and the head that was signed when the position was frozen.
    const verified = await server.post('/api/tenants/harbour-pumps/activity/verify', undefined, session)
    expect(await verified.json()).toMatchObject({ intact: true, checked: 5, heads: 1, faults: [] })
    server.kill('SIGTERM')
    await server.ended
  })
})

test('there is at least one stored version', () => {
  expect(BACKUPS.length).toBeGreaterThan(0)
})
