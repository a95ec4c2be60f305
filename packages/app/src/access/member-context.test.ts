import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inTransaction } from '@caponier/store/tenant/transaction'
import type { TestApp } from '../app.test-support.ts'
import { TEST_NOW, testApp, WHOLE } from '../app.test-support.ts'
import type { App, MemberContext } from '../context.ts'
import { change } from '../change.ts'
import { forgetSessions } from './access-memory.ts'
import { allowed, memberContext, SESSION_LIFE, signedIn } from './member-context.ts'
import { newToken, tokenHash } from './token.ts'

let test_: TestApp
/** The application with a clock that the test moves, and with a pool that counts. */
let app: App
let now = Date.parse(TEST_NOW)
let connects = 0
beforeAll(async () => {
  test_ = await testApp()
  const { pool } = test_.app
  const connect = pool.connect.bind(pool)
  pool.connect = ((...given: []) => {
    connects += 1
    return connect(...given)
  }) as typeof pool.connect
  app = { ...test_.app, clock: () => now }
})
afterAll(() => test_.stop())

async function session(user: string): Promise<string> {
  const token = newToken()
  await inTransaction(app.pool, { user }, '', (queries) =>
    queries
      .insertInto('session')
      .values({
        token_hash: Buffer.from(tokenHash(token), 'hex'),
        id: randomUUID(),
        user_id: user,
        created_at: new Date(now),
        last_seen_at: new Date(now),
        expires_at: new Date(now + SESSION_LIFE.idle),
      })
      .execute(),
  )
  return token
}

const lastSeen = (token: string): Promise<number | undefined> =>
  inTransaction(app.pool, { token: tokenHash(token) }, 'read only', async (queries) =>
    (await queries.selectFrom('session').select('last_seen_at').executeTakeFirst())?.last_seen_at.getTime(),
  )

describe('a presented token', () => {
  test('names its user, and for some seconds without asking the database again', async () => {
    const member = await test_.member('brenner', ['lead', WHOLE])
    const token = await session(member.user.userId)
    expect(await signedIn(app, token)).toMatchObject({ userId: member.user.userId, email: member.user.email })
    const asked = connects
    for (let n = 0; n < 20; n += 1) await signedIn(app, token)
    expect(connects).toBe(asked)
  })

  test('that is unknown, absent or no token at all names nobody', async () => {
    for (const token of [null, '', newToken(), 'x'.repeat(43), "' or 1=1 --", 'a\u0000'.repeat(22)])
      expect(await signedIn(app, token)).toBeNull()
  })

  test('that was ended here is refused at once', async () => {
    const member = await test_.member('brenner', ['lead', WHOLE])
    const token = await session(member.user.userId)
    expect(await signedIn(app, token)).not.toBeNull()
    await inTransaction(app.pool, { user: member.user.userId }, '', (queries) => queries.deleteFrom('session').execute())
    forgetSessions(app, member.user.userId)
    expect(await signedIn(app, token)).toBeNull()
  })

  test('slides while it is used, is written at most once a minute, and ends for good after its whole life', async () => {
    const start = now
    const member = await test_.member('brenner', ['lead', WHOLE])
    const token = await session(member.user.userId)
    now = start + 30_000
    await signedIn(app, token)
    expect(await lastSeen(token)).toBe(start)
    now = start + 61_000
    await signedIn(app, token)
    expect(await lastSeen(token)).toBe(start + 61_000)
    for (; now < start + SESSION_LIFE.whole - 3_600_000; now += SESSION_LIFE.idle - 1_000) expect(await signedIn(app, token)).not.toBeNull()
    now = start + SESSION_LIFE.whole
    expect(await signedIn(app, token)).toBeNull()
    now = start
  })

  test('ends when it is not used', async () => {
    const start = now
    const member = await test_.member('brenner', ['lead', WHOLE])
    const token = await session(member.user.userId)
    now = start + SESSION_LIFE.idle
    expect(await signedIn(app, token)).toBeNull()
    now = start
  })

  test('of a disabled or erased account names nobody', async () => {
    for (const column of ['disabled_at', 'erased_at']) {
      const member = await test_.member('brenner', ['lead', WHOLE])
      const token = await session(member.user.userId)
      await inTransaction(app.pool, { user: member.user.userId }, '', (queries) =>
        queries
          .updateTable('app_user')
          .set({ [column]: new Date(now) })
          .where('id', '=', member.user.userId)
          .execute(),
      )
      expect(await signedIn(app, token)).toBeNull()
    }
  })
})

/** The same caller as another tenant would see them. */
const asked = (member: MemberContext, tenant: string) => memberContext({ ...member, app }, member.user, tenant)

describe('the context of a member', () => {
  test('carries grants and gate', async () => {
    const member = await test_.member('brenner', ['engineer', { kind: 'site', id: 'kempten' }])
    const found = await asked(member, 'brenner')
    if (!found.ok) throw new Error(found.problem.detail)
    expect(found.value.grants).toEqual([{ role: 'engineer', scope: { kind: 'site', id: 'kempten' } }])
    expect(allowed(found.value, 'assessment.answer')).toBe(true)
    expect(allowed(found.value, 'people.manage')).toBe(false)
    expect(found.value.visible('position.read').all).toBe(false)
  })

  test('is refused alike for an unknown tenant, a malformed one and one of others', async () => {
    const stranger = await test_.member('brenner')
    await inTransaction(app.pool, { tenant: 'brenner', user: stranger.user.userId }, '', (queries) =>
      queries.deleteFrom('membership').where('user_id', '=', stranger.user.userId).execute(),
    )
    const answers = await Promise.all(
      ['brenner', 'nobody', '', 'a\u0000b', "x'; drop table tenant; --", '../..'].map((one) => asked(stranger, one)),
    )
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1)
    expect(answers[0]).toMatchObject({ ok: false, problem: { code: 'not-found' } })
  })

  test('costs one trip while the tenant stands still, and follows a change of people with the next request', async () => {
    const member = await test_.member('brenner', ['lead', WHOLE])
    await asked(member, 'brenner')
    const before = connects
    await asked(member, 'brenner')
    expect(connects - before).toBe(1)
    const removed = await change(member, ['access'], async (tx) => {
      await tx.queries.deleteFrom('membership').where('tenant_id', '=', 'brenner').where('user_id', '=', member.user.userId).execute()
      tx.record({ action: 'access.remove', objectKind: 'member', objectId: member.user.userId })
      return { ok: true, value: undefined }
    })
    expect(removed.ok).toBe(true)
    expect(await asked(member, 'brenner')).toMatchObject({ ok: false, problem: { code: 'not-found' } })
  })
})
