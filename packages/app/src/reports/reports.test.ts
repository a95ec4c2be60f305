import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openXlsxArchive } from '@caponier/formats/tables/xlsx-archive'
import { saveTenantSettings } from '@caponier/store/tenant/settings'
import { inTransaction } from '@caponier/store/tenant/transaction'
import type { MemberContext } from '../context.ts'
import { need, problem } from '../evidence/evidence.test-support.ts'
import type { TestApp } from '../app.test-support.ts'
import { TEST_DAY, testApp, WHOLE } from '../app.test-support.ts'
import { reportsHandlers } from './reports-handlers.ts'
import { reportRunner } from './runner.ts'

let there: TestApp
let lead: MemberContext
let engineer: MemberContext
beforeAll(async () => {
  there = await testApp()
  lead = await there.member('brenner', ['lead', WHOLE])
  engineer = await there.member('brenner', ['engineer', { kind: 'site', id: 'gersthofen' }])
})
afterAll(async () => {
  await reportRunner(there.app).idle()
  await there.stop()
})

type Wish = Parameters<(typeof reportsHandlers)['reports.make']>[1]['body']
const nothing = { query: undefined, body: undefined, version: undefined }
const make = (context: MemberContext, body: Wish) =>
  reportsHandlers['reports.make'](context, { ...nothing, params: { tenant: 'brenner' }, body })
const list = (context: MemberContext) => reportsHandlers['reports.list'](context, { ...nothing, params: { tenant: 'brenner' } })
const show = (context: MemberContext, id: string) =>
  reportsHandlers['reports.show'](context, { ...nothing, params: { tenant: 'brenner', id } })
const download = (context: MemberContext, id: string) =>
  reportsHandlers['reports.download'](context, { ...nothing, params: { tenant: 'brenner', id }, query: {} })
const cancel = (context: MemberContext, id: string) =>
  reportsHandlers['reports.cancel'](context, { ...nothing, params: { tenant: 'brenner', id } })
const remove = (context: MemberContext, id: string) =>
  reportsHandlers['reports.remove'](context, { ...nothing, params: { tenant: 'brenner', id } })

const ORGANISATION = { kind: 'organisation' } as const
const POSITION = { kind: 'position', format: 'json', language: 'en', scope: ORGANISATION } as const

async function made(context: MemberContext, wish: Wish): Promise<Uint8Array> {
  const { id } = need(await make(context, wish))
  await reportRunner(there.app).idle()
  const row = need(await show(context, id))
  expect(row).toMatchObject({ state: 'done', problem: null, mine: true })
  const file = need(await download(context, id))
  const bytes = new Uint8Array(await new Response(file.bytes as ReadableStream<Uint8Array>).arrayBuffer())
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(row.sha256)
  expect(bytes.length).toBe(row.size)
  return bytes
}

function sheetText(bytes: Uint8Array): string {
  const parts = openXlsxArchive(bytes)
  if (!parts.ok) throw new Error(parts.problem.message)
  return [...parts.value.values()].map((part) => new TextDecoder().decode(part)).join('\n')
}

