import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { refusal, value } from '../access/access.test-support.ts'
import type { TestApp } from '../app.test-support.ts'
import { testApp, WHOLE } from '../app.test-support.ts'
import type { MemberContext } from '../context.ts'
import { companyHandlers } from '../company/handlers.ts'
import { assetsHandlers as assets } from './handlers.ts'

let plant: TestApp
let lead: MemberContext
let engineer: MemberContext

beforeAll(async () => {
  plant = await testApp()
  lead = await plant.member('brenner', ['lead', WHOLE])
  engineer = await plant.member('brenner', ['engineer', { kind: 'site', id: 'gersthofen' }])
})
afterAll(() => plant.stop())

const csv = (...lines: readonly string[]): ReadableStream<Uint8Array> => new Blob([`${lines.join('\n')}\n`]).stream()
const params = (sheet: string) => ({ params: { sheet } })
const upload = async (who: MemberContext, ...lines: readonly string[]) =>
  value(await assets['asset-sheets.upload'](who, { query: { name: 'inventory.csv' }, body: csv(...lines) }))
const inExport = { params: { tenant: 'brenner' }, body: undefined, version: undefined }
const fileOf = (bytes: Uint8Array | ReadableStream<Uint8Array>): string => {
  if (!(bytes instanceof Uint8Array)) throw new Error('the sheet comes as a stream')
  return new TextDecoder().decode(bytes)
}

