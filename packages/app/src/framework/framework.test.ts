import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestApp } from '../app.test-support.ts'
import { TEST_DAY, testApp, WHOLE } from '../app.test-support.ts'
import type { MemberContext } from '../context.ts'
import { adoptionHandlers } from './adoption-handlers.ts'
import { contentHandlers } from './content-handlers.ts'

let place: TestApp
let lead: MemberContext
beforeAll(async () => {
  place = await testApp()
  lead = await place.member('brenner', ['lead', WHOLE])
})
afterAll(() => place.stop())

const none = { params: undefined, query: undefined, body: undefined, version: undefined } as const

async function value<T>(
  promise: Promise<{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: unknown }>,
): Promise<T> {
  const result = await promise
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result.value
}

describe('the reader', () => {
  test('counts what the content holds', async () => {
    const { frameworks } = await value(contentHandlers['content.frameworks'](lead, none))
    const system = frameworks.find((one) => one.key === 'iec62443-3-3:2013')
    expect([system?.requirements, system?.fullTexts]).toEqual([100, 100])
    const rows = await value(contentHandlers['content.requirements'](lead, { ...none, params: { framework: 'iec62443-3-3:2013' } }))
    expect(rows.filter((one) => one.gate !== null && one.gate <= 1).length).toBe(37)
    expect(rows.filter((one) => one.gate !== null && one.gate <= 2).length).toBe(60)
  })

  test('shows a requirement with the mapping from both ends', async () => {
    const one = await value(
      contentHandlers['content.requirement'](lead, { ...none, params: { framework: 'iec62443-3-3:2013', requirement: 'SR 5.1' } }),
    )
    expect(one.text.question).not.toBeNull()
    const up = one.mappings[0]?.duties[0]?.id ?? ''
    const duty = await value(contentHandlers['content.requirement'](lead, { ...none, params: { framework: 'nis2:2022', requirement: up } }))
    expect(duty.mappings.some((row) => row.requirement === 'SR 5.1')).toBe(true)
    expect(one.enhancements.map((row) => row.id)).toContain('SR 5.1 RE(1)')
  })

  test('speaks German of every requirement of every framework, who does what included', async () => {
    const { frameworks } = lead.app.content
    expect(frameworks.flatMap((one) => one.requirements)).toHaveLength(862)
    for (const { key: framework, requirements } of frameworks)
      for (const { id } of requirements) {
        const input = { ...none, params: { framework, requirement: id } }
        const german = await value(contentHandlers['content.requirement']({ ...lead, language: 'de' }, input))
        const english = await value(contentHandlers['content.requirement'](lead, input))
        expect(german.text.language).toBe('de')
        expect(german.title).not.toBe(english.title)
        if (english.responsibility !== null) expect(german.responsibility?.owner).not.toBe(english.responsibility.owner)
        if (english.doubt !== null) expect(german.doubt).not.toBe(english.doubt)
        expect(german.text.levels.map((one) => one.level)).toEqual(english.text.levels.map((one) => one.level))
        expect(german.text.evidence).toHaveLength(english.text.evidence.length)
      }
  })

  test('finds by id, with and without blanks, and by words in either language', async () => {
    const first = async (q: string, language: 'en' | 'de' = 'en') =>
      (await value(contentHandlers['content.search']({ ...lead, language }, { ...none, query: { q, limit: 5 } }))).hits[0]?.id
    expect(await first('SR 5.1')).toBe('SR 5.1')
    expect(await first('sr5.1')).toBe('SR 5.1')
    expect(await first('21(2)(j)')).toBe('21(2)(j)')
    expect(await first('Wiederherstellung', 'de')).toMatch(/^21\(2\)\(c\)/)
    expect(await first('Inselbetrieb', 'de')).toBe('SR 5.2 RE(2)')
    expect(await first('Island mode', 'de')).toBe('SR 5.2 RE(2)')
    expect((await value(contentHandlers['content.search'](lead, { ...none, query: { q: 'zzzz qqqq', limit: 5 } }))).total).toBe(0)
  })
})

