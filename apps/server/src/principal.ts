import { allowed, memberContext, signedIn } from '@caponier/app/access/member-context'
import type { App, PublicContext, SignedIn } from '@caponier/app/context'
import { databaseAway, isDatabaseAway, unlessAway } from '@caponier/app/operations/database-away'
import { forbidden } from '@caponier/app/problems'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import { fail, ok, type Result } from '@caponier/core'
import type { Call } from './http/call.ts'
import { isBearer } from './http/csrf.ts'
import type { Language } from '@caponier/core'
import { askedLanguage } from './http/language.ts'

const COOKIE = 'caponier_session'

/**
 * Name of the session's cookie. Where people come by TLS it has the prefix that browsers give only to a cookie of this very host: no
 * neighbour under the same domain can plant a session of its own.
 */
const cookieName = (isSecure: boolean): string => (isSecure ? `__Host-${COOKIE}` : COOKIE)

const isByTls = (app: App): boolean => app.settings.publicUrl.startsWith('https:')

/** Who sends a request; `unknown` while the database that knows it is away. */
export interface Principal {
  readonly token: string
  readonly user: SignedIn | 'unknown'
}

/** The token of a request: the bearer token where there is one, and the cookie only where there is none. */
export function presentedToken(request: Request, isSecure: boolean): string | null {
  if (isBearer(request)) return (request.headers.get('authorization') ?? '').slice('bearer '.length).trim()
  for (const pair of (request.headers.get('cookie') ?? '').split(';')) {
    const [name, value] = pair.trim().split('=', 2)
    if (name === cookieName(isSecure) && value !== undefined) return value
  }
  return null
}

/** Looks up who presents the token of a request. */
export async function principalOf(app: App, request: Request): Promise<Principal | null> {
  const token = presentedToken(request, isByTls(app))
  if (token === null) return null
  try {
    const user = await signedIn(app, token)
    return user === null ? null : { token, user }
  } catch (error) {
    if (isDatabaseAway(error)) return { token, user: 'unknown' }
    throw error
  }
}

/** The context for a call's handler, or why it may not be made: membership and permission are asked here, places by the handler. */
export function admit(app: App, call: Call<Principal>, trustProxy: boolean): Promise<Result<unknown, ApiProblem>> {
  const { access } = call.shape
  const context = publicContext(app, call, trustProxy)
  const user = call.principal?.user
  if (user === 'unknown') return Promise.resolve(fail(databaseAway))
  if (access.kind === 'public') return Promise.resolve(ok(context))
  if (user === undefined) return Promise.resolve(fail({ code: 'unauthenticated', detail: 'You are not signed in.', mend: 'Sign in.' }))
  if (access.kind === 'session') return Promise.resolve(ok({ ...context, user }))
  const { tenant } = call.params
  return unlessAway(async () => {
    const member = await memberContext(context, user, typeof tenant === 'string' ? tenant : '')
    if (!member.ok) return member
    if (access.kind === 'permission' && !allowed(member.value, access.permission))
      return fail({ ...forbidden(`do this (it takes the permission ${access.permission})`), permission: access.permission })
    return member
  })
}

function publicContext(app: App, call: Call<Principal>, trustProxy: boolean): PublicContext {
  const now = new Date(app.clock()).toISOString()
  const isSecure = isByTls(app)
  return {
    app,
    now,
    today: now.slice(0, 10),
    language: languageOf(call.request, call.principal),
    address: (trustProxy ? forwardedFor(call.request) : undefined) ?? call.address,
    device: call.request.headers.get('user-agent') ?? '',
    presentedToken: presentedToken(call.request, isSecure),
    setSession: (token, maxAgeSeconds) =>
      call.answerHeaders.append(
        'set-cookie',
        [
          `${cookieName(isSecure)}=${token ?? ''}`,
          'Path=/',
          'HttpOnly',
          'SameSite=Lax',
          `Max-Age=${token === null ? 0 : Math.floor(maxAgeSeconds)}`,
          ...(isSecure ? ['Secure'] : []),
        ].join('; '),
      ),
  }
}

/** The address that our own proxy saw: it appends to the header, so the last entry is its word and those before may be anybody's. */
const forwardedFor = (request: Request): string | undefined => {
  const last = (request.headers.get('x-forwarded-for') ?? '').split(',').at(-1)?.trim() ?? ''
  return /^[0-9a-fA-F:.]{2,45}$/.test(last) ? last : undefined
}

/** The language that a caller reads: the page says it, which may be another than the account's; a program says nothing. */
export function languageOf(request: Request, principal: Principal | null): Language {
  const user = principal?.user
  return askedLanguage(request.headers.get('accept-language')) ?? (user === undefined || user === 'unknown' ? 'en' : user.language)
}
