import { z } from 'zod'
import { CalendarDate, Id, Instant } from '@caponier/core/company/primitives'
import { Language } from '../access/credentials.ts'
import { TenantParams } from '../access/tenant-params.ts'
import { route } from '../kit/route.ts'
import { sentence } from '../kit/sentence.ts'

export const ReportKind = z.enum(['position', 'registration', 'findings'])
export const ReportFormat = z.enum(['pdf', 'xlsx', 'json'])
export const ReportState = z.enum(['waiting', 'running', 'done', 'failed', 'cancelled'])
export const ReportStep = z.enum(['position', 'data', 'document', 'keeping'])

/** Which formats a kind of report comes in. */
export const REPORT_FORMATS = {
  position: ['pdf', 'xlsx', 'json'],
  registration: ['pdf'],
  findings: ['xlsx'],
} as const satisfies Readonly<Record<z.infer<typeof ReportKind>, readonly z.infer<typeof ReportFormat>[]>>

/** What a report is about: the organisation, one legal entity with its sites, or one site. */
export const ReportScope = z.union([
  z.strictObject({ kind: z.literal('organisation') }),
  z.strictObject({ kind: z.enum(['entity', 'site']), id: Id }),
])
export type ReportScope = z.infer<typeof ReportScope>

export const ReportRow = z
  .strictObject({
    id: z.uuid(),
    kind: ReportKind,
    format: ReportFormat,
    language: Language,
    scopeKind: z.enum(['organisation', 'entity', 'site']),
    scopeId: z.string().nullable(),
    scopeName: z.string(),
    asOf: CalendarDate,
    state: ReportState,
    step: ReportStep.nullable().meta({ description: 'Of a report that runs.' }),
    requestedAt: Instant,
    requestedBy: z.string().nullable(),
    endedAt: Instant.nullable(),
    problem: sentence().nullable(),
    sha256: z.string().nullable(),
    size: z.int().nullable().meta({ description: 'Bytes.' }),
    fileName: z.string().nullable(),
    headSeq: z.int().nullable().meta({ description: 'Entry of the activity log whose signed hash is printed in it.' }),
    headHash: z.string().nullable(),
    mine: z.boolean(),
    removable: z.boolean(),
  })
  .meta({ id: 'ReportRow' })
export type ReportRow = z.infer<typeof ReportRow>

const ReportParams = z.object({ tenant: Id, id: z.uuid() })
const make = { kind: 'permission', permission: 'reports.make' } as const

/** Reports: made in the background, kept with their hash. */
export const reportRoutes = {
  'reports.list': route({
    id: 'reports.list',
    slice: 'reports',
    method: 'GET',
    path: '/api/tenants/{tenant}/reports',
    summary: 'Reports over what the caller sees whole, newest first',
    access: make,
    params: TenantParams,
    returns: 'list',
    out: ReportRow,
    list: {
      key: 'id',
      sort: '-requestedAt',
      fields: {
        id: 'word',
        kind: 'word',
        format: 'word',
        language: 'word',
        scopeKind: 'word',
        scopeId: 'word',
        scopeName: 'text',
        asOf: 'date',
        state: 'word',
        requestedAt: 'instant',
        requestedBy: 'text',
        endedAt: 'instant',
        fileName: 'text',
        sha256: 'word',
        size: 'number',
        headSeq: 'number',
        mine: 'flag',
      },
    },
  }),
  'reports.choices': route({
    id: 'reports.choices',
    slice: 'reports',
    method: 'GET',
    path: '/api/tenants/{tenant}/reports/choices',
    summary: 'What the caller can make reports about',
    access: make,
    params: TenantParams,
    returns: 'json',
    out: z.strictObject({
      organisation: z.string().nullable().meta({ description: 'Its name; null for who does not see all of it.' }),
      entities: z.array(z.strictObject({ id: z.string(), name: z.string() })),
      sites: z.array(z.strictObject({ id: z.string(), name: z.string() })),
      language: Language.meta({ description: 'Of reports, where nothing else is said.' }),
    }),
  }),
  'reports.make': route({
    id: 'reports.make',
    slice: 'reports',
    method: 'POST',
    path: '/api/tenants/{tenant}/reports',
    summary: 'Asks for a report; it is made in the background',
    access: make,
    params: TenantParams,
    body: z.strictObject({
      kind: ReportKind,
      format: ReportFormat,
      language: Language,
      scope: ReportScope,
      asOf: CalendarDate.optional().meta({ description: 'Today when absent; not in the future.' }),
    }),
    returns: 'json',
    status: 202,
    location: '/api/tenants/{tenant}/reports/{id}',
    out: ReportRow,
    repeatable: true,
    errors: ['conflict'],
    example: { body: { kind: 'position', format: 'pdf', language: 'en', scope: { kind: 'organisation' } } },
  }),
  'reports.show': route({
    id: 'reports.show',
    slice: 'reports',
    method: 'GET',
    path: '/api/tenants/{tenant}/reports/{id}',
    summary: 'How far a report is',
    access: make,
    params: ReportParams,
    returns: 'json',
    out: ReportRow,
  }),
  'reports.cancel': route({
    id: 'reports.cancel',
    slice: 'reports',
    method: 'POST',
    path: '/api/tenants/{tenant}/reports/{id}/cancel',
    summary: 'Stops a report that waits or is being made',
    access: make,
    params: ReportParams,
    returns: 'json',
    repeatable: true,
    out: ReportRow,
    errors: ['conflict'],
  }),
  'reports.remove': route({
    id: 'reports.remove',
    slice: 'reports',
    method: 'DELETE',
    path: '/api/tenants/{tenant}/reports/{id}',
    summary: 'Removes a report that ended, with its file; that it was made stays in the activity log',
    access: make,
    params: ReportParams,
    returns: 'empty',
    errors: ['conflict'],
  }),
  'reports.download': route({
    id: 'reports.download',
    slice: 'reports',
    method: 'GET',
    path: '/api/tenants/{tenant}/reports/{id}/file',
    summary: 'The file of a report',
    access: make,
    params: ReportParams,
    query: z.object({ save: z.boolean().optional().meta({ description: 'To be saved, not shown.' }) }),
    returns: 'file',
  }),
} as const
