import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SignedHead } from '@caponier/core/activity/log-lines'
import type { FileOut } from '@caponier/contract/kit/route'
import { verifyLogFile } from '@caponier/offline/activity/verify-log'
import { openPool } from '@caponier/store/connection'
import { inTransaction } from '@caponier/store/tenant/transaction'
import { refusal, value } from '../access/access.test-support.ts'
import type { TestApp } from '../app.test-support.ts'
import { testApp, WHOLE } from '../app.test-support.ts'
import { change } from '../change.ts'
import type { MemberContext } from '../context.ts'
import { activityHandlers } from './activity-handlers.ts'
import { signHead } from './sign-head.ts'
import { signingKey } from './signing-key.ts'

let test_: TestApp
let folder: string
let auditor: MemberContext
beforeAll(async () => {
  test_ = await testApp()
  folder = mkdtempSync(join(tmpdir(), 'caponier-activity-'))
  auditor = await test_.member('brenner', ['auditor', WHOLE], ['lead', WHOLE])
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await test_.stop()
})

/** Records one thing done, with nothing else. */
const done = async (context: MemberContext, objectKind: string, objectId: string, detail: { before?: unknown; after?: unknown } = {}) =>
  value(
    await change(context, ['activity'], async (tx) => {
      tx.record({ action: `${objectKind === 'answer' ? 'assessment' : 'company'}.touch`, objectKind, objectId, ...detail })
      return { ok: true, value: undefined }
    }),
  )

const params = { tenant: 'brenner' }
const base = { params, body: undefined, version: undefined }
const list = async (context: MemberContext, query: Parameters<(typeof activityHandlers)['activity.list']>[1]['query'] = {}) =>
  value(await activityHandlers['activity.list'](context, { ...base, query }))
const noQuery = { ...base, query: undefined }

const textOf = async (file: FileOut): Promise<string> =>
  file.bytes instanceof Uint8Array ? new TextDecoder().decode(file.bytes) : new Response(file.bytes).text()

