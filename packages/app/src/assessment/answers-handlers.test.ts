import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { explainCell } from '@caponier/core/position/index'
import { answersHandlers } from './answers-handlers.ts'
import { cellParams, need, problem, save, SYSTEM_KEY, versionOf } from './assessment.test-support.ts'
import type { MemberContext } from '../context.ts'
import type { TestApp } from '../app.test-support.ts'
import { TEST_DAY, TEST_NOW, testApp, WHOLE } from '../app.test-support.ts'

const LINE = 'zone:gersthofen-line-1'
const WINDING = 'zone:brescia-winding'
let there: TestApp
let lead: MemberContext
beforeAll(async () => {
  there = await testApp()
  lead = await there.member('brenner', ['lead', WHOLE])
})
afterAll(() => there.stop())

const undo = (context: MemberContext, requirement: string, version: number) =>
  answersHandlers['answers.undo'](context, { params: cellParams(context, LINE, requirement), query: undefined, body: undefined, version })
const history = async (context: MemberContext, requirement: string) =>
  need(
    await answersHandlers['answers.history'](context, {
      params: cellParams(context, LINE, requirement),
      query: undefined,
      body: undefined,
      version: undefined,
    }),
  )

describe('one answer', () => {
  test('is saved with what moved, and stands in the model at once', async () => {
    const version = versionOf(lead, LINE, 'SR 1.4')
    const saved = need(await save(lead, LINE, 'SR 1.4', { state: 'not-met', note: 'Seen on site.' }, version))
    expect(saved).toMatchObject({
      version: version + 1,
      state: 'not-met',
      own: { note: 'Seen on site.', from: TEST_DAY, provenance: 'person' },
    })
    expect(saved.moved.levels).toEqual([
      expect.objectContaining({ subject: LINE, name: expect.any(String), fr: 'IAC', after: { achieved: 0, evidenced: 0 } }),
    ])
    expect(saved.moved.measures.map((one) => one.scope.kind).sort()).toContain('site')
    expect(explainCell(lead.model.live(TEST_DAY).model, LINE, SYSTEM_KEY, 'SR 1.4')?.effective).toBe('not-met')
    const [entry] = await history(lead, 'SR 1.4')
    expect(entry).toMatchObject({ state: 'not-met', standing: true, by: lead.user.name })
  })

  test('two people on one answer: the second is told, with both sides, and nothing is lost', async () => {
    const other = await there.member('brenner', ['engineer', { kind: 'site', id: 'gersthofen' }])
    const version = versionOf(lead, LINE, 'SR 1.5')
    const [first, second] = await Promise.all([
      save(lead, LINE, 'SR 1.5', { state: 'met', note: 'one' }, version),
      save(other, LINE, 'SR 1.5', { state: 'partly', note: 'two' }, version),
    ])
    const won = [first, second].find((one) => one.ok)
    const lost = [first, second].find((one) => !one.ok)
    if (won === undefined || !won.ok || lost === undefined || lost.ok) throw new Error('one must win and one must lose')
    expect(lost.problem).toMatchObject({ code: 'stale-version', version: version + 1, theirs: { note: won.value.own?.note } })
    expect(lost.problem.yours).toMatchObject({ note: won.value.own?.note === 'one' ? 'two' : 'one' })
    expect((await history(lead, 'SR 1.5')).filter((entry) => entry.note === 'one' || entry.note === 'two')).toHaveLength(1)
  })

  test('of entries at one instant the later one stands', async () => {
    let version = versionOf(lead, LINE, 'SR 1.7')
    for (const state of ['met', 'not-met', 'partly', 'met'] as const) {
      const saved = need(await save(lead, LINE, 'SR 1.7', { state }, version))
      expect(saved.state).toBe(state)
      version = saved.version
    }
    const reloaded = await there.again(lead)
    expect(explainCell(reloaded.model.live(TEST_DAY).model, LINE, SYSTEM_KEY, 'SR 1.7')?.effective).toBe('met')
    const instants = (await history(lead, 'SR 1.7')).slice(0, 4).map((entry) => entry.recordedAt)
    expect(new Set(instants).size).toBe(4)
  })

  test('not applicable and compensated need a justification and get a review date', async () => {
    const version = versionOf(lead, LINE, 'SR 2.2')
    for (const state of ['not-applicable', 'compensated'] as const) {
      const refused = problem(await save(lead, LINE, 'SR 2.2', { state, justification: '  ' }, version))
      expect(refused).toMatchObject({ code: 'invalid-input', issues: [{ path: 'body.justification' }] })
    }
    const saved = need(await save(lead, LINE, 'SR 2.2', { state: 'not-applicable', justification: 'No radio here.' }, version))
    expect(saved.own).toMatchObject({ review: '2027-11-23', justification: 'No radio here.' })
    const past = problem(
      await save(lead, LINE, 'SR 2.2', { state: 'compensated', justification: 'x', review: '2026-11-22' }, saved.version),
    )
    expect(past.issues?.[0]?.path).toBe('body.review')
    const unknown = problem(
      await save(lead, LINE, 'SR 2.2', { state: 'compensated', justification: 'x', reviewer: 'nobody-here' }, saved.version),
    )
    expect(unknown.issues?.[0]?.path).toBe('body.reviewer')
    const named = need(await save(lead, LINE, 'SR 2.2', { state: 'compensated', justification: 'x', reviewer: 'k-huber' }, saved.version))
    expect(named.own?.reviewer?.id).toBe('k-huber')
    expect(named.own?.reviewer?.name).toMatch(/Huber/)
  })

  test('maturity only where the framework has levels; unknown cells are not found; what cannot be handed down is refused above', async () => {
    expect(
      problem(await save(lead, LINE, 'SR 2.1', { state: 'met', maturity: 2 }, versionOf(lead, LINE, 'SR 2.1'))).issues?.[0]?.path,
    ).toBe('body.maturity')
    expect(problem(await save(lead, LINE, 'SR 99.1', { state: 'met' }, 0)).code).toBe('not-found')
    expect(problem(await save(lead, 'zone:nowhere', 'SR 1.1', { state: 'met' }, 0)).code).toBe('not-found')
    expect(problem(await save(lead, 'organisation', 'SR 1.1 RE(1)', { state: 'met' }, 0))).toMatchObject({ code: 'invalid-input' })
  })

  test('undo brings back what stood before, as a new entry, and can itself be undone', async () => {
    const before = versionOf(lead, LINE, 'SR 3.1')
    const first = need(await save(lead, LINE, 'SR 3.1', { state: 'partly', note: 'first' }, before))
    const second = need(await save(lead, LINE, 'SR 3.1', { state: 'met', note: 'second' }, first.version))
    expect(problem(await undo(lead, 'SR 3.1', first.version)).code).toBe('stale-version')
    const undone = need(await undo(lead, 'SR 3.1', second.version))
    expect(undone).toMatchObject({ state: 'partly', version: second.version + 1, own: { note: 'first' } })
    expect(need(await undo(lead, 'SR 3.1', undone.version)).own?.note).toBe('second')
    expect(await history(lead, 'SR 3.1')).toHaveLength(before + 4)
  })

  test('clear falls back to the inherited answer and keeps the past', async () => {
    const { model } = lead.model.live(TEST_DAY)
    const requirement =
      model.content.frameworks.find((one) => one.key === SYSTEM_KEY)?.requirements.find((one) => one.inheritable)?.id ?? ''
    const above = need(
      await save(lead, 'site:gersthofen', requirement, { state: 'partly' }, versionOf(lead, 'site:gersthofen', requirement)),
    )
    expect(above.state).toBe('partly')
    const own = need(await save(lead, LINE, requirement, { state: 'met' }, versionOf(lead, LINE, requirement)))
    const cleared = need(
      await answersHandlers['answers.clear'](lead, {
        params: cellParams(lead, LINE, requirement),
        query: undefined,
        body: undefined,
        version: own.version,
      }),
    )
    expect(cleared).toMatchObject({ own: null, state: 'partly', version: own.version + 1 })
    expect((await history(lead, requirement)).map((entry) => entry.state).slice(0, 2)).toEqual(['not-assessed', 'met'])
    const never = problem(
      await answersHandlers['answers.clear'](lead, {
        params: cellParams(lead, 'zone:wels-office', requirement),
        query: undefined,
        body: undefined,
        version: 0,
      }),
    )
    expect(never.code).toBe('conflict')
  })
})

