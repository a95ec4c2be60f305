import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { computeAll } from '@caponier/offline/position/compute'
import { checkWorkspace } from '@caponier/core/company/references'
import { frameworkFacts } from '@caponier/core/company/answer-subjects'
import type { Workspace } from '@caponier/core/company/workspace'
import type { TestApp } from '../app.test-support.ts'
import { brennerWorkspace, TEST_DAY, testApp, WHOLE } from '../app.test-support.ts'

let test_: TestApp
beforeAll(async () => {
  test_ = await testApp()
})
afterAll(() => test_.stop())

/** Lists have no order; two workspaces are the same when their sorted lists are. */
const sorted = (workspace: Workspace): unknown =>
  Object.fromEntries(
    Object.entries(workspace)
      .map(([key, value]): [string, unknown] => [key, Array.isArray(value) ? value.map((one) => stable(one)).sort() : stable(value)])
      .filter(([, value]) => !(Array.isArray(value) && value.length === 0)),
  )

const stable = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) =>
    one !== null && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  )

describe('a tenant in the database', () => {
  test('holds the workspace without loss', async () => {
    const original = await brennerWorkspace(test_.app.content)
    const { model } = await test_.member('brenner', ['lead', WHOLE])
    expect(sorted(model.workspace())).toEqual(sorted(original))
    const issues = checkWorkspace(model.workspace(), { today: TEST_DAY, frameworks: frameworkFacts(test_.app.content.frameworks) })
    expect(issues.filter((issue) => issue.severity === 'error')).toEqual([])
  })

  test('has the position that the offline program computes', async () => {
    const original = await brennerWorkspace(test_.app.content)
    const { model } = await test_.member('brenner', ['lead', WHOLE])
    const offline = computeAll(test_.app.content, original, { asOf: TEST_DAY, knownAt: null, lang: 'en', flips: false })
    if (!offline.ok) throw new Error(offline.problem.message)
    expect(model.position(TEST_DAY, 'en')).toEqual(offline.value.position)
  })
})
