import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { OBJECT_SHEET_NAMES, objectSheetOf, type ObjectSheetName } from '@caponier/formats/tables/objects/object-sheets'
import { refusal, value } from '../access/access.test-support.ts'
import { activityHandlers } from '../activity/activity-handlers.ts'
import type { TestApp } from '../app.test-support.ts'
import { testApp, WHOLE } from '../app.test-support.ts'
import { objectSheetHandlers } from '../assets/sheets.ts'
import type { MemberContext } from '../context.ts'
import { companyHandlers as company } from './handlers.ts'

let plant: TestApp
let lead: MemberContext
let engineer: MemberContext

beforeAll(async () => {
  plant = await testApp()
  lead = await plant.member('brenner', ['lead', WHOLE])
  engineer = await plant.member('brenner', ['engineer', { kind: 'site', id: 'gersthofen' }])
})
afterAll(() => plant.stop())

const listing = { params: { tenant: 'brenner' }, body: undefined, version: undefined, query: { limit: 20 } }
const csv = (...lines: readonly string[]): ReadableStream<Uint8Array> => new Blob([`${lines.join('\n')}\n`]).stream()
const sheetOf = (name: ObjectSheetName) => objectSheetHandlers('any', name)
const upload = async (who: MemberContext, name: ObjectSheetName, ...lines: readonly string[]) =>
  value(await sheetOf(name)['any.upload'](who, { query: { name: 'list.csv' }, body: csv(...lines) }))
const apply = (who: MemberContext, name: ObjectSheetName, shown: { readonly sheet: string; readonly fingerprint: string }) =>
  sheetOf(name)['any.apply'](who, { params: { sheet: shown.sheet }, body: { fingerprint: shown.fingerprint } })
const exported = async (who: MemberContext, name: ObjectSheetName, format: 'csv' | 'xlsx') => {
  const { bytes } = value(await sheetOf(name)['any.export'](who, { query: { format } }))
  if (!(bytes instanceof Uint8Array)) throw new Error('the sheet comes as a stream')
  return bytes
}
const textOf = async (who: MemberContext, name: ObjectSheetName): Promise<string> =>
  new TextDecoder().decode(await exported(who, name, 'csv'))

describe.each(OBJECT_SHEET_NAMES)('the sheet of %s', (name) => {
  test.each(['csv', 'xlsx'] as const)('as %s, read back untouched, changes nothing', async (format) => {
    const bytes = await exported(lead, name, format)
    const shown = value(await sheetOf(name)['any.upload'](lead, { query: {}, body: new Blob([bytes.slice()]).stream() }))
    const standing = lead.model.objects(objectSheetOf(name).kind).length
    expect(shown.rows.filter((row) => row.action !== 'same')).toEqual([])
    expect(shown.counts).toEqual({ add: 0, change: 0, same: standing, kept: 0, error: 0 })
  })

  test('of who holds one site shows that site, and untouched it changes nothing', async () => {
    const text = await textOf(engineer, name)
    const foreign = lead.model
      .objects(objectSheetOf(name).kind)
      .flatMap(({ id, doc }) => ('site' in doc && doc.site !== 'gersthofen' ? [id] : []))
    expect(foreign.filter((id) => text.includes(`\n${id},`))).toEqual([])
    const shown = value(await sheetOf(name)['any.upload'](engineer, { query: {}, body: csv(text) }))
    expect(shown.counts).toMatchObject({ add: 0, change: 0, error: 0 })
  })
})

