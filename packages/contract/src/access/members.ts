import { z } from 'zod'
import { Id } from '@caponier/core/company/primitives'
import { route } from '../kit/route.ts'
import { EmailAddress, Language, PersonName } from './credentials.ts'
import { RoleGrants } from './grants.ts'
import { ROLES } from './roles.ts'
import { TenantParams } from './tenant-params.ts'

const MemberParams = z.object({ tenant: Id, user: z.uuid() })
const InvitationParams = z.object({ tenant: Id, id: z.uuid() })

export const Member = z
  .strictObject({
    id: z.uuid(),
    version: z.int(),
    name: z.string(),
    email: z.string(),
    personId: Id.nullable().meta({ description: 'Person of the workspace that this member is.' }),
    grants: RoleGrants.meta({ description: 'Roles within what the caller may see.' }),
    roles: z.array(z.enum(ROLES)).meta({ description: 'The roles of `grants`, each once.' }),
    since: z.iso.datetime(),
    lastSeenAt: z.iso.datetime().nullable().meta({ description: 'Last at work here, to about ten minutes; for those who manage people.' }),
    own: z.boolean().meta({ description: 'The caller.' }),
    managed: z.enum(['whole', 'part', 'none']).meta({ description: 'How far the caller manages the roles of this member.' }),
  })
  .meta({ id: 'Member' })

export const Invitation = z
  .strictObject({
    id: z.uuid(),
    email: z.string(),
    name: z.string(),
    language: Language,
    grants: RoleGrants,
    personId: Id.nullable(),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    expired: z.boolean(),
  })
  .meta({ id: 'Invitation' })

/** A link that is shown once, to be handed over. */
export const HandedLink = z
  .strictObject({ url: z.string(), expiresAt: z.iso.datetime() })
  .meta({ id: 'HandedLink', description: 'Works once. It is shown now and never again.' })

const Place = z.strictObject({
  id: Id,
  name: z.string(),
  managed: z.boolean().meta({ description: 'May the caller give and take roles here?' }),
})

/** Where roles can be held and whom members can be, as far as the caller may see it. */
export const MemberPlaces = z
  .strictObject({
    organisation: z.strictObject({ name: z.string(), managed: z.boolean() }),
    entities: z.array(Place),
    sites: z.array(Place.extend({ entities: z.array(Id) })),
    people: z.array(z.strictObject({ id: Id, name: z.string(), member: z.boolean() })),
  })
  .meta({ id: 'MemberPlaces' })

/** Where a name still stands in free text after an erasure; a person has to look. */
const NameFound = z.strictObject({ kind: z.string(), id: z.string() })

