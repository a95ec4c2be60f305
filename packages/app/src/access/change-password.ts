import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import { findAccount, setPassword } from '@caponier/store/access/accounts'
import { endSessions } from '@caponier/store/access/sessions'
import { clearAttempts, reserveAttempt } from '@caponier/store/access/sign-in-attempts'
import { inTransaction } from '@caponier/store/tenant/transaction'
import type { SessionContext } from '../context.ts'
import { invalid, notFound } from '../problems.ts'
import { forgetSessions } from './access-memory.ts'
import { handSession, openSession } from './open-session.ts'
import { checkNewPassword, hashPassword, isPassword } from './password.ts'
import { lockedUntil } from './sign-in.ts'

/**
 * Changes one's own password. Who sits at an open browser must know the one that stands, and guesses count like those of signing in.
 * All sessions end, this one too: it goes on under a new token.
 */
export async function changePassword(
  context: SessionContext,
  { current, next }: { readonly current: string; readonly next: string },
): Promise<Result<undefined, ApiProblem>> {
  const { app, user, now } = context
  const checked = checkNewPassword(next, user.email, 'body.next')
  if (!checked.ok) return checked
  const locked = await reserveAttempt(app.pool, user.email, new Date(now))
  if (locked !== null) return fail(lockedUntil(locked, now))
  const account = await findAccount(app.pool, user.userId)
  if (account === undefined) return fail(notFound('the account'))
  const right = await isPassword(app, current, account.passwordHash)
  if (!right.ok) return right
  if (!right.value) return fail(invalid([{ path: 'body.current', message: 'is not your password' }]))
  await clearAttempts(app.pool, user.email)
  const hash = await hashPassword(app, next)
  if (!hash.ok) return hash
  const opened = await inTransaction(app.pool, { user: user.userId }, '', async (queries) => {
    await setPassword(queries, user.userId, hash.value)
    await endSessions(queries, user.userId, null)
    return openSession(context, queries, user.userId)
  })
  forgetSessions(app, user.userId)
  handSession(context, opened)
  app.log.info({ user: user.userId }, 'a password was changed')
  return ok(undefined)
}