describe('reading the log', () => {
  test('newest first, by who, what, on what and when, page by page', async () => {
    const other = await test_.member('brenner', ['lead', WHOLE])
    await done(auditor, 'zone', 'gersthofen-line-3', { before: { name: 'a', slTarget: [1, 2] }, after: { name: 'b', slTarget: [1, 3] } })
    await done(other, 'answer', 'zone:gersthofen-line-3|iec62443-3-3:2013|SR 1.1')
    await done(other, 'person', 'f-schoellhorn', { before: null, after: { id: 'f-schoellhorn' } })
    const { items } = await list(auditor)
    expect(items.slice(0, 3).map((one) => one.object)).toEqual([
      'f-schoellhorn',
      'zone:gersthofen-line-3|iec62443-3-3:2013|SR 1.1',
      'gersthofen-line-3',
    ])
    expect(items[0]).toMatchObject({
      byKind: 'user',
      by: other.user.userId,
      byName: other.user.name,
      objectName: 'Franziska Schöllhorn',
      detail: 'kept',
    })
    expect((await list(auditor, { by: other.user.userId })).items).toHaveLength(2)
    expect((await list(auditor, { by: 'system' })).items.map((one) => one.action)).toEqual(['company.import'])
    expect((await list(auditor, { action: 'assessment' })).items).toHaveLength(1)
    expect((await list(auditor, { object: 'zone:gersthofen-line-3' })).items).toHaveLength(1)
    expect((await list(auditor, { kind: 'person', object: 'f-schoellhorn' })).items).toHaveLength(1)
    expect((await list(auditor, { from: '2026-11-23', until: '2026-11-23' })).items.length).toBe(items.length)
    expect((await list(auditor, { until: '2026-11-22' })).items).toEqual([])
    const first = await list(auditor, { limit: 2 })
    const second = await list(auditor, { limit: 2, ...(first.next === null ? {} : { before: first.next }) })
    expect([...first.items, ...second.items]).toEqual(items.slice(0, 4))
    const table = value(await activityHandlers['activity.table'](auditor, { ...base, query: {} }))
    expect(table).toEqual(items)
  })

  test('shows what an entry changed', async () => {
    const { items } = await list(auditor, { object: 'gersthofen-line-3' })
    const shown = value(
      await activityHandlers['activity.show'](auditor, { ...noQuery, params: { tenant: 'brenner', seq: items[0]?.seq ?? 0 } }),
    )
    expect(shown.changes).toEqual([
      { path: 'name', before: 'a', after: 'b' },
      { path: 'slTarget[1]', before: 2, after: 3 },
    ])
    expect(refusal(await activityHandlers['activity.show'](auditor, { ...noQuery, params: { tenant: 'brenner', seq: 100_000 } }))).toBe(
      'not-found',
    )
  })

  test('keeps names of people out of the chain', async () => {
    const rows = await inTransaction(test_.app.pool, { tenant: 'brenner' }, 'read only', (queries) =>
      queries.selectFrom('activity').select(['object_kind', 'object_id']).where('object_kind', '=', 'person').execute(),
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]?.object_id).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('of one site shows what was done there and nothing else', async () => {
    const kempten = await test_.member('brenner', ['auditor', { kind: 'site', id: 'kempten' }])
    await done(auditor, 'zone', kemptenZone(auditor))
    const { items } = await list(kempten)
    expect(items.map((one) => one.object)).toEqual([kemptenZone(auditor)])
    const all = await list(auditor)
    for (const { seq, object } of all.items) {
      const shown = await activityHandlers['activity.show'](kempten, { ...noQuery, params: { tenant: 'brenner', seq } })
      expect(shown.ok).toBe(object === kemptenZone(auditor))
    }
    for (const id of ['activity.verify', 'activity.heads', 'activity.sign'] as const)
      expect(refusal(await activityHandlers[id](kempten))).toBe('forbidden')
    expect(refusal(await activityHandlers['activity.export'](kempten, { ...base, query: {} }))).toBe('forbidden')
  })
})

const kemptenZone = (context: MemberContext): string => {
  const zone = context.model.objects('zone').find((one) => one.doc.site === 'kempten')
  if (zone === undefined) throw new Error('the sample has no zone in Kempten')
  return zone.id
}

describe('the signed log', () => {
  test('has a key of its own that nobody else reads', async () => {
    const key = await signingKey(test_.app)
    expect(statSync(join(test_.app.settings.dataDir, 'keys/activity-signing.pem')).mode & 0o777).toBe(0o600)
    const shown = value(await activityHandlers['activity.key'](auditor))
    expect(shown).toMatchObject({ algorithm: 'Ed25519', key: key.publicKey })
  })

  test('verifies in the database, while others write', async () => {
    const writing = Array.from({ length: 20 }, (_, n) => done(auditor, 'zone', `z-${n}`))
    const [report] = await Promise.all([activityHandlers['activity.verify'](auditor), ...writing])
    expect(value(report)).toMatchObject({ intact: true, faults: [] })
    const after = value(await activityHandlers['activity.verify'](auditor))
    expect(after.checked).toBe(after.head.seq)
  })

  test('verifies as a file, and every rewriting or cutting is found', async () => {
    const held = await signHead(test_.app, 'brenner', 'report')
    await done(auditor, 'zone', 'last')
    const exported = value(await activityHandlers['activity.export'](auditor, { ...base, query: { details: true } }))
    const text = await textOf(exported)
    const lines = text.trimEnd().split('\n')
    const file = join(folder, 'log.jsonl')
    const headFile = join(folder, 'head.json')
    writeFileSync(headFile, JSON.stringify(held))
    const verified = async (kept: readonly string[], headFiles: readonly string[] = [headFile], key: string | null = null) => {
      writeFileSync(file, `${kept.join('\n')}\n`)
      const report = await verifyLogFile(file, { headFiles, key })
      if (!report.ok) throw new Error(report.problem.message)
      return report.value.faults.map((one) => one.fault)
    }
    const { publicKey } = await signingKey(test_.app)
    expect(await verified(lines, [headFile], publicKey)).toEqual([])
    const entryAt = lines.findIndex((line) => line.includes('"gersthofen-line-3"'))
    const edit = (at: number, from: string | RegExp, to: string) => lines.with(at, (lines[at] ?? '').replace(from, to))
    expect(await verified(edit(entryAt, 'gersthofen-line-3', 'gersthofen-line-4'))).toContain('wrong-hash')
    expect(await verified(edit(entryAt, '\\"before\\":{\\"name\\":\\"a\\"', '\\"before\\":{\\"name\\":\\"x\\"'))).toContain('wrong-detail')
    expect(await verified(edit(entryAt, /"at":"[^"]+"/, '"at":"2026-01-01T00:00:00.000Z"'))).toContain('wrong-hash')
    expect(await verified(lines.toSpliced(entryAt, 1))).toEqual(expect.arrayContaining(['gap', 'broken-link']))
    const swapped = lines.with(entryAt, lines[entryAt + 1] ?? '').with(entryAt + 1, lines[entryAt] ?? '')
    expect((await verified(swapped)).length).toBeGreaterThan(0)
    expect(await verified([...lines.slice(0, entryAt), 'not json', ...lines.slice(entryAt)])).toContain('unreadable')
    // Cut at the end with the heads of the file: only a head from elsewhere gives it away.
    const cut = lines.slice(0, entryAt).filter((line) => !line.startsWith('{"head"'))
    expect(await verified(cut, [])).toEqual([])
    expect(await verified(cut)).toEqual(['cut'])
    // Rewritten from the first entry on, every hash made to fit: the head from elsewhere differs.
    expect(await verified(lines, [headFile], Buffer.alloc(32, 1).toString('base64'))).toContain('other-key')
    const forged: SignedHead = { ...held, hash: 'ab'.repeat(32) }
    writeFileSync(join(folder, 'forged.json'), JSON.stringify(forged))
    expect(await verified(lines, [join(folder, 'forged.json')])).toEqual(expect.arrayContaining(['wrong-signature', 'head-differs']))
    expect(readFileSync(file, 'utf8').length).toBeGreaterThan(0)
  })

  test('without details holds no personal data at all', async () => {
    const text = await textOf(value(await activityHandlers['activity.export'](auditor, { ...base, query: {} })))
    expect(text).not.toContain('schoellhorn')
    expect(text).not.toContain('"detail":')
  })
})

describe('a log that somebody with the database in hand', () => {
  test('rewrote or cut is found against the heads that were signed', async () => {
    const report = async () => value(await activityHandlers['activity.verify'](auditor))
    expect((await report()).intact).toBe(true)
    await signHead(test_.app, 'brenner', 'snapshot')
    const attacker = async (sql: string) => {
      const pool = openPool(test_.attacker, () => undefined)
      await pool.query(`set session_replication_role = replica; ${sql}`)
      await pool.end()
    }
    await attacker(`update activity set object_id = 'innocent' where tenant_id = 'brenner' and seq = 2`)
    expect((await report()).faults).toEqual(expect.arrayContaining([{ fault: 'wrong-hash', seq: 2 }]))
    await attacker(`delete from activity_detail where tenant_id = 'brenner' and seq > 2;
      delete from activity where tenant_id = 'brenner' and seq > 2;
      update tenant t set seq = a.seq, head = a.hash from activity a where t.id = 'brenner' and a.tenant_id = 'brenner' and a.seq = 2`)
    const cut = await report()
    expect(cut.intact).toBe(false)
    expect(cut.faults.map((one) => one.fault)).toContain('cut')
  })
})
