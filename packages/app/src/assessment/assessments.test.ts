import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AssessmentDetail, AssessmentRow } from '@caponier/contract/assessment/assessments'
import { headsOf } from '@caponier/store/activity/heads'
import { inTransaction } from '@caponier/store/tenant/transaction'
import { assessmentsHandlers } from './assessments-handlers.ts'
import { need, problem, save, SYSTEM_KEY, versionOf } from './assessment.test-support.ts'
import { snapshotsHandlers } from './snapshots-handlers.ts'
import { viewsHandlers } from './views-handlers.ts'
import { eventsHandlers } from '../activity/events-handlers.ts'
import type { MemberContext } from '../context.ts'
import type { TestApp } from '../app.test-support.ts'
import { TEST_DAY, testApp, WHOLE } from '../app.test-support.ts'

const LINE = 'zone:gersthofen-line-3'
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

const nothing = { query: undefined, body: undefined, version: undefined }
const tenant = { tenant: 'brenner' }
const list = async (context: MemberContext) =>
  need(await assessmentsHandlers['assessments.list'](context, { params: tenant, ...nothing, query: {} }))
const show = (context: MemberContext, subject: string, framework = SYSTEM_KEY) =>
  assessmentsHandlers['assessments.show'](context, { params: { ...tenant, framework, subject }, ...nothing, query: {} })

describe('assessments', () => {
  test('are the subjects of rule 3 with their numbers, equal to the position', async () => {
    const rows = await list(lead)
    for (const row of rows) expect(AssessmentRow.safeParse(row).success).toBe(true)
    const position = lead.model.position(TEST_DAY, 'en')
    for (const zone of position.zones) {
      const row = rows.find((one) => one.id === `${SYSTEM_KEY}|zone:${zone.id}`)
      expect(row).toMatchObject({ slAchieved: zone.slAchieved, slEvidenced: zone.slEvidenced, slTarget: zone.slTarget, central: false })
      expect(row?.gaps).toBe(Object.values(zone.missing).reduce((sum, fr) => sum + fr.target.length, 0))
      expect(row?.total).toBe(100)
    }
    const scored = rows.filter((row) => !row.central)
    const kinds = (framework: string) => [...new Set(scored.filter((row) => row.framework === framework).map((row) => row.kind))].sort()
    expect(kinds('iec62443-2-1:2024')).toEqual(['site'])
    expect(kinds(SYSTEM_KEY)).toEqual(['conduit', 'zone'])
    expect(kinds('nis2:2022')).toEqual(['entity'])
    expect(kinds('iec62443-2-1:2009')).toEqual([])
    for (const row of rows)
      expect(row.notAssessed + row.notMet + row.partly + row.met + row.compensated + row.notApplicable).toBe(row.total)
  })

  test('of one site only, for who works there; a shared conduit names no other site', async () => {
    const rows = await list(engineer)
    expect(rows.length).toBeGreaterThan(10)
    for (const row of rows) expect(row.sites.every((site) => site === 'gersthofen')).toBe(true)
    expect(rows.some((row) => row.subject === 'organisation' || row.kind === 'entity')).toBe(false)
    expect(rows.some((row) => row.subject === 'conduit:c-gersthofen-wan')).toBe(true)
    expect(JSON.stringify(rows)).not.toContain('"augsburg"')
    expect(problem(await show(engineer, 'zone:wels-office')).code).toBe('not-found')
  })

  test('show each requirement with its answer, where it comes from, its gate and what it carries', async () => {
    const detail = need(await show(lead, LINE))
    expect(AssessmentDetail.safeParse(detail).error).toBeUndefined()
    expect(detail.rows).toHaveLength(100)
    const zone = lead.model.position(TEST_DAY, 'en').zones.find((one) => `zone:${one.id}` === LINE)
    const gaps = Object.values(zone?.missing ?? {}).flatMap((fr) => fr.target)
    expect(
      detail.rows
        .filter((row) => row.gap)
        .map((row) => row.requirement)
        .sort(),
    ).toEqual(gaps.sort())
    expect(detail.rows.some((row) => row.duties.length > 0 && row.measures.length > 0)).toBe(true)
    const inherited = detail.rows.find((row) => row.own === null && row.sources.length > 0)
    expect(inherited?.sources[0]?.name).toMatch(/\w/)
    expect(detail.rows.some((row) => row.evidence > 0 && row.validEvidence <= row.evidence)).toBe(true)
    expect(detail.may).toEqual({ answer: true, comment: true, delegate: true, accept: true })
  })

  test('above the subjects only what can be handed down', async () => {
    const detail = need(await show(lead, 'organisation'))
    expect(detail.central).toBe(true)
    expect(detail.rows.every((row) => row.inheritable)).toBe(true)
    expect(problem(await show(lead, 'organisation', 'iec62443-2-4:2023')).code).toBe('not-found')
  })

  test('bring our words in the language that is there', async () => {
    const text = (language: 'en' | 'de', framework: string, requirement: string) =>
      assessmentsHandlers['requirements.text'](lead, { params: { ...tenant, framework, requirement }, ...nothing, query: { language } })
    const duty = need(await text('de', 'nis2:2022', '20.3'))
    expect(duty).toMatchObject({ language: 'de', duties: [{ id: '20.3', strength: 'full' }] })
    const row = need(await text('en', SYSTEM_KEY, 'SR 1.1'))
    expect(row.question).toMatch(/\?/)
    expect(Object.keys(row.levels).length).toBeGreaterThan(0)
    expect(problem(await text('en', SYSTEM_KEY, 'SR 99')).code).toBe('not-found')
  })
})

