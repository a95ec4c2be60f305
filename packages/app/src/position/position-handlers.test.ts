import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { computeAll } from '@caponier/offline/position/compute'
import { Cockpit } from '@caponier/contract/position/cockpit'
import { MeasureTraceOut, LevelTraceOut } from '@caponier/contract/position/shapes'
import { Position } from '@caponier/core/position/output'
import { EntityScopeOut } from '@caponier/contract/scope/scope'
import type { TestApp } from '../app.test-support.ts'
import { brennerWorkspace, TEST_DAY, testApp, WHOLE } from '../app.test-support.ts'
import type { MemberContext } from '../context.ts'
import { scopeHandlers } from '../scope/scope-handlers.ts'
import { cockpitHandlers, findingsHandlers, positionHandlers } from './position-handlers.ts'
import { trendDates } from './trend.ts'

let place: TestApp
let lead: MemberContext
let engineer: MemberContext
beforeAll(async () => {
  place = await testApp()
  lead = await place.member('brenner', ['lead', WHOLE])
  engineer = await place.member('brenner', ['engineer', { kind: 'site', id: 'brescia' }])
})
afterAll(() => place.stop())

const none = { params: { tenant: 'brenner' }, query: undefined, body: undefined, version: undefined } as const

async function value<T>(
  promise: Promise<{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: unknown }>,
): Promise<T> {
  const result = await promise
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result.value
}

describe('the cockpit', () => {
  test('shows the numbers of the position that the offline program computes', async () => {
    const shown = Cockpit.parse(await value(cockpitHandlers['cockpit.show'](lead, none)))
    const offline = computeAll(place.app.content, await brennerWorkspace(place.app.content), {
      asOf: TEST_DAY,
      knownAt: null,
      lang: 'en',
      flips: false,
    })
    if (!offline.ok) throw new Error(offline.problem.message)
    const { position } = offline.value
    for (const entity of shown.entities) {
      expect(entity.class).toBe(position.scope.find((one) => one.entity === entity.id)?.class)
      for (const measure of entity.measures) {
        const same = position.measures.find((one) => one.entity === entity.id && one.ref === measure.ref)
        expect([measure.designed, measure.implemented, measure.evidenced]).toEqual([same?.designed, same?.implemented, same?.evidenced])
      }
    }
    for (const row of shown.heat) {
      const id = row.subject.slice(row.subject.indexOf(':') + 1)
      const same = (row.kind === 'zone' ? position.zones : position.conduits).find((one) => one.id === id)
      expect([row.target, row.achieved, row.evidenced]).toEqual([same?.slTarget, same?.slAchieved, same?.slEvidenced])
    }
    expect(shown.heat.length).toBe(position.zones.length + position.conduits.length)
    expect(shown.entities.length).toBe(4)
  })

  test('of a site shows that site and no sum over anything else', async () => {
    const shown = await value(cockpitHandlers['cockpit.show'](engineer, none))
    expect(shown.entities).toEqual([])
    expect(shown.sites.map((one) => one.id)).toEqual(['brescia'])
    expect(shown.heat.length).toBeGreaterThan(0)
    expect(shown.heat.every((row) => row.sites.includes('brescia'))).toBe(true)
    const all = await value(cockpitHandlers['cockpit.show'](lead, none))
    expect(shown.sites[0]).toEqual(all.sites.find((one) => one.id === 'brescia'))
    expect(shown.due.length).toBeLessThan(all.due.length)
    // Class and authority of the entity above, so that who works there knows by which rules; nothing that would be a sum or a size.
    const above = all.entities.filter((one) => shown.sites[0]?.entities.includes(one.id))
    expect(above.length).toBeGreaterThan(0)
    expect(shown.owners).toEqual(above.map(({ id, name, class: of, states }) => ({ id, name, class: of, states })))
    expect(all.owners).toEqual([])
  })

  test('gives the levels of one site on their own, only within the gate', async () => {
    const all = await value(cockpitHandlers['cockpit.show'](lead, none))
    const { rows } = await value(cockpitHandlers['cockpit.heat'](lead, { ...none, query: { site: 'brescia' } }))
    expect(rows).toEqual(all.heat.filter((one) => one.sites.includes('brescia')))
    expect(rows.length).toBeGreaterThan(2)
    const [own, foreign] = await Promise.all(
      ['brescia', 'gersthofen'].map((site) => cockpitHandlers['cockpit.heat'](engineer, { ...none, query: { site } })),
    )
    expect(own).toEqual({ ok: true, value: { rows } })
    expect(foreign?.ok).toBe(false)
    expect((await cockpitHandlers['cockpit.heat'](lead, { ...none, query: { site: 'nowhere' } })).ok).toBe(false)
  })

  test('counts findings that the caller may see', async () => {
    const all = await value(cockpitHandlers['cockpit.findings'](lead, none))
    const some = await value(cockpitHandlers['cockpit.findings'](engineer, none))
    expect(all.total).toBe(all.high + all.medium + all.low)
    expect(all.rules.reduce((sum, one) => sum + one.count, 0)).toBe(all.total)
    expect(some.total).toBeGreaterThan(0)
    expect(some.total).toBeLessThan(all.total)
    const listed = await value(findingsHandlers['findings.list'](engineer, none))
    expect(listed.length).toBe(some.total)
    expect(listed.every((one) => one.sites.includes('brescia'))).toBe(true)
  })

  test('draws a trend that today ends in today', async () => {
    const { points } = await value(cockpitHandlers['cockpit.trend'](lead, { ...none, query: { months: 6 } }))
    expect(points.map((one) => one.date)).toEqual(trendDates(TEST_DAY, 6))
    const past = computeAll(place.app.content, await brennerWorkspace(place.app.content), {
      asOf: '2026-08-01',
      knownAt: null,
      lang: 'en',
      flips: false,
    })
    if (!past.ok) throw new Error(past.problem.message)
    const measures = past.value.position.measures.filter((one) => one.entity === 'brenner-motori' && /^21\(2\)\([a-j]\)$/.test(one.ref))
    const mean = measures.reduce((sum, one) => sum + (one.implemented ?? 0), 0) / measures.length
    const point = points.find((one) => one.date === '2026-08-01')?.entities.find((one) => one.id === 'brenner-motori')
    expect(point?.implemented).toBeCloseTo(mean, 8)
  })
})

