import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { z } from 'zod'
import type { HandedLink, Member } from '@caponier/contract/access/members'
import type { RoleGrant } from '@caponier/contract/access/roles'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import type { GrantRow } from '@caponier/store/access/memberships'
import {
  countAdmins,
  deleteMembership,
  type MemberRow,
  membersIn,
  membershipsOf,
  replaceGrants,
  updateMembership,
} from '@caponier/store/access/members'
import { insertOneTimeToken } from '@caponier/store/access/one-time-tokens'
import type { Queries } from '@caponier/store/tenant/transaction'
import { inTransaction } from '@caponier/store/tenant/transaction'
import { change } from '../change.ts'
import type { MemberContext } from '../context.ts'
import { conflict, forbidden, invalid, notFound, stale } from '../problems.ts'
import { LINK_LIFE, linkUrl } from './links.ts'
import { covers, managedBy, shownMember, splitGrants, placesOfGrants } from './managed-places.ts'
import { newToken, tokenHash } from './token.ts'

const NO_MEMBER = notFound('the member')

/** The member, when the caller may see it; the same answer for who is none and who is out of sight. */
export async function findShown(context: MemberContext, queries: Queries, user: string): Promise<Result<MemberRow, ApiProblem>> {
  const row = (await membersIn(queries, context.tenant, user))[0]
  return row !== undefined && shownMember(context, row) !== undefined ? ok(row) : fail(NO_MEMBER)
}

/** The member, when the caller manages all its roles. */
export async function findManaged(
  context: MemberContext,
  queries: Queries,
  user: string,
  what: string,
): Promise<Result<MemberRow, ApiProblem>> {
  const found = await findShown(context, queries, user)
  if (!found.ok) return found
  return managedBy(context, found.value) === 'whole' ? found : fail(forbidden(what))
}

/** Every organisation keeps somebody who manages all of it. */
export const LAST_ADMIN = conflict(
  'this is the last administrator of the whole organisation',
  'make somebody else administrator of the organisation first',
)

export const isWholeAdmin = (member: MemberRow): boolean =>
  member.grants.some((one) => one.role === 'admin' && one.scopeKind === 'organisation')

/** Every role stands where the caller manages people, and its place exists. */
export function checkGrants(context: MemberContext, grants: readonly RoleGrant[], path: string): Result<undefined, ApiProblem> {
  const gate = context.visible('people.manage')
  const beyond = grants.find((one) => !covers(gate, one.scope))
  if (beyond !== undefined) return fail(forbidden('give or take roles there'))
  const missing = grants.flatMap(({ scope }, index) =>
    scope.kind !== 'organisation' && context.model.object(scope.kind, scope.id) === undefined
      ? [{ path: `${path}[${index}].scope.id`, message: `there is no ${scope.kind} ${scope.id}` }]
      : [],
  )
  return missing.length === 0 ? ok(undefined) : fail(invalid(missing))
}

const rowOf = ({ role, scope }: RoleGrant): GrantRow => ({
  role,
  scopeKind: scope.kind,
  scopeId: scope.kind === 'organisation' ? '' : scope.id,
})

export interface MemberEdit {
  readonly grants?: readonly RoleGrant[] | undefined
  readonly personId?: string | null | undefined
}

/** Changes roles within what the caller manages, and which person of the workspace the member is. */
export async function editMember(
  context: MemberContext,
  user: string,
  version: number,
  edit: MemberEdit,
): Promise<Result<z.input<typeof Member>, ApiProblem>> {
  const { tenant } = context
  const checked = checkGrants(context, edit.grants ?? [], 'body.grants')
  if (!checked.ok) return checked
  const done = await change(context, ['access'], async ({ queries, record, concerns }) => {
    const found = await findShown(context, queries, user)
    if (!found.ok) return found
    const member = found.value
    const managed = managedBy(context, member)
    if (managed === 'none') return fail(forbidden('change this member'))
    if (member.version !== version) return fail(stale(member.version, standing(context, member), wordsOf(edit)))
    const { outside } = splitGrants(context.visible('people.manage'), member)
    const grants = edit.grants === undefined ? member.grants : [...outside, ...edit.grants].map(rowOf)
    if (grants.length === 0)
      return fail(invalid([{ path: 'body.grants', message: 'would leave no role', mend: 'remove the member instead' }]))
    concerns(placesOfGrants([...member.grants, ...grants]), [user])
    const person = edit.personId === undefined ? member.personId : edit.personId
    if (person !== member.personId) {
      const allowed = await checkPerson(context, queries, person, user, managed)
      if (!allowed.ok) return allowed
    }
    await replaceGrants(queries, tenant, user, grants)
    if (isWholeAdmin(member) && (await countAdmins(queries, tenant)) === 0) return fail(LAST_ADMIN)
    await updateMembership(queries, tenant, user, version, person)
    record({
      action: 'access.grant',
      objectKind: 'member',
      objectId: user,
      before: { grants: member.grants, personId: member.personId },
      after: { grants, personId: person },
    })
    const after = (await membersIn(queries, tenant, user))[0]
    return after === undefined ? fail(NO_MEMBER) : ok(after)
  })
  if (!done.ok) return done
  const shown = shownMember(context, done.value.value)
  return shown === undefined ? fail(NO_MEMBER) : ok(shown)
}

