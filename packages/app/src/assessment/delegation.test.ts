import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AssignmentDetail } from '@caponier/contract/assessment/assignments'
import { assessmentsHandlers } from './assessments-handlers.ts'
import { assignmentsHandlers } from './assignments-handlers.ts'
import { cellParams, need, problem, save, SYSTEM_KEY, versionOf } from './assessment.test-support.ts'
import { commentsHandlers } from './comments-handlers.ts'
import type { MemberContext } from '../context.ts'
import type { TestApp } from '../app.test-support.ts'
import { testApp, WHOLE } from '../app.test-support.ts'

const LINE = 'zone:gersthofen-line-2'
const GERSTHOFEN = { kind: 'site', id: 'gersthofen' } as const
const REQUIREMENTS = ['SR 1.1', 'SR 1.5']
let there: TestApp
let lead: MemberContext
let engineer: MemberContext
let respondent: MemberContext
let stranger: MemberContext
beforeAll(async () => {
  there = await testApp()
  lead = await there.member('brenner', ['lead', WHOLE])
  engineer = await there.member('brenner', ['engineer', GERSTHOFEN])
  respondent = await there.member('brenner', ['respondent', GERSTHOFEN])
  stranger = await there.member('brenner', ['engineer', { kind: 'site', id: 'brescia' }])
})
afterAll(() => there.stop())

const delegate = (context: MemberContext, assignee: MemberContext, requirements = REQUIREMENTS, due = '2026-12-01') =>
  assignmentsHandlers['assignments.add'](context, {
    params: { tenant: 'brenner' },
    query: undefined,
    version: undefined,
    body: { framework: SYSTEM_KEY, subject: LINE, requirements, assignee: assignee.user.userId, due, note: 'Please look at the panels.' },
  })
const step = (verb: 'submit' | 'return' | 'accept' | 'withdraw', context: MemberContext, one: AssignmentDetail, note?: string) =>
  assignmentsHandlers[`assignments.${verb}`](context, {
    params: { tenant: 'brenner', id: one.id },
    query: undefined,
    version: one.version,
    body: note === undefined ? {} : { note },
  })
const show = (context: MemberContext, id: string) =>
  assignmentsHandlers['assignments.show'](context, { params: { tenant: 'brenner', id }, query: {}, body: undefined, version: undefined })
const row = async (context: MemberContext, requirement: string) => {
  const detail = need(
    await assessmentsHandlers['assessments.show'](context, {
      params: { tenant: 'brenner', framework: SYSTEM_KEY, subject: LINE },
      query: {},
      body: undefined,
      version: undefined,
    }),
  )
  return detail.rows.find((one) => one.requirement === requirement)
}

