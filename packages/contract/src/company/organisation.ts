import { Organisation } from '@caponier/core/company/structure'
import { z } from 'zod'
import { TenantParams } from '../access/tenant-params.ts'
import { ProblemIssue } from '../kit/problem.ts'
import { route } from '../kit/route.ts'

const doc = Organisation.meta({ id: 'Organisation' })

/** The organisation itself. */
export const organisationRoutes = {
  'organisation.show': route({
    id: 'organisation.show',
    slice: 'company',
    method: 'GET',
    path: '/api/tenants/{tenant}/organisation',
    summary: 'Shows the organisation',
    access: { kind: 'permission', permission: 'company.read' },
    params: TenantParams,
    returns: 'json',
    out: z.strictObject({ version: z.int().min(1), doc, writable: z.boolean() }),
  }),
  'organisation.replace': route({
    id: 'organisation.replace',
    slice: 'company',
    method: 'PUT',
    path: '/api/tenants/{tenant}/organisation',
    summary: 'Replaces the organisation; its id stays',
    access: { kind: 'permission', permission: 'organisation.write' },
    params: TenantParams,
    body: doc,
    returns: 'json',
    out: z.strictObject({ version: z.int().min(1), doc, warnings: z.array(ProblemIssue) }),
    edits: true,
    example: {
      body: { id: 'example-group', name: 'Example Group', groupTurnover: { amount: 240_000_000, currency: 'EUR', year: 2025 } },
    },
  }),
}
