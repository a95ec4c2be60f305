import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { Me } from '@caponier/contract/access/session'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import { setPassword } from '@caponier/store/access/accounts'
import { findOneTimeToken, useOneTimeToken } from '@caponier/store/access/one-time-tokens'
import { endSessions } from '@caponier/store/access/sessions'
import { clearAttempts } from '@caponier/store/access/sign-in-attempts'
import { inTransaction } from '@caponier/store/tenant/transaction'
import type { PublicContext } from '../context.ts'
import { forgetSessions } from './access-memory.ts'
import { GONE } from './links.ts'
import { meOf } from './me.ts'
import { handSession, openSession } from './open-session.ts'
import { checkNewPassword, hashPassword } from './password.ts'
import { spendAttempt } from './rate-limit.ts'
import { endPresented } from './sign-in.ts'
import { looksLikeToken, tokenHash } from './token.ts'

/** Signs in by a link from the console. Of two who use it at the same moment one gets in. */
export async function redeem(context: PublicContext, token: string): Promise<Result<Me, ApiProblem>> {
  const found = await findUse(context, token, 'sign-in')
  if (!found.ok) return found
  return useUp(context, found.value, null)
}

/** Sets a new password by a reset link; every session of the account ends, and a locked address is free again. */
export async function resetPassword(
  context: PublicContext,
  { token, password }: { readonly token: string; readonly password: string },
): Promise<Result<Me, ApiProblem>> {
  const found = await findUse(context, token, 'reset')
  if (!found.ok) return found
  const checked = checkNewPassword(password, found.value.email, 'body.password')
  if (!checked.ok) return checked
  const hash = await hashPassword(context.app, password)
  return hash.ok ? useUp(context, found.value, hash.value) : hash
}

interface Use {
  readonly hash: string
  readonly user: string
  readonly email: string
  readonly purpose: 'reset' | 'sign-in'
}

async function findUse(context: PublicContext, token: string, purpose: Use['purpose']): Promise<Result<Use, ApiProblem>> {
  const spent = spendAttempt(context)
  if (!spent.ok) return spent
  if (!looksLikeToken(token)) return fail(GONE)
  const hash = tokenHash(token)
  const found = await findOneTimeToken(context.app.pool, hash, new Date(context.now))
  return found?.purpose === purpose ? ok({ hash, user: found.user, email: found.email, purpose }) : fail(GONE)
}

async function useUp(
  context: PublicContext,
  { hash, user, email, purpose }: Use,
  passwordHash: string | null,
): Promise<Result<Me, ApiProblem>> {
  const { app, now } = context
  await endPresented(context)
  const opened = await inTransaction(app.pool, { token: hash, user }, '', async (queries) => {
    if (!(await useOneTimeToken(queries, hash, purpose, new Date(now)))) return null
    if (passwordHash !== null) {
      await setPassword(queries, user, passwordHash)
      await endSessions(queries, user, null)
    }
    return openSession(context, queries, user)
  })
  if (opened === null) return fail(GONE)
  forgetSessions(app, user)
  if (passwordHash !== null) await clearAttempts(app.pool, email)
  handSession(context, opened)
  app.log.info({ user, purpose }, 'a link was used')
  return ok(await meOf(app, user, opened.id))
}
