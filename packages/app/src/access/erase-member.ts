import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import { cutActor, eraseAccount, eraseDetails, pseudonymisePerson, textsWith } from '@caponier/store/access/erasure'
import { listInvitations, takeInvitation } from '@caponier/store/access/invitations'
import { countAdmins, deleteMembership, membershipsOf } from '@caponier/store/access/members'
import { inTransaction } from '@caponier/store/tenant/transaction'
import { change } from '../change.ts'
import type { MemberContext } from '../context.ts'
import { conflict, invalid } from '../problems.ts'
import { forgetSessions } from './access-memory.ts'
import { findManaged, isWholeAdmin, LAST_ADMIN } from './manage-members.ts'

export interface Erased {
  readonly accountErased: boolean
  readonly detailsErased: number
  readonly nameStillIn: { readonly kind: string; readonly id: string }[]
}

/**
 * Erases a member (GDPR Art. 17): the membership, the tie between the account and the pseudonym it acted under, every detail of the log
 * in which the name, the address or the person's id stands, and the person of the workspace, in whose place a pseudonym stands from now
 * on. The account itself goes when it belongs to no other organisation. What was answered and decided stays, by nobody known, and the
 * chain still verifies, because it never held any of this.
 */
export async function eraseMember(context: MemberContext, user: string, confirmation: string): Promise<Result<Erased, ApiProblem>> {
  const { app, tenant } = context
  if (user === context.user.userId) return fail(conflict('nobody can erase themselves', 'another administrator has to do it'))
  const elsewhere = await inTransaction(app.pool, { user }, 'read only', (queries) => membershipsOf(queries, user))
  const accountErased = elsewhere.every((one) => one === tenant)
  const pseudonym = `erased-${app.newId().slice(0, 8)}`
  const done = await change(context, ['access', 'company', 'assessment', 'activity'], async (tx) => {
    const { queries } = tx
    const found = await findManaged(context, queries, user, 'erase this member')
    if (!found.ok) return found
    const { email, name, personId } = found.value
    if (email !== confirmation)
      return fail(
        invalid([{ path: 'body.email', message: 'is not the address of this member', mend: 'type the address of who is to be erased' }]),
      )
    const person = personId === null ? undefined : context.model.object('person', personId)?.doc
    await deleteMembership(queries, tenant, user)
    if (isWholeAdmin(found.value) && (await countAdmins(queries, tenant)) === 0) return fail(LAST_ADMIN)
    for (const one of await listInvitations(queries, tenant)) if (one.email === email) await takeInvitation(queries, tenant, one.id)
    if (personId !== null) await pseudonymisePerson(tx, personId, pseudonym, 'Erased person')
    const names = [...new Set([name, ...(person === undefined ? [] : [person.name])])]
    const detailsErased = await eraseDetails(queries, tenant, [email, ...names, ...(personId === null ? [] : [personId])])
    await cutActor(queries, tenant, user)
    if (accountErased) await eraseAccount(tx, user, context.user.userId)
    const nameStillIn = (await Promise.all(names.map((one) => textsWith(queries, tenant, one)))).flat()
    tx.record({ action: 'access.erase', objectKind: 'member', objectId: user })
    tx.effect({ kind: 'anything' })
    return ok({ detailsErased, nameStillIn: [...new Map(nameStillIn.map((one) => [`${one.kind}|${one.id}`, one])).values()] })
  })
  if (!done.ok) return done
  app.actors.delete(`${tenant}|${user}`)
  if (accountErased) forgetSessions(app, user)
  return ok({ accountErased, ...done.value.value })
}
