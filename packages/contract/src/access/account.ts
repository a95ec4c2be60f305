import { z } from 'zod'
import { route } from '../kit/route.ts'
import { Language, PersonName, Theme, TypedPassword } from './credentials.ts'
import { Me } from './session.ts'

export const OwnSession = z
  .strictObject({
    id: z.uuid(),
    device: z.string().meta({ description: 'Browser and system as the browser named them; not to be trusted.' }),
    createdAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    current: z.boolean().meta({ description: 'The session that asks.' }),
  })
  .meta({ id: 'OwnSession' })

/** One's own account: the same in every organisation. */
export const accountRoutes = {
  'account.edit': route({
    id: 'account.edit',
    slice: 'access',
    method: 'PATCH',
    path: '/api/account',
    summary: 'Changes the own name, language or theme',
    access: { kind: 'session' },
    body: z.strictObject({ name: PersonName.optional(), language: Language.optional(), theme: Theme.optional() }),
    returns: 'json',
    out: Me,
    edits: true,
  }),
  'account.password': route({
    id: 'account.password',
    slice: 'access',
    method: 'PUT',
    path: '/api/account/password',
    summary: 'Changes the own password, ends all other sessions and renews this one',
    access: { kind: 'session' },
    body: z.strictObject({ current: TypedPassword, next: TypedPassword }),
    returns: 'empty',
    errors: ['too-many'],
  }),
  'account.sessions': route({
    id: 'account.sessions',
    slice: 'access',
    method: 'GET',
    path: '/api/account/sessions',
    summary: 'Lists the own living sessions',
    access: { kind: 'session' },
    returns: 'list',
    out: OwnSession,
    list: {
      fields: { device: 'text', createdAt: 'instant', lastSeenAt: 'instant', expiresAt: 'instant', current: 'flag' },
      key: 'id',
      sort: '-lastSeenAt',
    },
  }),
  'account.end-session': route({
    id: 'account.end-session',
    slice: 'access',
    method: 'DELETE',
    path: '/api/account/sessions/{id}',
    summary: 'Ends one of the own sessions',
    access: { kind: 'session' },
    params: z.object({ id: z.uuid() }),
    returns: 'empty',
  }),
  'account.end-others': route({
    id: 'account.end-others',
    slice: 'access',
    method: 'DELETE',
    path: '/api/account/sessions',
    summary: 'Ends all own sessions but this one',
    access: { kind: 'session' },
    returns: 'json',
    out: z.strictObject({ ended: z.int() }),
  }),
  'account.erase': route({
    id: 'account.erase',
    slice: 'access',
    method: 'DELETE',
    path: '/api/account',
    summary: 'Erases the own account, which belongs to no organisation (GDPR Art. 17); those that it belongs to erase it as a member',
    access: { kind: 'session' },
    body: z.strictObject({ password: TypedPassword }),
    returns: 'empty',
    errors: ['conflict', 'too-many'],
  }),
  'account.export': route({
    id: 'account.export',
    slice: 'access',
    method: 'GET',
    path: '/api/account/export',
    summary: 'Everything that is kept about the own account in all organisations, as JSON (GDPR Art. 15 and 20)',
    access: { kind: 'session' },
    returns: 'file',
  }),
} as const