/** Roles in words, for two people who compare what each of them wanted. */
const wordsOf = ({ grants, personId }: MemberEdit): unknown => ({
  ...(grants === undefined
    ? {}
    : { grants: grants.map(({ role, scope }) => (scope.kind === 'organisation' ? role : `${role} at ${scope.id}`)) }),
  ...(personId === undefined ? {} : { personId }),
})

const standing = (context: MemberContext, member: MemberRow): unknown => {
  const shown = shownMember(context, member)
  return wordsOf({ grants: shown?.grants ?? [], personId: shown?.personId ?? null })
}

/** A member is at most one person, a person at most one member; both must stand where the caller manages all. */
async function checkPerson(
  context: MemberContext,
  queries: Queries,
  person: string | null,
  user: string,
  managed: 'whole' | 'part',
): Promise<Result<undefined, ApiProblem>> {
  if (managed !== 'whole') return fail(forbidden('say which person this member is'))
  if (person === null) return ok(undefined)
  const visible = visiblePerson(context, person)
  if (!visible.ok) return visible
  const taken = (await membersIn(queries, context.tenant)).some((one) => one.personId === person && one.userId !== user)
  return taken ? fail(conflict('this person is another member already', 'unlink the other member first')) : ok(undefined)
}

/** The person exists where the caller manages people. */
export function visiblePerson(context: MemberContext, person: string): Result<undefined, ApiProblem> {
  const gate = context.visible('people.manage')
  const doc = context.model.object('person', person)?.doc
  const organisation = doc?.sites === undefined && doc?.entities === undefined
  if (doc !== undefined && gate.place({ sites: doc.sites ?? [], entities: doc.entities ?? [], organisation })) return ok(undefined)
  return fail(invalid([{ path: 'body.personId', message: `there is no person ${person} where you manage people` }]))
}

/** Ends a membership. What the member wrote stays, under the member's name. */
export async function removeMember(context: MemberContext, user: string, version: number): Promise<Result<undefined, ApiProblem>> {
  const { tenant } = context
  const done = await change(context, ['access'], async ({ queries, record, concerns }) => {
    const found = await findManaged(context, queries, user, 'remove this member, who has roles beyond those you manage')
    if (!found.ok) return found
    const member = found.value
    if (member.version !== version) return fail(stale(member.version, standing(context, member), null))
    concerns(placesOfGrants(member.grants), [user])
    await deleteMembership(queries, tenant, user)
    if (isWholeAdmin(member) && (await countAdmins(queries, tenant)) === 0) return fail(LAST_ADMIN)
    record({ action: 'access.remove', objectKind: 'member', objectId: user, before: { email: member.email, grants: member.grants } })
    return ok(undefined)
  })
  return done.ok ? ok(undefined) : done
}

/**
 * Makes a link by which a member sets a new password. An account that belongs to other organisations too cannot be taken over from
 * here: this administrator would get into those.
 */
export async function resetLink(context: MemberContext, user: string): Promise<Result<z.input<typeof HandedLink>, ApiProblem>> {
  const { app, tenant, now } = context
  if (user === context.user.userId) return fail(conflict('this is your own account', 'change your password under My account'))
  const elsewhere = await inTransaction(app.pool, { user }, 'read only', (queries) => membershipsOf(queries, user))
  const token = newToken()
  const expiresAt = new Date(Date.parse(now) + LINK_LIFE.reset)
  const done = await change(context, ['access'], async ({ queries, record, concerns }) => {
    const found = await findManaged(context, queries, user, 'reset the password of this member')
    if (!found.ok) return found
    if (elsewhere.some((one) => one !== tenant))
      return fail(
        conflict(
          'the password of this account cannot be reset from here',
          'whoever runs the server can make a sign-in link on its console',
        ),
      )
    concerns(placesOfGrants(found.value.grants), [user])
    await insertOneTimeToken(queries, { tokenHash: tokenHash(token), purpose: 'reset', user, tenant, now: new Date(now), expiresAt })
    record({ action: 'access.reset-link', objectKind: 'member', objectId: user })
    return ok(undefined)
  })
  return done.ok ? ok({ url: linkUrl(app, token), expiresAt: expiresAt.toISOString() }) : done
}
