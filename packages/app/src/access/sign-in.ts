import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { Me } from '@caponier/contract/access/session'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import { findLogin } from '@caponier/store/access/accounts'
import { endSession, findSession } from '@caponier/store/access/sessions'
import { clearAttempts, reserveAttempt } from '@caponier/store/access/sign-in-attempts'
import { inTransaction } from '@caponier/store/tenant/transaction'
import type { PublicContext } from '../context.ts'
import { forgetSessions } from './access-memory.ts'
import { meOf } from './me.ts'
import { handSession, openSession } from './open-session.ts'
import { isPassword } from './password.ts'
import { spendAttempt } from './rate-limit.ts'
import { looksLikeToken, tokenHash } from './token.ts'

const WRONG: ApiProblem = {
  code: 'unauthenticated',
  detail: 'e-mail address or password is not right',
  mend: 'try again, or ask an administrator for a link to set a new password',
}

/**
 * Signs in. An address without an account costs the same work, is counted and is locked like one with an account, so that nothing that
 * can be seen from outside tells the two apart.
 */
export async function signIn(
  context: PublicContext,
  { email, password }: { readonly email: string; readonly password: string },
): Promise<Result<Me, ApiProblem>> {
  const { app, now } = context
  const spent = spendAttempt(context)
  if (!spent.ok) return spent
  const locked = await reserveAttempt(app.pool, email, new Date(now))
  if (locked !== null) return fail(lockedUntil(locked, now))
  const account = await findLogin(app.pool, email)
  const right = await isPassword(app, password, account?.passwordHash ?? null)
  if (!right.ok) return right
  if (account === undefined || !right.value) {
    app.log.info({}, 'a sign-in was refused')
    return fail(WRONG)
  }
  await clearAttempts(app.pool, email)
  return ok(await startSession(context, account.id))
}

/** Ends the session that the browser presented, opens a new one and says who is signed in. */
export async function startSession(context: PublicContext, user: string): Promise<Me> {
  const { app } = context
  await endPresented(context)
  const opened = await inTransaction(app.pool, { user }, '', (queries) => openSession(context, queries, user))
  handSession(context, opened)
  app.log.info({ user, session: opened.id }, 'a session began')
  return meOf(app, user, opened.id)
}

/** Ends the session of this browser, if there is one. */
export async function endPresented({ app, presentedToken }: PublicContext): Promise<void> {
  if (presentedToken === null || !looksLikeToken(presentedToken)) return
  const session = await findSession(app.pool, tokenHash(presentedToken))
  if (session === undefined) return
  await endSession(app.pool, session.userId, session.id)
  forgetSessions(app, session.userId, (id) => id === session.id)
}

/** The wait before the next attempt for an address, as it is told. */
export function lockedUntil(until: Date, now: string): ApiProblem {
  const seconds = Math.max(1, Math.ceil((until.getTime() - Date.parse(now)) / 1_000))
  return {
    code: 'too-many',
    detail: `too many failed attempts for this e-mail address; the next is possible in ${seconds} s`,
    mend: 'wait, then try again; with each further failure the wait grows up to 15 minutes',
    retryAfterSeconds: seconds,
  }
}
