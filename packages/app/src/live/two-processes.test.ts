import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { KIND_NAMES } from '@caponier/core/company/kinds'
import { ok } from '@caponier/core'
import { change } from '../change.ts'
import { modelNow } from '../company/model-now.ts'
import { assetsHandlers } from '../assets/handlers.ts'
import { assessmentHandlers } from '../assessment/handlers.ts'
import type { App, MemberContext } from '../context.ts'
import { companyHandlers as company } from '../company/handlers.ts'
import { evidenceSliceHandlers as proof } from '../evidence/handlers.ts'
import { adoptionHandlers } from '../framework/adoption-handlers.ts'
import { visibleTo } from '../gate/visible.ts'
import type { TestApp } from '../app.test-support.ts'
import { TEST_DAY, testApp, WHOLE } from '../app.test-support.ts'
import { liveTenants } from './live-tenants.ts'
import type { TenantModel } from './tenant-model.ts'

const SYSTEM = 'iec62443-3-3:2013'
let first: TestApp
/** Two server processes on one database, as two nodes are. */
let nodes: readonly [App, App]
let lead: MemberContext
beforeAll(async () => {
  first = await testApp()
  nodes = [first.app, { ...first.app, tenants: liveTenants(first.app.pool, first.app.content), actors: new Map() }]
  lead = await first.member('brenner', ['lead', WHOLE])
})
afterAll(() => first.stop())

async function modelOn(app: App): Promise<TenantModel> {
  const model = await app.tenants.fresh('brenner')
  if (model === undefined) throw new Error('the tenant is gone')
  return model
}

/** The lead as the next request on a node finds things. */
async function on(node: number): Promise<MemberContext> {
  const app = nodes[node] ?? first.app
  const model = await modelOn(app)
  model.live(TEST_DAY)
  return { ...lead, app, model, visible: (permission) => visibleTo(lead.grants, permission, model.places()) }
}

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** Everything that a model says, in an order that does not depend on how it came to be. */
function told(model: TenantModel) {
  const live = model.live(TEST_DAY)
  return {
    seq: model.seq(),
    organisation: [model.workspace().organisation, model.organisationVersion()],
    objects: KIND_NAMES.map((kind) => [kind, [...model.objects(kind)].sort(byId)]),
    links: [...model.links()].sort(byId),
    answers: (model.workspace().answers ?? [])
      .map((one) => JSON.stringify(Object.entries(one).sort(([x], [y]) => (x < y ? -1 : 1))))
      .sort(),
    position: model.position(TEST_DAY, 'en'),
    findings: model.findings(TEST_DAY, 'de'),
    scope: model.scope(TEST_DAY),
    measures: live.model.graph.scopes.map((_, scope) => live.measures(scope)),
    levels: live.levels(),
  }
}

interface Step {
  readonly node: number
  readonly what: number
  readonly at: number
  readonly more: number
}

const pick = <T>(list: readonly T[], at: number): T => {
  const found = list[at % list.length]
  if (found === undefined) throw new Error('nothing to pick from')
  return found
}

const params = { tenant: 'brenner' }
const nothing = { query: undefined, body: undefined, version: undefined }

/** One change by a use case, whatever it comes to. Answers, links, objects of structure and beside it, frameworks, the organisation. */
async function carryOut({ node, what, at, more }: Step): Promise<void> {
  const context = await on(node)
  const { model } = context
  const state = pick(['met', 'partly', 'not-met'] as const, more)
  const requirements = context.app.content.frameworks.find((one) => one.key === SYSTEM)?.requirements ?? []
  const requirement = pick(requirements, at).id
  const zone = pick(model.objects('zone'), at)
  const subject = `zone:${zone.id}`
  const one = (id: string) => ({ params: { ...params, id } })
  if (what === 0) {
    const version = model.answerVersion(subject, SYSTEM, requirement)
    const cell = { ...params, framework: SYSTEM, subject, requirement }
    await assessmentHandlers['answers.save'](context, { ...nothing, params: cell, body: { state }, version })
  } else if (what === 1) {
    const cells = Array.from({ length: 1 + (more % 40) }, (_, index) => pick(requirements, at + index).id)
    const answers = cells.map((id) => ({ framework: SYSTEM, subject, requirement: id, answer: { state } }))
    await assessmentHandlers['answers.bulk'](context, { ...nothing, params, body: { answers } })
  } else if (what === 2)
    await company['zones.create'](context, {
      body: { name: `Zone ${more}`, site: zone.doc.site, kind: 'ot', slTarget: [1, 2, 3, 1, 1, 1, 1] },
    })
  else if (what === 3)
    await company['zones.replace'](context, {
      ...one(zone.id),
      version: zone.version,
      body: { ...zone.doc, name: `Zone ${more}`, criticality: pick([1, 2, 3], more) },
    })
  else if (what === 4) {
    const own = model.objects('supplier').find(({ doc }) => doc.name.startsWith('Extra '))
    if (own !== undefined) await company['suppliers.remove'](context, { ...one(own.id), version: own.version })
  } else if (what === 5)
    await assetsHandlers['assets.create'](context, { body: { name: `Asset ${more}`, site: zone.doc.site, zone: zone.id } })
  else if (what === 6) await company['suppliers.create'](context, { body: { name: `Extra ${more}` } })
  else if (what === 7) {
    const entity = pick(model.objects('entity'), at)
    await company['entities.replace'](context, {
      ...one(entity.id),
      version: entity.version,
      body: { ...entity.doc, name: `Entity ${more}` },
    })
  } else if (what === 8) {
    const body = { subject, framework: SYSTEM, requirements: [requirement], evidence: [pick(model.objects('evidence'), more).id] }
    await proof['links.attach'](context, { ...nothing, params, body })
  } else if (what === 9) {
    const control = pick(model.objects('control'), at)
    const body = { state: pick(['planned', 'operating', 'retired'] as const, more) }
    await proof['controls.status'](context, { ...nothing, ...one(control.id), version: control.version, body })
  } else if (what === 10) {
    const framework = 'iec62443-2-4:2023'
    const isAdopted = model.object('adopted-framework', framework) !== undefined
    if (isAdopted) await adoptionHandlers['frameworks.drop'](context, { ...nothing, params: { ...params, framework } })
    else await adoptionHandlers['frameworks.adopt'](context, { ...nothing, params: { ...params, framework }, body: {} })
  } else {
    const body = { ...model.workspace().organisation, name: `Organisation ${more}` }
    await company['organisation.replace'](context, { ...nothing, params, body, version: model.organisationVersion() })
  }
}

