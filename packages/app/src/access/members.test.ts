import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadContent } from '@caponier/content/load'
import {
  PERMISSIONS,
  type Permission,
  type Role,
  type RoleGrant,
  type RoleScope,
  isForWhole,
  roleHas,
  ROLES,
} from '@caponier/contract/access/roles'
import type { Workspace } from '@caponier/core/company/workspace'
import { inTransaction } from '@caponier/store/tenant/transaction'
import type { TestApp } from '../app.test-support.ts'
import { brennerWorkspace, testApp, WHOLE } from '../app.test-support.ts'
import { eventsHandlers } from '../activity/events-handlers.ts'
import { foundOrganisation } from '../company/new-organisation.ts'
import type { MemberContext } from '../context.ts'
import { visibleTo } from '../gate/visible.ts'
import { account, browser, givePassword, PASSWORD, refusal, signedInBrowser, tokenOf, value } from './access.test-support.ts'
import { acceptInvitation, joinByInvitation } from './accept-invitation.ts'
import { lookAtLink } from './links.ts'
import { covers } from './managed-places.ts'
import { memberContext, signedIn } from './member-context.ts'
import { memberHandlers } from './member-handlers.ts'
import { settingsHandlers } from './settings-handlers.ts'
import { resetPassword } from './use-link.ts'

let test_: TestApp
let admin: MemberContext
beforeAll(async () => {
  const brenner = await brennerWorkspace(loadContent())
  const other: Workspace = {
    caponier: 1,
    organisation: { ...brenner.organisation, id: 'other', name: 'Other Works' },
    frameworks: [],
    entities: [],
  }
  test_ = await testApp([other])
  admin = await test_.member('brenner', ['admin', WHOLE])
  await test_.member('brenner', ['admin', WHOLE])
})
afterAll(() => test_.stop())

const site = (id: string): RoleScope => ({ kind: 'site', id })
const grant = (role: Role, scope: RoleScope = WHOLE): RoleGrant => ({ role, scope })
const of = (context: MemberContext) => ({ tenant: context.tenant })
const call = <B>(context: MemberContext, user: string, body: B) => ({
  params: { ...of(context), user },
  query: undefined,
  body,
  version: undefined,
})

const list = async (context: MemberContext) => value(await memberHandlers['members.list'](context))
const shown = async (context: MemberContext, user: string) => (await list(context)).find((one) => one.id === user)
const edit = (context: MemberContext, user: string, version: number, body: { grants?: RoleGrant[]; personId?: string | null }) =>
  memberHandlers['members.edit'](context, { ...call(context, user, body), version })
const remove = (context: MemberContext, user: string, version = 1) =>
  memberHandlers['members.remove'](context, { ...call(context, user, undefined), version })
const invite = (context: MemberContext, email: string, grants: RoleGrant[], more: { personId?: string } = {}) =>
  memberHandlers['invitations.add'](context, {
    params: of(context),
    query: undefined,
    body: { email, name: 'New Colleague', language: 'en', grants, ...more },
    version: undefined,
  })
const invitations = async (context: MemberContext) => value(await memberHandlers['invitations.list'](context))
const reset = (context: MemberContext, user: string) => memberHandlers['members.reset'](context, call(context, user, undefined))
let addresses = 0
const fresh = () => browser(test_.app, `198.51.100.${(addresses += 1)}`)
const accepting = (token: string, name = 'New Colleague') => ({ token, name, password: PASSWORD, language: 'en' as const })

