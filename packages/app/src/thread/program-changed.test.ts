import { PROBLEMS } from '@caponier/contract/kit/problem'
import { fail } from '@caponier/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestApp } from '../app.test-support.ts'
import { TEST_DAY, testApp, WHOLE } from '../app.test-support.ts'
import type { MemberContext } from '../context.ts'
import { unlessAway } from '../operations/database-away.ts'
import { cockpitHandlers, positionHandlers } from '../position/position-handlers.ts'
import { makeReport } from '../reports/make-report.ts'
import { PROGRAM_CHANGED } from './program-changed.ts'
import { threadReader } from './reader.ts'

let there: TestApp
let upgraded: MemberContext
beforeAll(async () => {
  there = await testApp()
  const lead = await there.member('brenner', ['lead', WHOLE])
  // As if the content on disk had been replaced since the server loaded its own.
  const content = { ...there.app.content, contentVersion: '0123456789abcdef' }
  await there.app.reader.stop()
  upgraded = { ...lead, app: { ...there.app, content, reader: threadReader(there.app.pool, content.contentVersion) } }
})
afterAll(async () => {
  await upgraded.app.reader.stop()
  await there.stop()
})

const params = { tenant: 'brenner' }
const nothing = { body: undefined, version: undefined, params }

test('a program that was changed under a running server says so, each time, instead of failing', async () => {
  const trend = () => unlessAway(() => cockpitHandlers['cockpit.trend'](upgraded, { ...nothing, query: { months: 3 } }))
  expect(await trend()).toEqual(fail(PROGRAM_CHANGED))
  expect(await trend()).toEqual(fail(PROGRAM_CHANGED))
  expect(await unlessAway(() => positionHandlers['position.show'](upgraded, { ...nothing, query: {} }))).toEqual(fail(PROGRAM_CHANGED))
  expect(PROBLEMS[PROGRAM_CHANGED.code].status).toBe(503)
})

test('a report says the same', async () => {
  const wish = { kind: 'position', format: 'json', language: 'en', scopeKind: 'organisation', scopeId: '', asOf: TEST_DAY } as const
  const options = { today: TEST_DAY, signal: new AbortController().signal, onStep: () => undefined }
  expect(await makeReport(upgraded.app, upgraded.model, wish, options)).toEqual(fail(PROGRAM_CHANGED.detail))
})