/** Members of an organisation and invitations to it. Only who manages people of a place may give or take roles there. */
export const memberRoutes = {
  'members.list': route({
    id: 'members.list',
    slice: 'access',
    method: 'GET',
    path: '/api/tenants/{tenant}/members',
    summary: 'Lists members with their roles',
    access: { kind: 'permission', permission: 'people.read' },
    params: TenantParams,
    returns: 'list',
    out: Member,
    list: {
      fields: { name: 'text', email: 'text', personId: 'word', roles: 'words', since: 'instant', lastSeenAt: 'instant', own: 'flag' },
      key: 'id',
      sort: 'name',
    },
  }),
  'members.places': route({
    id: 'members.places',
    slice: 'access',
    method: 'GET',
    path: '/api/tenants/{tenant}/members/places',
    summary: 'Names the places where roles can be held, and the people whom members can be',
    access: { kind: 'permission', permission: 'people.read' },
    params: TenantParams,
    returns: 'json',
    out: MemberPlaces,
  }),
  'members.edit': route({
    id: 'members.edit',
    slice: 'access',
    method: 'PATCH',
    path: '/api/tenants/{tenant}/members/{user}',
    summary: 'Changes the roles of a member, or which person of the workspace the member is',
    access: { kind: 'permission', permission: 'people.manage' },
    params: MemberParams,
    body: z.strictObject({
      grants: RoleGrants.optional().meta({ description: 'All roles within what the caller manages; others stay as they are.' }),
      personId: Id.nullable().optional(),
    }),
    returns: 'json',
    out: Member,
    edits: true,
    errors: ['conflict'],
  }),
  'members.remove': route({
    id: 'members.remove',
    slice: 'access',
    method: 'DELETE',
    path: '/api/tenants/{tenant}/members/{user}',
    summary: 'Removes a member; access ends at once, the account stays',
    access: { kind: 'permission', permission: 'people.manage' },
    params: MemberParams,
    returns: 'empty',
    edits: true,
    errors: ['conflict'],
  }),
  'members.reset': route({
    id: 'members.reset',
    slice: 'access',
    method: 'POST',
    path: '/api/tenants/{tenant}/members/{user}/reset',
    summary: 'Makes a link by which a member sets a new password',
    access: { kind: 'permission', permission: 'people.manage' },
    params: MemberParams,
    returns: 'json',
    repeatable: true,
    secret: true,
    out: HandedLink,
    status: 201,
    errors: ['conflict'],
  }),
  'members.export': route({
    id: 'members.export',
    slice: 'access',
    method: 'GET',
    path: '/api/tenants/{tenant}/members/{user}/export',
    summary: 'Everything that this organisation keeps about a member, as JSON (GDPR Art. 15)',
    access: { kind: 'permission', permission: 'people.manage' },
    params: MemberParams,
    returns: 'file',
  }),
  'members.erase': route({
    id: 'members.erase',
    slice: 'access',
    method: 'POST',
    path: '/api/tenants/{tenant}/members/{user}/erase',
    summary: 'Erases a member and the person of the workspace behind (GDPR Art. 17); cannot be undone',
    access: { kind: 'permission', permission: 'people.manage' },
    params: MemberParams,
    body: z.strictObject({ email: EmailAddress.meta({ description: 'The address once more, so that nobody is erased by mistake.' }) }),
    returns: 'json',
    repeatable: true,
    out: z.strictObject({
      accountErased: z.boolean().meta({ description: 'False where the account belongs to other organisations too; it stays there.' }),
      detailsErased: z.int().meta({ description: 'Before-and-after details taken out of the activity log; the chain still verifies.' }),
      nameStillIn: z.array(NameFound).meta({ description: 'Objects whose free text still holds the name; edit them by hand.' }),
    }),
    errors: ['conflict'],
  }),
  'invitations.list': route({
    id: 'invitations.list',
    slice: 'access',
    method: 'GET',
    path: '/api/tenants/{tenant}/invitations',
    summary: 'Lists open invitations',
    access: { kind: 'permission', permission: 'people.manage' },
    params: TenantParams,
    returns: 'list',
    out: Invitation,
    list: {
      fields: { email: 'text', name: 'text', createdAt: 'instant', expiresAt: 'instant', expired: 'flag' },
      key: 'id',
      sort: '-createdAt',
    },
  }),
  'invitations.add': route({
    id: 'invitations.add',
    slice: 'access',
    method: 'POST',
    path: '/api/tenants/{tenant}/invitations',
    summary: 'Invites somebody by a link that is valid for seven days; an open invitation to the same address gives way',
    access: { kind: 'permission', permission: 'people.manage' },
    params: TenantParams,
    body: z.strictObject({
      email: EmailAddress,
      name: PersonName,
      language: Language,
      grants: RoleGrants.min(1),
      personId: Id.nullable().optional(),
    }),
    returns: 'json',
    repeatable: true,
    secret: true,
    out: z.strictObject({ invitation: Invitation, link: HandedLink }),
    status: 201,
    errors: ['conflict'],
  }),
  'invitations.withdraw': route({
    id: 'invitations.withdraw',
    slice: 'access',
    method: 'DELETE',
    path: '/api/tenants/{tenant}/invitations/{id}',
    summary: 'Withdraws an invitation; its link no longer works',
    access: { kind: 'permission', permission: 'people.manage' },
    params: InvitationParams,
    returns: 'empty',
  }),
} as const
