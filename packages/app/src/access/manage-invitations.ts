import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { z } from 'zod'
import { RoleGrants } from '@caponier/contract/access/grants'
import type { HandedLink, Invitation } from '@caponier/contract/access/members'
import type { RoleGrant } from '@caponier/contract/access/roles'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import { insertInvitation, invitationById, type InvitationRow, listInvitations, takeInvitation } from '@caponier/store/access/invitations'
import { membersIn } from '@caponier/store/access/members'
import { inTransaction } from '@caponier/store/tenant/transaction'
import { change } from '../change.ts'
import type { MemberContext } from '../context.ts'
import { placeOfScope } from '../live/concerned.ts'
import { conflict, notFound } from '../problems.ts'
import { LINK_LIFE, linkUrl } from './links.ts'
import { covers, shownMember } from './managed-places.ts'
import { checkGrants, visiblePerson } from './manage-members.ts'
import { newToken, tokenHash } from './token.ts'

export interface Invite {
  readonly email: string
  readonly name: string
  readonly language: 'en' | 'de'
  readonly grants: readonly RoleGrant[]
  readonly personId?: string | null | undefined
}

type Shown = z.input<typeof Invitation>

function shown(row: InvitationRow, now: string): Shown {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    language: row.language,
    grants: RoleGrants.parse(row.grants),
    personId: row.personId,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    expired: row.expiresAt.getTime() <= Date.parse(now),
  }
}

/** An invitation concerns who manages all of its places. */
const manages = (context: MemberContext, row: InvitationRow): boolean =>
  RoleGrants.parse(row.grants).every((one) => covers(context.visible('people.manage'), one.scope))

/** Open invitations to places that the caller manages. */
export async function openInvitations(context: MemberContext): Promise<readonly Shown[]> {
  const { app, tenant, now } = context
  const rows = await inTransaction(app.pool, { tenant }, 'read only', (queries) => listInvitations(queries, tenant))
  return rows.filter((row) => manages(context, row)).map((row) => shown(row, now))
}

/**
 * Invites by a link that is shown once. Whether the address has an account already is not told: the organisation learns of an account
 * only when its owner joins.
 */
export async function invite(
  context: MemberContext,
  input: Invite,
): Promise<Result<{ readonly invitation: Shown; readonly link: z.input<typeof HandedLink> }, ApiProblem>> {
  const { app, tenant, now, user } = context
  const checked = checkGrants(context, input.grants, 'body.grants')
  if (!checked.ok) return checked
  const personId = input.personId ?? null
  if (personId !== null) {
    const visible = visiblePerson(context, personId)
    if (!visible.ok) return visible
  }
  const id = app.newId()
  const token = newToken()
  const expiresAt = new Date(Date.parse(now) + LINK_LIFE.invitation)
  const { email, name, language, grants } = input
  const done = await change(context, ['access'], async ({ queries, record, concerns }) => {
    const members = await membersIn(queries, tenant)
    if (members.some((one) => one.email === email && shownMember(context, one) !== undefined))
      return fail(conflict('somebody with this e-mail address is a member already', 'change the roles of the member instead'))
    if (personId !== null && members.some((one) => one.personId === personId))
      return fail(conflict('this person is a member already', 'choose another person, or none'))
    const open = (await listInvitations(queries, tenant)).filter((one) => one.email === email && manages(context, one))
    for (const one of open) await takeInvitation(queries, tenant, one.id)
    const row = {
      tokenHash: tokenHash(token),
      id,
      email,
      name,
      language,
      grants,
      personId,
      invitedBy: user.userId,
      now: new Date(now),
      expiresAt,
    }
    concerns([...grants, ...open.flatMap((one) => RoleGrants.parse(one.grants))].map(({ scope }) => placeOfScope(scope)))
    await insertInvitation(queries, tenant, row)
    record({ action: 'access.invite', objectKind: 'invitation', objectId: id, after: { email, name, grants, personId } })
    const stored = await invitationById(queries, tenant, id)
    return stored === undefined ? fail(notFound('the invitation')) : ok(shown(stored, now))
  })
  if (!done.ok) return done
  return ok({ invitation: done.value.value, link: { url: linkUrl(app, token), expiresAt: expiresAt.toISOString() } })
}

/** Withdraws an open invitation. */
export async function withdrawInvitation(context: MemberContext, id: string): Promise<Result<undefined, ApiProblem>> {
  const { tenant } = context
  const done = await change(context, ['access'], async ({ queries, record, concerns }) => {
    const row = await invitationById(queries, tenant, id)
    if (row === undefined || !manages(context, row) || !(await takeInvitation(queries, tenant, id))) return fail(notFound('the invitation'))
    concerns(RoleGrants.parse(row.grants).map(({ scope }) => placeOfScope(scope)))
    record({
      action: 'access.withdraw',
      objectKind: 'invitation',
      objectId: id,
      before: { email: row.email, name: row.name, grants: row.grants },
    })
    return ok(undefined)
  })
  return done.ok ? ok(undefined) : done
}
