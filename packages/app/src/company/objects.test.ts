import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { refusal, value } from '../access/access.test-support.ts'
import type { TestApp } from '../app.test-support.ts'
import { TEST_NOW, testApp, WHOLE } from '../app.test-support.ts'
import { assetsHandlers } from '../assets/handlers.ts'
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

const one = (id: string) => ({ params: { id } })
const problemOf = (result: { ok: true; value: unknown } | { ok: false; problem: unknown }): Record<string, unknown> => {
  if (result.ok) throw new Error('it was not refused')
  return result.problem as Record<string, unknown>
}
const NEW_ZONE = { name: 'Paint shop 2', site: 'gersthofen', kind: 'ot' as const }

describe('objects of the model', () => {
  test('are added with an id from the name, shown, replaced and removed, and keep their past', async () => {
    const made = value(await company['zones.create'](lead, { body: { ...NEW_ZONE, slTarget: [1, 1, 1, 1, 1, 1, 1] } }))
    expect(made).toMatchObject({ id: 'paint-shop-2', version: 1, doc: { recordedAt: TEST_NOW } })
    const again = value(await company['zones.create'](lead, { body: NEW_ZONE }))
    expect(again.id).toBe('paint-shop-2-2')
    const shown = value(await company['zones.show'](lead, one('paint-shop-2')))
    expect(shown).toMatchObject({ writable: true, row: { siteName: shown.row.siteName, slTargetMin: 1, assets: 0, state: 'current' } })
    const renamed = value(
      await company['zones.replace'](lead, { ...one('paint-shop-2'), version: 1, body: { ...shown.doc, name: 'Paint shop two' } }),
    )
    expect(renamed.version).toBe(2)
    value(await company['zones.remove'](lead, { ...one('paint-shop-2'), version: 2 }))
    const past = value(await company['zones.history'](lead, one('paint-shop-2')))
    expect(past.map(({ version, removed }) => ({ version, removed }))).toEqual([
      { version: 2, removed: true },
      { version: 1, removed: false },
    ])
    expect(past[0]?.changedBy).toBe(lead.user.name)
    // An id is never given to something else.
    expect(value(await company['zones.create'](lead, { body: NEW_ZONE })).id).toBe('paint-shop-2-3')
    expect(refusal(await company['zones.create'](lead, { body: { ...NEW_ZONE, id: 'paint-shop-2' } }))).toBe('conflict')
  })

  test('a stale edit is refused with both sides and changes nothing', async () => {
    const shown = value(await company['zones.show'](lead, one('gersthofen-line-1')))
    const mine = { ...shown.doc, description: 'mine' }
    const theirs = { ...shown.doc, description: 'theirs' }
    value(await company['zones.replace'](lead, { ...one(shown.id), version: shown.version, body: theirs }))
    const refused = problemOf(await company['zones.replace'](lead, { ...one(shown.id), version: shown.version, body: mine }))
    expect(refused).toMatchObject({
      code: 'stale-version',
      version: shown.version + 1,
      theirs: { description: 'theirs' },
      yours: { description: 'mine' },
    })
    expect(value(await company['zones.show'](lead, one(shown.id))).doc.description).toBe('theirs')
  })

  test('of two who write at once one wins and the other is told', async () => {
    const shown = value(await company['zones.show'](lead, one('gersthofen-line-2')))
    const other = await plant.member('brenner', ['lead', WHOLE])
    const outcomes = await Promise.all(
      [lead, other, lead, other].map((who, at) =>
        company['zones.replace'](who, { ...one(shown.id), version: shown.version, body: { ...shown.doc, description: `writer ${at}` } }),
      ),
    )
    const winners = outcomes.flatMap((outcome, at) => (outcome.ok ? [at] : []))
    expect(winners).toHaveLength(1)
    for (const outcome of outcomes) if (!outcome.ok) expect(outcome.problem.code).toBe('stale-version')
    const after = value(await company['zones.show'](lead, one(shown.id)))
    expect(after).toMatchObject({ version: shown.version + 1, doc: { description: `writer ${winners[0]}` } })
  })

  test('what others refer to cannot be removed, and is told by name; it can be ended', async () => {
    const shown = value(await company['zones.show'](lead, one('gersthofen-line-3')))
    const refused = problemOf(await company['zones.remove'](lead, { ...one(shown.id), version: shown.version }))
    expect(refused).toMatchObject({ code: 'conflict', mend: expect.stringContaining('archive') as string })
    const paths = (refused['issues'] as readonly { path: string }[]).map((issue) => issue.path)
    expect(paths).toContain('conduit:c-gersthofen-line-3-scada')
    expect(paths.some((path) => path.startsWith('asset:'))).toBe(true)
    const ended = value(await company['zones.archive'](lead, { ...one('gersthofen-building'), version: 1, body: { until: '2026-11-01' } }))
    expect(ended.doc.until).toBe('2026-11-01')
    expect(value(await company['zones.show'](lead, one('gersthofen-building'))).row.state).toBe('ended')
    // Its answers stay.
    expect(lead.model.workspace().answers?.some((answer) => answer.subject === 'zone:gersthofen-building')).toBe(true)
  })

  test('dangling references, prefixes, dates and places are refused with path and mend', async () => {
    const network = { name: 'Broken', site: 'gersthofen', cidrs: ['10.20.300.0/24'] }
    expect(problemOf(await company['networks.create'](lead, { body: network }))).toMatchObject({
      code: 'invalid-input',
      issues: [{ path: 'body.cidrs[0]', mend: expect.any(String) as string }],
    })
    expect(problemOf(await company['zones.create'](lead, { body: { ...NEW_ZONE, site: 'gersthofn' } }))).toMatchObject({
      issues: [{ path: 'body.site', mend: 'did you mean gersthofen?' }],
    })
    expect(problemOf(await company['zones.create'](lead, { body: { ...NEW_ZONE, suc: 'kempten-plant' } }))).toMatchObject({
      code: 'invalid-input',
    })
    expect(
      problemOf(await company['zones.create'](lead, { body: { ...NEW_ZONE, from: '2026-02-01', until: '2026-01-01' } })),
    ).toMatchObject({
      issues: [{ path: 'body.until' }],
    })
  })

  test('ownership in a circle is refused', async () => {
    const ids = new Set(lead.model.objects('entity').map((stored) => stored.id))
    const held = lead.model.objects('entity').flatMap(({ id, doc }) =>
      (doc.ownership ?? []).flatMap((share) => {
        if (!ids.has(share.to) || share.sharePercent <= 50) return []
        return [share.direction === 'down' ? { id, to: share.to } : { id: share.to, to: id }]
      }),
    )[0]
    if (held === undefined) throw new Error('the sample holds no majority')
    const below = value(await company['entities.show'](lead, one(held.to)))
    const share = { to: held.id, sharePercent: 80, control: true, direction: 'down' as const }
    const body = { ...below.doc, ownership: [...(below.doc.ownership ?? []), share] }
    const refused = problemOf(await company['entities.replace'](lead, { ...one(held.to), version: below.version, body }))
    expect(JSON.stringify(refused)).toContain('circle')
  })
})

