import { insertSession } from '@caponier/store/access/sessions'
import type { Queries } from '@caponier/store/tenant/transaction'
import type { PublicContext } from '../context.ts'
import { deviceName } from './device.ts'
import { SESSION_LIFE } from './member-context.ts'
import { newToken, tokenHash } from './token.ts'

/** A session that stands in the transaction but not yet in the browser. */
export interface OpenedSession {
  readonly id: string
  readonly token: string
}

/**
 * Opens a session of a user, always with a new token: one that somebody has planted in the browser beforehand never becomes a session.
 */
export async function openSession(context: PublicContext, queries: Queries, user: string): Promise<OpenedSession> {
  const { app, now } = context
  const token = newToken()
  const id = app.newId()
  const start = new Date(now)
  await insertSession(queries, user, {
    tokenHash: tokenHash(token),
    id,
    now: start,
    expiresAt: new Date(start.getTime() + SESSION_LIFE.idle),
    device: deviceName(context.device ?? ''),
  })
  return { id, token }
}

/** Gives the browser the token of a session whose transaction is committed. */
export const handSession = (context: PublicContext, opened: OpenedSession): void =>
  context.setSession(opened.token, SESSION_LIFE.whole / 1_000)