describe('the permission table', () => {
  const places = () => admin.model.places()
  const scopes = () =>
    fc.oneof(
      fc.constant<RoleScope>(WHOLE),
      fc.constantFrom(...admin.model.objects('entity').map((one): RoleScope => ({ kind: 'entity', id: one.id }))),
      fc.constantFrom(...admin.model.objects('site').map((one) => site(one.id))),
    )
  const grants = () => fc.array(fc.record({ role: fc.constantFrom(...ROLES), scope: scopes() }), { maxLength: 5 })

  test('never lets a role act outside its place', () => {
    fc.assert(
      fc.property(grants(), fc.constantFrom(...PERMISSIONS), (held, permission: Permission) => {
        const gate = visibleTo(held, permission, places())
        // What is for the whole organisation counts for nothing at a part of it.
        const carrying = held.filter(
          (one) => roleHas(one.role, permission) && (one.scope.kind === 'organisation' || !isForWhole(permission)),
        )
        expect(gate.all).toBe(carrying.some((one) => one.scope.kind === 'organisation'))
        for (const { id, doc } of admin.model.objects('site')) {
          const reached = carrying.some(
            ({ scope }) =>
              scope.kind === 'organisation' ||
              (scope.kind === 'site' && scope.id === id) ||
              (scope.kind === 'entity' && doc.entities.includes(scope.id)),
          )
          expect(gate.site(id)).toBe(reached)
        }
        for (const { id } of admin.model.objects('entity')) {
          const reached = carrying.some(({ scope }) => scope.kind === 'organisation' || (scope.kind === 'entity' && scope.id === id))
          expect(gate.entity(id)).toBe(reached)
        }
        for (const zone of admin.model.objects('zone')) expect(gate.subject(`zone:${zone.id}`)).toBe(gate.site(zone.doc.site))
        expect(gate.subject('organisation')).toBe(gate.all)
      }),
    )
  })

  test('never lets who manages a part give what reaches further', () => {
    fc.assert(
      fc.property(grants(), scopes(), fc.constantFrom(...PERMISSIONS), (held, scope, permission: Permission) => {
        const manager = visibleTo(held, 'people.manage', places())
        fc.pre(covers(manager, scope))
        const given = visibleTo([{ role: 'admin', scope }], permission, places())
        if (given.all) expect(manager.all).toBe(true)
        for (const one of admin.model.objects('site')) if (given.site(one.id)) expect(manager.site(one.id)).toBe(true)
        for (const one of admin.model.objects('entity')) if (given.entity(one.id)) expect(manager.entity(one.id)).toBe(true)
      }),
    )
  })
})

