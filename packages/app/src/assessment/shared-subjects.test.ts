import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answersHandlers } from './answers-handlers.ts'
import { cellParams, need, problem, save, SYSTEM_KEY, versionOf } from './assessment.test-support.ts'
import { assessmentsHandlers } from './assessments-handlers.ts'
import { assignmentsHandlers } from './assignments-handlers.ts'
import { commentsHandlers } from './comments-handlers.ts'
import type { MemberContext } from '../context.ts'
import type { TestApp } from '../app.test-support.ts'
import { testApp } from '../app.test-support.ts'
import { linksHandlers } from '../evidence/links-handlers.ts'

/** It joins a zone of Gersthofen with zones of Augsburg. */
const CONDUIT = 'conduit:c-gersthofen-wan'
const ASKED = 'SR 1.1'
const at = (id: string) => ({ kind: 'site', id }) as const
let there: TestApp
let one: MemberContext
let both: MemberContext
beforeAll(async () => {
  there = await testApp()
  one = await there.member('brenner', ['engineer', at('gersthofen')])
  both = await there.member('brenner', ['engineer', at('gersthofen')], ['engineer', at('augsburg')])
})
afterAll(() => there.stop())

const nothing = { query: undefined, body: undefined, version: undefined }
const delegate = (context: MemberContext, assignee: MemberContext) =>
  assignmentsHandlers['assignments.add'](context, {
    params: { tenant: 'brenner' },
    query: undefined,
    version: undefined,
    body: { framework: SYSTEM_KEY, subject: CONDUIT, requirements: [ASKED], assignee: assignee.user.userId, due: '2026-12-01' },
  })
const answer = (context: MemberContext, requirement = ASKED) =>
  save(context, CONDUIT, requirement, { state: 'partly' }, versionOf(context, CONDUIT, requirement))
const shown = (context: MemberContext) =>
  assessmentsHandlers['assessments.show'](context, {
    params: { tenant: 'brenner', framework: SYSTEM_KEY, subject: CONDUIT },
    ...nothing,
    query: {},
  })
const hang = (context: MemberContext, what: { controls?: string[]; evidence?: string[] }) =>
  linksHandlers['links.attach'](context, {
    params: { tenant: 'brenner' },
    query: undefined,
    version: undefined,
    body: { subject: CONDUIT, framework: SYSTEM_KEY, requirements: [ASKED], ...what },
  })

describe('what stands at two sites', () => {
  test('is read and commented from one of them, and takes no answer', async () => {
    expect(need(await shown(one)).may).toEqual({ answer: false, comment: true, delegate: false, accept: false })
    expect(need(await shown(both)).may).toEqual({ answer: true, comment: true, delegate: true, accept: true })
    const refused = problem(await answer(one))
    expect(refused).toMatchObject({ code: 'forbidden', kept: 'nothing was changed' })
    expect(refused.detail).toContain('all of its places')
    expect(refused.mend).toBe(`ask ${both.user.name} to do it, or to delegate the question to you`)
    need(
      await commentsHandlers['comments.add'](one, {
        params: cellParams(one, CONDUIT, ASKED),
        query: undefined,
        version: undefined,
        body: { text: 'Our side of the line is encrypted.', mentions: [] },
      }),
    )
    expect(need(await answer(both)).version).toBeGreaterThan(0)
  })

  test('not in bulk, nor by taking back or undoing', async () => {
    const version = versionOf(one, CONDUIT, ASKED)
    const bulk = need(
      await answersHandlers['answers.bulk'](one, {
        params: { tenant: 'brenner' },
        query: undefined,
        version: undefined,
        body: { answers: [{ ...cellParams(one, CONDUIT, ASKED), answer: { state: 'met' } }] },
      }),
    )
    expect(bulk).toMatchObject({ saved: 0, results: [{ status: 'forbidden' }] })
    for (const verb of ['answers.clear', 'answers.undo'] as const)
      expect(
        problem(await answersHandlers[verb](one, { params: cellParams(one, CONDUIT, ASKED), query: undefined, body: undefined, version }))
          .code,
      ).toBe('forbidden')
  })

  test('nor controls or evidence, until somebody of both sites asks', async () => {
    const control = one.model.objects('control')[0]?.id ?? ''
    expect(problem(await hang(one, { controls: [control] })).code).toBe('forbidden')
    const evidence = one.model.objects('evidence')[0]?.id ?? ''
    expect(problem(await hang(one, { evidence: [evidence] })).detail).toContain('all of its places')
  })

  test('is delegated by who holds both, and then answered from one', async () => {
    expect(problem(await delegate(one, one)).detail).toContain('all of its places')
    const asked = need(await delegate(both, one))
    expect(asked.state).toBe('open')
    expect(need(await answer(one)).version).toBeGreaterThan(1)
    expect(problem(await answer(one, 'SR 1.2')).code).toBe('forbidden')
    const submitted = need(
      await assignmentsHandlers['assignments.submit'](one, {
        params: { tenant: 'brenner', id: asked.id },
        query: undefined,
        version: asked.version,
        body: {},
      }),
    )
    expect(submitted.may).toMatchObject({ accept: false, return: false })
    const accept = (context: MemberContext) =>
      assignmentsHandlers['assignments.accept'](context, {
        params: { tenant: 'brenner', id: asked.id },
        query: undefined,
        version: submitted.version,
        body: {},
      })
    expect(problem(await accept(one)).code).toBe('forbidden')
    expect(need(await accept(both)).state).toBe('accepted')
    expect(problem(await answer(one)).code).toBe('forbidden')
  })
})
