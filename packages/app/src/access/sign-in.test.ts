import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { FREE_FAILURES, LOCK_SECONDS } from '@caponier/store/access/sign-in-attempts'
import type { TestApp } from '../app.test-support.ts'
import { TEST_NOW, testApp } from '../app.test-support.ts'
import type { App } from '../context.ts'
import { account, browser, PASSWORD, refusal, signedInBrowser, value } from './access.test-support.ts'
import { accessMemory } from './access-memory.ts'
import { accountHandlers } from './account-handlers.ts'
import { signedIn } from './member-context.ts'
import { ATTEMPTS_A_MINUTE, networkOf } from './rate-limit.ts'
import { sessionHandlers } from './session-handlers.ts'
import { signIn } from './sign-in.ts'

let test_: TestApp
let app: App
let now = Date.parse(TEST_NOW)
beforeAll(async () => {
  test_ = await testApp()
})
beforeEach(() => {
  app = { ...test_.app, clock: () => now }
})
afterEach(() => {
  now = Date.parse(TEST_NOW)
})
afterAll(() => test_.stop())

const input = <B>(body: B) => ({ params: undefined, query: undefined, body, version: undefined })
const nothing = input(undefined)
let addresses = 0
const fresh = () => browser(app, `198.51.100.${(addresses += 1)}`)
const attempt = (email: string, password: string) => signIn(fresh().context(), { email, password })

describe('signing in', () => {
  test('opens a session that the browser gets and the list of sessions shows', async () => {
    const { email, id } = await account(app)
    const at = fresh()
    const me = value(await signIn(at.context(), { email, password: PASSWORD }))
    expect(me).toMatchObject({ user: { id, email }, tenants: [] })
    expect(await signedIn(app, at.token())).toMatchObject({ userId: id })
    const sessions = value(await accountHandlers['account.sessions'](await at.session()))
    expect(sessions).toMatchObject([{ id: me.session.id, device: 'Firefox, Linux', current: true }])
  })

  test('takes the password as another keyboard composes it', async () => {
    const { email } = await account(app)
    expect((await attempt(email, PASSWORD.normalize('NFD'))).ok).toBe(true)
  })

  test('never turns a planted token into a session', async () => {
    const { email } = await account(app)
    const attacker = await signedInBrowser(app, (await account(app)).email)
    const at = fresh()
    const planted = attacker.token()
    at.plant(planted)
    value(await signIn(at.context(), { email, password: PASSWORD }))
    expect(at.token()).not.toBe(planted)
    expect(await signedIn(app, planted)).toBeNull()
  })

  test('gives the same answer and does the same work whether the account exists or not', async () => {
    const { email } = await account(app)
    const { hashing } = accessMemory(app)
    const answers: unknown[] = []
    const work: number[] = []
    for (const [who, password] of [
      [email, 'a wrong one, really'],
      ['nobody@example.invalid', 'a wrong one, really'],
      ['nobody@example.invalid', PASSWORD],
    ] as const) {
      const before = hashing.computed
      answers.push(await attempt(who, password))
      work.push(hashing.computed - before)
    }
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1)
    expect(work).toEqual([1, 1, 1])
  })

  test.each(['exists', 'does not exist'])('locks an address after failures, longer each time, alike when the account %s', async (kind) => {
    const email = kind === 'exists' ? (await account(app)).email : `nobody-${kind.length}@example.invalid`
    for (let n = 0; n < FREE_FAILURES; n += 1) expect(refusal(await attempt(email, 'wrong wrong wrong'))).toBe('unauthenticated')
    const waits: number[] = []
    for (let n = 0; n < LOCK_SECONDS.length + 1; n += 1) {
      expect(refusal(await attempt(email, 'wrong wrong wrong'))).toBe('unauthenticated')
      const locked = await attempt(email, PASSWORD)
      if (locked.ok) throw new Error('not locked')
      expect(locked.problem.code).toBe('too-many')
      waits.push(locked.problem.retryAfterSeconds ?? 0)
      now += (locked.problem.retryAfterSeconds ?? 0) * 1_000
    }
    expect(waits).toEqual([...LOCK_SECONDS, LOCK_SECONDS.at(-1)])
    if (kind === 'exists') {
      expect((await attempt(email, PASSWORD)).ok).toBe(true)
      expect(refusal(await attempt(email, 'wrong wrong wrong'))).toBe('unauthenticated')
      expect((await attempt(email, PASSWORD)).ok).toBe(true)
    }
  })

  test('counts attempts at the same moment each', async () => {
    const { email } = await account(app)
    const results = await Promise.all(Array.from({ length: 20 }, () => attempt(email, 'wrong wrong wrong')))
    expect(results.filter((one) => refusal(one) === 'unauthenticated')).toHaveLength(FREE_FAILURES + 1)
  })

  test('forgets failures after a day', async () => {
    const { email } = await account(app)
    for (let n = 0; n < FREE_FAILURES; n += 1) await attempt(email, 'wrong wrong wrong')
    now += 25 * 3_600_000
    for (let n = 0; n < FREE_FAILURES; n += 1) expect(refusal(await attempt(email, 'wrong wrong wrong'))).toBe('unauthenticated')
    expect((await attempt(email, PASSWORD)).ok).toBe(true)
  })

  test('slows down one network address over all accounts, and only that', async () => {
    const at = browser(app, '192.0.2.99')
    const { email } = await account(app)
    const codes: string[] = []
    for (let n = 0; n < ATTEMPTS_A_MINUTE + 1; n += 1)
      codes.push(refusal(await signIn(at.context(), { email: `victim-${n}@example.invalid`, password: 'Summer Summer 1' })))
    expect(codes.slice(0, -1).every((code) => code === 'unauthenticated')).toBe(true)
    expect(codes.at(-1)).toBe('too-many')
    expect(refusal(await signIn(at.context(), { email, password: PASSWORD }))).toBe('too-many')
    expect((await attempt(email, PASSWORD)).ok).toBe(true)
    now += 60_000
    expect((await signIn(at.context(), { email, password: PASSWORD })).ok).toBe(true)
  })

  test('computes few hashes at a time and turns a flood away', async () => {
    const { email } = await account(app)
    const { hashing } = accessMemory(app)
    let most = 0
    const watch = setInterval(() => {
      most = Math.max(most, hashing.running)
    }, 1)
    const results = await Promise.all(
      Array.from({ length: 80 }, (_, n) => attempt(n === 0 ? email : `flood-${n}@example.invalid`, PASSWORD)),
    )
    clearInterval(watch)
    expect(most).toBeLessThanOrEqual(2)
    expect(hashing.running).toBe(0)
    expect(results.some((one) => !one.ok && one.problem.code === 'too-many')).toBe(true)
  })

  test.each([
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:DB8:1:2::1', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
  ])('%s counts as %s', (address, network) => expect(networkOf(address)).toBe(network))
})

