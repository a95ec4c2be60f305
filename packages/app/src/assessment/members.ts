import type { RoleGrant } from '@caponier/contract/access/roles'
import type { MemberRow } from '@caponier/store/assessment/assignments'
import { membersWithRoles } from '@caponier/store/assessment/assignments'
import type { Queries } from '@caponier/store/tenant/transaction'
import { grantOf } from '../access/member-context.ts'
import type { MemberContext } from '../context.ts'
import { visibleTo } from '../gate/visible.ts'

/** A member who can sign in, with what they may do. */
export interface Colleague {
  readonly user: string
  readonly name: string
  readonly grants: readonly RoleGrant[]
}

/** Everybody in the tenant who can sign in, by name. */
export async function colleagues(queries: Queries, tenant: string): Promise<readonly Colleague[]> {
  const byUser = Map.groupBy(await membersWithRoles(queries, tenant), (row: MemberRow) => row.user)
  return [...byUser.values()].flatMap((rows) => {
    const first = rows[0]
    return first === undefined ? [] : [{ user: first.user, name: first.name, grants: rows.flatMap(grantOf) }]
  })
}

/** May this colleague answer for the subject when it is delegated to them? */
export const mayAnswerOwn = (context: MemberContext, colleague: Colleague, subject: string): boolean =>
  visibleTo(colleague.grants, 'assessment.answer-own', context.model.places()).subject(subject)

/** May this colleague read the answers of the subject? */
export const mayRead = (context: MemberContext, colleague: Colleague, subject: string): boolean =>
  visibleTo(colleague.grants, 'assessment.read', context.model.places()).subject(subject)