describe('many answers in one change', () => {
  test('each item says how it went', async () => {
    const engineer = await there.member('brenner', ['engineer', { kind: 'site', id: 'gersthofen' }])
    const item = (subject: string, requirement: string, state: 'met' | 'not-applicable', version?: number) => ({
      framework: SYSTEM_KEY,
      subject,
      requirement,
      answer: { state },
      ...(version === undefined ? {} : { version }),
    })
    const result = need(
      await answersHandlers['answers.bulk'](engineer, {
        params: { tenant: 'brenner' },
        query: undefined,
        version: undefined,
        body: {
          answers: [
            item(LINE, 'SR 4.1', 'met'),
            item(LINE, 'SR 4.1', 'met'),
            item(LINE, 'SR 4.2', 'met', 999),
            item(LINE, 'SR 4.3', 'not-applicable'),
            item(WINDING, 'SR 4.1', 'met'),
            item(LINE, 'SR 99', 'met'),
          ],
        },
      }),
    )
    expect(result.results.map((one) => one.status)).toEqual(['saved', 'invalid', 'stale', 'invalid', 'not-found', 'not-found'])
    expect(result.saved).toBe(1)
    expect(result.results[3]?.issues[0]?.path).toBe('body.answers[3].answer.justification')
  })
})

describe('the gate', () => {
  test('an engineer of one site answers there only, and sees no number over another', async () => {
    const engineer = await there.member('brenner', ['engineer', { kind: 'site', id: 'gersthofen' }])
    const saved = need(await save(engineer, LINE, 'SR 5.1', { state: 'not-met' }, versionOf(engineer, LINE, 'SR 5.1')))
    expect(saved.moved.measures.every((one) => one.scope.kind === 'site' && one.scope.id === 'gersthofen')).toBe(true)
    expect(problem(await save(engineer, WINDING, 'SR 5.1', { state: 'met' }, 0)).code).toBe('not-found')
    expect(problem(await save(engineer, 'organisation', 'SR 6.1', { state: 'met' }, 0)).code).toBe('not-found')
  })

  test('readers may not answer; a respondent without delegation sees nothing', async () => {
    const board = await there.member('brenner', ['board', WHOLE])
    expect(problem(await save(board, LINE, 'SR 5.2', { state: 'met' }, versionOf(board, LINE, 'SR 5.2'))).code).toBe('forbidden')
    const respondent = await there.member('brenner', ['respondent', WHOLE])
    expect(problem(await save(respondent, LINE, 'SR 5.2', { state: 'met' }, versionOf(respondent, LINE, 'SR 5.2'))).code).toBe('not-found')
    expect(
      problem(
        await answersHandlers['answers.history'](respondent, {
          params: cellParams(respondent, LINE, 'SR 5.2'),
          query: undefined,
          body: undefined,
          version: undefined,
        }),
      ).code,
    ).toBe('not-found')
  })
})

test('every answer is in the activity log, with what stood before', async () => {
  const version = versionOf(lead, LINE, 'SR 7.1')
  need(await save(lead, LINE, 'SR 7.1', { state: 'partly' }, version))
  const client = await there.app.pool.connect()
  try {
    await client.query("begin; select set_config('caponier.tenant', 'brenner', true)")
    const { rows } = await client.query<{ object_id: string; detail: string; at: Date }>(
      `select object_id, detail, at from activity join activity_detail using (tenant_id, seq)
       where action = 'assessment.answer' order by seq desc limit 1`,
    )
    await client.query('commit')
    expect(rows[0]?.object_id).toBe(`${LINE}|${SYSTEM_KEY}|SR 7.1`)
    expect(JSON.parse(rows[0]?.detail ?? '')).toMatchObject({ after: { state: 'partly' } })
    expect(rows[0]?.at.toISOString()).toBe(TEST_NOW)
  } finally {
    client.release()
  }
})
