import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { Me } from '@caponier/contract/access/session'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import { accountIn, insertAccount, setPassword, updateProfile } from '@caponier/store/access/accounts'
import { claimInstallation, findFirstToken, takeFirstToken } from '@caponier/store/access/installation'
import { insertMembership, membersIn, replaceGrants } from '@caponier/store/access/members'
import { listTenants, systemActor } from '@caponier/store/tenant/tenants'
import { inTransaction } from '@caponier/store/tenant/transaction'
import { changeAs } from '../change.ts'
import type { App, PublicContext } from '../context.ts'
import { GONE } from './links.ts'
import { meOf } from './me.ts'
import { handSession, openSession } from './open-session.ts'
import { checkNewPassword, hashPassword } from './password.ts'
import { spendAttempt } from './rate-limit.ts'
import { endPresented } from './sign-in.ts'
import { looksLikeToken, tokenHash } from './token.ts'

export interface FirstPerson {
  readonly token: string
  readonly name: string
  readonly email: string
  readonly password: string
  readonly language: 'en' | 'de'
}

/**
 * The first person takes over the installation by the link from the console and becomes administrator of every organisation that there
 * is. Interrupted at any point it can be done again with the next link: the account keeps its id, and only the last step, which sets the
 * password, ends the first run.
 */
export async function firstRun(context: PublicContext, person: FirstPerson): Promise<Result<Me, ApiProblem>> {
  const { app, now } = context
  const spent = spendAttempt(context)
  if (!spent.ok) return spent
  const hash = looksLikeToken(person.token) ? tokenHash(person.token) : null
  if (hash === null || (await findFirstToken(app.pool, hash, new Date(now))) === undefined) return fail(GONE)
  const checked = checkNewPassword(person.password, person.email, 'body.password')
  if (!checked.ok) return checked
  const passwordHash = await hashPassword(app, person.password)
  if (!passwordHash.ok) return passwordHash
  const user = await takeFirstToken(app.pool, hash, app.newId(), new Date(now))
  if (user === undefined) return fail(GONE)
  await makeFirstAccount(context, user, person)
  for (const tenant of await listTenants(app.pool)) await makeAdmin(app, tenant.id, user, now)
  await endPresented(context)
  const opened = await inTransaction(app.pool, { user }, '', async (queries) => {
    await setPassword(queries, user, passwordHash.value)
    await claimInstallation(queries, new Date(now))
    return openSession(context, queries, user)
  })
  handSession(context, opened)
  app.log.info({ user }, 'the first administrator took over')
  return ok(await meOf(app, user, opened.id))
}

/** The account, or the one that an interrupted first run left behind, with what was said now. */
const makeFirstAccount = ({ app, now }: PublicContext, user: string, { email, name, language }: FirstPerson): Promise<void> =>
  inTransaction(app.pool, { user }, '', async (queries) => {
    const left = await accountIn(queries, user)
    if (left !== undefined) await updateProfile(queries, user, left.version, { email, name, language })
    else await insertAccount(queries, { id: user, email, name, language, passwordHash: null, now: new Date(now) })
  })

/** Makes a user administrator of a whole organisation, as the program itself: for the first run and for who founds an organisation. */
export async function makeAdmin(app: App, tenant: string, user: string, now: string): Promise<void> {
  const actor = await inTransaction(app.pool, { tenant }, 'read only', (queries) => systemActor(queries, tenant))
  const grant = { role: 'admin', scopeKind: 'organisation', scopeId: '' }
  await changeAs(app, { tenant, actor, user, now }, ['access'], async (change) => {
    const known = (await membersIn(change.queries, tenant, user))[0]
    const isAdmin = known?.grants.some((one) => one.role === 'admin' && one.scopeKind === 'organisation') === true
    if (isAdmin) return ok(undefined)
    await insertMembership(change.queries, tenant, { user, personId: null, now: new Date(now) })
    await replaceGrants(change.queries, tenant, user, [...(known?.grants ?? []), grant])
    change.record({ action: 'access.first-admin', objectKind: 'member', objectId: user, after: { role: 'admin', scope: 'organisation' } })
    return ok(undefined)
  })
}
