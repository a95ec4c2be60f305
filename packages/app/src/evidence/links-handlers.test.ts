import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildModel } from '@caponier/core/position/index'
import { locate } from '@caponier/core/position/model'
import { implementedHalves } from '@caponier/core/position/states'
import { computedOf } from '@caponier/offline/position/compute'
import type { MemberContext } from '../context.ts'
import type { TestApp } from '../app.test-support.ts'
import { TEST_DAY, testApp, WHOLE } from '../app.test-support.ts'
import { validityOn } from './rows.ts'
import { evidenceFor, LINE, need, problem, SYSTEM, WINDING } from './evidence.test-support.ts'

let there: TestApp
let lead: MemberContext
let engineer: MemberContext
beforeAll(async () => {
  there = await testApp()
  lead = await there.member('brenner', ['lead', WHOLE])
  engineer = await there.member('brenner', ['engineer', { kind: 'site', id: 'gersthofen' }])
})
afterAll(() => there.stop())

/** The whole position on a day, computed from scratch off what the database holds. */
async function positionOn(day: string): Promise<string> {
  there.app.tenants.forget('brenner')
  const again = await there.again(lead)
  const moment = { asOf: day, knownAt: null }
  const workspace = again.model.workspace()
  const model = buildModel(there.app.content, workspace, moment)
  const computed = computedOf(there.app.content, workspace, model, { ...moment, lang: 'en', flips: false })
  if (!computed.ok) throw new Error(computed.problem.message)
  return JSON.stringify(computed.value.position)
}

/** The cell of a requirement as it is held live. */
function cellOf(context: MemberContext, subject: string, framework: string, requirement: string) {
  const found = locate(context.model.live(TEST_DAY).model, subject, framework, requirement)
  if (found === null) throw new Error(`no cell ${subject} ${requirement}`)
  const { block, index, column } = found
  return {
    implemented: implementedHalves(block.effective[index] ?? 0),
    evidence: block.ownEvidence[index] ?? 0,
    isEvidenced: block.evidenced[index] === 1,
    inheritable: block.framework.columns[column]?.inheritable === true,
  }
}

/** A requirement that is met there and that nothing proves yet. */
function unproven(context: MemberContext, subject: string): string {
  const rows = there.app.content.frameworks.find((one) => one.key === SYSTEM)?.requirements ?? []
  const found = rows.find(({ id }) => {
    const cell = cellOf(context, subject, SYSTEM, id)
    return cell.implemented > 0 && !cell.isEvidenced
  })
  if (found === undefined) throw new Error('everything is proven')
  return found.id
}

const unlinked = (context: MemberContext, subject: string): string => {
  const taken = new Set(context.model.links().flatMap(({ link }) => (link.subject === subject ? link.requirements : [])))
  const found = there.app.content.frameworks.find((one) => one.key === SYSTEM)?.requirements.find((one) => !taken.has(one.id))
  if (found === undefined) throw new Error('everything is linked')
  return found.id
}

describe('attaching', () => {
  test('hangs evidence and controls from today, says what moved, and a second time does nothing', async () => {
    const requirement = unproven(lead, LINE)
    const control = lead.model.objects('control')[0]?.id ?? ''
    const evidence = lead.model.objects('evidence').find((one) => validityOn(one.doc, TEST_DAY) === 'valid')?.id ?? ''
    const body = { subject: LINE, framework: SYSTEM, requirements: [requirement], controls: [control], evidence: [evidence] }
    const before = JSON.stringify(lead.model.position(TEST_DAY, 'en'))
    const done = need(await evidenceFor(lead).attach(body))
    expect(done.links).toHaveLength(1)
    expect(lead.model.link(done.links[0] ?? '')?.link).toMatchObject({ from: TEST_DAY, controls: [control], evidence: [evidence] })
    // What is held live equals what the database says, computed from nothing.
    const live = JSON.stringify(lead.model.position(TEST_DAY, 'en'))
    expect(live).not.toBe(before)
    expect(await positionOn(TEST_DAY)).toBe(live)
    lead = await there.again(lead)
    expect(need(await evidenceFor(lead).attach(body)).links).toEqual([])
    const [link] = need(await evidenceFor(lead).links({ subject: LINE, requirement, evidence }))
    expect(link).toMatchObject({ subject: LINE, from: TEST_DAY, until: null, attachable: true })
  })

  test('refuses what is not there, what is nowhere answered, and nothing at all', async () => {
    const at = { subject: LINE, framework: SYSTEM, requirements: ['SR 1.1'] }
    expect(problem(await evidenceFor(lead).attach(at)).code).toBe('invalid-input')
    expect(problem(await evidenceFor(lead).attach({ ...at, evidence: ['no-such'] })).issues?.[0]?.path).toBe('body.evidence')
    expect(problem(await evidenceFor(lead).attach({ ...at, requirements: ['SR 99.1'], evidence: ['x'] })).code).toBe('not-found')
    expect(problem(await evidenceFor(lead).attach({ ...at, subject: 'zone:nowhere', evidence: ['x'] })).code).toBe('not-found')
  })
})