describe('members', () => {
  test('are listed with what the caller may see of them', async () => {
    const engineer = await test_.member('brenner', ['engineer', site('kempten')], ['respondent', site('wels')])
    const colleague = await test_.member('brenner', ['lead', site('kempten')])
    const seen = await list(engineer)
    expect(seen.map((one) => one.id).toSorted()).toEqual([engineer.user.userId, colleague.user.userId].toSorted())
    expect(seen.every((one) => one.managed === 'none' && one.lastSeenAt === null)).toBe(true)
    const fromKempten = await shown(colleague, engineer.user.userId)
    expect(fromKempten?.grants).toEqual([grant('engineer', site('kempten'))])
    expect((await list(admin)).length).toBeGreaterThan(seen.length)
  })

  test('get other roles as of a version; the change counts with the next request', async () => {
    const member = await test_.member('brenner', ['engineer', site('kempten')])
    const changed = value(await edit(admin, member.user.userId, 1, { grants: [grant('auditor')] }))
    expect(changed).toMatchObject({ version: 2, roles: ['auditor'] })
    const stale = await edit(admin, member.user.userId, 1, { grants: [grant('board')] })
    expect(stale).toMatchObject({ ok: false, problem: { code: 'stale-version', version: 2, theirs: { grants: ['auditor'] } } })
    const context = value(await memberContext(member, member.user, 'brenner'))
    expect(context.grants).toEqual([grant('auditor')])
    expect(context.visible('assessment.answer').none).toBe(true)
  })

  test('keep roles that the one who edits does not manage', async () => {
    const local = await test_.member('brenner', ['admin', site('kempten')])
    const member = await test_.member('brenner', ['engineer', site('kempten')], ['lead', site('wels')])
    const changed = value(await edit(local, member.user.userId, 1, { grants: [grant('board', site('kempten'))] }))
    expect(changed.grants).toEqual([grant('board', site('kempten'))])
    expect((await shown(admin, member.user.userId))?.grants).toEqual([grant('board', site('kempten')), grant('lead', site('wels'))])
    expect(refusal(await remove(local, member.user.userId, 2))).toBe('forbidden')
  })

  test.each([
    ['a role for the whole organisation', grant('respondent')],
    ['administrator of everything', grant('admin')],
    ['a role at another site', grant('engineer', site('wels'))],
    ['a role for the entity above', grant('engineer', { kind: 'entity', id: 'brenner-antriebstechnik' })],
  ])('cannot get %s from who manages one site, be it themselves', async (_, wanted) => {
    const local = await test_.member('brenner', ['admin', site('kempten')])
    const member = await test_.member('brenner', ['engineer', site('kempten')])
    for (const user of [member.user.userId, local.user.userId])
      expect(refusal(await edit(local, user, 1, { grants: [wanted] }))).toBe('forbidden')
    expect(refusal(await invite(local, 'friend@example.com', [wanted]))).toBe('forbidden')
  })

  test.each(ROLES.filter((role) => role !== 'admin'))('are not changed by a %s in any way', async (role) => {
    const caller = await test_.member('brenner', [role, WHOLE])
    const member = await test_.member('brenner', ['engineer', site('kempten')])
    const user = member.user.userId
    expect(caller.visible('people.manage').none).toBe(true)
    for (const result of [
      await edit(caller, user, 1, { grants: [grant('admin')] }),
      await edit(caller, caller.user.userId, 1, { grants: [grant('admin')] }),
      await remove(caller, user),
      await reset(caller, user),
      await memberHandlers['members.erase'](caller, call(caller, user, { email: member.user.email })),
      await memberHandlers['members.export'](caller, call(caller, user, undefined)),
      await invite(caller, 'x@example.com', [grant('engineer', site('kempten'))]),
    ])
      expect(['forbidden', 'not-found']).toContain(refusal(result))
    expect((await shown(admin, user))?.version).toBe(1)
    expect(await invitations(caller)).toEqual([])
  })

  test('of another organisation are neither seen nor touched', async () => {
    const stranger = await test_.member('other', ['admin', WHOLE])
    const member = await test_.member('brenner', ['engineer', WHOLE])
    const user = member.user.userId
    expect((await list(stranger)).map((one) => one.id)).toEqual([stranger.user.userId])
    for (const result of [
      await edit(stranger, user, 1, { grants: [grant('admin')] }),
      await remove(stranger, user),
      await reset(stranger, user),
      await memberHandlers['members.erase'](stranger, call(stranger, user, { email: member.user.email })),
      await memberHandlers['members.export'](stranger, call(stranger, user, undefined)),
    ])
      expect(refusal(result)).toBe('not-found')
    expect(refusal(await memberContext(stranger, stranger.user, 'brenner'))).toBe('not-found')
    expect((await shown(admin, user))?.version).toBe(1)
  })

  test('cannot get a place that does not exist', async () => {
    const member = await test_.member('brenner', ['engineer', WHOLE])
    expect(refusal(await edit(admin, member.user.userId, 1, { grants: [grant('engineer', site('atlantis'))] }))).toBe('invalid-input')
    expect(refusal(await edit(admin, member.user.userId, 1, { grants: [] }))).toBe('invalid-input')
  })

  test('keep one administrator of the whole, even when two leave at the same moment', async () => {
    const [a, b] = [await test_.member('other', ['admin', WHOLE]), await test_.member('other', ['admin', WHOLE])]
    for (const one of await list(a)) if (one.id !== a.user.userId && one.id !== b.user.userId) value(await remove(a, one.id))
    const both = await Promise.all([remove(a, b.user.userId), remove(b, a.user.userId)])
    expect(both.filter((one) => one.ok)).toHaveLength(1)
    const [left] = await list(a)
    const last = left?.id === a.user.userId ? a : b
    expect(refusal(await remove(last, last.user.userId))).toBe('conflict')
    expect(refusal(await edit(last, last.user.userId, 1, { grants: [grant('lead')] }))).toBe('conflict')
    expect(value(await edit(last, last.user.userId, 1, { grants: [grant('admin'), grant('lead')] })).roles).toEqual(['admin', 'lead'])
  })

  test('who are removed are out at once; account and other organisations stay', async () => {
    const member = await test_.member('brenner', ['engineer', WHOLE])
    await givePassword(test_.app, member.user.userId)
    const at = await signedInBrowser(test_.app, member.user.email)
    const session = await at.session()
    expect((await memberContext(session, session.user, 'brenner')).ok).toBe(true)
    const stream = value(
      await eventsHandlers['tenant.events'](member, { params: of(member), query: undefined, body: undefined, version: undefined }),
    )
    const events = stream[Symbol.asyncIterator]()
    expect((await events.next()).value).toMatchObject({ event: 'hello' })
    value(await remove(admin, member.user.userId))
    expect(refusal(await memberContext(session, session.user, 'brenner'))).toBe('not-found')
    expect((await events.next()).done).toBe(true)
    expect(await signedIn(test_.app, at.token())).not.toBeNull()
  })

  test('are linked to one person of the workspace each', async () => {
    const [a, b] = [await test_.member('brenner', ['engineer', WHOLE]), await test_.member('brenner', ['engineer', WHOLE])]
    expect(value(await edit(admin, a.user.userId, 1, { personId: 'c-boeck' })).personId).toBe('c-boeck')
    expect(refusal(await edit(admin, b.user.userId, 1, { personId: 'c-boeck' }))).toBe('conflict')
    expect(refusal(await edit(admin, b.user.userId, 1, { personId: 'nobody' }))).toBe('invalid-input')
    expect(value(await memberContext(a, a.user, 'brenner')).personId).toBe('c-boeck')
    expect(value(await edit(admin, a.user.userId, 2, { personId: null })).personId).toBeNull()
  })
})

