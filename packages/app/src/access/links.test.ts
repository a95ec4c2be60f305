import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { insertAccount } from '@caponier/store/access/accounts'
import { takeFirstToken } from '@caponier/store/access/installation'
import { inTransaction } from '@caponier/store/tenant/transaction'
import type { TestApp } from '../app.test-support.ts'
import { TEST_NOW, testApp } from '../app.test-support.ts'
import type { App } from '../context.ts'
import { account, browser, PASSWORD, refusal, signedInBrowser, tokenOf, value } from './access.test-support.ts'
import { firstRun } from './first-run.ts'
import { firstRunLink, LINK_LIFE, lookAtLink, signInLink, signInLinkFor } from './links.ts'
import { memberContext, signedIn } from './member-context.ts'
import { newToken, tokenHash } from './token.ts'
import { redeem } from './use-link.ts'

let test_: TestApp
let app: App
let now = Date.parse(TEST_NOW)
beforeAll(async () => {
  test_ = await testApp()
})
beforeEach(() => {
  now = Date.parse(TEST_NOW)
  app = { ...test_.app, clock: () => now }
})
afterAll(() => test_.stop())

const person = (token: string, email = 'first@example.com') => ({
  token,
  name: 'First Person',
  email,
  password: PASSWORD,
  language: 'de' as const,
})

describe('the first run', () => {
  test('wants the newest link from the console, in time, and a password that is one', async () => {
    const old = tokenOf((await firstRunLink(app)) ?? '')
    const token = tokenOf((await firstRunLink(app)) ?? '')
    const at = browser(app)
    for (const wrong of [old, newToken(), '', 'x'.repeat(43)]) expect(refusal(await firstRun(at.context(), person(wrong)))).toBe('gone')
    expect(refusal(await firstRun(at.context(), { ...person(token), password: 'password1234' }))).toBe('invalid-input')
    expect(value(await lookAtLink(at.context(), token)).purpose).toBe('first')
    now += LINK_LIFE.first
    expect(refusal(await firstRun(at.context(), person(token)))).toBe('gone')
    expect(await signedIn(app, at.token())).toBeNull()
  })

  test('that was interrupted is taken up again with the next link', async () => {
    const token = tokenOf((await firstRunLink(app)) ?? '')
    const left = (await takeFirstToken(app.pool, tokenHash(token), app.newId(), new Date(now))) ?? ''
    await inTransaction(app.pool, { user: left }, '', (queries) =>
      insertAccount(queries, { id: left, email: 'typo@example.com', name: 'Typo', language: 'en', passwordHash: null, now: new Date(now) }),
    )
    expect(refusal(await firstRun(browser(app).context(), person(token)))).toBe('gone')
    expect(await firstRunLink(app)).not.toBeNull()
  })

  test('makes one administrator of every organisation, and is over for good', async () => {
    const token = tokenOf((await firstRunLink(app)) ?? '')
    const at = browser(app)
    const results = await Promise.all([
      firstRun(at.context(), person(token)),
      firstRun(browser(app, '198.51.100.2').context(), person(token, 'second@example.com')),
    ])
    expect(results.filter((one) => one.ok)).toHaveLength(1)
    expect(results.filter((one) => !one.ok).map(refusal)).toEqual(['gone'])
    const me = results.flatMap((one) => (one.ok ? [one.value] : []))[0]
    expect(me?.tenants).toEqual([
      expect.objectContaining({ id: 'brenner', sample: true, grants: [{ role: 'admin', scope: { kind: 'organisation' } }] }),
    ])
    expect(await firstRunLink(app)).toBeNull()
    expect(refusal(await firstRun(browser(app, '198.51.100.3').context(), person(token)))).toBe('gone')
    const { rows } = await app.pool.query<{ n: number }>(`select count(*)::int as n from installation where claimed_at is not null`)
    expect(rows[0]?.n).toBe(1)
    const back = await signedInBrowser(app, me?.user.email ?? '')
    const context = await back.session()
    expect((await memberContext(context, context.user, 'brenner')).ok).toBe(true)
  })
})

describe('a sign-in link from the console', () => {
  test('signs in once, whoever is first, with a token of its own', async () => {
    const { id, email } = await account(app)
    const token = tokenOf(await signInLink(app, id))
    expect(value(await lookAtLink(browser(app).context(), token))).toMatchObject({ purpose: 'sign-in', email })
    const browsers = [browser(app, '198.51.100.4'), browser(app, '198.51.100.5')]
    const planted = newToken()
    for (const one of browsers) one.plant(planted)
    const results = await Promise.all(browsers.map((one) => redeem(one.context(), token)))
    expect(results.filter((one) => one.ok)).toHaveLength(1)
    const winner = browsers[results.findIndex((one) => one.ok)]
    expect(winner?.token()).not.toBe(planted)
    expect(winner?.token()).not.toBe(token)
    expect(await signedIn(app, winner?.token() ?? null)).toMatchObject({ userId: id })
    expect(refusal(await redeem(browser(app, '198.51.100.6').context(), token))).toBe('gone')
    expect(refusal(await lookAtLink(browser(app, '198.51.100.6').context(), token))).toBe('gone')
  })

  test('runs out after an hour, and an earlier one gives way', async () => {
    const { id } = await account(app)
    const earlier = tokenOf(await signInLink(app, id))
    const token = tokenOf(await signInLink(app, id))
    expect(refusal(await redeem(browser(app, '198.51.100.7').context(), earlier))).toBe('gone')
    now += LINK_LIFE.signIn
    expect(refusal(await redeem(browser(app, '198.51.100.7').context(), token))).toBe('gone')
  })

  test('is no session token, and a session token is no link', async () => {
    const { id, email } = await account(app)
    const token = tokenOf(await signInLink(app, id))
    expect(await signedIn(app, token)).toBeNull()
    const at = await signedInBrowser(app, email)
    expect(refusal(await redeem(browser(app, '198.51.100.8').context(), at.token() ?? ''))).toBe('gone')
  })

  test('is made for addresses that have an account only', async () => {
    const { email } = await account(app)
    expect(await signInLinkFor(app, ` ${email.toUpperCase()}`)).toContain('/link#')
    expect(await signInLinkFor(app, 'nobody@example.com')).toBeNull()
  })
})