test('a sheet of zones is previewed, written in one transaction, told in the log, and its past is kept', async () => {
  const before = lead.model.object('zone', 'gersthofen-line-1')
  const shown = await upload(
    lead,
    'zones',
    'Id;Name;Standort;Art;SL-T;Funk',
    'gersthofen-line-1;;;;4 4 4 4 4 4 4;ja',
    ';Paint shop;gersthofen;OT;2;nein',
    ';Nowhere;atlantis;OT;;',
  )
  expect(shown.counts).toEqual({ add: 1, change: 1, same: 0, kept: 0, error: 1 })
  expect(shown.rows[0]).toMatchObject({ row: 4, action: 'error', errors: [{ column: 'Standort', value: 'atlantis' }] })
  expect(lead.model.object('zone', 'gersthofen-line-1')).toBe(before)
  expect(value(await apply(lead, 'zones', shown))).toEqual({ added: 1, changed: 1, same: 0, kept: 0, left: 1 })
  const after = lead.model.object('zone', 'gersthofen-line-1')
  expect(after?.version).toBe((before?.version ?? 0) + 1)
  expect(after?.doc).toMatchObject({ wireless: true, name: before?.doc.name })
  const target = value(await company['zones.targets'](lead, { params: { id: 'gersthofen-line-1' } }))
  expect(target.target).toEqual([4, 4, 4, 4, 4, 4, 4])
  expect(target.entries.length).toBeGreaterThan(1)
  expect(lead.model.object('zone', 'paint-shop')?.doc).toMatchObject({ site: 'gersthofen', kind: 'ot', wireless: false })
  const past = value(await company['zones.history'](lead, { params: { id: 'paint-shop' } }))
  expect(past[0]).toMatchObject({ provenance: 'import' })
  const entries = value(await activityHandlers['activity.list'](lead, listing)).items.map((entry) => entry.action)
  expect(entries).toEqual(expect.arrayContaining(['company.create', 'company.replace', 'company.import-sheet']))
  expect(refusal(await apply(lead, 'zones', shown))).toBe('gone')
})

test('rows beyond the gate are errors that tell nothing of what stands there', async () => {
  const foreign = lead.model.objects('zone').find((stored) => stored.doc.site === 'kempten')
  const shown = await upload(
    engineer,
    'zones',
    'Id,Name,Site,Kind,Wireless',
    `${foreign?.id},Taken,gersthofen,OT,`,
    'fresh,Elsewhere,kempten,OT,',
    'gersthofen-line-2,,kempten,,',
    'gersthofen-line-2x,New here,gersthofen,OT,yes',
  )
  expect(shown.counts).toEqual({ add: 1, change: 0, same: 0, kept: 0, error: 3 })
  expect(JSON.stringify(shown)).not.toContain(foreign?.doc.name ?? 'no name')
  const conduit = lead.model.objects('conduit').find(({ doc }) => {
    const sites = new Set(doc.zones.map((zone) => lead.model.object('zone', zone)?.doc.site))
    return sites.size > 1 && sites.has('gersthofen')
  })
  if (conduit !== undefined) {
    const joined = await upload(engineer, 'conduits', 'Id,Description', `${conduit.id},mine now`)
    expect(joined.rows[0]).toMatchObject({ action: 'error', errors: [{ why: 'you may not change this conduit' }] })
  }
  const supplier = await upload(engineer, 'suppliers', 'Name', 'For the whole group')
  expect(supplier.rows[0]).toMatchObject({ action: 'error', errors: [{ why: 'you may not put a supplier there' }] })
})

test('an id that something had once is not given to something else', async () => {
  const made = value(await company['sucs.create'](lead, { body: { name: 'Short lived', site: 'wels' } }))
  value(await company['sucs.remove'](lead, { params: { id: made.id }, version: made.version }))
  const shown = await upload(lead, 'sucs', 'Id,Name,Site', `${made.id},Another,wels`, ',Short lived,wels')
  expect(shown.rows.map((row) => [row.action, row.key])).toEqual([
    ['error', made.id],
    ['add', `${made.id}-2`],
  ])
})

test('a change by somebody else between preview and writing is a conflict, and nothing is written', async () => {
  const shown = await upload(lead, 'persons', 'Name,Function', 'Lena Vogt,Maintenance')
  value(await company['persons.create'](lead, { body: { name: 'Lena Vogt' } }))
  const people = lead.model.objects('person').length
  expect(refusal(await apply(lead, 'persons', shown))).toBe('conflict')
  expect(lead.model.objects('person')).toHaveLength(people)
})

test('responsibilities come in as rows, once', async () => {
  const lines = ['Framework,Requirement,Subject,Party,Role', 'iec62443-3-3:2013,SR 7.8,zone:gersthofen-line-1,owner,responsible']
  const shown = await upload(lead, 'responsibilities', ...lines)
  expect(shown.counts).toMatchObject({ add: 1, error: 0 })
  value(await apply(lead, 'responsibilities', shown))
  expect((await upload(lead, 'responsibilities', ...lines)).counts).toMatchObject({ add: 0, same: 1 })
})