describe('a report', () => {
  test('position.json of the whole is the position that the screens show', async () => {
    const text = new TextDecoder().decode(await made(lead, POSITION))
    lead = await there.again(lead)
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(lead.model.position(TEST_DAY, 'en'))))
  })

  test.each(['en', 'de'] as const)('is a PDF and a workbook with the head of the log, %s', async (language) => {
    const pdf = await made(lead, { ...POSITION, format: 'pdf', language })
    expect(new TextDecoder('latin1').decode(pdf.subarray(0, 5))).toBe('%PDF-')
    const xlsx = sheetText(await made(lead, { ...POSITION, format: 'xlsx', language }))
    const row = need(await list(lead)).find((one) => one.format === 'xlsx' && one.language === language)
    expect(row).toMatchObject({
      fileName: `brenner-position-${TEST_DAY}-${language}.xlsx`,
      scopeName: lead.model.workspace().organisation.name,
    })
    expect(xlsx).toContain(row?.headHash)
    expect(xlsx).toContain(language === 'de' ? 'Aktivitätsprotokoll' : 'Activity log')
  })

  test('as of a past day is computed for that day', async () => {
    const text = new TextDecoder().decode(await made(lead, { ...POSITION, asOf: '2026-06-30' }))
    expect(JSON.parse(text)).toMatchObject({ asOf: '2026-06-30' })
    expect(problem(await make(lead, { ...POSITION, asOf: '2027-01-01' })).issues?.[0]?.path).toBe('body.asOf')
  })

  test('over one site holds nothing of another, in every format', async () => {
    const scope = { kind: 'site', id: 'gersthofen' } as const
    const texts = [
      new TextDecoder().decode(await made(engineer, { ...POSITION, scope })),
      sheetText(await made(engineer, { ...POSITION, format: 'xlsx', scope })),
    ]
    const others = (lead.model.workspace().sites ?? []).filter((site) => site.id !== 'gersthofen')
    const zones = lead.model.workspace().zones ?? []
    const own = new Set(zones.filter((zone) => zone.site === 'gersthofen').map((zone) => zone.id))
    // The far end of a conduit of one's own site is known there as everywhere.
    const touching = (lead.model.workspace().conduits ?? []).filter((one) => one.zones.some((zone) => own.has(zone)))
    const joined = new Set(touching.flatMap((one) => one.zones))
    const known = new Set(zones.filter((zone) => own.has(zone.id) || joined.has(zone.id)).map((zone) => zone.name))
    const foreign = [
      ...others.map((site) => site.name),
      ...zones.filter((zone) => !joined.has(zone.id) && !own.has(zone.id)).map((zone) => zone.id),
      ...zones.filter((zone) => !known.has(zone.name)).map((zone) => zone.name),
    ]
    expect(foreign.length).toBeGreaterThan(20)
    // As a value of its own: in JSON between quotes, in a sheet between tags.
    for (const text of texts)
      for (const name of foreign) expect([name, text.includes(`"${name}"`) || text.includes(`>${name}<`)]).toEqual([name, false])
    expect(texts[0]).toContain('gersthofen-line-1')
    const pdf = await made(engineer, { ...POSITION, format: 'pdf', scope })
    expect(pdf.length).toBeGreaterThan(20_000)
  })

  test('over one legal entity has its numbers and no other entity', async () => {
    const [first, ...others] = lead.model.workspace().entities
    const id = first?.id ?? ''
    const text = new TextDecoder().decode(await made(lead, { ...POSITION, scope: { kind: 'entity', id } }))
    const position = JSON.parse(text) as { readonly scope: readonly { readonly entity: string }[] }
    expect(position.scope.map((one) => one.entity)).toEqual([id])
    for (const other of others) expect(text).not.toContain(`"${other.id}"`)
    const pdf = await made(lead, { ...POSITION, format: 'pdf', scope: { kind: 'entity', id } })
    expect(pdf.length).toBeGreaterThan(20_000)
    const dossier = await made(lead, { kind: 'registration', format: 'pdf', language: 'de', scope: { kind: 'entity', id } })
    expect(new TextDecoder('latin1').decode(dossier.subarray(0, 5))).toBe('%PDF-')
    const findings = sheetText(await made(lead, { kind: 'findings', format: 'xlsx', language: 'en', scope: { kind: 'entity', id } }))
    expect(findings).toContain('Findings')
  })
})

