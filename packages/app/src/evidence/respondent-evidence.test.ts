import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AssignmentDetail } from '@caponier/contract/assessment/assignments'
import type { TestApp } from '../app.test-support.ts'
import { testApp } from '../app.test-support.ts'
import { assignmentsHandlers } from '../assessment/assignments-handlers.ts'
import type { MemberContext } from '../context.ts'
import { evidenceFor, LINE, need, problem, SYSTEM } from './evidence.test-support.ts'

const GERSTHOFEN = { kind: 'site', id: 'gersthofen' } as const
let there: TestApp
let engineer: MemberContext
let respondent: MemberContext
let other: MemberContext
let assignment: AssignmentDetail
beforeAll(async () => {
  there = await testApp()
  engineer = await there.member('brenner', ['engineer', GERSTHOFEN])
  respondent = await there.member('brenner', ['respondent', GERSTHOFEN])
  other = await there.member('brenner', ['respondent', GERSTHOFEN])
  assignment = need(
    await assignmentsHandlers['assignments.add'](engineer, {
      params: { tenant: 'brenner' },
      query: undefined,
      version: undefined,
      body: { framework: SYSTEM, subject: LINE, requirements: ['SR 1.1'], assignee: respondent.user.userId, due: '2026-12-01' },
    }),
  )
})
afterAll(() => there.stop())

const proof = async (context: MemberContext) => {
  const shown = await assignmentsHandlers['assignments.show'](context, {
    params: { tenant: 'brenner', id: assignment.id },
    query: {},
    body: undefined,
    version: undefined,
  })
  return need(shown).questions[0]?.evidence ?? []
}
const at = (requirement: string) => ({ subject: LINE, framework: SYSTEM, requirement: [requirement] })
const refer = (context: MemberContext, requirement: string, name = 'Visitors book', subject = LINE) =>
  evidenceFor(context).refer({
    evidence: { name, file: 'Gate house, shelf 2', confidentiality: 'confidential' },
    subject,
    framework: SYSTEM,
    requirements: [requirement],
  })

describe('evidence of a respondent', () => {
  test('hangs on delegated questions and on no others, with or without a file', async () => {
    const added = need(await evidenceFor(respondent).add({ name: 'panel.txt', confidentiality: 'confidential', ...at('SR 1.1') }))
    const referred = need(await refer(respondent, 'SR 1.1'))
    expect(added.links.length + referred.links.length).toBe(2)
    expect(problem(await evidenceFor(respondent).add({ name: 'panel.txt', ...at('SR 1.2') })).code).toBe('not-found')
    expect(problem(await refer(respondent, 'SR 1.2')).code).toBe('not-found')
    expect(problem(await refer(other, 'SR 1.1')).code).toBe('not-found')
    expect(problem(await evidenceFor(respondent).add({ name: 'panel.txt' })).code).toBe('forbidden')
  })

  test('is all that they see there, with the file or the place where it lies', async () => {
    const mine = await proof(respondent)
    expect(mine.map((one) => [one.name, one.file, one.hasFile, one.own])).toEqual(
      expect.arrayContaining([
        ['panel', 'panel.txt', true, true],
        ['Visitors book', 'Gate house, shelf 2', false, true],
      ]),
    )
    const theirs = need(await refer(engineer, 'SR 1.1', 'Badge export'))
    expect(await proof(respondent)).toHaveLength(2)
    const seen = await proof(engineer)
    expect(seen).toHaveLength(
      need(await evidenceFor(engineer).links({ subject: LINE, requirement: 'SR 1.1' })).flatMap((one) => one.evidence).length,
    )
    // Confidential: the engineer knows of it, and not what it is called or where it lies.
    expect(seen.find((one) => one.name === 'panel')?.file).toBeNull()
    expect(seen.find((one) => one.name === 'Visitors book')?.file).toBeNull()
    const cells = { subject: LINE, framework: SYSTEM, requirements: ['SR 1.1'] }
    expect(problem(await evidenceFor(respondent).detach({ ...cells, evidence: [theirs.id] })).issues?.[0]?.path).toBe('body.evidence')
    const [first] = mine
    need(await evidenceFor(respondent).detach({ ...cells, evidence: [first?.id ?? ''] }))
    expect(await proof(respondent)).toHaveLength(1)
  })

  test('comes to rest with the questions: once submitted they take nothing more', async () => {
    need(
      await assignmentsHandlers['assignments.submit'](respondent, {
        params: { tenant: 'brenner', id: assignment.id },
        query: undefined,
        version: assignment.version,
        body: { note: 'As far as I could see.' },
      }),
    )
    expect(problem(await refer(respondent, 'SR 1.1')).code).toBe('conflict')
    expect(problem(await evidenceFor(respondent).add({ name: 'late.txt', ...at('SR 1.1') })).code).toBe('conflict')
  })

  test('without a file can be recorded by a member of one site, where it proves something', async () => {
    const made = need(await refer(engineer, 'SR 2.1', 'Log book, page 41'))
    expect(need(await evidenceFor(engineer).show(made.id)).row).toMatchObject({
      hasFile: false,
      readable: true,
      file: 'Gate house, shelf 2',
    })
    expect(problem(await refer(engineer, 'SR 2.1', 'Elsewhere', 'zone:brescia-winding')).code).toBe('not-found')
    const wrong = await evidenceFor(engineer).refer({
      evidence: { name: 'x', effective: '2026-11-01', validUntil: '2026-10-01' },
      subject: LINE,
      framework: SYSTEM,
      requirements: ['SR 2.1'],
    })
    expect(problem(wrong).issues?.[0]?.path).toContain('validUntil')
  })
})