const steps = fc.array(fc.record({ node: fc.nat(1), what: fc.nat(11), at: fc.nat(200), more: fc.nat(200) }), {
  minLength: 5,
  maxLength: 12,
})

/** Each kind of change once, a removal after what it removes. */
const EVERY_KIND = [0, 1, 2, 3, 6, 4, 5, 7, 8, 9, 10, 11].map((what, index) => ({ node: index % 2, what, at: 3 * index, more: index }))

test('what one process changes the other follows without reading the whole tenant, and both are what the database says', async () => {
  const begun = await Promise.all([modelOn(first.app), modelOn(nodes[1])])
  const kinds = new Set<number>()
  await fc.assert(
    fc.asyncProperty(steps, async (list) => {
      for (const step of list) {
        const before = (await modelOn(first.app)).seq()
        await carryOut(step)
        if ((await modelOn(first.app)).seq() > before) kinds.add(step.what)
      }
      const [a, b] = await Promise.all([modelOn(nodes[0]), modelOn(nodes[1])])
      // The very models of the beginning: neither was loaded anew.
      expect([a === begun[0], b === begun[1]]).toEqual([true, true])
      const scratch = told(await modelOn({ ...first.app, tenants: liveTenants(first.app.pool, first.app.content) }))
      expect(told(a)).toEqual(scratch)
      expect(told(b)).toEqual(scratch)
    }),
    { numRuns: 12, examples: [[EVERY_KIND]] },
  )
  expect([...kinds].sort((x, y) => x - y)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
}, 180_000)

test('a change of a process that is behind reads what it missed, and not the whole tenant', async () => {
  const [ahead, behind] = [await on(0), await on(1)]
  const zone = pick(ahead.model.objects('zone'), 3)
  await carryOut({ node: 0, what: 3, at: 3, more: 150 })
  expect(behind.model.seq()).toBeLessThan((await modelOn(nodes[0])).seq())
  const seen = await change(behind, ['company'], async (one) => ok(await modelNow(one, behind)))
  expect(seen.ok && seen.value.value).toBe(behind.model)
  expect(behind.model.object('zone', zone.id)?.doc.name).toBe('Zone 150')
  expect(told(await modelOn(nodes[1]))).toEqual(told(await modelOn(nodes[0])))
})

test('two processes that write at once lose nothing and stay equal', async () => {
  const requirements = first.app.content.frameworks.find((one) => one.key === SYSTEM)?.requirements ?? []
  const zones = (await modelOn(first.app)).objects('zone')
  const outcomes = await Promise.all(
    Array.from({ length: 40 }, async (_, index) => {
      const context = await on(index % 2)
      const cell = { ...params, framework: SYSTEM, subject: `zone:${pick(zones, index).id}`, requirement: pick(requirements, 3 * index).id }
      const version = context.model.answerVersion(cell.subject, SYSTEM, cell.requirement)
      return assessmentHandlers['answers.save'](context, { ...nothing, params: cell, body: { state: 'partly' }, version })
    }),
  )
  expect(outcomes.filter((one) => one.ok)).toHaveLength(40)
  const scratch = told(await modelOn({ ...first.app, tenants: liveTenants(first.app.pool, first.app.content) }))
  for (const app of nodes) expect(told(await modelOn(app))).toEqual(scratch)
})