describe('snapshots', () => {
  test('of three frozen under one name at the same moment one is kept; another name for the same state has the same numbers', async () => {
    const freeze = (name: string) => snapshotsHandlers['snapshots.freeze'](lead, { params: tenant, ...nothing, body: { name } })
    const tried = await Promise.all([freeze('Same'), freeze('Same'), freeze('same ')])
    expect(tried.filter((one) => one.ok)).toHaveLength(1)
    expect(tried.filter((one) => !one.ok).map((one) => problem(one).code)).toEqual(['conflict', 'conflict'])
    const first = tried.flatMap((one) => (one.ok ? [one.value] : []))[0]
    const again = [need(await freeze('Same!')), need(await freeze('Same?'))]
    expect(again.map((one) => one.id)).toEqual(['same-2', 'same-3'])
    expect(again.map((one) => one.numbersSha256)).toEqual([first?.numbersSha256, first?.numbersSha256])
    expect(new Set([first, ...again].map((one) => one?.positionSha256)).size).toBe(3)
    const part = need(await snapshotsHandlers['snapshots.list'](engineer, { params: tenant, ...nothing }))
    expect(part.map((one) => [one.seq, one.head, one.positionSha256, one.numbersSha256])).toEqual(part.map(() => [null, null, null, null]))
    const heads = await inTransaction(there.app.pool, { tenant: 'brenner' }, 'read only', (queries) => headsOf(queries, 'brenner'))
    expect(heads).toHaveLength(3)
  })

  test('freeze the position of the day; later answers leave them alone, and the comparison names the cell', async () => {
    expect(
      problem(await snapshotsHandlers['snapshots.freeze'](engineer, { params: tenant, ...nothing, body: { name: 'Mine' } })).code,
    ).toBe('forbidden')
    const before = lead.model.position(TEST_DAY, 'en')
    const frozen = need(await snapshotsHandlers['snapshots.freeze'](lead, { params: tenant, ...nothing, body: { name: 'Audit Nov!' } }))
    expect(frozen).toMatchObject({ id: 'audit-nov', kept: true, asOf: TEST_DAY })
    expect(frozen.head).toMatch(/^[0-9a-f]{64}$/)
    const heads = await inTransaction(there.app.pool, { tenant: 'brenner' }, 'read only', (queries) => headsOf(queries, 'brenner'))
    expect(heads).toContainEqual(expect.objectContaining({ reason: 'snapshot audit-nov', seq: (frozen.seq ?? 0) + 1 }))
    const requirement = 'SR 1.3'
    const standing = need(await show(lead, LINE)).rows.find((row) => row.requirement === requirement)?.state
    need(await save(lead, LINE, requirement, { state: standing === 'not-met' ? 'partly' : 'not-met' }, versionOf(lead, LINE, requirement)))
    const shown = need(await snapshotsHandlers['snapshots.show'](lead, { params: { ...tenant, id: frozen.id }, ...nothing }))
    expect(shown.position.zones).toEqual(before.zones)
    expect(
      createHash('sha256')
        .update(`${JSON.stringify(shown.position, null, 2)}\n`)
        .digest('hex'),
    ).toBe(frozen.positionSha256)
    const compare = (context: MemberContext, from: string, to: string) =>
      snapshotsHandlers['snapshots.compare'](context, { params: tenant, ...nothing, query: { from, to } })
    const comparison = need(await compare(lead, `snapshot:${frozen.id}`, TEST_DAY))
    expect(comparison.cells).toMatchObject([{ subject: LINE, requirement, causes: ['answer'] }])
    const changed = (context: MemberContext) =>
      snapshotsHandlers['snapshots.cells'](context, { params: tenant, ...nothing, query: { from: `snapshot:${frozen.id}`, to: TEST_DAY } })
    expect(need(await changed(lead))).toMatchObject([{ subject: LINE, requirement, causes: ['answer'] }])
    const elsewhere = await there.member('brenner', ['engineer', { kind: 'site', id: 'wels' }])
    expect(need(await changed(elsewhere))).toEqual([])
    const theirs = need(await compare(elsewhere, `snapshot:${frozen.id}`, TEST_DAY))
    expect([theirs.cells, theirs.levels, theirs.measures]).toEqual([[], [], []])
    const part = need(await snapshotsHandlers['snapshots.show'](elsewhere, { params: { ...tenant, id: frozen.id }, ...nothing }))
    expect(part.position.zones.every((zone) => zone.site === 'wels')).toBe(true)
    expect(part.position.measures).toEqual([])
    const dates = need(await compare(lead, '2025-12-31', TEST_DAY))
    expect(dates.cellsTotal).toBeGreaterThan(100)
    expect(problem(await compare(lead, 'yesterday', TEST_DAY)).issues?.[0]?.path).toBe('query.from')
  })
})