describe('places', () => {
  test('are those that the caller may see, with whether people are managed there', async () => {
    const local = await test_.member('brenner', ['admin', site('kempten')])
    const seen = value(await memberHandlers['members.places'](local))
    expect(seen.organisation.managed).toBe(false)
    expect(seen.entities).toEqual([])
    expect(seen.sites.map((one) => [one.id, one.managed, one.entities])).toEqual([['kempten', true, []]])
    expect(seen.people.map((one) => one.id)).toContain('c-boeck')
    expect(seen.people.map((one) => one.id)).not.toContain('d-scalvini')
    const all = value(await memberHandlers['members.places'](admin))
    expect(all.organisation.managed).toBe(true)
    expect(all.sites.length).toBe(admin.model.objects('site').length)
  })
})

describe('an invitation', () => {
  test('leads to a new account with its roles, once', async () => {
    const { invitation, link } = value(await invite(admin, 'new@example.com', [grant('engineer', site('kempten'))]))
    expect((await invitations(admin)).map((one) => one.id)).toContain(invitation.id)
    expect(JSON.stringify(await invitations(admin))).not.toContain(tokenOf(link.url))
    const at = fresh()
    expect(value(await lookAtLink(at.context(), tokenOf(link.url)))).toMatchObject({
      purpose: 'invitation',
      organisation: admin.model.workspace().organisation.name,
      places: { kempten: 'Plant Kempten' },
    })
    expect(refusal(await acceptInvitation(at.context(), { ...accepting(tokenOf(link.url)), password: 'short' }))).toBe('invalid-input')
    const both = await Promise.all([
      acceptInvitation(at.context(), accepting(tokenOf(link.url))),
      acceptInvitation(fresh().context(), accepting(tokenOf(link.url))),
    ])
    expect(both.filter((one) => one.ok)).toHaveLength(1)
    const me = both.flatMap((one) => (one.ok ? [one.value] : []))[0]
    expect(me?.tenants).toMatchObject([{ id: 'brenner', grants: [grant('engineer', site('kempten'))] }])
    expect(refusal(await acceptInvitation(fresh().context(), accepting(tokenOf(link.url))))).toBe('gone')
  })

  test('is accepted by an account that exists only when it is signed in; it then works in both organisations', async () => {
    const { email, id } = await account(test_.app)
    const first = value(await invite(admin, email, [grant('auditor')]))
    expect(refusal(await acceptInvitation(fresh().context(), accepting(tokenOf(first.link.url))))).toBe('conflict')
    const at = await signedInBrowser(test_.app, email)
    expect(value(await joinByInvitation(await at.session(), tokenOf(first.link.url))).tenants.map((one) => one.id)).toEqual(['brenner'])
    const otherAdmin = await test_.member('other', ['admin', WHOLE])
    const second = value(await invite(otherAdmin, email, [grant('lead')]))
    const me = value(await joinByInvitation(await at.session(), tokenOf(second.link.url)))
    expect(me.tenants.map((one) => [one.id, one.grants])).toEqual([
      ['brenner', [grant('auditor')]],
      ['other', [grant('lead')]],
    ])
    expect(refusal(await reset(admin, id))).toBe('conflict')
    expect((await list(otherAdmin)).find((one) => one.id === id)?.grants).toEqual([grant('lead')])
  })

  test('to a member of another place adds its roles', async () => {
    const member = await test_.member('brenner', ['engineer', site('wels')])
    await givePassword(test_.app, member.user.userId)
    const local = await test_.member('brenner', ['admin', site('kempten')])
    const { link } = value(await invite(local, member.user.email, [grant('respondent', site('kempten'))]))
    const at = await signedInBrowser(test_.app, member.user.email)
    value(await joinByInvitation(await at.session(), tokenOf(link.url)))
    expect((await shown(admin, member.user.userId))?.grants).toEqual([
      grant('engineer', site('wels')),
      grant('respondent', site('kempten')),
    ])
  })

  test('that was withdrawn, replaced or ran out is gone', async () => {
    const first = value(await invite(admin, 'late@example.com', [grant('board')]))
    const second = value(await invite(admin, 'late@example.com', [grant('board')]))
    expect(refusal(await acceptInvitation(fresh().context(), accepting(tokenOf(first.link.url))))).toBe('gone')
    const params = { tenant: 'brenner', id: second.invitation.id }
    value(await memberHandlers['invitations.withdraw'](admin, { params, query: undefined, body: undefined, version: undefined }))
    expect(refusal(await acceptInvitation(fresh().context(), accepting(tokenOf(second.link.url))))).toBe('gone')
    const third = value(await invite(admin, 'late@example.com', [grant('board')]))
    await inTransaction(test_.app.pool, { tenant: 'brenner' }, '', (queries) =>
      queries
        .updateTable('invitation')
        .set({ expires_at: new Date('2020-01-01') })
        .where('id', '=', third.invitation.id)
        .execute(),
    )
    expect(refusal(await acceptInvitation(fresh().context(), accepting(tokenOf(third.link.url))))).toBe('gone')
  })

  test('of another place is neither seen nor withdrawn nor replaced', async () => {
    const local = await test_.member('brenner', ['admin', site('kempten')])
    const { invitation, link } = value(await invite(admin, 'wels@example.com', [grant('engineer', site('wels'))]))
    expect(await invitations(local)).toEqual([])
    const params = { tenant: 'brenner', id: invitation.id }
    expect(
      refusal(await memberHandlers['invitations.withdraw'](local, { params, query: undefined, body: undefined, version: undefined })),
    ).toBe('not-found')
    value(await invite(local, 'wels@example.com', [grant('engineer', site('kempten'))]))
    expect(value(await lookAtLink(fresh().context(), tokenOf(link.url))).purpose).toBe('invitation')
    const stranger = await test_.member('other', ['admin', WHOLE])
    expect(
      refusal(
        await memberHandlers['invitations.withdraw'](stranger, {
          params: { ...params, tenant: 'other' },
          query: undefined,
          body: undefined,
          version: undefined,
        }),
      ),
    ).toBe('not-found')
  })

  test('does not go to who is a member, nor to a person who is one', async () => {
    const member = await test_.member('brenner', ['engineer', WHOLE])
    value(await edit(admin, member.user.userId, 1, { personId: 'd-scalvini' }))
    expect(refusal(await invite(admin, member.user.email, [grant('board')]))).toBe('conflict')
    expect(refusal(await invite(admin, 'fresh@example.com', [grant('board')], { personId: 'd-scalvini' }))).toBe('conflict')
  })
})

