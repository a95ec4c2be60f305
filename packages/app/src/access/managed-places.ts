import type { z } from 'zod'
import type { RoleGrant, RoleScope } from '@caponier/contract/access/roles'
import type { Member } from '@caponier/contract/access/members'
import type { MemberRow } from '@caponier/store/access/members'
import type { MemberContext } from '../context.ts'
import type { Visible } from '../gate/visible.ts'
import type { Place } from '../gate/places.ts'
import { placeOfScope } from '../live/concerned.ts'
import { grantOf } from './member-context.ts'

/** Does the gate cover the whole place of a role? Who manages one site covers that site and nothing above it. */
export function covers(gate: Visible, scope: RoleScope): boolean {
  if (scope.kind === 'organisation') return gate.all
  return scope.kind === 'entity' ? gate.entity(scope.id) : gate.site(scope.id)
}

/** Places from which stored roles can be seen; a word that is no role any more stands for the whole organisation. */
export const placesOfGrants = (rows: MemberRow['grants']): readonly Place[] =>
  rows.map((row) => placeOfScope(grantOf(row)[0]?.scope ?? { kind: 'organisation' }))

/** The roles of a stored member, split by what the gate covers. */
export function splitGrants(
  gate: Visible,
  member: MemberRow,
): { readonly inside: readonly RoleGrant[]; readonly outside: readonly RoleGrant[] } {
  const grants = member.grants.flatMap(grantOf)
  return { inside: grants.filter((one) => covers(gate, one.scope)), outside: grants.filter((one) => !covers(gate, one.scope)) }
}

/** How far the caller manages a member: all the roles, some of them, or none. Members without roles are managed by the whole only. */
export function managedBy(context: MemberContext, member: MemberRow): 'whole' | 'part' | 'none' {
  const gate = context.visible('people.manage')
  if (gate.none) return 'none'
  const { inside, outside } = splitGrants(gate, member)
  if (outside.length === 0) return inside.length > 0 || gate.all ? 'whole' : 'none'
  return inside.length > 0 ? 'part' : 'none'
}

/** A member as the caller may see it; undefined when no role of the member is held where the caller may look. */
export function shownMember(context: MemberContext, member: MemberRow): z.input<typeof Member> | undefined {
  const own = member.userId === context.user.userId
  const { inside } = splitGrants(context.visible('people.read'), member)
  const grants = own ? member.grants.flatMap(grantOf) : inside
  const managed = managedBy(context, member)
  if (!own && grants.length === 0 && managed === 'none') return undefined
  return {
    id: member.userId,
    version: member.version,
    name: member.name,
    email: member.email,
    personId: member.personId,
    grants: [...grants],
    roles: [...new Set(grants.map((one) => one.role))],
    since: member.createdAt.toISOString(),
    lastSeenAt: managed === 'none' ? null : (member.lastSeenAt?.toISOString() ?? null),
    own,
    managed,
  }
}
