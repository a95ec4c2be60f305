import { ok } from '@caponier/core'
import type { memberRoutes } from '@caponier/contract/access/members'
import { membersIn } from '@caponier/store/access/members'
import { inTransaction } from '@caponier/store/tenant/transaction'
import type { Handlers } from '../handlers-of.ts'
import { memberPlaces } from './member-places.ts'
import { eraseMember } from './erase-member.ts'
import { exportMember } from './export-person.ts'
import { invite, openInvitations, withdrawInvitation } from './manage-invitations.ts'
import { shownMember } from './managed-places.ts'
import { editMember, removeMember, resetLink } from './manage-members.ts'

export const memberHandlers = {
  'members.list': async (context) => {
    const { app, tenant } = context
    const rows = await inTransaction(app.pool, { tenant }, 'read only', (queries) => membersIn(queries, tenant))
    return ok(rows.flatMap((row) => shownMember(context, row) ?? []))
  },
  'members.places': async (context) => ok(await memberPlaces(context)),
  'members.edit': (context, { params, body, version }) => editMember(context, params.user, version, body),
  'members.remove': (context, { params, version }) => removeMember(context, params.user, version),
  'members.reset': (context, { params }) => resetLink(context, params.user),
  'members.export': (context, { params }) => exportMember(context, params.user),
  'members.erase': (context, { params, body }) => eraseMember(context, params.user, body.email),
  'invitations.list': async (context) => ok(await openInvitations(context)),
  'invitations.add': (context, { body }) => invite(context, body),
  'invitations.withdraw': (context, { params }) => withdrawInvitation(context, params.id),
} satisfies Handlers<typeof memberRoutes>
