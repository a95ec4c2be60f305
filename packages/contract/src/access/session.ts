import { z } from 'zod'
import { Id } from '@caponier/core/company/primitives'
import { route } from '../kit/route.ts'
import { EmailAddress, Language, LinkToken, PersonName, Theme, TypedPassword } from './credentials.ts'
import { RoleGrants } from './grants.ts'

const Instant = z.iso.datetime()

/** One organisation of the signed-in person. */
export const OwnTenant = z
  .strictObject({
    id: Id,
    name: z.string(),
    /** A fictitious sample that was loaded at the first start. */
    sample: z.boolean(),
    grants: RoleGrants,
    /** Person of the workspace that this member is. */
    personId: Id.nullable(),
  })
  .meta({ id: 'OwnTenant' })

/** Who is signed in, and where they may work. */
export const Me = z
  .strictObject({
    user: z.strictObject({
      id: z.uuid(),
      email: z.string(),
      name: z.string(),
      language: Language,
      theme: Theme,
      version: z.int().meta({ description: 'For `If-Match` when the profile is edited.' }),
    }),
    session: z.strictObject({ id: z.uuid() }),
    tenants: z.array(OwnTenant),
  })
  .meta({ id: 'Me' })
export type Me = z.infer<typeof Me>

/** What a link leads to, before it is used. */
export const LinkTarget = z
  .discriminatedUnion('purpose', [
    z.strictObject({ purpose: z.literal('first'), expiresAt: Instant }),
    z.strictObject({ purpose: z.literal('sign-in'), email: z.string(), name: z.string(), expiresAt: Instant }),
    z.strictObject({ purpose: z.literal('reset'), email: z.string(), name: z.string(), expiresAt: Instant }),
    z.strictObject({
      purpose: z.literal('invitation'),
      email: z.string(),
      name: z.string(),
      language: Language,
      organisation: z.string(),
      grants: RoleGrants,
      places: z.record(z.string(), z.string()).meta({ description: 'Names of the places of the grants, by id.' }),
      expiresAt: Instant,
    }),
  ])
  .meta({ id: 'LinkTarget' })

const example = {
  user: {
    id: '7d9f3c52-0b4e-4a53-9c1f-2f6f6c3c9a01',
    email: 'lead@example.com',
    name: 'A. Lead',
    language: 'en',
    theme: 'auto',
    version: 1,
  },
  session: { id: '0f0f2c3e-6f0a-4b8e-9f7d-5b3a1c2d4e5f' },
  tenants: [
    {
      id: 'example-works',
      name: 'Example Works',
      sample: false,
      grants: [{ role: 'lead', scope: { kind: 'organisation' } }],
      personId: null,
    },
  ],
}

/** Signing in and out, and the links that lead in. Every success sets a new session cookie; the one presented before is ended. */
export const sessionRoutes = {
  'session.show': route({
    id: 'session.show',
    slice: 'access',
    method: 'GET',
    path: '/api/session',
    summary: 'Says who is signed in, in which organisations and with which roles',
    access: { kind: 'session' },
    returns: 'json',
    out: Me,
    example: { out: example },
  }),
  'session.sign-in': route({
    id: 'session.sign-in',
    slice: 'access',
    method: 'POST',
    path: '/api/session',
    summary: 'Signs in with e-mail address and password',
    access: { kind: 'public' },
    body: z.strictObject({ email: EmailAddress, password: TypedPassword }),
    returns: 'json',
    out: Me,
    errors: ['unauthenticated', 'too-many'],
    example: { body: { email: 'lead@example.com', password: 'three words of one’s own' }, out: example },
  }),
  'session.sign-out': route({
    id: 'session.sign-out',
    slice: 'access',
    method: 'DELETE',
    path: '/api/session',
    summary: 'Ends the session of this browser, if there is one',
    access: { kind: 'public' },
    returns: 'empty',
  }),
  'session.link': route({
    id: 'session.link',
    slice: 'access',
    method: 'POST',
    path: '/api/session/link',
    summary: 'Says what a link leads to, without using it',
    access: { kind: 'public' },
    body: z.strictObject({ token: LinkToken }),
    returns: 'json',
    out: LinkTarget,
    errors: ['gone', 'too-many'],
  }),
  'session.redeem': route({
    id: 'session.redeem',
    slice: 'access',
    method: 'POST',
    path: '/api/session/redeem',
    summary: 'Signs in with a sign-in link from the console; works once',
    access: { kind: 'public' },
    body: z.strictObject({ token: LinkToken }),
    returns: 'json',
    out: Me,
    errors: ['gone', 'too-many'],
  }),
  'session.first': route({
    id: 'session.first',
    slice: 'access',
    method: 'POST',
    path: '/api/session/first',
    summary: 'Makes the first account, administrator of every organisation there is; refused once somebody did',
    access: { kind: 'public' },
    body: z.strictObject({ token: LinkToken, name: PersonName, email: EmailAddress, password: TypedPassword, language: Language }),
    returns: 'json',
    out: Me,
    status: 201,
    errors: ['gone', 'too-many'],
  }),
  'session.reset': route({
    id: 'session.reset',
    slice: 'access',
    method: 'POST',
    path: '/api/session/reset',
    summary: 'Sets a new password by a reset link, ends all sessions and signs in; works once',
    access: { kind: 'public' },
    body: z.strictObject({ token: LinkToken, password: TypedPassword }),
    returns: 'json',
    out: Me,
    errors: ['gone', 'too-many'],
  }),
  'session.accept': route({
    id: 'session.accept',
    slice: 'access',
    method: 'POST',
    path: '/api/session/accept',
    summary: 'Accepts an invitation with a new account and signs in; works once',
    access: { kind: 'public' },
    body: z.strictObject({ token: LinkToken, name: PersonName, password: TypedPassword, language: Language }),
    returns: 'json',
    out: Me,
    status: 201,
    errors: ['gone', 'conflict', 'too-many'],
  }),
  'session.join': route({
    id: 'session.join',
    slice: 'access',
    method: 'POST',
    path: '/api/session/join',
    summary: 'Accepts an invitation with the account that is signed in; works once',
    access: { kind: 'session' },
    body: z.strictObject({ token: LinkToken }),
    returns: 'json',
    repeatable: true,
    out: Me,
    errors: ['gone', 'conflict'],
  }),
} as const
