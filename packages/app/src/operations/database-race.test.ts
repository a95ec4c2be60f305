import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertObjects } from '@caponier/store/model/objects'
import { writeAnswers } from '@caponier/store/assessment/answers'
import { ok } from '@caponier/core'
import { problem } from '../assessment/assessment.test-support.ts'
import { testApp, type TestApp, WHOLE } from '../app.test-support.ts'
import { change } from '../change.ts'
import type { MemberContext } from '../context.ts'
import { raceProblem } from './database-race.ts'

let there: TestApp
let lead: MemberContext
beforeAll(async () => {
  there = await testApp()
  lead = await there.member('brenner', ['lead', WHOLE])
})
afterAll(() => there.stop())

test('what somebody else entered a moment before is a conflict, and nothing of the change stays', async () => {
  const doc = { id: 'twice', name: 'Twice', sites: ['gersthofen'] }
  const enter = () =>
    change(lead, ['company'], async (one) => {
      await insertObjects(one, 'person', [{ id: doc.id, doc }], 'person')
      one.record({ action: 'company.create', objectKind: 'person', objectId: doc.id, after: doc })
      one.effect({ kind: 'object', of: 'person', stored: { id: doc.id, doc, version: 1 } })
      return ok(undefined)
    })
  const outcomes = await Promise.all([enter(), enter(), enter()])
  expect(outcomes.filter((one) => one.ok)).toHaveLength(1)
  for (const one of outcomes) if (!one.ok) expect(one.problem).toMatchObject({ code: 'conflict', kept: 'nothing was changed' })
})

test('what was removed a moment before is a conflict', async () => {
  const entry = {
    subject: 'zone:gone',
    framework: 'iec62443-3-3:2013',
    requirement: 'SR 1.1',
    state: 'met' as const,
    from: lead.today,
    recordedAt: lead.now,
    provenance: 'person' as const,
  }
  const refused = problem(await change(lead, ['assessment'], async (one) => ok(await writeAnswers(one, [{ entry, expected: null }]))))
  expect(refused.code).toBe('conflict')
})

test('any other error stays one', () => {
  expect(raceProblem(new Error('no'))).toBeNull()
  expect(raceProblem(Object.assign(new Error('syntax'), { code: '42601' }))).toBeNull()
  expect(raceProblem(Object.assign(new Error('deadlock'), { code: '40P01' }))?.code).toBe('conflict')
})