describe('a reset link', () => {
  test('sets a new password once, ends all sessions and frees a locked address', async () => {
    const member = await test_.member('brenner', ['engineer', site('kempten')])
    await givePassword(test_.app, member.user.userId)
    const before = await signedInBrowser(test_.app, member.user.email)
    const { url } = value(await reset(admin, member.user.userId))
    const next = 'Fünf Kupplungen ohne Spiel'
    const at = fresh()
    expect(refusal(await resetPassword(at.context(), { token: tokenOf(url), password: 'weak' }))).toBe('invalid-input')
    value(await resetPassword(at.context(), { token: tokenOf(url), password: next }))
    expect(await signedIn(test_.app, before.token())).toBeNull()
    expect(await signedIn(test_.app, at.token())).not.toBeNull()
    expect(refusal(await resetPassword(fresh().context(), { token: tokenOf(url), password: next }))).toBe('gone')
  })

  test('is not made by who manages only a part of the roles, nor for oneself', async () => {
    const local = await test_.member('brenner', ['admin', site('kempten')])
    const member = await test_.member('brenner', ['engineer', site('kempten')], ['admin', WHOLE])
    expect(refusal(await reset(local, member.user.userId))).toBe('forbidden')
    expect(refusal(await reset(admin, admin.user.userId))).toBe('conflict')
  })

  test('stops working when its account joins another organisation', async () => {
    const member = await test_.member('brenner', ['engineer', site('kempten')])
    await givePassword(test_.app, member.user.userId)
    const { url } = value(await reset(admin, member.user.userId))
    const otherAdmin = await test_.member('other', ['admin', WHOLE])
    const { link } = value(await invite(otherAdmin, member.user.email, [grant('admin')]))
    const at = await signedInBrowser(test_.app, member.user.email)
    value(await joinByInvitation(await at.session(), tokenOf(link.url)))
    expect(refusal(await resetPassword(fresh().context(), { token: tokenOf(url), password: 'Fünf Kupplungen ohne Spiel' }))).toBe('gone')
  })

  test('stops working when its account makes an organisation of its own', async () => {
    const member = await test_.member('brenner', ['lead', WHOLE])
    const { url } = value(await reset(admin, member.user.userId))
    const brenner = await brennerWorkspace(loadContent())
    const organisation = { ...brenner.organisation, id: 'founded', name: 'Founded Works' }
    value(await foundOrganisation(member, { caponier: 1, organisation, frameworks: [], entities: [] }, undefined))
    expect(refusal(await resetPassword(fresh().context(), { token: tokenOf(url), password: 'Fünf Kupplungen ohne Spiel' }))).toBe('gone')
  })
})

describe('settings', () => {
  test('are changed by administrators of the whole, as of a version', async () => {
    const show = async (context: MemberContext) => value(await settingsHandlers['settings.show'](context))
    const before = await show(admin)
    const edited = (context: MemberContext, version: number) =>
      settingsHandlers['settings.edit'](context, { params: of(context), query: undefined, body: { language: 'de' }, version })
    expect(value(await edited(admin, before.version))).toMatchObject({ language: 'de', version: before.version + 1 })
    expect(refusal(await edited(admin, before.version))).toBe('stale-version')
    const local = await test_.member('brenner', ['admin', site('kempten')])
    expect(await show(local)).toMatchObject({ members: null, activity: null })
    expect(refusal(await edited(local, before.version + 1))).toBe('forbidden')
  })
})
