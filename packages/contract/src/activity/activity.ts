import { z } from 'zod'
import { SignedHead } from '@caponier/core/activity/log-lines'
import { CalendarDate, Id } from '@caponier/core/company/primitives'
import { TenantParams } from '../access/tenant-params.ts'
import { route } from '../kit/route.ts'
import { JsonValue } from '../kit/json-value.ts'

/** What a look into the log is narrowed to; all that is given holds. */
const Narrow = z.object({
  by: z
    .union([z.uuid(), z.literal('system')])
    .optional()
    .meta({ description: 'User who did it, or system.' }),
  action: z.string().max(100).optional().meta({ description: 'Action or its beginning, e.g. assessment or assessment.answer.' }),
  kind: z.string().max(100).optional().meta({ description: 'Kind of object.' }),
  object: z.string().max(500).optional().meta({ description: 'Id of the object; for answers also its subject.' }),
  from: CalendarDate.optional().meta({ description: 'First day, UTC.' }),
  until: CalendarDate.optional().meta({ description: 'Last day, UTC.' }),
})
export type Narrow = z.infer<typeof Narrow>

export const ActivityEntry = z
  .strictObject({
    seq: z.int(),
    at: z.iso.datetime(),
    byKind: z.enum(['user', 'link', 'api-key', 'system']),
    by: z.uuid().nullable().meta({ description: 'User, as long as nobody erased the tie to the pseudonym.' }),
    byName: z.string().nullable(),
    actor: z.uuid().meta({ description: 'Pseudonym, as it stands in the chain.' }),
    action: z.string(),
    kind: z.string(),
    object: z.string(),
    objectName: z.string().nullable().meta({ description: 'Name that the object has today; null when it is gone or has none.' }),
    detail: z.enum(['none', 'kept', 'erased']),
  })
  .meta({ id: 'ActivityEntry' })

const ValueChange = z.strictObject({ path: z.string(), before: JsonValue.optional(), after: JsonValue.optional() })

const Fault = z.looseObject({ fault: z.string(), seq: z.int() })

export const Verification = z
  .strictObject({
    intact: z.boolean(),
    checked: z.int(),
    head: z.strictObject({ seq: z.int(), hash: z.string() }),
    details: z.strictObject({ fit: z.int(), erased: z.int() }),
    heads: z.int().meta({ description: 'Signed heads that were compared.' }),
    faults: z.array(Fault).meta({ description: 'At most 200.' }),
    tookMs: z.int(),
  })
  .meta({ id: 'Verification' })

const READ = { kind: 'permission', permission: 'activity.read' } as const

/** The activity log: read, verified and given out. It is only ever appended to. */
export const activityRoutes = {
  // Apart from the list grammar: a log without end, read from the newest entry backwards by its number. `activity.table` has the grammar.
  'activity.list': route({
    id: 'activity.list',
    slice: 'activity',
    method: 'GET',
    path: '/api/tenants/{tenant}/activity',
    summary: 'Reads the activity log, newest first',
    access: READ,
    params: TenantParams,
    query: Narrow.extend({
      before: z.int().min(1).optional().meta({ description: 'Entries older than this one: the `next` of the page before.' }),
      limit: z.int().min(1).max(200).optional(),
    }),
    returns: 'json',
    out: z.strictObject({ items: z.array(ActivityEntry), next: z.int().nullable() }),
  }),
  'activity.table': route({
    id: 'activity.table',
    slice: 'activity',
    method: 'GET',
    path: '/api/tenants/{tenant}/activity/table',
    summary: 'The same as a list, for filters, sorting and files; refused over more than 20,000 entries',
    access: READ,
    params: TenantParams,
    query: Narrow,
    returns: 'list',
    out: ActivityEntry,
    list: {
      fields: {
        seq: 'number',
        at: 'instant',
        byName: 'text',
        byKind: 'word',
        action: 'word',
        kind: 'word',
        object: 'text',
        objectName: 'text',
        detail: 'word',
      },
      key: 'seq',
      sort: '-seq',
    },
    errors: ['too-large'],
  }),
  'activity.show': route({
    id: 'activity.show',
    slice: 'activity',
    method: 'GET',
    path: '/api/tenants/{tenant}/activity/entries/{seq}',
    summary: 'One entry with what changed, and its place in the chain',
    access: READ,
    params: z.object({ tenant: Id, seq: z.int().min(1) }),
    returns: 'json',
    out: z.strictObject({
      entry: ActivityEntry,
      changes: z.array(ValueChange),
      before: JsonValue.nullable(),
      after: JsonValue.nullable(),
      detailDigest: z.string(),
      previous: z.string(),
      hash: z.string(),
    }),
  }),
  'activity.verify': route({
    id: 'activity.verify',
    slice: 'activity',
    method: 'POST',
    path: '/api/tenants/{tenant}/activity/verify',
    summary: 'Walks the whole chain and compares it with every head that was signed',
    access: READ,
    params: TenantParams,
    returns: 'json',
    out: Verification,
  }),
  'activity.heads': route({
    id: 'activity.heads',
    slice: 'activity',
    method: 'GET',
    path: '/api/tenants/{tenant}/activity/heads',
    summary: 'Lists the heads that were signed and given out',
    access: READ,
    params: TenantParams,
    returns: 'list',
    out: SignedHead,
    list: { fields: { seq: 'number', signedAt: 'instant', reason: 'text' }, key: 'signedAt', sort: '-signedAt' },
  }),
  'activity.sign': route({
    id: 'activity.sign',
    slice: 'activity',
    method: 'POST',
    path: '/api/tenants/{tenant}/activity/heads',
    summary: 'Signs the head of the log as it stands now',
    access: READ,
    params: TenantParams,
    returns: 'json',
    repeatable: true,
    out: SignedHead,
    status: 201,
  }),
  'activity.export': route({
    id: 'activity.export',
    slice: 'activity',
    method: 'GET',
    path: '/api/tenants/{tenant}/activity/export',
    summary: 'The whole log with a signed head as JSON lines, for `caponier verify`',
    access: READ,
    params: TenantParams,
    query: z.object({ details: z.boolean().optional().meta({ description: 'With what changed; this may hold personal data.' }) }),
    returns: 'file',
  }),
  'activity.key': route({
    id: 'activity.key',
    slice: 'activity',
    method: 'GET',
    path: '/api/activity/key',
    summary: 'The public key with which heads are signed (Ed25519)',
    access: { kind: 'public' },
    returns: 'json',
    out: z.strictObject({
      algorithm: z.literal('Ed25519'),
      key: z.string().meta({ description: 'Raw 32 bytes, base64.' }),
      fingerprint: z.string(),
    }),
  }),
} as const
