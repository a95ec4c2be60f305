import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type TestApp, testApp } from '../app.test-support.ts'
import type { App } from '../context.ts'
import { account, signedInBrowser, value } from './access.test-support.ts'
import { accountHandlers } from './account-handlers.ts'
import { followEndedSessions } from './follow-ended-sessions.ts'
import { signedIn } from './member-context.ts'

let there: TestApp
/** Another server process on the same database: it has a memory of its own. */
let other: App
let stop: () => Promise<void>
beforeAll(async () => {
  there = await testApp()
  other = { ...there.app }
  stop = followEndedSessions(other)
})
afterAll(async () => {
  await stop()
  await there.stop()
})

/** The clock of these processes stands still, so that what they remember never grows old by itself. */
const sees = async (token: string | null) => (await signedIn(other, token)) !== null

test('a session that is ended on one process is out on the others at once', async () => {
  const { email } = await account(there.app)
  const [leaving, staying] = [await signedInBrowser(there.app, email), await signedInBrowser(there.app, email)]
  expect([await sees(leaving.token()), await sees(staying.token())]).toEqual([true, true])
  const session = await leaving.session()
  value(
    await accountHandlers['account.end-session'](await staying.session(), {
      params: { id: session.user.sessionId },
      query: undefined,
      body: undefined,
      version: undefined,
    }),
  )
  await vi.waitFor(async () => expect(await sees(leaving.token())).toBe(false), 10_000)
  expect(await sees(staying.token())).toBe(true)
})

test('after its connection broke a process listens again', async () => {
  const { email } = await account(there.app)
  const at = await signedInBrowser(there.app, email)
  expect(await sees(at.token())).toBe(true)
  await there.app.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen caponier_session' and datname = current_database()`,
  )
  const listeners = async () =>
    (await there.app.pool.query(`select from pg_stat_activity where query = 'listen caponier_session' and datname = current_database()`))
      .rowCount
  await vi.waitFor(async () => expect(await listeners()).toBe(1), 10_000)
  const ending = await at.session()
  value(
    await accountHandlers['account.end-session'](ending, {
      params: { id: ending.user.sessionId },
      query: undefined,
      body: undefined,
      version: undefined,
    }),
  )
  await vi.waitFor(async () => expect(await sees(at.token())).toBe(false), 10_000)
})
