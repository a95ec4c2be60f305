import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findObject, replaceObjects } from '@caponier/store/model/objects'
import type { TestApp } from '../app.test-support.ts'
import { testApp, WHOLE } from '../app.test-support.ts'
import { verifyTenant } from '../activity/verify-tenant.ts'
import { activityHandlers } from '../activity/activity-handlers.ts'
import { signHead } from '../activity/sign-head.ts'
import { change } from '../change.ts'
import type { MemberContext } from '../context.ts'
import { openPool } from '@caponier/store/connection'
import { account, browser, givePassword, PASSWORD, refusal, signedInBrowser, value } from './access.test-support.ts'
import { accountHandlers } from './account-handlers.ts'
import { signedIn } from './member-context.ts'
import { memberHandlers } from './member-handlers.ts'
import { signIn } from './sign-in.ts'

const NAME = 'Berna Yıldırım'
const ID = 'b-yildirim'

let test_: TestApp
let admin: MemberContext
let member: MemberContext
beforeAll(async () => {
  test_ = await testApp()
  admin = await test_.member('brenner', ['admin', WHOLE])
  member = await test_.member('brenner', ['engineer', WHOLE])
  await givePassword(test_.app, member.user.userId)
  const params = { tenant: 'brenner', user: member.user.userId }
  value(await memberHandlers['members.edit'](admin, { params, query: undefined, body: { personId: ID }, version: 1 }))
})
afterAll(() => test_.stop())

const call = <B>(user: string, body: B) => ({ params: { tenant: 'brenner', user }, query: undefined, body, version: undefined })

/** Every text of every table in which something stands, as a superuser sees it. */
async function tablesWith(texts: readonly string[]): Promise<readonly string[]> {
  const pool = openPool(test_.attacker, () => undefined)
  const { rows: tables } = await pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  )
  const found: string[] = []
  for (const { name } of tables) {
    const { rows } = await pool.query<{ n: number }>(
      `select count(*)::int as n from "${name}" as t where ${texts.map((_, at) => `t::text ilike '%' || $${at + 1} || '%'`).join(' or ')}`,
      [...texts],
    )
    if ((rows[0]?.n ?? 0) > 0) found.push(name)
  }
  await pool.end()
  return found.toSorted()
}

/** The person is changed and owns something that is changed, so that details and the past hold name and id. */
async function leaveTraces(): Promise<void> {
  value(
    await change(member, ['company'], async (tx) => {
      const person = await findObject(tx.queries, 'brenner', 'person', ID)
      const zone = (await test_.again(admin)).model.objects('zone').find((one) => one.doc.owner === ID)
      if (person === undefined || zone === undefined) throw new Error('the sample has no such person')
      await replaceObjects(tx, 'person', [{ id: ID, doc: { ...person.doc, function: 'Network engineer' } }], 'person')
      await replaceObjects(tx, 'zone', [{ id: zone.id, doc: { ...zone.doc, criticality: 3 } }], 'person')
      tx.record({
        action: 'company.replace',
        objectKind: 'person',
        objectId: ID,
        before: person.doc,
        after: { ...person.doc, function: 'Network engineer' },
      })
      tx.record({
        action: 'company.replace',
        objectKind: 'zone',
        objectId: zone.id,
        before: zone.doc,
        after: { ...zone.doc, criticality: 3 },
      })
      return { ok: true, value: undefined }
    }),
  )
  test_.app.tenants.forget('brenner')
}

describe('the data of a person', () => {
  test('are given to the person, from all organisations, without the hash of the password', async () => {
    await leaveTraces()
    const at = await signedInBrowser(test_.app, member.user.email)
    const file = value(await accountHandlers['account.export'](await at.session()))
    const text = new TextDecoder().decode(file.bytes as Uint8Array)
    const data = JSON.parse(text) as {
      account: { email: string }
      organisations: { id: string; person: { namedBy: unknown[]; past: unknown[] }; activity: unknown[] }[]
    }
    expect(data.account.email).toBe(member.user.email)
    expect(data.organisations.map((one) => one.id)).toEqual(['brenner'])
    expect(data.organisations[0]?.person.namedBy.length).toBeGreaterThan(0)
    expect(data.organisations[0]?.person.past.length).toBeGreaterThan(0)
    expect(data.organisations[0]?.activity.length).toBeGreaterThan(1)
    expect(text).not.toContain('argon2')
  })

  test('are given to the administrator of the organisation, and that is written down', async () => {
    const file = value(await memberHandlers['members.export'](admin, call(member.user.userId, undefined)))
    expect(new TextDecoder().decode(file.bytes as Uint8Array)).toContain(NAME)
    const { items } = value(
      await activityHandlers['activity.list'](admin, {
        params: { tenant: 'brenner' },
        query: { action: 'access.export' },
        body: undefined,
        version: undefined,
      }),
    )
    expect(items[0]).toMatchObject({ kind: 'member', object: member.user.userId })
  })
})

