import { z } from 'zod'
import { Id } from '@caponier/core/company/primitives'
import { route } from '../kit/route.ts'
import { Language } from './credentials.ts'
import { TenantParams } from './tenant-params.ts'

export const TenantSettings = z
  .strictObject({
    id: Id,
    name: z.string(),
    sample: z.boolean(),
    createdAt: z.iso.datetime(),
    version: z.int(),
    language: Language.meta({ description: 'Of new invitations and of reports where nothing else is said.' }),
    members: z.int().nullable().meta({ description: 'Null for who does not see the whole organisation.' }),
    activity: z.int().nullable().meta({ description: 'Entries of the activity log; null for who does not see the whole organisation.' }),
    fileQuotaGb: z.int().min(1).meta({ description: 'Room for the files of evidence and reports, in GB of 1024^3 bytes.' }),
    fileBytes: z.int().nullable().meta({ description: 'Of that in use; null for who does not see the whole organisation.' }),
    programVersion: z.string(),
  })
  .meta({ id: 'TenantSettings' })

/** What an organisation sets for itself. */
export const settingsRoutes = {
  'settings.show': route({
    id: 'settings.show',
    slice: 'access',
    method: 'GET',
    path: '/api/tenants/{tenant}/settings',
    summary: 'Shows the settings of an organisation',
    access: { kind: 'permission', permission: 'settings.read' },
    params: TenantParams,
    returns: 'json',
    out: TenantSettings,
  }),
  'settings.edit': route({
    id: 'settings.edit',
    slice: 'access',
    method: 'PATCH',
    path: '/api/tenants/{tenant}/settings',
    summary: 'Changes the settings of an organisation',
    access: { kind: 'permission', permission: 'settings.manage' },
    params: TenantParams,
    body: z.strictObject({ language: Language.optional(), fileQuotaGb: z.int().min(1).max(100_000).optional() }),
    returns: 'json',
    out: TenantSettings,
    edits: true,
  }),
} as const
