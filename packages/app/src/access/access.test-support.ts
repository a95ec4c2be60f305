import { randomUUID } from 'node:crypto'
import type { Result } from '@caponier/core'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import { inTransaction } from '@caponier/store/tenant/transaction'
import type { App, PublicContext, SessionContext } from '../context.ts'
import { hashPassword } from './password.ts'
import { signedIn } from './member-context.ts'
import { signIn } from './sign-in.ts'

export const PASSWORD = 'Drei Zahnräder im Ölbad'

/** A browser: it keeps the cookie it was given and sends it along. */
export interface Browser {
  /** Token of the cookie; null without one. */
  readonly token: () => string | null
  readonly plant: (token: string | null) => void
  readonly context: () => PublicContext
  /** The context of who is signed in; throws when nobody is. */
  readonly session: () => Promise<SessionContext>
}

export function browser(app: App, address = '203.0.113.7'): Browser {
  let token: string | null = null
  const context = (): PublicContext => {
    const now = new Date(app.clock()).toISOString()
    return {
      app,
      now,
      today: now.slice(0, 10),
      language: 'en',
      address,
      device: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
      presentedToken: token,
      setSession: (next) => {
        token = next
      },
    }
  }
  return {
    token: () => token,
    plant: (next) => {
      token = next
    },
    context,
    session: async () => {
      const user = await signedIn(app, token)
      if (user === null) throw new Error('nobody is signed in')
      return { ...context(), user }
    },
  }
}

/** An account with a password, member of nothing. */
export async function account(
  app: App,
  given: { readonly email?: string; readonly name?: string } = {},
): Promise<{ readonly id: string; readonly email: string }> {
  const id = randomUUID()
  const email = given.email ?? `${id}@example.invalid`
  const hash = value(await hashPassword(app, PASSWORD))
  await inTransaction(app.pool, { user: id }, '', (queries) =>
    queries
      .insertInto('app_user')
      .values({
        id,
        email,
        name: given.name ?? 'Somebody',
        password_hash: hash,
        created_at: new Date(app.clock()),
        disabled_at: null,
        erased_at: null,
      })
      .execute(),
  )
  return { id, email }
}

/** Sets the password of a test member, so that it can sign in. */
export async function givePassword(app: App, user: string): Promise<void> {
  const hash = value(await hashPassword(app, PASSWORD))
  await inTransaction(app.pool, { user }, '', (queries) =>
    queries.updateTable('app_user').set({ password_hash: hash }).where('id', '=', user).execute(),
  )
}

/** A browser in which somebody has signed in. */
export async function signedInBrowser(app: App, email: string): Promise<Browser> {
  const made = browser(app, randomUUID())
  value(await signIn(made.context(), { email, password: PASSWORD }))
  return made
}

/** The value of a result that has to be one. */
export function value<T>(result: Result<T, ApiProblem>): T {
  if (!result.ok) throw new Error(`${result.problem.code}: ${result.problem.detail ?? ''} ${JSON.stringify(result.problem.issues ?? [])}`)
  return result.value
}

/** The code of a problem that has to be one. */
export function refusal(result: Result<unknown, ApiProblem>): string {
  if (result.ok) throw new Error(`not refused: ${JSON.stringify(result.value)}`)
  return result.problem.code
}

/** The token of a link. */
export const tokenOf = (url: string): string => url.split('#')[1] ?? ''