describe('detaching', () => {
  test('ends a link yesterday: every former position stays, and what it holds besides goes on', async () => {
    lead = await there.again(lead)
    const stored = lead.model.links().find(({ link }) => {
      if (link.until !== undefined || link.from === TEST_DAY || link.requirements.length < 2 || link.evidence?.length !== 1) return false
      const cell = cellOf(lead, link.subject, link.framework, link.requirements[0] ?? '')
      return cell.implemented > 0 && cell.evidence === 1 && !cell.inheritable
    })
    if (stored === undefined) throw new Error('the sample has no such link')
    const { link } = stored
    const [requirement = ''] = link.requirements
    const before = [await positionOn('2026-11-22'), await positionOn('2026-06-30'), await positionOn(TEST_DAY)]
    lead = await there.again(lead)
    lead.model.live(TEST_DAY)
    const { subject, framework } = link
    const done = need(await evidenceFor(lead).detach({ subject, framework, requirements: [requirement], evidence: link.evidence ?? [] }))
    expect(done.detached).toBeGreaterThan(0)
    const live = JSON.stringify(lead.model.position(TEST_DAY, 'en'))
    const after = [await positionOn('2026-11-22'), await positionOn('2026-06-30'), await positionOn(TEST_DAY)]
    expect(after.slice(0, 2)).toEqual(before.slice(0, 2))
    expect(after[2]).not.toBe(before[2])
    expect(after[2]).toBe(live)
    lead = await there.again(lead)
    expect(lead.model.link(stored.id)?.link).toEqual({ ...link, until: '2026-11-22' })
    const held = need(await evidenceFor(lead).links({ subject, framework })).filter((one) =>
      one.evidence.some((item) => link.evidence?.includes(item.id) === true),
    )
    expect(held.flatMap((one) => one.requirements.map((row) => row.id))).not.toContain(requirement)
    expect(held.flatMap((one) => one.requirements.map((row) => row.id))).toEqual(expect.arrayContaining(link.requirements.slice(1)))
  })

  test('removes what only began today, and narrows it without a trace in the past', async () => {
    lead = await there.again(lead)
    const evidence = lead.model.objects('evidence')[0]?.id ?? ''
    const requirement = unlinked(lead, WINDING)
    const cells = { subject: WINDING, framework: SYSTEM, requirements: [requirement], evidence: [evidence] }
    const before = lead.model.links().length
    const { links } = need(await evidenceFor(lead).attach(cells))
    expect(lead.model.links()).toHaveLength(before + 1)
    expect(need(await evidenceFor(lead).detach(cells)).detached).toBe(1)
    expect(lead.model.links()).toHaveLength(before)
    expect(lead.model.link(links[0] ?? '')).toBeUndefined()
    expect(need(await evidenceFor(lead).detach(cells)).detached).toBe(0)
  })
})

describe('the gate of links', () => {
  test('an engineer of one site hangs what he sees there, and nothing elsewhere', async () => {
    engineer = await there.again(engineer)
    const mine = need(await evidenceFor(engineer).list())[0]?.id ?? ''
    const requirement = unlinked(engineer, LINE)
    expect(
      need(await evidenceFor(engineer).attach({ subject: LINE, framework: SYSTEM, requirements: [requirement], evidence: [mine] })).links,
    ).toHaveLength(1)
    const elsewhere = { framework: SYSTEM, requirements: ['SR 1.1'] }
    expect(problem(await evidenceFor(engineer).attach({ ...elsewhere, subject: WINDING, evidence: [mine] })).code).toBe('not-found')
    expect(problem(await evidenceFor(engineer).detach({ ...elsewhere, subject: WINDING, evidence: [mine] })).code).toBe('not-found')
    const theirs = lead.model.objects('evidence').find((one) => !seesEvidence(engineer, one.id))?.id ?? ''
    const foreign = await evidenceFor(engineer).attach({ ...elsewhere, subject: LINE, evidence: [theirs] })
    expect(problem(foreign).issues?.[0]?.message).toContain('you may not see it')
    for (const link of need(await evidenceFor(engineer).links())) expect(engineer.visible('controls.read').subject(link.subject)).toBe(true)
  })

  test('by role: who may hang controls, who only evidence, who nothing', async () => {
    const evidence = lead.model.objects('evidence')[0]?.id ?? ''
    const control = lead.model.objects('control')[0]?.id ?? ''
    const at = { subject: LINE, framework: SYSTEM, requirements: ['SR 1.1'] }
    const expected = {
      admin: ['ok', 'ok'],
      lead: ['ok', 'ok'],
      engineer: ['ok', 'ok'],
      'incident-manager': ['ok', 'forbidden'],
      respondent: ['not-found', 'not-found'],
      board: ['forbidden', 'forbidden'],
      auditor: ['forbidden', 'forbidden'],
    } as const
    const found: Record<string, string[]> = {}
    for (const role of Object.keys(expected) as (keyof typeof expected)[]) {
      const member = await there.member('brenner', [role, WHOLE])
      const outcomes = []
      for (const what of [{ evidence: [evidence] }, { controls: [control] }]) {
        const done = await evidenceFor(member).detach({ ...at, ...what })
        outcomes.push(done.ok ? 'ok' : done.problem.code)
      }
      found[role] = outcomes
    }
    expect(found).toEqual(expected)
  })
})

const seesEvidence = (context: MemberContext, evidence: string): boolean =>
  context.visible('evidence.read').place(context.model.places().ofObject(`evidence:${evidence}`))