describe('bulk', () => {
  test('is carried out as a whole or not at all, with a result for each item', async () => {
    const items = [
      { action: 'create' as const, doc: { name: 'Bulk one', site: 'wels', kind: 'ot' } },
      { action: 'create' as const, doc: { name: 'Bulk two', site: 'nowhere', kind: 'ot' } },
    ]
    const refused = value(await company['zones.bulk'](lead, { body: { items } }))
    expect(refused.applied).toBe(false)
    expect(refused.results.map((result) => result.outcome)).toEqual(['fits', 'refused'])
    expect(refused.results[1]?.problem?.issues?.[0]?.path).toBe('body.site')
    expect(lead.model.object('zone', 'bulk-one')).toBeUndefined()
    const trial = value(await company['zones.bulk'](lead, { body: { dryRun: true, items: items.slice(0, 1) } }))
    expect(trial).toMatchObject({ applied: false, dryRun: true, results: [{ outcome: 'fits' }] })
    expect(lead.model.object('zone', 'bulk-one')).toBeUndefined()
    const done = value(await company['zones.bulk'](lead, { body: { items: items.slice(0, 1) } }))
    expect(done).toMatchObject({ applied: true, results: [{ id: 'bulk-one', outcome: 'done', version: 1 }] })
  })
})

describe('the gate', () => {
  test('shows a site engineer the site, and no row, count or name of others', async () => {
    const zones = value(await company['zones.list'](engineer))
    expect(new Set(zones.map((zone) => zone.site))).toEqual(new Set(['gersthofen']))
    expect(value(await company['sites.list'](engineer)).map((site) => site.id)).toEqual(['gersthofen'])
    expect(value(await company['entities.list'](engineer))).toEqual([])
    expect(refusal(await company['organisation.show'](engineer))).toBe('not-found')
    expect(refusal(await company['zones.show'](engineer, one('kempten-office')))).toBe('not-found')
    const site = value(await company['sites.list'](engineer))[0]
    // The entity's name is behind the gate; its id stands in the site's own document.
    expect(site?.entityNames).toBe(site?.entities.join(', '))
    const names = new Set(lead.model.objects('person').map((person) => person.doc.name))
    const seen = new Set(value(await company['persons.list'](engineer)).map((person) => person.name))
    expect(seen.size).toBeGreaterThan(0)
    expect(seen.size).toBeLessThan(names.size)
    const conduits = value(await company['conduits.list'](engineer))
    const foreign = conduits.flatMap((conduit) =>
      conduit.zones.filter((zone) => lead.model.object('zone', zone)?.doc.site !== 'gersthofen'),
    )
    const text = conduits.map((conduit) => conduit.zoneNames).join(', ')
    for (const id of foreign) expect(text).not.toContain(lead.model.object('zone', id)?.doc.name)
    const types = value(await assetsHandlers['asset-types.list'](engineer))
    const whole = new Map(value(await assetsHandlers['asset-types.list'](lead)).map((type) => [type.id, type.assets]))
    expect(types.some((type) => type.assets < (whole.get(type.id) ?? 0))).toBe(true)
  })

  test('lets nobody move a thing to where he holds more over it', async () => {
    const at = (id: string) => ({ kind: 'site', id }) as const
    const heavier = await plant.member('brenner', ['engineer', at('wels')], ['lead', at('kempten')])
    const equal = await plant.member('brenner', ['engineer', at('wels')], ['engineer', at('kempten')])
    const zone = value(await company['zones.create'](lead, { body: { ...NEW_ZONE, name: 'Wandering', site: 'wels' } }))
    const moving = (who: MemberContext, version: number, site: string) =>
      company['zones.replace'](who, { ...one(zone.id), version, body: { ...zone.doc, site } })
    expect(problemOf(await moving(heavier, 1, 'kempten'))).toMatchObject({
      code: 'forbidden',
      detail: expect.stringContaining('hold more') as string,
    })
    expect(value(await moving(equal, 1, 'kempten')).version).toBe(2)
    // The other way he only loses.
    expect(value(await moving(heavier, 2, 'wels')).version).toBe(3)
    const person = value(await company['persons.create'](lead, { body: { name: 'Owner of things', sites: ['wels'] } }))
    const both = { ...one(person.id), version: 1, body: { ...person.doc, sites: ['wels', 'kempten'] } }
    expect(refusal(await company['persons.replace'](heavier, both))).toBe('forbidden')
    expect(value(await company['persons.replace'](equal, both)).version).toBe(2)
  })

  test('lets a site engineer change the site and nothing beyond it', async () => {
    expect(
      refusal(
        await company['sites.create'](engineer, { body: { name: 'New plant', country: 'DE', entities: ['brenner-antriebstechnik'] } }),
      ),
    ).not.toBeNull()
    expect(value(await company['zones.create'](engineer, { body: { ...NEW_ZONE, name: 'By the engineer' } })).id).toBe('by-the-engineer')
    const zone = value(await company['zones.show'](engineer, one('by-the-engineer')))
    const moved = problemOf(
      await company['zones.replace'](engineer, {
        ...one('by-the-engineer'),
        version: zone.version,
        body: { ...zone.doc, site: 'kempten' },
      }),
    )
    // The same answer as for a site that does not exist.
    expect(moved).toMatchObject({
      code: 'invalid-input',
      issues: [{ path: 'body.site', message: expect.stringContaining('or you may not see it') as string }],
    })
    expect(JSON.stringify(moved)).not.toContain('did you mean')
    const between = lead.model.objects('conduit').find(({ doc }) => {
      const sites = new Set(doc.zones.map((id) => lead.model.object('zone', id)?.doc.site))
      return sites.size > 1 && sites.has('gersthofen')
    })
    if (between !== undefined) {
      const shown = value(await company['conduits.show'](engineer, one(between.id)))
      expect(shown.writable).toBe(false)
      expect(refusal(await company['conduits.replace'](engineer, { ...one(between.id), version: shown.version, body: shown.doc }))).toBe(
        'forbidden',
      )
    }
    const auditor = await plant.member('brenner', ['auditor', WHOLE])
    expect(refusal(await company['zones.create'](auditor, { body: NEW_ZONE }))).toBe('forbidden')
    const respondent = await plant.member('brenner', ['respondent', WHOLE])
    expect(value(await company['zones.list'](respondent))).toEqual([])
  })

  test('an entity lead may add a site to the entity only', async () => {
    const entityLead = await plant.member('brenner', ['lead', { kind: 'entity', id: 'brenner-motori' }])
    const site = { name: 'Brescia 2', country: 'IT', entities: ['brenner-motori'] }
    expect(value(await company['sites.create'](entityLead, { body: site })).id).toBe('brescia-2')
    expect(refusal(await company['sites.create'](entityLead, { body: { ...site, entities: ['brenner-antriebstechnik'] } }))).toBe(
      'invalid-input',
    )
    expect(refusal(await company['entities.create'](entityLead, { body: { name: 'Another', establishment: 'IT' } }))).toBe('forbidden')
  })

  test('who leads a site cannot draw it into the entity that he administers', async () => {
    const both = await plant.member(
      'brenner',
      ['lead', { kind: 'site', id: 'kempten' }],
      ['admin', { kind: 'entity', id: 'brenner-motori' }],
    )
    const { version, doc } = value(await company['sites.show'](both, one('kempten')))
    const body = { ...doc, entities: [...doc.entities, 'brenner-motori'] }
    expect(refusal(await company['sites.replace'](both, { ...one('kempten'), version, body }))).toBe('forbidden')
    expect((await plant.again(both)).visible('people.manage').site('kempten')).toBe(false)
    value(await company['sites.replace'](both, { ...one('kempten'), version, body: { ...doc, name: 'Kempten works' } }))
  })
})