describe('who may what', () => {
  test('a member of one site makes and sees reports over that site alone', async () => {
    expect(problem(await make(engineer, POSITION))).toMatchObject({
      code: 'forbidden',
      mend: expect.stringContaining('sites that you see'),
    })
    expect(problem(await make(engineer, { ...POSITION, scope: { kind: 'site', id: 'brescia' } })).code).toBe('not-found')
    expect(
      problem(await make(engineer, { ...POSITION, scope: { kind: 'entity', id: lead.model.workspace().entities[0]?.id ?? '' } })).code,
    ).toBe('not-found')
    const all = need(await list(lead))
    const seen = need(await list(engineer))
    expect(new Set(seen.map((one) => `${one.scopeKind}:${one.scopeId}`))).toEqual(new Set(['site:gersthofen']))
    const whole = all.find((one) => one.scopeKind === 'organisation' && one.state === 'done')
    expect(problem(await show(engineer, whole?.id ?? '')).code).toBe('not-found')
    expect(problem(await download(engineer, whole?.id ?? '')).code).toBe('not-found')
    expect(problem(await cancel(engineer, whole?.id ?? '')).code).toBe('not-found')
    const choices = need(await reportsHandlers['reports.choices'](engineer, { ...nothing, params: { tenant: 'brenner' } }))
    expect(choices).toMatchObject({ organisation: null, entities: [], sites: [{ id: 'gersthofen' }] })
  })

  test('a kind comes in its formats and for its scope', async () => {
    expect(problem(await make(lead, { ...POSITION, kind: 'findings', format: 'pdf' })).issues?.[0]?.path).toBe('body.format')
    expect(problem(await make(lead, { ...POSITION, kind: 'registration', format: 'pdf' })).issues?.[0]?.path).toBe('body.scope')
  })

  test('only who asked for it, or an administrator, stops and removes it; its file goes with it', async () => {
    const { id } = need(await make(lead, { ...POSITION, format: 'pdf' }))
    const board = await there.member('brenner', ['board', WHOLE])
    expect(problem(await cancel(board, id)).code).toBe('forbidden')
    expect(problem(await remove(lead, id)).code).toBe('conflict')
    expect(need(await cancel(lead, id)).state).toBe('cancelled')
    await reportRunner(there.app).idle()
    expect(need(await show(lead, id))).toMatchObject({ state: 'cancelled', sha256: null })
    expect(problem(await cancel(lead, id)).code).toBe('conflict')
    expect(problem(await download(lead, id)).code).toBe('not-found')
    expect(problem(await remove(board, id)).code).toBe('forbidden')
    const admin = await there.member('brenner', ['admin', WHOLE])
    need(await remove(admin, id))
    expect(problem(await show(lead, id)).code).toBe('not-found')
  })
})

describe('a server that died', () => {
  test('leaves a report that the next one makes; after three deaths it is given up', async () => {
    const { id } = need(await make(lead, POSITION))
    await reportRunner(there.app).idle()
    const back = (attempts: number) =>
      inTransaction(there.app.pool, { tenant: 'brenner' }, '', (queries) =>
        queries
          .updateTable('report')
          .set({
            state: 'running',
            runner: there.app.newId(),
            heartbeat_at: new Date(there.app.clock() - 60_000),
            attempts,
            sha256: null,
            ended_at: null,
          })
          .where('tenant_id', '=', 'brenner')
          .where('id', '=', id)
          .execute(),
      )
    await back(1)
    const stop = reportRunner(there.app).start()
    await expect.poll(async () => need(await show(lead, id)).state, { timeout: 60_000 }).toBe('done')
    await back(3)
    reportRunner(there.app).wake('brenner')
    await expect.poll(async () => need(await show(lead, id)).state, { timeout: 60_000 }).toBe('failed')
    expect(need(await show(lead, id)).problem).toContain('stopped 3 times')
    await stop()
  })

  test('that stops puts back what it is at, and makes it after its next start', async () => {
    const runner = reportRunner(there.app)
    const stop = runner.start()
    const { id } = need(await make(lead, { ...POSITION, format: 'pdf', asOf: '2026-05-31' }))
    await expect.poll(async () => need(await show(lead, id)).step, { timeout: 20_000, interval: 20 }).not.toBeNull()
    await stop()
    expect(need(await show(lead, id))).toMatchObject({ state: 'waiting', step: null, sha256: null })
    const again = runner.start()
    await expect.poll(async () => need(await show(lead, id)).state, { timeout: 60_000 }).toBe('done')
    await again()
  })

  test('the default language of reports is the organisation’s', async () => {
    await inTransaction(there.app.pool, { tenant: 'brenner' }, '', (queries) =>
      saveTenantSettings(queries, 'brenner', { version: 1, language: 'de', fileQuotaGb: 20 }),
    )
    const choices = need(await reportsHandlers['reports.choices'](lead, { ...nothing, params: { tenant: 'brenner' } }))
    expect(choices.language).toBe('de')
    expect(choices.organisation).toBe(lead.model.workspace().organisation.name)
  })
})
