import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import { findAccount } from '@caponier/store/access/accounts'
import { eraseOwnAccount } from '@caponier/store/access/erasure'
import { membershipsOf } from '@caponier/store/access/members'
import { clearAttempts, reserveAttempt } from '@caponier/store/access/sign-in-attempts'
import { inTransaction } from '@caponier/store/tenant/transaction'
import type { SessionContext } from '../context.ts'
import { conflict, invalid, notFound } from '../problems.ts'
import { forgetSessions } from './access-memory.ts'
import { isPassword } from './password.ts'
import { lockedUntil } from './sign-in.ts'

/**
 * Erases one's own account where no organisation has it any more: address, name, password, sessions, links. Who is a member is erased by
 * an administrator of the organisation, because traces stand in its log and its model.
 */
export async function eraseOwn(context: SessionContext, password: string): Promise<Result<undefined, ApiProblem>> {
  const { app, user, now } = context
  const locked = await reserveAttempt(app.pool, user.email, new Date(now))
  if (locked !== null) return fail(lockedUntil(locked, now))
  const account = await findAccount(app.pool, user.userId)
  if (account === undefined) return fail(notFound('the account'))
  const right = await isPassword(app, password, account.passwordHash)
  if (!right.ok) return right
  if (!right.value) return fail(invalid([{ path: 'body.password', message: 'is not your password' }]))
  await clearAttempts(app.pool, user.email)
  const erased = await inTransaction(app.pool, { user: user.userId }, '', async (queries) => {
    // Held, so that nobody joins an organisation with it in the same moment.
    await queries.selectFrom('app_user').select('id').where('id', '=', user.userId).forUpdate().execute()
    if ((await membershipsOf(queries, user.userId)).length > 0) return false
    await eraseOwnAccount(queries, user.userId, new Date(now))
    return true
  })
  if (!erased)
    return fail(conflict('the account belongs to an organisation', 'ask an administrator there to erase you, or to remove you first'))
  forgetSessions(app, user.userId)
  context.setSession(null, 0)
  app.log.info({ user: user.userId }, 'an account without organisation was erased by its holder')
  return ok(undefined)
}
