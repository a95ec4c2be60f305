import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import { ROLES, type Permission, type Role, type RoleGrant } from '@caponier/contract/access/roles'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import { noteSeen } from '@caponier/store/access/members'
import { findMembership, type GrantRow } from '@caponier/store/access/memberships'
import { findSession, touchSession } from '@caponier/store/access/sessions'
import { inTransaction } from '@caponier/store/tenant/transaction'
import type { App, MemberContext, PublicContext, SignedIn } from '../context.ts'
import { visibleTo } from '../gate/visible.ts'
import { notFound } from '../problems.ts'
import { accessMemory, type KnownMembership, type KnownSession, rememberIn } from './access-memory.ts'
import { looksLikeToken, tokenHash } from './token.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** How long sessions live, in milliseconds: without use, and at all. */
export const SESSION_LIFE = { idle: 12 * HOUR, whole: 7 * 24 * HOUR } as const

/** How long this process trusts what it knows of a session; sessions that it ends itself are gone at once. */
const TRUST = 5 * SECOND

/**
 * Who presents this token; null when nobody does. Expiry slides with use and ends for good after `SESSION_LIFE.whole`. That it was
 * used is written at most once a minute, and the database is asked at most every few seconds.
 */
export async function signedIn(app: App, token: string | null): Promise<SignedIn | null> {
  if (token === null || !looksLikeToken(token)) return null
  const hash = tokenHash(token)
  const memory = accessMemory(app)
  const now = app.clock()
  const known = memory.sessions.get(hash)
  if (known !== undefined && Math.abs(now - known.askedAt) < TRUST) return now < known.expiresAt ? known.user : null
  const ended = memory.ended
  const row = await findSession(app.pool, hash)
  if (row === undefined) {
    memory.sessions.delete(hash)
    return null
  }
  const found: KnownSession = {
    user: { userId: row.userId, sessionId: row.id, email: row.email, name: row.name, language: row.language },
    createdAt: row.createdAt.getTime(),
    lastSeenAt: row.lastSeenAt.getTime(),
    expiresAt: Math.min(row.expiresAt.getTime(), row.createdAt.getTime() + SESSION_LIFE.whole),
    askedAt: now,
  }
  if (now >= found.expiresAt) {
    memory.sessions.delete(hash)
    return null
  }
  const used = now - found.lastSeenAt >= MINUTE ? await slide(app, hash, found, now) : found
  if (memory.ended === ended) rememberIn(memory.sessions, hash, used)
  return used.user
}

async function slide(app: App, hash: string, session: KnownSession, now: number): Promise<KnownSession> {
  const expiresAt = Math.min(now + SESSION_LIFE.idle, session.createdAt + SESSION_LIFE.whole)
  const noted = await unlessFull(app, touchSession(app.pool, hash, new Date(now), new Date(expiresAt)))
  return noted ? { ...session, lastSeenAt: now, expiresAt } : session
}

/** Ids of tenants (migration 0001); anything else names none. */
const TENANT_ID = /^[a-z0-9][a-z0-9._-]{0,119}$/

/**
 * The context of a member in a tenant. A tenant that does not exist and one that the user is no member of give the same answer. What
 * is known of a membership holds as long as the tenant's counter stands still; every change of people moves it, so a member who was
 * removed is out with the next request, on every node.
 */
export async function memberContext(context: PublicContext, user: SignedIn, tenant: string): Promise<Result<MemberContext, ApiProblem>> {
  const { app } = context
  if (!TENANT_ID.test(tenant)) return fail(notFound('the organisation'))
  const first = accessMemory(app).memberships.get(keyOf(tenant, user)) ?? (await askMembership(app, tenant, user))
  const model = first === undefined ? undefined : await app.tenants.fresh(tenant)
  if (first === undefined || model === undefined) return fail(notFound('the organisation'))
  const membership = first.seq === model.seq() ? first : await askMembership(app, tenant, user)
  if (membership === undefined) return fail(notFound('the organisation'))
  await noteMemberSeen(app, tenant, user)
  const { grants, personId } = membership
  return ok({
    ...context,
    user,
    tenant,
    grants,
    personId,
    model,
    visible: (permission) => visibleTo(grants, permission, model.places()),
  })
}

/**
 * The same caller once more, as things stand now: for a stream that outlives its request. Null when the session or the membership has
 * ended meanwhile; changed roles show in the gate.
 */
export async function readmitted(context: MemberContext): Promise<MemberContext | null> {
  const { app, presentedToken, user, tenant } = context
  if (presentedToken !== null && (await signedIn(app, presentedToken)) === null) return null
  const again = await memberContext(context, user, tenant)
  return again.ok ? again.value : null
}

/** How exactly it is noted that a member was at work in a tenant, in milliseconds. */
const SEEN_EVERY = 10 * MINUTE

async function noteMemberSeen(app: App, tenant: string, user: SignedIn): Promise<void> {
  const { seen } = accessMemory(app)
  const now = app.clock()
  if (now - (seen.get(keyOf(tenant, user)) ?? 0) < SEEN_EVERY) return
  rememberIn(seen, keyOf(tenant, user), now)
  await unlessFull(
    app,
    inTransaction(app.pool, { tenant, user: user.userId }, '', (queries) => noteSeen(queries, tenant, user.userId, new Date(now))),
  )
}

/** Noting that somebody was seen must not keep anybody from reading when the database takes nothing more (disk full, standby). */
async function unlessFull(app: App, writing: Promise<void>): Promise<boolean> {
  try {
    await writing
    return true
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (!code.startsWith('53') && code !== '25006') throw error
    app.log.warn({ code }, 'the database takes no writes; that somebody was seen is not noted')
    return false
  }
}

const keyOf = (tenant: string, user: SignedIn): string => `${tenant}|${user.userId}`

async function askMembership(app: App, tenant: string, user: SignedIn): Promise<KnownMembership | undefined> {
  const row = await findMembership(app.pool, tenant, user.userId)
  const { memberships } = accessMemory(app)
  if (row === undefined) {
    memberships.delete(keyOf(tenant, user))
    return undefined
  }
  const known = { seq: row.seq, grants: row.grants.flatMap(grantOf), personId: row.personId }
  rememberIn(memberships, keyOf(tenant, user), known)
  return known
}

const isRole = (word: string): word is Role => (ROLES as readonly string[]).includes(word)

/** A stored grant; one with a role that this version does not know gives nothing. */
export function grantOf(row: GrantRow): readonly RoleGrant[] {
  if (!isRole(row.role)) return []
  if (row.scopeKind === 'organisation') return [{ role: row.role, scope: { kind: 'organisation' } }]
  if (row.scopeKind === 'entity' || row.scopeKind === 'site') return [{ role: row.role, scope: { kind: row.scopeKind, id: row.scopeId } }]
  return []
}

/** Has the member the permission anywhere? Where, the gate says. */
export const allowed = (context: MemberContext, permission: Permission): boolean => !context.visible(permission).none