describe('a sheet of assets', () => {
  test('is previewed, mapped otherwise, and written only when applied', async () => {
    const before = lead.model.objects('asset').length
    const first = await upload(
      lead,
      'Gerätename;Werk;Zone;Etikett',
      'Pump 1;gersthofen;gersthofen-line-1;A-1',
      'Pump 2;gersthofen;nowhere;A-2',
    )
    expect(first.counts).toEqual({ add: 1, change: 0, same: 0, kept: 0, error: 1 })
    expect(first.rows[0]).toMatchObject({ action: 'error', row: 3, errors: [{ column: 'Zone', value: 'nowhere' }] })
    const mapped = value(
      await assets['asset-sheets.preview'](lead, { ...params(first.sheet), body: { map: { Etikett: 'serial', Zone: '-' } } }),
    )
    expect(mapped.counts).toMatchObject({ add: 2, error: 0 })
    expect(lead.model.objects('asset')).toHaveLength(before)
    const stalePrint = await assets['asset-sheets.apply'](lead, { ...params(first.sheet), body: { fingerprint: first.fingerprint } })
    expect(refusal(stalePrint)).toBe('conflict')
    const done = value(await assets['asset-sheets.apply'](lead, { ...params(first.sheet), body: { fingerprint: mapped.fingerprint } }))
    expect(done).toMatchObject({ added: 2, left: 0 })
    expect(lead.model.object('asset', 'gersthofen-pump-1')?.doc).toMatchObject({ serial: 'A-1', provenance: 'import' })
    expect(refusal(await assets['asset-sheets.apply'](lead, { ...params(first.sheet), body: { fingerprint: mapped.fingerprint } }))).toBe(
      'gone',
    )
  })

  test('read again keeps what a person changed, also in fields that the import had left empty', async () => {
    const lines = ['Name,Site,Location,Version', 'Drive 7,gersthofen,Hall 1,1.0']
    const first = await upload(lead, ...lines)
    value(await assets['asset-sheets.apply'](lead, { ...params(first.sheet), body: { fingerprint: first.fingerprint } }))
    const shown = value(await assets['assets.show'](lead, { params: { id: 'gersthofen-drive-7' } }))
    const body = { ...shown.doc, location: 'Hall 9', serial: 'SN-7' }
    value(await assets['assets.replace'](lead, { params: { id: shown.id }, version: shown.version, body }))
    const second = await upload(lead, 'Name,Site,Location,Version,Serial number', 'Drive 7,gersthofen,Hall 2,2.0,SN-8')
    // Another serial number under one name would be another device, so the id says which it is.
    expect(second.counts.add).toBe(1)
    const third = await upload(lead, 'Id,Name,Site,Location,Version,Serial number', 'gersthofen-drive-7,Drive 7,gersthofen,Hall 2,2.0,SN-8')
    expect(third.rows[0]).toMatchObject({
      action: 'change',
      diffs: [{ field: 'version', before: '1.0', after: '2.0' }],
      kept: [{ field: 'serial' }, { field: 'location' }],
    })
    value(await assets['asset-sheets.apply'](lead, { ...params(third.sheet), body: { fingerprint: third.fingerprint } }))
    expect(lead.model.object('asset', 'gersthofen-drive-7')?.doc).toMatchObject({ location: 'Hall 9', serial: 'SN-7', version: '2.0' })
  })

  test('finds what only the whole model shows: a zone of another site', async () => {
    const preview = await upload(lead, 'Name,Site,Zone', 'Odd one,wels,gersthofen-line-1')
    expect(preview.rows[0]).toMatchObject({ action: 'error', errors: [{ column: 'zone', value: 'gersthofen-line-1' }] })
  })

  test('of a site engineer reaches the site only, and takes no id from elsewhere', async () => {
    const foreign = lead.model.objects('asset').find((stored) => stored.doc.site === 'kempten')
    const preview = await upload(engineer, 'Id,Name,Site', `${foreign?.id},Taken,gersthofen`, 'x,Elsewhere,kempten')
    expect(preview.counts).toMatchObject({ error: 2, add: 0, change: 0 })
    expect(JSON.stringify(preview)).not.toContain(foreign?.doc.name ?? 'no name')
    const mine = await upload(engineer, 'Name,Site', 'Mine,gersthofen')
    expect(refusal(await assets['asset-sheets.apply'](lead, { ...params(mine.sheet), body: { fingerprint: mine.fingerprint } }))).toBe(
      'gone',
    )
  })

  test('gives no asset the id of one that was removed, neither asked for nor made from its name', async () => {
    const made = value(await assets['assets.create'](lead, { body: { name: 'Gone for good', site: 'wels', id: 'wels-gone-for-good' } }))
    value(await assets['assets.remove'](lead, { params: { id: made.id }, version: made.version }))
    const preview = await upload(lead, 'Id,Name,Site', `${made.id},Another,wels`, ',Gone for good,wels')
    expect(preview.counts).toMatchObject({ error: 1, add: 1 })
    expect(preview.rows[0]?.errors[0]).toMatchObject({ value: made.id, why: expect.stringContaining('has belonged') as string })
    expect(preview.rows[1]?.key).toBe('wels-gone-for-good-2')
  })

  test('round trip: the export read back changes nothing, and no cell is a formula', async () => {
    value(await assets['assets.create'](lead, { body: { name: '=HYPERLINK("http://x")', site: 'wels' } }))
    const file = value(await assets['asset-sheets.export'](lead, { ...inExport, query: { format: 'csv' } }))
    const text = fileOf(file.bytes)
    expect(text).not.toMatch(/(^|,)"?=HYPERLINK/m)
    const again = value(await assets['asset-sheets.upload'](lead, { query: {}, body: new Blob([text]).stream() }))
    expect(again.counts).toMatchObject({ add: 0, change: 0, error: 0 })
    const part = fileOf(value(await assets['asset-sheets.export'](engineer, { ...inExport, query: { format: 'csv' } })).bytes)
    expect(part).not.toContain('kempten')
  })

  test('of ten thousand assets is written in a few seconds', async () => {
    const lines = Array.from({ length: 10_000 }, (_, at) => `Sensor ${at},wels,SN-${at},10.99.${at >> 8}.${at & 255},Hall ${at % 9}`)
    const started = performance.now()
    const preview = await upload(lead, 'Name,Site,Serial number,IP address,Location', ...lines)
    const previewed = performance.now()
    expect(preview.counts).toMatchObject({ add: 10_000, error: 0 })
    expect(preview.rows).toHaveLength(200)
    const done = value(await assets['asset-sheets.apply'](lead, { ...params(preview.sheet), body: { fingerprint: preview.fingerprint } }))
    const applied = performance.now()
    console.info(`10,000 assets: preview ${Math.round(previewed - started)} ms, apply ${Math.round(applied - previewed)} ms`)
    expect(done.added).toBe(10_000)
    expect(applied - started).toBeLessThan(20_000)
    expect(value(await assets['assets.list'](lead)).filter((asset) => asset.site === 'wels').length).toBeGreaterThanOrEqual(10_000)
  })
})

describe('a sheet of answers', () => {
  test('enters answers with their past, and only where the caller may answer', async () => {
    const sheet = (who: MemberContext, ...lines: readonly string[]) =>
      assets['answer-sheets.upload'](who, {
        query: { name: 'answers.csv' },
        body: csv('Subject,Framework,Requirement,State,Note', ...lines),
      })
    const standing = lead.model.answerVersion('zone:gersthofen-line-1', 'iec62443-3-3:2013', 'SR 1.1')
    const preview = value(
      await sheet(
        engineer,
        'zone:gersthofen-line-1,iec62443-3-3:2013,SR 1.1,not met,seen on the walk',
        'zone:kempten-office,iec62443-3-3:2013,SR 1.1,met,',
        'organisation,iec62443-2-1:2024,ORG 1.1,met,',
      ),
    )
    expect(preview.counts).toMatchObject({ error: 2 })
    expect(preview.counts.add + preview.counts.change).toBe(1)
    value(await assets['answer-sheets.apply'](engineer, { ...params(preview.sheet), body: { fingerprint: preview.fingerprint } }))
    expect(lead.model.answerVersion('zone:gersthofen-line-1', 'iec62443-3-3:2013', 'SR 1.1')).toBe(standing + 1)
    const newest = lead.model
      .workspace()
      .answers?.findLast((answer) => answer.subject === 'zone:gersthofen-line-1' && answer.requirement === 'SR 1.1')
    expect(newest).toMatchObject({ state: 'not-met', provenance: 'import', note: 'seen on the walk' })
  })
})

test('a person removed the asset while its sheet lay open: the apply is refused and nothing is written', async () => {
  const made = value(await assets['assets.create'](lead, { body: { name: 'Short lived', site: 'wels' } }))
  const preview = await upload(lead, 'Id,Name,Site,Location', `${made.id},Short lived,wels,Hall 3`)
  value(await assets['assets.remove'](lead, { params: { id: made.id }, version: made.version }))
  expect(refusal(await assets['asset-sheets.apply'](lead, { ...params(preview.sheet), body: { fingerprint: preview.fingerprint } }))).toBe(
    'conflict',
  )
  expect(lead.model.object('asset', made.id)).toBeUndefined()
  expect(value(await companyHandlers['sites.list'](lead)).length).toBeGreaterThan(0)
})
