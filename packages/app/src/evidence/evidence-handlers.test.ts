import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MemberContext } from '../context.ts'
import type { TestApp } from '../app.test-support.ts'
import { TEST_DAY, testApp, WHOLE } from '../app.test-support.ts'
import { saveTenantSettings } from '@caponier/store/tenant/settings'
import { inTransaction } from '@caponier/store/tenant/transaction'
import { evidenceFor, LINE, need, problem, SYSTEM, textOf, WINDING } from './evidence.test-support.ts'

const PNG = Uint8Array.from(
  Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
)
const GERSTHOFEN = { kind: 'site', id: 'gersthofen' } as const

let there: TestApp
let lead: MemberContext
let engineer: MemberContext
beforeAll(async () => {
  there = await testApp()
  lead = await there.member('brenner', ['lead', WHOLE])
  engineer = await there.member('brenner', ['engineer', GERSTHOFEN])
})
afterAll(() => there.stop())

const blobsOf = (tenant: string): string[] =>
  readdirSync(join(there.app.settings.dataDir, 'blobs', tenant), { recursive: true, encoding: 'utf8' }).filter((name) =>
    /[0-9a-f]{64}$/.test(name),
  )

describe('a dropped file', () => {
  test('becomes evidence for a requirement in one step, and moves what it proves', async () => {
    const added = need(
      await evidenceFor(engineer).add({ name: 'Firewall export.txt', subject: LINE, framework: SYSTEM, requirement: ['SR 1.1', 'SR 5.2'] }),
    )
    expect(added.file).toMatchObject({ name: 'Firewall export.txt', size: 15, mediaType: 'text/plain', shown: true })
    expect(added.links).toHaveLength(1)
    const shown = need(await evidenceFor(engineer).show(added.id))
    expect(shown.doc).toMatchObject({
      name: 'Firewall export',
      effective: TEST_DAY,
      file: 'Firewall export.txt',
      sha256: added.file.sha256,
    })
    expect(shown.row).toMatchObject({ uses: 2, subjects: 1, validity: 'valid', daysLeft: null, hasFile: true, readable: true })
    expect(shown.writable).toBe(true)
    const file = need(await evidenceFor(engineer).download(added.id))
    expect(file).toMatchObject({ name: 'Firewall export.txt', mediaType: 'text/plain', inline: true })
    expect(await textOf(file.bytes)).toBe('a line of text\n')
    expect(need(await evidenceFor(engineer).download(added.id, { save: true })).inline).toBe(false)
  })

  test('that hangs nowhere is for whoever holds the whole, or where its owner works', async () => {
    const refused = problem(await evidenceFor(engineer).add({ name: 'x.txt' }))
    expect(refused).toMatchObject({ code: 'forbidden', mend: 'name the subject and the requirement that it proves' })
    const local = lead.model.objects('person').find((one) => one.doc.sites?.length === 1 && one.doc.sites[0] === 'gersthofen')?.id
    if (local === undefined) throw new Error('nobody works at gersthofen alone')
    const added = need(await evidenceFor(engineer).add({ name: 'x.txt', owner: local }))
    expect(need(await evidenceFor(engineer).list()).map((one) => one.id)).toContain(added.id)
    const whole = need(await evidenceFor(lead).add({ name: 'y.txt' }))
    expect(need(await evidenceFor(engineer).list()).map((one) => one.id)).not.toContain(whole.id)
    expect(problem(await evidenceFor(engineer).show(whole.id)).code).toBe('not-found')
    expect(problem(await evidenceFor(engineer).download(whole.id)).code).toBe('not-found')
  })

  test('needs all of subject, framework and requirement, dates in order, and content', async () => {
    const issue = async (query: Parameters<ReturnType<typeof evidenceFor>['add']>[0], content = 'x') =>
      problem(await evidenceFor(lead).add(query, content)).issues?.[0]?.path
    expect(await issue({ name: 'a.txt', subject: LINE })).toBe('query.framework')
    expect(await issue({ name: 'a.txt', subject: LINE, framework: SYSTEM })).toBe('query.requirement')
    expect(await issue({ name: 'a.txt', effective: '2026-11-01', validUntil: '2026-10-31' })).toBe('query.validUntil')
    expect(await issue({ name: 'a.txt', owner: 'no-such-person' })).toBe('query.owner')
    expect(await issue({ name: 'a.txt' }, '')).toBe('body')
    expect(problem(await evidenceFor(engineer).add({ name: 'a', subject: WINDING, framework: SYSTEM, requirement: ['SR 1.1'] })).code).toBe(
      'not-found',
    )
  })

  test.each([
    ['<!DOCTYPE html><script>alert(1)</script>', 'page.txt', 'text/html'],
    ['  \n<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'drawing.png', 'image/svg+xml'],
    ['<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', 'a.pdf', 'application/xml'],
    ['MZ\u0000\u0003binary', 'report.pdf', 'application/octet-stream'],
    ['\u0000\u0001\u0002', 'notes.txt', 'application/octet-stream'],
    ['PK\u0003\u0004' + 'x'.repeat(40), 'bomb.zip', 'application/zip'],
  ])('%j is never shown, only saved as bytes', async (content, name, mediaType) => {
    const added = need(await evidenceFor(lead).add({ name }, content))
    const [stored] = need(await evidenceFor(lead).files(added.id))
    expect(stored).toMatchObject({ shown: false })
    if (!content.startsWith('MZ') && !content.startsWith('PK')) expect(stored?.mediaType).toBe(mediaType)
    const file = need(await evidenceFor(lead).download(added.id))
    expect(file).toMatchObject({ mediaType: 'application/octet-stream', inline: false, name })
    expect(await textOf(file.bytes)).toBe(content)
  })

  test('an image is known by its content, whatever it is called', async () => {
    const added = need(await evidenceFor(lead).add({ name: 'photo.exe' }, PNG))
    expect(added.file).toMatchObject({ mediaType: 'image/png', shown: true })
  })

  test('is kept only while there is room', async () => {
    const room = (fileQuotaGb: number) =>
      inTransaction(there.app.pool, { tenant: 'brenner' }, '', (queries) =>
        saveTenantSettings(queries, 'brenner', { version: 1, language: 'en', fileQuotaGb }),
      )
    await inTransaction(there.app.pool, { tenant: 'brenner' }, '', async (queries) => {
      await saveTenantSettings(queries, 'brenner', { version: 1, language: 'en', fileQuotaGb: 1 })
      await queries
        .updateTable('blob')
        .set({ size: 1024 ** 3 - 5 })
        .where('tenant_id', '=', 'brenner')
        .where('media_type', '=', 'image/png')
        .execute()
    })
    const before = blobsOf('brenner').length
    const refused = problem(await evidenceFor(lead).add({ name: 'big.txt' }, 'x'.repeat(2_000)))
    expect(refused).toMatchObject({ code: 'too-large', kept: 'nothing was changed' })
    expect(refused.detail).toContain('1 GB')
    expect(blobsOf('brenner')).toHaveLength(before)
    await room(20)
    expect((await evidenceFor(lead).add({ name: 'big.txt' }, 'x'.repeat(2_000))).ok).toBe(true)
  })
})

describe('a file of its own', () => {
  test('a new file keeps the former one, each under its hash', async () => {
    const added = need(await evidenceFor(lead).add({ name: 'a.txt' }, 'first'))
    const second = need(await evidenceFor(lead).upload(added.id, added.version, '../../b.txt', 'second'))
    expect(second).toMatchObject({ version: 2, file: { name: 'b.txt' } })
    expect(problem(await evidenceFor(lead).upload(added.id, 1, 'c.txt', 'third'))).toMatchObject({ code: 'stale-version', version: 2 })
    const files = need(await evidenceFor(lead).files(added.id))
    expect(files.map((one) => one.name).toSorted()).toEqual(['a.txt', 'b.txt'])
    expect(await textOf(need(await evidenceFor(lead).download(added.id)).bytes)).toBe('second')
    expect(await textOf(need(await evidenceFor(lead).download(added.id, { sha256: added.file.sha256 })).bytes)).toBe('first')
    expect(problem(await evidenceFor(lead).download(added.id, { sha256: 'a'.repeat(64) })).code).toBe('not-found')
  })

  test('a hash that somebody writes down opens nothing', async () => {
    const secret = need(await evidenceFor(lead).add({ name: 's.txt', confidentiality: 'secret' }, 'the secret'))
    const forged = need(
      await evidenceFor(engineer).add({ name: 'f.txt', subject: LINE, framework: SYSTEM, requirement: ['SR 1.1'] }, 'mine'),
    )
    const shown = need(await evidenceFor(engineer).show(forged.id))
    const replaced = need(await evidenceFor(engineer).replace(forged.id, forged.version, { ...shown.doc, sha256: secret.file.sha256 }))
    expect(replaced.doc.sha256).toBe(forged.file.sha256)
    expect(problem(await evidenceFor(engineer).download(forged.id, { sha256: secret.file.sha256 })).code).toBe('not-found')
  })

  test('removing evidence that proves nothing frees its room; linked evidence stays', async () => {
    const added = need(await evidenceFor(lead).add({ name: 'gone.txt' }, 'to be removed'))
    need(await evidenceFor(lead).remove(added.id, added.version))
    expect(problem(await evidenceFor(lead).download(added.id)).code).toBe('not-found')
    const left = await inTransaction(there.app.pool, { tenant: 'brenner' }, 'read only', (queries) =>
      queries.selectFrom('blob').select('sha256').where('sha256', '=', added.file.sha256).execute(),
    )
    expect(left).toEqual([])
    const linked = need(await evidenceFor(lead).add({ name: 'l.txt', subject: LINE, framework: SYSTEM, requirement: ['SR 1.1'] }))
    expect(problem(await evidenceFor(lead).remove(linked.id, linked.version)).code).toBe('conflict')
  })
})

describe('confidential files', () => {
  test('open to role, owner and uploader; for others name and hash do not exist, and cannot be got at', async () => {
    const at = { subject: LINE, framework: SYSTEM, requirement: ['SR 1.1'] }
    const added = need(await evidenceFor(lead).add({ name: 'pentest.txt', confidentiality: 'confidential', ...at }, 'holes'))
    engineer = await there.again(engineer)
    const row = need(await evidenceFor(engineer).list()).find((one) => one.id === added.id)
    expect(row).toMatchObject({ name: 'pentest', readable: false, file: null, sha256: null, hasFile: true })
    const shown = need(await evidenceFor(engineer).show(added.id))
    expect([JSON.stringify(shown), JSON.stringify(need(await evidenceFor(engineer).history(added.id)))].join()).not.toContain(
      added.file.sha256,
    )
    expect(need(await evidenceFor(engineer).files(added.id))).toEqual([])
    expect(problem(await evidenceFor(engineer).download(added.id)).code).toBe('forbidden')
    expect(problem(await evidenceFor(engineer).download(added.id, { sha256: added.file.sha256 })).code).toBe('forbidden')
    // Neither declassified nor taken over, and an innocent edit keeps the file.
    const wanted = { ...shown.doc, name: 'Penetration test' }
    expect(problem(await evidenceFor(engineer).replace(added.id, 1, { ...wanted, confidentiality: 'public' })).code).toBe('invalid-input')
    const person = lead.model.objects('person')[0]?.id ?? ''
    expect(problem(await evidenceFor(engineer).replace(added.id, 1, { ...wanted, owner: person })).code).toBe('invalid-input')
    const renamed = need(await evidenceFor(engineer).replace(added.id, 1, wanted))
    expect(renamed.doc.sha256).toBeUndefined()
    const stale = problem(await evidenceFor(engineer).replace(added.id, 1, wanted))
    expect(stale.code).toBe('stale-version')
    expect(JSON.stringify(stale)).not.toContain(added.file.sha256)
    lead = await there.again(lead)
    expect(need(await evidenceFor(lead).show(added.id)).doc).toMatchObject({ name: 'Penetration test', sha256: added.file.sha256 })
    const auditor = await there.member('brenner', ['auditor', GERSTHOFEN])
    expect(await textOf(need(await evidenceFor(auditor).download(added.id)).bytes)).toBe('holes')
    // The uploader opens what he brought, and only that.
    const own = need(await evidenceFor(engineer).add({ name: 'own.txt', confidentiality: 'secret', ...at }, 'own'))
    expect(await textOf(need(await evidenceFor(engineer).download(own.id)).bytes)).toBe('own')
    need(await evidenceFor(lead).upload(own.id, own.version, 'theirs.txt', 'theirs'))
    engineer = await there.again(engineer)
    expect(problem(await evidenceFor(engineer).download(own.id)).code).toBe('forbidden')
    expect(await textOf(need(await evidenceFor(engineer).download(own.id, { sha256: own.file.sha256 })).bytes)).toBe('own')
    expect(need(await evidenceFor(engineer).files(own.id)).map((one) => one.name)).toEqual(['own.txt'])
  })
})

describe('renewal', () => {
  test('new evidence takes over all that the caller may link; the former keeps its dates and its past', async () => {
    const at = { framework: SYSTEM, requirement: ['SR 1.1'] }
    const old = need(await evidenceFor(lead).add({ name: 'cert.txt', validUntil: '2026-12-31', subject: LINE, ...at }, 'old'))
    need(await evidenceFor(lead).attach({ subject: WINDING, framework: SYSTEM, requirements: ['SR 1.2'], evidence: [old.id] }))
    engineer = await there.again(engineer)
    const mine = need(await evidenceFor(engineer).renew(old.id, { name: 'cert 2027.txt', validUntil: '2027-12-31' }, 'new'))
    // Of the other site he knows nothing, so it is not even counted.
    expect(mine).toMatchObject({ left: 0, file: { name: 'cert 2027.txt' } })
    expect(mine.links).toHaveLength(1)
    lead = await there.again(lead)
    const whole = need(
      await evidenceFor(lead).renew(old.id, { name: 'cert 2028.txt', effective: '2026-12-01', validUntil: '2028-12-31' }, 'newer'),
    )
    expect(whole.links).toHaveLength(2)
    lead = await there.again(lead)
    expect(lead.model.object('evidence', old.id)?.doc).toMatchObject({ validUntil: '2026-12-31', sha256: old.file.sha256 })
    expect(lead.model.object('evidence', whole.id)?.doc).toMatchObject({ name: 'cert', effective: '2026-12-01', validUntil: '2028-12-31' })
    expect(need(await evidenceFor(lead).list()).find((one) => one.id === whole.id)).toMatchObject({
      validity: 'future',
      uses: 2,
      subjects: 2,
    })
  })
})

describe('the gate, role by role', () => {
  test('reading, writing and downloading within the table and the place', async () => {
    const added = need(await evidenceFor(lead).add({ name: 'g.txt', subject: LINE, framework: SYSTEM, requirement: ['SR 1.1'] }, 'gate'))
    const expected = {
      admin: ['ok', 'ok', 'ok'],
      lead: ['ok', 'ok', 'ok'],
      engineer: ['ok', 'ok', 'ok'],
      'incident-manager': ['ok', 'ok', 'ok'],
      board: ['ok', 'ok', 'forbidden'],
      auditor: ['ok', 'ok', 'forbidden'],
      respondent: ['not-found', 'not-found', 'not-found'],
    } as const
    const found: Record<string, string[]> = {}
    const code = (done: { readonly ok: true } | { readonly ok: false; readonly problem: { readonly code: string } }): string =>
      done.ok ? 'ok' : done.problem.code
    for (const role of Object.keys(expected) as (keyof typeof expected)[]) {
      const member = await there.member('brenner', [role, GERSTHOFEN])
      const elsewhere = await there.member('brenner', [role, { kind: 'site', id: 'brescia' }])
      const write = await evidenceFor(member).add({ name: 'w.txt', subject: LINE, framework: SYSTEM, requirement: ['SR 1.2'] }, role)
      found[role] = [code(await evidenceFor(member).show(added.id)), code(await evidenceFor(member).download(added.id)), code(write)]
      for (const done of [await evidenceFor(elsewhere).show(added.id), await evidenceFor(elsewhere).download(added.id)])
        expect(code(done)).toBe('not-found')
      expect(need(await evidenceFor(elsewhere).list()).map((one) => one.id)).not.toContain(added.id)
    }
    expect(found).toEqual(expected)
  })

  test('what also hangs at the organisation is seen at the site and changed by the whole alone', async () => {
    const added = need(await evidenceFor(lead).add({ name: 'h.txt', subject: LINE, framework: SYSTEM, requirement: ['SR 1.1'] }, 'h'))
    need(
      await evidenceFor(lead).attach({
        subject: 'organisation',
        framework: 'iec62443-2-1:2024',
        requirements: [policy()],
        evidence: [added.id],
      }),
    )
    engineer = await there.again(engineer)
    const shown = need(await evidenceFor(engineer).show(added.id))
    expect(shown.writable).toBe(false)
    expect(shown.row).toMatchObject({ uses: 1, subjects: 1 })
    expect(problem(await evidenceFor(engineer).replace(added.id, 1, { ...shown.doc, validUntil: '2099-12-31' })).code).toBe('forbidden')
    expect(problem(await evidenceFor(engineer).upload(added.id, 1, 'i.txt', 'i')).code).toBe('forbidden')
  })
})

const policy = (): string =>
  there.app.content.frameworks.find((one) => one.key === 'iec62443-2-1:2024')?.requirements.find((one) => one.inheritable)?.id ?? ''

describe('controls', () => {
  test('are added where they are linked, and their status keeps its past', async () => {
    engineer = await there.again(engineer)
    const body = {
      control: { name: '=Cell firewall', status: 'planned' as const, due: '2026-10-01' },
      subject: LINE,
      framework: SYSTEM,
      requirements: ['SR 5.2'],
    }
    const added = need(await evidenceFor(engineer).addControl(body))
    const row = need(await evidenceFor(engineer).controls()).find((one) => one.id === added.id)
    expect(row).toMatchObject({ status: 'planned', overdue: true, uses: 1, subjects: 1 })
    const done = need(await evidenceFor(engineer).setStatus(added.id, added.version, { state: 'operating' }))
    expect(done.doc.status).toEqual([
      { state: 'planned', recordedAt: '2026-11-23T12:00:00.000Z' },
      { state: 'operating', from: TEST_DAY, recordedAt: '2026-11-23T12:00:00.000Z' },
    ])
    expect(problem(await evidenceFor(engineer).setStatus(added.id, 2, { state: 'operating' })).code).toBe('conflict')
    expect(problem(await evidenceFor(engineer).setStatus(added.id, 1, { state: 'retired' })).code).toBe('stale-version')
    expect(need(await evidenceFor(engineer).controls()).find((one) => one.id === added.id)).toMatchObject({
      status: 'operating',
      overdue: false,
    })
    const elsewhere = await there.member('brenner', ['engineer', { kind: 'site', id: 'brescia' }])
    expect(problem(await evidenceFor(elsewhere).setStatus(added.id, 2, { state: 'retired' })).code).toBe('not-found')
    expect(problem(await evidenceFor(engineer).addControl({ ...body, subject: WINDING })).code).toBe('not-found')
  })
})
