import { fail, ok } from '@caponier/core'
import type { accountRoutes } from '@caponier/contract/access/account'
import { accountIn, updateProfile } from '@caponier/store/access/accounts'
import { endSession, endSessions, listSessions } from '@caponier/store/access/sessions'
import { inTransaction } from '@caponier/store/tenant/transaction'
import type { Handlers } from '../handlers-of.ts'
import { invalid, notFound, stale } from '../problems.ts'
import { forgetSessions } from './access-memory.ts'
import { changePassword } from './change-password.ts'
import { eraseOwn } from './erase-account.ts'
import { exportAccount } from './export-person.ts'
import { meOf } from './me.ts'

export const accountHandlers = {
  'account.edit': async ({ app, user }, { body, version }) => {
    const { name, language, theme } = body
    if (name === undefined && language === undefined && theme === undefined)
      return fail(invalid([{ path: 'body', message: 'changes nothing', mend: 'send name, language or theme' }]))
    const profile = {
      ...(name === undefined ? {} : { name }),
      ...(language === undefined ? {} : { language }),
      ...(theme === undefined ? {} : { theme }),
    }
    const { changed, stands } = await inTransaction(app.pool, { user: user.userId }, '', async (queries) => {
      const account = await updateProfile(queries, user.userId, version, profile)
      return { changed: account !== undefined, stands: account ?? (await accountIn(queries, user.userId)) }
    })
    if (stands === undefined) return fail(notFound('the account'))
    const theirs = { name: stands.name, language: stands.language, theme: stands.theme }
    if (!changed) return fail(stale(stands.version, theirs, profile))
    forgetSessions(app, user.userId)
    return ok(await meOf(app, user.userId, user.sessionId))
  },
  'account.password': (context, { body }) => changePassword(context, body),
  'account.sessions': async ({ app, user, now }) => {
    const sessions = await listSessions(app.pool, user.userId, new Date(now))
    return ok(
      sessions.map((one) => ({
        id: one.id,
        device: one.device,
        createdAt: one.createdAt.toISOString(),
        lastSeenAt: one.lastSeenAt.toISOString(),
        expiresAt: one.expiresAt.toISOString(),
        current: one.id === user.sessionId,
      })),
    )
  },
  'account.end-session': async (context, { params }) => {
    const { app, user } = context
    if (!(await endSession(app.pool, user.userId, params.id))) return fail(notFound('the session'))
    forgetSessions(app, user.userId, (id) => id === params.id)
    if (params.id === user.sessionId) context.setSession(null, 0)
    return ok(undefined)
  },
  'account.end-others': async ({ app, user }) => {
    const ended = await inTransaction(app.pool, { user: user.userId }, '', (queries) => endSessions(queries, user.userId, user.sessionId))
    forgetSessions(app, user.userId, (id) => id !== user.sessionId)
    return ok({ ended })
  },
  'account.erase': (context, { body }) => eraseOwn(context, body.password),
  'account.export': (context) => exportAccount(context),
} satisfies Handlers<typeof accountRoutes>