describe('sessions', () => {
  test('are ended by signing out, one by one, and all others', async () => {
    const { email } = await account(app)
    const [a, b, c, d] = [
      await signedInBrowser(app, email),
      await signedInBrowser(app, email),
      await signedInBrowser(app, email),
      await signedInBrowser(app, email),
    ]
    const kept = { a: a.token(), b: b.token(), c: c.token(), d: d.token() }
    value(await sessionHandlers['session.sign-out'](a.context()))
    expect(a.token()).toBeNull()
    expect(await signedIn(app, kept.a)).toBeNull()
    const other = (await c.session()).user.sessionId
    value(await accountHandlers['account.end-session'](await b.session(), { ...nothing, params: { id: other } }))
    expect(await signedIn(app, kept.c)).toBeNull()
    expect(value(await accountHandlers['account.end-others'](await b.session()))).toEqual({ ended: 1 })
    expect(await signedIn(app, kept.d)).toBeNull()
    expect(await signedIn(app, kept.b)).not.toBeNull()
  })

  test('of others cannot be ended or seen', async () => {
    const [mine, theirs] = [await signedInBrowser(app, (await account(app)).email), await signedInBrowser(app, (await account(app)).email)]
    const { sessionId } = (await theirs.session()).user
    expect(refusal(await accountHandlers['account.end-session'](await mine.session(), { ...nothing, params: { id: sessionId } }))).toBe(
      'not-found',
    )
    expect(value(await accountHandlers['account.sessions'](await mine.session()))).toHaveLength(1)
    expect(await signedIn(app, theirs.token())).not.toBeNull()
  })

  test('all end with a new password, and the one at hand goes on under a new token', async () => {
    const { email } = await account(app)
    const [a, b] = [await signedInBrowser(app, email), await signedInBrowser(app, email)]
    const before = { a: a.token(), b: b.token() }
    const next = 'Vier Wellen im Trockenlauf'
    const change = async (current: string, wanted: string) =>
      accountHandlers['account.password'](await a.session(), input({ current, next: wanted }))
    expect(refusal(await change('not the one I have', next))).toBe('invalid-input')
    expect(refusal(await change(PASSWORD, 'password1234'))).toBe('invalid-input')
    expect(await signedIn(app, before.b)).not.toBeNull()
    value(await change(PASSWORD, next))
    expect(await signedIn(app, before.a)).toBeNull()
    expect(await signedIn(app, before.b)).toBeNull()
    expect(await signedIn(app, a.token())).not.toBeNull()
    expect(refusal(await attempt(email, PASSWORD))).toBe('unauthenticated')
    expect((await attempt(email, next)).ok).toBe(true)
  })
})

describe('the own profile', () => {
  test('is changed as of a version; a stale change shows what stands', async () => {
    const at = await signedInBrowser(app, (await account(app)).email)
    const edit = async (version: number, body: { name?: string; language?: 'en' | 'de'; theme?: 'dark' }) =>
      accountHandlers['account.edit'](await at.session(), { ...input(body), version })
    expect(value(await edit(1, { name: 'New Name', language: 'de' })).user).toMatchObject({ name: 'New Name', language: 'de', version: 2 })
    expect((await at.session()).user).toMatchObject({ name: 'New Name', language: 'de' })
    const stale = await edit(1, { theme: 'dark' })
    expect(stale).toMatchObject({ ok: false, problem: { code: 'stale-version', version: 2, theirs: { name: 'New Name' } } })
  })
})