describe('traces', () => {
  test('the position of one place is that of the whole position, only within the gate', async () => {
    const at = (context: MemberContext, ref: string) =>
      positionHandlers['position.place'](context, { ...none, params: { tenant: 'brenner', place: ref } })
    const bytes = await value(positionHandlers['position.show'](lead, { ...none, query: {} }))
    const whole = Position.parse(JSON.parse(new TextDecoder().decode(bytes)))
    const scopes = [...whole.measures, ...whole.siteMeasures].map((one) =>
      one.entity === undefined ? `site:${one.site}` : `entity:${one.entity}`,
    )
    for (const ref of new Set(scopes)) {
      const shown = await value(at(lead, ref))
      const same = [...whole.measures, ...whole.siteMeasures].filter((one) => ref === `entity:${one.entity}` || ref === `site:${one.site}`)
      expect(
        shown.measures.map(({ ref: measure, designed, implemented, evidenced, carriedShare, weakest }) => {
          const { subjectName, title: _, ...point } = weakest ?? { subjectName: null, title: null }
          if (weakest !== null) expect(subjectName).not.toBe('')
          return { measure, designed, implemented, evidenced, carriedShare, point: weakest === null ? null : point }
        }),
      ).toEqual(
        same.map(({ ref: measure, designed, implemented, evidenced, carriedShare, weakest }) => ({
          measure,
          designed,
          implemented,
          evidenced,
          carriedShare,
          point: weakest,
        })),
      )
      expect(shown.maturity).toEqual(whole.maturity.filter((one) => one.scope && one.subject === ref))
      const cir = whole.cir.find((one) => ref === `entity:${one.entity}`)
      expect(shown.cir?.titles).toEqual(cir?.titles)
    }
    expect((await at(engineer, 'site:brescia')).ok).toBe(true)
    for (const foreign of ['site:gersthofen', 'entity:brenner-motori', 'zone:gersthofen-line-3', 'nothing'])
      expect((await at(engineer, foreign)).ok).toBe(false)
    expect((await at(lead, 'zone:gersthofen-line-3')).ok).toBe(false)
  })

  test('a measure is explained down to subjects, only within the gate', async () => {
    const input = { ...none, params: { tenant: 'brenner', ref: '21(2)(j)' }, query: { scope: 'entity:brenner-motori' } }
    const trace = MeasureTraceOut.parse(await value(positionHandlers['position.measure'](lead, input)))
    expect(trace.duties.length).toBeGreaterThan(2)
    expect((await positionHandlers['position.measure'](engineer, input)).ok).toBe(false)
    expect((await positionHandlers['position.measure'](engineer, { ...input, query: { scope: 'site:brescia' } })).ok).toBe(true)
  })

  test('a level is explained, and its moves name only visible entities', async () => {
    const input = { ...none, params: { tenant: 'brenner', subject: 'zone:gersthofen-line-3', fr: 'RDF' } }
    const trace = LevelTraceOut.parse(await value(positionHandlers['position.level'](lead, input)))
    expect(trace.next?.moves.length).toBeGreaterThan(0)
    expect((await positionHandlers['position.level'](engineer, input)).ok).toBe(false)
    const own = await value(
      positionHandlers['position.level'](engineer, { ...input, params: { ...input.params, subject: 'zone:brescia-assembly' } }),
    )
    expect(own.next?.moves ?? []).toEqual([])
  })

  test('a control is followed upward to duties', async () => {
    const control = lead.model.links().find((one) => (one.link.controls ?? []).length > 0)?.link.controls?.[0] ?? ''
    const uses = await value(positionHandlers['position.uses'](lead, { ...none, params: { tenant: 'brenner', ref: `control:${control}` } }))
    expect(uses.cells.length).toBeGreaterThan(0)
    expect(uses.duties.length).toBeGreaterThan(0)
  })
})