describe('targets', () => {
  test('a new SL-T keeps the former one in the history, and the position follows', async () => {
    const before = value(await company['zones.targets'](lead, one('gersthofen-scada')))
    const set = value(
      await company['zones.target'](lead, {
        ...one('gersthofen-scada'),
        version: before.version,
        body: { vector: [3, 3, 3, 3, 3, 3, 3], reason: 'Central' },
      }),
    )
    expect(set.target).toEqual([3, 3, 3, 3, 3, 3, 3])
    expect(set.entries).toHaveLength(before.entries.length + 1)
    expect(set.entries.slice(1)).toEqual(before.entries)
    const row = value(await company['zones.list'](lead)).find((zone) => zone.id === 'gersthofen-scada')
    expect(row?.slTarget).toEqual([3, 3, 3, 3, 3, 3, 3])
    const shown = value(await company['zones.show'](lead, one('gersthofen-scada')))
    const tampered = { ...shown.doc, slTarget: [0, 0, 0, 0, 0, 0, 0] as typeof shown.doc.slTarget }
    expect(problemOf(await company['zones.replace'](lead, { ...one(shown.id), version: shown.version, body: tampered }))).toMatchObject({
      issues: [{ path: 'body.slTarget' }],
    })
  })
})

describe('the organisation', () => {
  test('is replaced by version, and its figures need their rate', async () => {
    const shown = value(await company['organisation.show'](lead))
    const body = { ...shown.doc, groupTurnover: { amount: 5e8, currency: 'CHF', year: 2025 } }
    const refused = problemOf(
      await company['organisation.replace'](lead, { body: { ...body, exchangeRates: [] }, version: shown.version } as never),
    )
    expect(JSON.stringify(refused)).toContain('no exchange rate for CHF')
    const renamed = { ...shown.doc, description: 'Drives for conveyors' }
    const done = value(await company['organisation.replace'](lead, { body: renamed, version: shown.version } as never))
    expect(done.version).toBe(shown.version + 1)
    expect(refusal(await company['organisation.replace'](lead, { body: renamed, version: shown.version } as never))).toBe('stale-version')
  })
})