describe('erasing a person', () => {
  test('wants the address again, and nobody erases themselves', async () => {
    const erase = memberHandlers['members.erase']
    expect(refusal(await erase(admin, call(member.user.userId, { email: 'other@example.com' })))).toBe('invalid-input')
    expect(refusal(await erase(admin, call(admin.user.userId, { email: admin.user.email })))).toBe('conflict')
    expect(await tablesWith([ID])).not.toEqual([])
  })

  test('leaves name, address and id nowhere, the model whole and the chain true', async () => {
    const held = await signHead(test_.app, 'brenner', 'report')
    const before = (await test_.again(admin)).model
    const at = await signedInBrowser(test_.app, member.user.email)
    const session = await at.session()
    const erased = value(await memberHandlers['members.erase'](admin, call(member.user.userId, { email: member.user.email })))
    expect(erased.accountErased).toBe(true)
    expect(erased.detailsErased).toBeGreaterThan(0)
    // What is left is free text, and exactly that is listed.
    expect(await tablesWith([member.user.email, ID])).toEqual([])
    const named = await tablesWith([NAME])
    expect(named.length === 0).toBe(erased.nameStillIn.length === 0)
    const report = await verifyTenant(test_.app, 'brenner')
    expect(report).toMatchObject({ intact: true })
    expect(report.details.erased).toBe(erased.detailsErased)
    expect(report.head.seq).toBeGreaterThan(held.seq)
    const after = (await test_.again(admin)).model
    const owners = (model: typeof before): readonly string[] =>
      model.objects('zone').map((one) => `${one.id} ${one.doc.owner === undefined ? 'nobody' : 'somebody'}`)
    expect(owners(after)).toEqual(owners(before))
    expect(after.objects('person')).toHaveLength(before.objects('person').length)
    expect(after.position('2026-11-23', 'en')).toEqual(before.position('2026-11-23', 'en'))
    expect(
      refusal(
        await accountHandlers['account.password'](session, {
          params: undefined,
          query: undefined,
          body: { current: PASSWORD, next: 'Vier Wellen im Trockenlauf' },
          version: undefined,
        }),
      ),
    ).toBe('not-found')
    expect(refusal(await signIn(browser(test_.app, '203.0.113.99').context(), { email: member.user.email, password: PASSWORD }))).toBe(
      'unauthenticated',
    )
    await expect(at.session()).rejects.toThrow('nobody is signed in')
  })

  test('shows what the person did as done by nobody known', async () => {
    const { items } = value(
      await activityHandlers['activity.list'](admin, {
        params: { tenant: 'brenner' },
        query: { action: 'company.replace' },
        body: undefined,
        version: undefined,
      }),
    )
    expect(items).toHaveLength(2)
    for (const one of items) expect(one).toMatchObject({ byKind: 'user', by: null, byName: null, detail: 'erased' })
    expect(items.find((one) => one.kind === 'person')?.objectName).toBeNull()
  })
})

describe('an account without organisation', () => {
  const erase = async (at: ReturnType<typeof browser>, password = PASSWORD) =>
    accountHandlers['account.erase'](await at.session(), { params: undefined, query: undefined, body: { password }, version: undefined })

  test('is erased by its holder, who knows the password, with all its sessions; of a member it is not', async () => {
    const { email } = await account(test_.app)
    const [at, elsewhere] = [await signedInBrowser(test_.app, email), await signedInBrowser(test_.app, email)]
    expect(refusal(await erase(at, 'not the password at all'))).toBe('invalid-input')
    value(await erase(at))
    expect(at.token()).toBeNull()
    expect(await signedIn(test_.app, elsewhere.token())).toBeNull()
    expect(await tablesWith([email])).toEqual([])
    const one = await test_.member('brenner', ['engineer', WHOLE])
    await givePassword(test_.app, one.user.userId)
    expect(refusal(await erase(await signedInBrowser(test_.app, one.user.email)))).toBe('conflict')
  })
})