describe('scope', () => {
  test('is decided with reasons, obligations per state and what would flip it', async () => {
    const shown = await value(scopeHandlers['scope.show'](lead, none))
    const motori = EntityScopeOut.parse(shown.entities.find((one) => one.entity === 'brenner-motori'))
    expect(motori.class).toBe('important')
    expect(motori.states.map((one) => one.state)).toEqual(['IT'])
    expect(motori.reasons.length).toBeGreaterThan(1)
    expect(shown.group.length).toBeGreaterThanOrEqual(4)
    expect((await value(scopeHandlers['scope.show'](engineer, none))).entities).toEqual([])
  })

  test('other facts are tried without being stored', async () => {
    const body = { years: [2024, 2025].map((year) => ({ year, headcount: 10, turnover: 1e6, balance: 1e6 })), ownership: [] }
    const input = { ...none, params: { tenant: 'brenner', id: 'brenner-motori' }, body }
    const tried = await value(scopeHandlers['scope.what-if'](lead, input))
    expect(tried.before.class).toBe('important')
    expect(tried.after.class).not.toBe('important')
    expect((await value(scopeHandlers['scope.show'](lead, none))).entities.find((one) => one.entity === 'brenner-motori')?.class).toBe(
      'important',
    )
  })

  test('a fact is tried as given and as cleared', async () => {
    const services = { ...none, params: { tenant: 'brenner', id: 'brenner-digital-services' } }
    const reasonsWith = async (body: object) => {
      const { after } = await value(scopeHandlers['scope.what-if'](lead, { ...services, body }))
      return JSON.stringify([after.jurisdictions, after.reasons.map((one) => one.fact)])
    }
    const asStored = await reasonsWith({})
    expect(await reasonsWith({ mainEstablishment: 'AT' })).not.toBe(asStored)
    expect(await reasonsWith({ cleared: ['mainEstablishment'] })).not.toBe(asStored)
  })

  test('the dossier names what is missing', async () => {
    const dossier = await value(scopeHandlers['scope.dossier'](lead, { ...none, params: { tenant: 'brenner', id: 'brenner-motori' } }))
    expect(dossier.items.find((one) => one.item === 'Name of the entity')?.missing).toBe(false)
    expect(dossier.items.filter((one) => one.missing).length).toBeGreaterThan(0)
  })
})