describe('delegation', () => {
  let assignment: AssignmentDetail

  test('goes to who may answer there, once, not in the past', async () => {
    expect(problem(await delegate(engineer, stranger)).issues?.[0]?.path).toBe('body.assignee')
    expect(problem(await delegate(engineer, respondent, REQUIREMENTS, '2026-11-22')).issues?.[0]?.path).toBe('body.due')
    expect(problem(await delegate(engineer, respondent, ['SR 99'])).issues?.[0]?.path).toBe('body.requirements[0]')
    expect(problem(await delegate(stranger, respondent)).code).toBe('not-found')
    assignment = need(await delegate(engineer, respondent))
    expect(assignment).toMatchObject({ state: 'open', total: 2, delegatedBy: engineer.user.name })
    expect(problem(await delegate(lead, respondent, ['SR 1.5'])).code).toBe('conflict')
  })

  test('lets the respondent see and answer these questions and nothing else', async () => {
    const seen = need(await show(respondent, assignment.id))
    expect(seen.questions.map((one) => one.requirement)).toEqual(REQUIREMENTS)
    expect(seen.questions[0]?.question).toMatch(/\w/)
    expect(seen.may).toEqual({ submit: true, return: false, accept: false, withdraw: false })
    const saved = need(await save(respondent, LINE, 'SR 1.1', { state: 'partly' }, seen.questions[0]?.version ?? 0))
    expect(saved.moved).toEqual({ measures: [], levels: [] })
    expect(problem(await save(respondent, LINE, 'SR 1.2', { state: 'met' }, versionOf(respondent, LINE, 'SR 1.2'))).code).toBe('not-found')
    expect(problem(await show(stranger, assignment.id)).code).toBe('not-found')
    const other = await there.member('brenner', ['respondent', GERSTHOFEN])
    expect(problem(await show(other, assignment.id)).code).toBe('not-found')
    const mine = await assignmentsHandlers['assessment.mine'](respondent, {
      params: { tenant: 'brenner' },
      query: undefined,
      body: undefined,
      version: undefined,
    })
    expect(need(mine).map((one) => one.id)).toEqual([assignment.id])
  })

  test('answers count at once and are marked until they are accepted', async () => {
    const pending = await row(engineer, 'SR 1.1')
    expect(pending).toMatchObject({ state: 'partly', acceptance: 'pending', delegation: { id: assignment.id, state: 'open' } })
  })

  test('is submitted, returned with a reason, submitted again and accepted; each step knows the one before', async () => {
    need(
      await assessmentsHandlers['assessments.list'](engineer, {
        params: { tenant: 'brenner' },
        query: {},
        body: undefined,
        version: undefined,
      }),
    )
    const own = need(await show(respondent, assignment.id))
    const cleared = own.questions.find((one) => one.own === null)
    if (cleared !== undefined) {
      expect(problem(await step('submit', respondent, own)).issues?.[0]?.path).toBe('body.note')
    }
    const submitted = need(await step('submit', respondent, own, 'Panel 4 is locked, could not look.'))
    expect(problem(await step('accept', engineer, own)).code).toBe('stale-version')
    expect(problem(await step('accept', respondent, submitted)).code).toBe('not-found')
    const version = versionOf(respondent, LINE, 'SR 1.1')
    expect(problem(await save(respondent, LINE, 'SR 1.1', { state: 'met' }, version)).code).toBe('conflict')
    expect(problem(await step('return', engineer, submitted)).issues?.[0]?.path).toBe('body.note')
    const returned = need(await step('return', engineer, submitted, 'Ask Facility for the key.'))
    need(await save(respondent, LINE, 'SR 1.1', { state: 'met' }, version))
    const again = need(await step('submit', respondent, need(await show(respondent, returned.id)), 'Done.'))
    const accepted = need(await step('accept', engineer, again))
    expect(accepted.history.map((one) => one.state)).toEqual(['open', 'submitted', 'returned', 'submitted', 'accepted'])
    expect(accepted.history.map((one) => one.by)).toEqual(
      [engineer, respondent, engineer, respondent, engineer].map((one) => one.user.name),
    )
    expect(await row(engineer, 'SR 1.1')).toMatchObject({ state: 'met', acceptance: 'none', delegation: null })
    expect(problem(await step('withdraw', lead, accepted)).code).toBe('conflict')
  })

  test('an answer that stood before counts once it is confirmed, by entering it again', async () => {
    const version = versionOf(engineer, LINE, 'SR 2.2')
    need(await save(engineer, LINE, 'SR 2.2', { state: 'partly', note: 'Panel 3 only.' }, version))
    const asked = need(await delegate(engineer, respondent, ['SR 2.2', 'SR 2.3']))
    const before = need(await show(respondent, asked.id))
    const [standing] = before.questions
    expect(before).toMatchObject({ answered: 0, total: 2 })
    expect(before.unconfirmed).toBe(before.questions.filter((one) => one.own !== null).length)
    expect(standing).toMatchObject({ state: 'partly', confirmed: false })
    // What somebody else enters meanwhile is no word of the one who is asked.
    need(await save(engineer, LINE, 'SR 2.2', { state: 'partly', note: 'Panels 3 and 4.' }, standing?.version ?? 0))
    expect(need(await show(respondent, asked.id)).answered).toBe(0)
    const seen = need(await show(respondent, asked.id)).questions[0]
    need(await save(respondent, LINE, 'SR 2.2', { state: 'partly', note: seen?.own?.note ?? '' }, seen?.version ?? 0))
    const after = need(await show(respondent, asked.id))
    expect(after).toMatchObject({ answered: 1, unconfirmed: before.unconfirmed - 1 })
    expect(after.questions[0]).toMatchObject({ confirmed: true, own: { note: 'Panels 3 and 4.' } })
    const listed = need(
      await assignmentsHandlers['assessment.mine'](respondent, {
        params: { tenant: 'brenner' },
        query: undefined,
        body: undefined,
        version: undefined,
      }),
    )
    expect(listed.find((one) => one.id === asked.id)).toMatchObject({ answered: 1, unconfirmed: after.unconfirmed })
    need(await step('withdraw', engineer, after))
  })

  test('taken back, it no longer opens anything', async () => {
    const another = need(await delegate(lead, respondent, ['SR 2.1']))
    need(await step('withdraw', lead, another))
    expect(problem(await save(respondent, LINE, 'SR 2.1', { state: 'met' }, versionOf(respondent, LINE, 'SR 2.1'))).code).toBe('not-found')
  })
})