test('views are a person’s own until they are shared, and only theirs to change', async () => {
  const views = (context: MemberContext) =>
    viewsHandlers['views.list'](context, { params: tenant, ...nothing, query: { list: 'assessments' } })
  const body = { list: 'assessments', name: 'Gaps first', shared: false, content: { sort: '-gaps', filter: ['central:eq:false'] } }
  const own = need(await viewsHandlers['views.add'](lead, { params: tenant, ...nothing, body }))
  expect(need(await views(engineer)).views).toEqual([])
  const { list: _, ...rest } = body
  const shared = need(
    await viewsHandlers['views.replace'](lead, {
      params: { ...tenant, id: own.id },
      ...nothing,
      version: 1,
      body: { ...rest, shared: true },
    }),
  )
  expect(need(await views(engineer)).views).toMatchObject([{ name: 'Gaps first', mine: false, content: body.content }])
  const remove = (context: MemberContext, version: number) =>
    viewsHandlers['views.remove'](context, { params: { ...tenant, id: own.id }, ...nothing, version })
  expect(problem(await remove(engineer, shared.version)).code).toBe('not-found')
  expect(problem(await remove(lead, 1)).code).toBe('stale-version')
  need(await remove(lead, shared.version))
  expect(need(await views(lead)).views).toEqual([])
})

test('who comes back after the line was down hears whether anything was missed', async () => {
  const open = async (context: MemberContext, lastEventId?: string) => {
    const stop = new AbortController()
    const asked = { params: tenant, ...nothing, signal: stop.signal, ...(lastEventId !== undefined && { lastEventId }) }
    const stream = need(await eventsHandlers['tenant.events'](context, asked))
    const { value } = await stream[Symbol.asyncIterator]().next()
    stop.abort()
    return value as { readonly id?: string; readonly data: { readonly slices: readonly string[] } }
  }
  const first = await open(lead)
  expect(first.data.slices).toEqual(['*'])
  expect((await open(lead, first.id)).data.slices).toEqual([])
  need(await save(lead, LINE, 'SR 1.9', { state: 'partly' }, versionOf(lead, LINE, 'SR 1.9')))
  const later = await open(lead, first.id)
  expect(later.data.slices).toEqual(['*'])
  expect((await open(lead, later.id)).data.slices).toEqual([])
  // An id that moves would tell who sees one site that something happened at another.
  const local = await open(engineer)
  expect([local.id, local.data.slices]).toEqual([undefined, ['*']])
  expect((await open(engineer, later.id)).data.slices).toEqual(['*'])
})

test('listeners are told what they may see, and nothing of other sites', async () => {
  const elsewhere = await there.member('brenner', ['engineer', { kind: 'site', id: 'wels' }])
  const stop = new AbortController()
  const follow = async (context: MemberContext) => {
    const stream = need(await eventsHandlers['tenant.events'](context, { params: tenant, ...nothing, signal: stop.signal }))
    return stream[Symbol.asyncIterator]()
  }
  const [near, far] = [await follow(engineer), await follow(elsewhere)]
  expect((await near.next()).value).toMatchObject({ event: 'hello', data: { seq: null } })
  expect((await far.next()).value).toMatchObject({ event: 'hello' })
  const told = near.next()
  const other = far.next()
  need(await save(lead, LINE, 'SR 1.8', { state: 'partly' }, versionOf(lead, LINE, 'SR 1.8')))
  expect((await told).value).toEqual({ event: 'changed', data: { slices: ['assessment', 'position'], subjects: [LINE], seq: null } })
  need(await save(lead, 'zone:wels-office', 'SR 1.8', { state: 'partly' }, versionOf(lead, 'zone:wels-office', 'SR 1.8')))
  expect((await other).value).toMatchObject({ data: { subjects: ['zone:wels-office'] } })
  stop.abort()
  expect((await near.next()).done).toBe(true)
  expect((await far.next()).done).toBe(true)
})
