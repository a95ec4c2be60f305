import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Position } from '@caponier/core/position/index'
import { refusal, value } from '../access/access.test-support.ts'
import type { TestApp } from '../app.test-support.ts'
import { TEST_DAY, testApp, WHOLE } from '../app.test-support.ts'
import type { MemberContext } from '../context.ts'
import { companyHandlers as company } from './handlers.ts'

let plant: TestApp
let lead: MemberContext

beforeAll(async () => {
  plant = await testApp()
  lead = await plant.member('brenner', ['lead', WHOLE])
})
afterAll(() => plant.stop())

const zoneAt = (position: Position, id: string): Position['zones'][number] => {
  const zone = position.zones.find((one) => one.id === id)
  if (zone === undefined) throw new Error(`no zone ${id}`)
  return zone
}
const position = async (day = TEST_DAY): Promise<Position> => (await plant.again(lead)).model.position(day, 'en')
const levels = (zone: Position['zones'][number]) => ({ t: zone.slTarget, a: zone.slAchieved, e: zone.slEvidenced })
const versionOf = (id: string): number => lead.model.object('zone', id)?.version ?? 0

describe('a zone', () => {
  test('split off begins with the answers, targets and proofs of the zone, and the zone keeps its own', async () => {
    const id = 'gersthofen-line-3'
    const before = zoneAt(await position(), id)
    const entries = lead.model.workspace().answers?.filter((answer) => answer.subject === `zone:${id}`) ?? []
    const inZone = lead.model.objects('asset').filter((asset) => asset.doc.zone === id)
    const body = { parts: [{ name: 'Line 3 robots', assets: inZone.slice(0, 2).map((asset) => asset.id) }], reason: 'Own cell firewall' }
    const trial = value(
      await company['zones.split'](lead, {
        params: { tenant: 'brenner', id },
        version: versionOf(id),
        query: undefined,
        body: { ...body, dryRun: true },
      }),
    )
    expect(trial).toMatchObject({ applied: false, assets: 2, zones: [{ id: 'line-3-robots', what: 'new' }] })
    expect(lead.model.object('zone', 'line-3-robots')).toBeUndefined()
    const done = value(
      await company['zones.split'](lead, { params: { tenant: 'brenner', id }, version: versionOf(id), query: undefined, body }),
    )
    expect(done).toMatchObject({ ...trial, applied: true })
    const after = await position()
    expect(levels(zoneAt(after, id))).toEqual(levels(before))
    expect(levels(zoneAt(after, 'line-3-robots'))).toEqual(levels(before))
    // What stood stays, entry by entry.
    const now = lead.model.workspace().answers?.filter((answer) => answer.subject === `zone:${id}`) ?? []
    expect(now).toEqual(entries)
    expect(lead.model.object('asset', inZone[0]?.id ?? '')?.doc.zone).toBe('line-3-robots')
    expect(lead.model.object('conduit', 'c-gersthofen-line-3-scada')?.doc.zones).toContain('line-3-robots')
    // The database holds what memory says.
    plant.app.tenants.forget('brenner')
    expect(levels(zoneAt(await position(), 'line-3-robots'))).toEqual(levels(before))
  })

  test('merged of several is as good as the weakest of them, and the others keep their past', async () => {
    lead = await plant.again(lead)
    const [into, other] = ['gersthofen-line-1', 'gersthofen-line-2'] as const
    const before = await position()
    const [a, b] = [zoneAt(before, into), zoneAt(before, other)]
    const body = {
      into: { id: into, version: versionOf(into) },
      zones: [{ id: other, version: versionOf(other) }],
      reason: 'One switch for both lines',
    }
    const trial = value(
      await company['zones.merge'](lead, {
        params: { tenant: 'brenner' },
        query: undefined,
        version: undefined,
        body: { ...body, dryRun: true },
      }),
    )
    expect(lead.model.object('zone', other)?.doc.until).toBeUndefined()
    const done = value(await company['zones.merge'](lead, { params: { tenant: 'brenner' }, query: undefined, version: undefined, body }))
    expect(done).toEqual({ ...trial, applied: true })
    const after = await position()
    const merged = zoneAt(after, into)
    expect(after.zones.some((zone) => zone.id === other)).toBe(false)
    const atMost = (one: number | null, ...parts: readonly (number | null)[]): boolean => {
      const given = parts.filter((part) => part !== null)
      return one === null || given.length === 0 || one <= Math.min(...given)
    }
    merged.slAchieved.forEach((level, fr) => expect(atMost(level, a.slAchieved[fr] ?? null, b.slAchieved[fr] ?? null)).toBe(true))
    merged.slEvidenced.forEach((level, fr) => expect(atMost(level, a.slEvidenced[fr] ?? null, b.slEvidenced[fr] ?? null)).toBe(true))
    merged.slTarget.forEach((level, fr) => expect(level).toBe(Math.max(a.slTarget[fr] ?? 0, b.slTarget[fr] ?? 0)))
    const ended = lead.model.workspace().answers?.filter((answer) => answer.subject === `zone:${other}`) ?? []
    expect(ended.length).toBeGreaterThan(0)
    // As of the day before, both stand as they stood.
    const past = await position('2026-11-22')
    expect(levels(zoneAt(past, other))).toEqual(levels(b))
    expect(levels(zoneAt(past, into))).toEqual(levels(a))
    expect(lead.model.objects('asset').some((asset) => asset.doc.zone === other)).toBe(false)
    expect(lead.model.objects('conduit').some((conduit) => conduit.doc.until === undefined && conduit.doc.zones.includes(other))).toBe(
      false,
    )
  })

  test('is neither split nor merged by who may not change it, across sites, across OT and IT, or from a stale view', async () => {
    lead = await plant.again(lead)
    const engineer = await plant.member('brenner', ['engineer', { kind: 'site', id: 'gersthofen' }])
    const split = (who: MemberContext, id: string, version: number) =>
      company['zones.split'](who, {
        params: { tenant: 'brenner', id },
        version,
        query: undefined,
        body: { parts: [{ name: 'Part', assets: [] }], reason: 'x' },
      })
    expect(refusal(await split(engineer, 'wels-office', 1))).toBe('not-found')
    expect(refusal(await split(lead, 'gersthofen-scada', 99))).toBe('stale-version')
    const merge = (a: string, b: string) =>
      company['zones.merge'](lead, {
        params: { tenant: 'brenner' },
        query: undefined,
        version: undefined,
        body: { into: { id: a, version: versionOf(a) }, zones: [{ id: b, version: versionOf(b) }], reason: 'x' },
      })
    expect(refusal(await merge('gersthofen-scada', 'brescia-assembly'))).toBe('invalid-input')
    expect(refusal(await merge('gersthofen-scada', 'gersthofen-office'))).toBe('invalid-input')
    expect(refusal(await merge('gersthofen-scada', 'gersthofen-scada'))).toBe('invalid-input')
  })

  test('split off never takes the id of a zone that was removed, whose past is not its own', async () => {
    const body = { id: 'press-shop', name: 'Press shop', site: 'kempten', kind: 'ot' } as const
    const made = value(await company['zones.create'](lead, { body }))
    value(await company['zones.remove'](lead, { params: { id: made.id }, version: made.version }))
    const engineer = await plant.member('brenner', ['engineer', { kind: 'site', id: 'gersthofen' }])
    const split = await company['zones.split'](engineer, {
      params: { tenant: 'brenner', id: 'gersthofen-scada' },
      version: versionOf('gersthofen-scada'),
      query: undefined,
      body: { parts: [{ id: made.id, name: 'Mine', assets: [] }], reason: 'x' },
    })
    expect(refusal(split)).toBe('conflict')
  })
})