describe('comments', () => {
  const add = (context: MemberContext, body: { text: string; thread?: string; mentions?: string[] }, requirement = 'SR 3.1') =>
    commentsHandlers['comments.add'](context, {
      params: cellParams(context, LINE, requirement),
      query: undefined,
      version: undefined,
      body: { mentions: [], ...body },
    })
  const list = (context: MemberContext, requirement = 'SR 3.1') =>
    commentsHandlers['comments.list'](context, {
      params: cellParams(context, LINE, requirement),
      query: undefined,
      body: undefined,
      version: undefined,
    })

  test('call upon members who may see it, are answered, closed and removed by their author', async () => {
    const root = need(await add(engineer, { text: 'Who keeps the list?', mentions: [lead.user.userId] }))
    expect(problem(await add(engineer, { text: 'You?', mentions: [stranger.user.userId] })).issues?.[0]?.path).toBe('body.mentions[0]')
    const answer = need(await add(lead, { text: 'Maintenance.', thread: root.id }))
    expect(problem(await add(lead, { text: 'x', thread: answer.id })).code).toBe('not-found')
    const mentions = await commentsHandlers['mentions.mine'](lead, {
      params: { tenant: 'brenner' },
      query: undefined,
      body: undefined,
      version: undefined,
    })
    expect(need(mentions)).toMatchObject([{ requirement: 'SR 3.1', author: engineer.user.name }])
    expect((await row(engineer, 'SR 3.1'))?.comments).toBe(1)
    const resolve = (version: number) =>
      commentsHandlers['comments.resolve'](lead, {
        params: { tenant: 'brenner', id: root.id },
        query: undefined,
        version,
        body: { resolved: true },
      })
    expect(need(await resolve(1)).resolved?.by).toBe(lead.user.name)
    expect(problem(await resolve(1)).code).toBe('stale-version')
    expect((await row(engineer, 'SR 3.1'))?.comments).toBe(0)
    expect(need(await list(lead)).map((one) => [one.text, one.mine])).toEqual([
      ['Who keeps the list?', false],
      ['Maintenance.', true],
    ])
    const remove = (context: MemberContext) =>
      commentsHandlers['comments.remove'](context, {
        params: { tenant: 'brenner', id: root.id },
        query: undefined,
        body: undefined,
        version: 2,
      })
    expect(problem(await remove(lead)).code).toBe('forbidden')
    need(await remove(engineer))
    expect(need(await list(lead))).toEqual([])
  })

  test('are for those who see the requirement; a respondent reads and writes where a question is delegated', async () => {
    expect(problem(await list(stranger)).code).toBe('not-found')
    expect(problem(await add(respondent, { text: 'hello' })).code).toBe('not-found')
    need(await delegate(lead, respondent, ['SR 3.2']))
    need(await add(respondent, { text: 'Which scanner?' }, 'SR 3.2'))
    expect(need(await list(engineer, 'SR 3.2'))).toHaveLength(1)
    const board = await there.member('brenner', ['board', WHOLE])
    expect(problem(await add(board, { text: 'hello' })).code).toBe('forbidden')
  })

  test('names for delegation are those who can be reached', async () => {
    const members = await commentsHandlers['assessments.members'](engineer, {
      params: { tenant: 'brenner', framework: SYSTEM_KEY, subject: LINE },
      query: undefined,
      body: undefined,
      version: undefined,
    })
    const users = need(members).members.map((one) => one.user)
    expect(users).toContain(respondent.user.userId)
    expect(users).not.toContain(stranger.user.userId)
  })
})
