import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import type { FileOut } from '@caponier/contract/kit/route'
import { findAccount, tenantsOf } from '@caponier/store/access/accounts'
import { personData } from '@caponier/store/access/person-data'
import { listSessions } from '@caponier/store/access/sessions'
import { inTransaction } from '@caponier/store/tenant/transaction'
import type { MemberContext, SessionContext } from '../context.ts'
import { change } from '../change.ts'
import { notFound } from '../problems.ts'
import { findManaged } from './manage-members.ts'
import { placesOfGrants } from './managed-places.ts'

const file = (name: string, data: unknown): FileOut => ({
  name,
  mediaType: 'application/json',
  bytes: new TextEncoder().encode(`${JSON.stringify(data, null, 2)}\n`),
})

/** Everything about the own account: globally and in each organisation. */
export async function exportAccount({ app, user, now }: SessionContext): Promise<Result<FileOut, ApiProblem>> {
  const account = await findAccount(app.pool, user.userId)
  if (account === undefined) return fail(notFound('the account'))
  const { passwordHash, ...profile } = account
  const organisations: unknown[] = []
  for (const { id, name } of await tenantsOf(app.pool, user.userId)) {
    const data = await inTransaction(app.pool, { tenant: id, user: user.userId }, 'read only', (queries) =>
      personData(queries, id, user.userId),
    )
    organisations.push({ id, name, ...data })
  }
  const sessions = await listSessions(app.pool, user.userId, new Date(now))
  const data = { exportedAt: now, account: { ...profile, hasPassword: passwordHash !== null }, sessions, organisations }
  return ok(file(`caponier-account-${now.slice(0, 10)}.json`, data))
}

/** Everything that this organisation keeps about a member; what others keep stays out. The export itself is an entry of the log. */
export async function exportMember(context: MemberContext, user: string): Promise<Result<FileOut, ApiProblem>> {
  const { tenant, now } = context
  const done = await change(context, ['activity'], async ({ queries, record, concerns }) => {
    const found = await findManaged(context, queries, user, 'export the data of this member')
    if (!found.ok) return found
    concerns(placesOfGrants(found.value.grants), [user])
    record({ action: 'access.export', objectKind: 'member', objectId: user })
    return ok({ account: { email: found.value.email, name: found.value.name }, ...(await personData(queries, tenant, user)) })
  })
  if (!done.ok) return done
  return ok(file(`caponier-person-${now.slice(0, 10)}.json`, { exportedAt: now, organisation: tenant, ...done.value.value }))
}