describe('adoption', () => {
  test('does what its preview says, and dropping it undoes it without losing an answer', async () => {
    const params = { tenant: 'brenner', framework: 'iec62443-3-3:2013' }
    const tenantNone = { ...none, params: { tenant: 'brenner' } }
    const answers = async (context: MemberContext) =>
      (await value(adoptionHandlers['frameworks.list'](context, tenantNone))).frameworks.find((one) => one.key === params.framework)
        ?.answers
    const before = lead.model.position(TEST_DAY, 'en')
    const held = await answers(lead)
    const preview = await value(adoptionHandlers['frameworks.preview'](lead, { ...none, params }))
    expect(preview.measures.length).toBeGreaterThan(0)

    await value(adoptionHandlers['frameworks.drop'](lead, { ...none, params }))
    const dropped = await place.again(lead)
    const after = dropped.model.position(TEST_DAY, 'en')
    for (const moved of preview.measures) {
      const is = after.measures.find((one) => one.entity === moved.entity && one.ref === moved.ref)
      expect([is?.designed, is?.implemented, is?.evidenced]).toEqual([moved.after.designed, moved.after.implemented, moved.after.evidenced])
    }
    expect(await answers(dropped)).toBe(held)

    await value(adoptionHandlers['frameworks.adopt'](dropped, { ...none, params, body: {} }))
    const restored = await place.again(lead)
    expect(restored.model.position(TEST_DAY, 'en').measures).toEqual(before.measures)
  })

  test('changes the edition of 2-1 in one act; what its preview says holds, and the way back gives everything again', async () => {
    const [OLD, NEW] = ['iec62443-2-1:2009', 'iec62443-2-1:2024']
    const to = (framework: string) => ({ ...none, params: { tenant: 'brenner', framework } })
    const here = await place.again(lead)
    const before = here.model.position(TEST_DAY, 'en')
    const preview = await value(adoptionHandlers['frameworks.preview'](here, to(OLD)))
    expect(preview.replaces?.framework).toBe(NEW)
    expect(preview.replaces?.waiting).toBeGreaterThan(0)
    const mapped = preview.replaces?.counterparts ?? []
    expect(mapped.find((one) => one.from === 'ORG 2.1')?.to).toContain('4.2.3.1')
    expect(mapped.some((one) => one.answers > 0)).toBe(true)

    await value(adoptionHandlers['frameworks.adopt'](here, { ...to(OLD), body: { instead: NEW } }))
    const changed = await place.again(lead)
    expect(changed.model.workspace().frameworks.map((one) => one.framework)).not.toContain(NEW)
    const after = changed.model.position(TEST_DAY, 'en')
    expect(preview.measures.length).toBeGreaterThan(0)
    for (const moved of preview.measures) {
      const is = after.measures.find((one) => one.entity === moved.entity && one.ref === moved.ref)
      expect([is?.designed, is?.implemented, is?.evidenced]).toEqual([moved.after.designed, moved.after.implemented, moved.after.evidenced])
    }
    const twice = await adoptionHandlers['frameworks.adopt'](changed, { ...to(OLD), body: { instead: NEW } })
    expect(twice.ok ? '' : twice.problem.code).toBe('conflict')

    const back = await value(adoptionHandlers['frameworks.preview'](changed, to(NEW)))
    expect(back.counting).toBe(preview.replaces?.waiting)
    const future = await adoptionHandlers['frameworks.adopt'](changed, { ...to(NEW), body: { instead: OLD, since: '2999-01-01' } })
    expect(future.ok ? '' : future.problem.issues?.[0]?.path).toBe('body.since')
    await value(adoptionHandlers['frameworks.adopt'](changed, { ...to(NEW), body: { instead: OLD } }))
    expect((await place.again(lead)).model.position(TEST_DAY, 'en').measures).toEqual(before.measures)
  })

  test('knows one edition of 2-1, and only those who may adopt', async () => {
    const input = { ...none, params: { tenant: 'brenner', framework: 'iec62443-2-1:2009' }, body: {} }
    const refused = await adoptionHandlers['frameworks.adopt'](lead, input)
    expect(refused.ok ? '' : refused.problem.code).toBe('conflict')
    const engineer = await place.member('brenner', ['engineer', WHOLE])
    const forbidden = await adoptionHandlers['frameworks.adopt'](engineer, input)
    expect(forbidden.ok ? '' : forbidden.problem.code).toBe('forbidden')
  })
})
