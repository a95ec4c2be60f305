import { ok } from '@caponier/core'
import type { sessionRoutes } from '@caponier/contract/access/session'
import type { Handlers } from '../handlers-of.ts'
import { acceptInvitation, joinByInvitation } from './accept-invitation.ts'
import { firstRun } from './first-run.ts'
import { lookAtLink } from './links.ts'
import { meOf } from './me.ts'
import { endPresented, signIn } from './sign-in.ts'
import { redeem, resetPassword } from './use-link.ts'

export const sessionHandlers = {
  'session.show': async ({ app, user }) => ok(await meOf(app, user.userId, user.sessionId)),
  'session.sign-in': (context, { body }) => signIn(context, body),
  'session.sign-out': async (context) => {
    await endPresented(context)
    context.setSession(null, 0)
    return ok(undefined)
  },
  'session.link': (context, { body }) => lookAtLink(context, body.token),
  'session.redeem': (context, { body }) => redeem(context, body.token),
  'session.first': (context, { body }) => firstRun(context, body),
  'session.reset': (context, { body }) => resetPassword(context, body),
  'session.accept': (context, { body }) => acceptInvitation(context, body),
  'session.join': (context, { body }) => joinByInvitation(context, body.token),
} satisfies Handlers<typeof sessionRoutes>
