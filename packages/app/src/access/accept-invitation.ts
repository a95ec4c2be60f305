import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { Me } from '@caponier/contract/access/session'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import { findLogin, insertAccount } from '@caponier/store/access/accounts'
import { findInvitation, type InvitationRow, takeInvitation } from '@caponier/store/access/invitations'
import type { GrantRow } from '@caponier/store/access/memberships'
import { insertMembership, membersIn, replaceGrants, updateMembership } from '@caponier/store/access/members'
import { dropResetLinks } from '@caponier/store/access/one-time-tokens'
import { actorOf, insertActor } from '@caponier/store/tenant/tenants'
import { inTransaction } from '@caponier/store/tenant/transaction'
import { changeAs, type ModelChange } from '../change.ts'
import type { App, PublicContext, SessionContext } from '../context.ts'
import { conflict } from '../problems.ts'
import { GONE } from './links.ts'
import { meOf } from './me.ts'
import { handSession, openSession } from './open-session.ts'
import { checkNewPassword, hashPassword } from './password.ts'
import { spendAttempt } from './rate-limit.ts'
import { endPresented } from './sign-in.ts'
import { placesOfGrants } from './managed-places.ts'
import { looksLikeToken, tokenHash } from './token.ts'

export interface NewMember {
  readonly token: string
  readonly name: string
  readonly password: string
  readonly language: 'en' | 'de'
}

const KNOWN: ApiProblem = {
  code: 'conflict',
  detail: 'an account with this e-mail address exists already',
  kept: 'the invitation still stands',
  mend: 'sign in with it, then open the link again',
}

/** Accepts an invitation with a new account of the invited address: account, membership and session in one transaction. */
export async function acceptInvitation(context: PublicContext, person: NewMember): Promise<Result<Me, ApiProblem>> {
  const { app, now } = context
  const spent = spendAttempt(context)
  if (!spent.ok) return spent
  const invitation = await presented(app, person.token, now)
  if (invitation === undefined) return fail(GONE)
  const { email, tenant } = invitation
  const checked = checkNewPassword(person.password, email, 'body.password')
  if (!checked.ok) return checked
  if ((await findLogin(app.pool, email)) !== undefined) return fail(KNOWN)
  const passwordHash = await hashPassword(app, person.password)
  if (!passwordHash.ok) return passwordHash
  await endPresented(context)
  const user = app.newId()
  const actor = app.newId()
  const joined = await changeAs(app, { tenant, actor, user, now }, ['access'], async (change) => {
    const { name, language } = person
    const account = { id: user, email, name, language, passwordHash: passwordHash.value, now: new Date(now) }
    if (!(await insertAccount(change.queries, account))) return fail(KNOWN)
    await insertActor(change.queries, tenant, actor, user)
    const member = await enter(change, invitation, user)
    return member.ok ? ok(await openSession(context, change.queries, user)) : member
  })
  if (!joined.ok) return joined
  handSession(context, joined.value.value)
  return ok(await meOf(app, user, joined.value.value.id))
}

/** Accepts an invitation with the account that is signed in, whatever its address: who holds the link was meant. */
export async function joinByInvitation(context: SessionContext, token: string): Promise<Result<Me, ApiProblem>> {
  const { app, now, user } = context
  const spent = spendAttempt(context)
  if (!spent.ok) return spent
  const invitation = await presented(app, token, now)
  if (invitation === undefined) return fail(GONE)
  const { tenant } = invitation
  const actor = await inTransaction(app.pool, { tenant, user: user.userId }, '', (queries) => actorOf(queries, tenant, user.userId))
  const joined = await changeAs(app, { tenant, actor, user: user.userId, now }, ['access'], (change) =>
    enter(change, invitation, user.userId),
  )
  return joined.ok ? ok(await meOf(app, user.userId, user.sessionId)) : joined
}

const presented = async (app: App, token: string, now: string): Promise<InvitationRow | undefined> =>
  looksLikeToken(token) ? findInvitation(app.pool, tokenHash(token), new Date(now)) : undefined

/** Uses the invitation up. Somebody who is a member already gets its roles besides those held. */
async function enter(change: ModelChange, invitation: InvitationRow, user: string): Promise<Result<undefined, ApiProblem>> {
  const { queries, tenant } = change
  if (!(await takeInvitation(queries, tenant, invitation.id))) return fail(GONE)
  const known = (await membersIn(queries, tenant, user))[0]
  await dropResetLinks(queries, user)
  const personId = known?.personId ?? invitation.personId
  if (personId !== null && (await membersIn(queries, tenant)).some((one) => one.personId === personId && one.userId !== user))
    return fail(conflict('the person that this invitation is for is another member by now', 'ask for a new invitation'))
  if (known === undefined) await insertMembership(queries, tenant, { user, personId, now: new Date(change.now) })
  else await updateMembership(queries, tenant, user, known.version, personId)
  const invited = invitation.grants.map((one): GrantRow => ({ role: one.role, scopeKind: one.scope.kind, scopeId: one.scope.id ?? '' }))
  await replaceGrants(queries, tenant, user, [...(known?.grants ?? []), ...invited])
  change.concerns(placesOfGrants([...(known?.grants ?? []), ...invited]), [user])
  change.record({
    action: 'access.join',
    objectKind: 'member',
    objectId: user,
    after: { email: invitation.email, grants: invitation.grants, ...(personId === null ? {} : { personId }) },
  })
  return ok(undefined)
}
