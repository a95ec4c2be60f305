import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { z } from 'zod'
import type { LinkTarget } from '@caponier/contract/access/session'
import { RoleGrants } from '@caponier/contract/access/grants'
import type { RoleGrant } from '@caponier/contract/access/roles'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import { findLogin } from '@caponier/store/access/accounts'
import { findFirstToken, installation, setFirstToken } from '@caponier/store/access/installation'
import { findInvitation } from '@caponier/store/access/invitations'
import { findOneTimeToken, insertOneTimeToken } from '@caponier/store/access/one-time-tokens'
import { inTransaction } from '@caponier/store/tenant/transaction'
import { tenantName } from '@caponier/store/tenant/tenants'
import type { App, PublicContext } from '../context.ts'
import { spendAttempt } from './rate-limit.ts'
import { looksLikeToken, newToken, tokenHash } from './token.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** How long links work, in milliseconds. */
export const LINK_LIFE = { first: 7 * DAY, signIn: HOUR, reset: DAY, invitation: 7 * DAY } as const

/** A link as it is handed over. The token stands behind #, so that no browser sends it to a server or a log unasked. */
export const linkUrl = (app: App, token: string): string => `${app.settings.publicUrl.replace(/\/+$/, '')}/link#${token}`

export const GONE: ApiProblem = {
  code: 'gone',
  detail: 'this link was used already, was withdrawn or has run out',
  mend: 'ask for a new one',
}

/**
 * The link by which the first person takes over a new installation, for the console; null once somebody did. Each call makes a new
 * one, and the one before no longer works.
 */
export async function firstRunLink(app: App): Promise<string | null> {
  const now = app.clock()
  await installation(app.pool, app.newId(), new Date(now))
  const token = newToken()
  return (await setFirstToken(app.pool, tokenHash(token), new Date(now + LINK_LIFE.first))) ? linkUrl(app, token) : null
}

/** A link that signs a user in once within the hour, for the console of whoever runs the server. */
export async function signInLink(app: App, userId: string): Promise<string> {
  const now = app.clock()
  const token = newToken()
  await inTransaction(app.pool, { user: userId }, '', (queries) =>
    insertOneTimeToken(queries, {
      tokenHash: tokenHash(token),
      purpose: 'sign-in',
      user: userId,
      tenant: null,
      now: new Date(now),
      expiresAt: new Date(now + LINK_LIFE.signIn),
    }),
  )
  return linkUrl(app, token)
}

/** The same by e-mail address; null when no account has it. Only for the console: it tells which addresses have accounts. */
export async function signInLinkFor(app: App, email: string): Promise<string | null> {
  const account = await findLogin(app.pool, email.trim().toLowerCase())
  return account === undefined ? null : signInLink(app, account.id)
}

/** Says what a link leads to without using it, so that the screen can ask for the right things. */
export async function lookAtLink(context: PublicContext, token: string): Promise<Result<z.input<typeof LinkTarget>, ApiProblem>> {
  const { app } = context
  const spent = spendAttempt(context)
  if (!spent.ok) return spent
  if (!looksLikeToken(token)) return fail(GONE)
  const hash = tokenHash(token)
  const now = new Date(context.now)
  const first = await findFirstToken(app.pool, hash, now)
  if (first !== undefined) return ok({ purpose: 'first', expiresAt: first.toISOString() })
  const oneTime = await findOneTimeToken(app.pool, hash, now)
  if (oneTime !== undefined) {
    const { purpose, email, name, expiresAt } = oneTime
    return ok({ purpose, email, name, expiresAt: expiresAt.toISOString() })
  }
  const invitation = await findInvitation(app.pool, hash, now)
  if (invitation === undefined) return fail(GONE)
  const { email, name, language, expiresAt, tenant } = invitation
  const grants = RoleGrants.parse(invitation.grants)
  return ok({
    purpose: 'invitation',
    email,
    name,
    language,
    organisation: (await tenantName(app.pool, tenant)) ?? tenant,
    grants,
    places: await placeNames(app, tenant, grants),
    expiresAt: expiresAt.toISOString(),
  })
}

/** Names of the places that an invitation is for, and of no others. */
async function placeNames(app: App, tenant: string, grants: readonly RoleGrant[]): Promise<Record<string, string>> {
  const model = await app.tenants.fresh(tenant)
  return Object.fromEntries(
    grants.flatMap(({ scope }) => {
      const doc = scope.kind === 'organisation' ? undefined : model?.object(scope.kind, scope.id)?.doc
      return doc === undefined ? [] : [[doc.id, doc.name]]
    }),
  )
}
