import { z } from 'zod'
import { CalendarDate, Id, Line, Prose } from '@caponier/core/company/primitives'
import { Position } from '@caponier/core/position/output'
import { route } from '../kit/route.ts'

export const SnapshotRow = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    asOf: CalendarDate,
    knownAt: z.string(),
    contentVersion: z.string(),
    positionSha256: z.string().nullable().meta({ description: 'Of the position of the whole organisation; null for who does not see it.' }),
    numbersSha256: z
      .string()
      .nullable()
      .meta({ description: 'The same without the moment of freezing: equal where no number changed in between. Null in old snapshots.' }),
    note: z.string().nullable(),
    kept: z.boolean().meta({ description: 'The whole position is kept here; false for snapshots that came with a file.' }),
    seq: z
      .int()
      .nullable()
      .meta({ description: 'Number of the newest activity entry at that moment; null for who does not see the whole organisation.' }),
    head: z.string().nullable().meta({ description: 'Hash of that entry, hex.' }),
  })
  .meta({ id: 'Snapshot' })
export type SnapshotRow = z.infer<typeof SnapshotRow>

const Three = z.strictObject({ designed: z.number().nullable(), implemented: z.number().nullable(), evidenced: z.number().nullable() })
const Pair = z.array(z.int().nullable()).length(2)
const Side = z.strictObject({ state: z.string(), evidenced: z.boolean(), control: z.number() })

/** One answer that differs between two moments, flat for lists and files. */
export const ChangedCell = z.strictObject({
  id: z.string(),
  subject: z.string(),
  name: z.string(),
  framework: z.string(),
  requirement: z.string(),
  before: z.string(),
  after: z.string(),
  provenBefore: z.boolean(),
  provenAfter: z.boolean(),
  causes: z.array(z.string()),
})
export type ChangedCell = z.infer<typeof ChangedCell>

const moments = {
  from: z.string().max(130).meta({ description: 'A date, or snapshot:ID.' }),
  to: z.string().max(130).meta({ description: 'A date, or snapshot:ID.' }),
}

/** What differs between two moments, as far as the caller may see. */
export const Comparison = z
  .strictObject({
    from: z.strictObject({ label: z.string(), asOf: CalendarDate, frozen: z.boolean() }),
    to: z.strictObject({ label: z.string(), asOf: CalendarDate, frozen: z.boolean() }),
    scope: z.array(z.strictObject({ entity: z.string(), name: z.string(), before: z.string(), after: z.string() })),
    levels: z.array(
      z.strictObject({
        subject: z.string(),
        name: z.string(),
        fr: z.string(),
        achieved: Pair,
        evidenced: Pair,
        target: Pair,
        rows: z.array(z.string()),
      }),
    ),
    measures: z.array(z.strictObject({ scope: z.string(), name: z.string(), ref: z.string(), before: Three, after: Three })),
    findings: z.strictObject({ appeared: z.int().min(0), gone: z.int().min(0) }),
    subjects: z.strictObject({ appeared: z.array(z.string()), gone: z.array(z.string()) }),
    cells: z.array(
      z.strictObject({
        subject: z.string(),
        name: z.string(),
        framework: z.string(),
        requirement: z.string(),
        before: Side,
        after: Side,
        causes: z.array(z.string()),
      }),
    ),
    cellsTotal: z
      .int()
      .min(0)
      .meta({ description: 'All that differ; `cells` holds the first thousand, the list of changed answers holds all.' }),
  })
  .meta({ id: 'Comparison' })
export type Comparison = z.infer<typeof Comparison>

const PATH = '/api/tenants/{tenant}/snapshots'
const read = { kind: 'permission', permission: 'snapshots.read' } as const

export const snapshotsRoutes = {
  'snapshots.list': route({
    id: 'snapshots.list',
    slice: 'assessment',
    method: 'GET',
    path: PATH,
    summary: 'Frozen positions',
    access: read,
    params: z.object({ tenant: Id }),
    returns: 'list',
    out: SnapshotRow,
    list: {
      fields: {
        id: 'word',
        name: 'text',
        asOf: 'date',
        contentVersion: 'word',
        positionSha256: 'word',
        numbersSha256: 'word',
        note: 'text',
        kept: 'flag',
        seq: 'number',
      },
      key: 'id',
      sort: '-asOf',
    },
  }),
  'snapshots.freeze': route({
    id: 'snapshots.freeze',
    slice: 'assessment',
    method: 'POST',
    path: PATH,
    summary: 'Freezes the position of today under a name',
    access: { kind: 'permission', permission: 'snapshots.write' },
    params: z.object({ tenant: Id }),
    body: z.strictObject({ name: Line.max(120), note: Prose.optional() }),
    returns: 'json',
    out: SnapshotRow,
    status: 201,
    repeatable: true,
    errors: ['conflict'],
  }),
  'snapshots.show': route({
    id: 'snapshots.show',
    slice: 'assessment',
    method: 'GET',
    path: `${PATH}/{id}`,
    summary: 'A frozen position, as far as the caller may see',
    access: read,
    params: z.object({ tenant: Id, id: Id }),
    returns: 'json',
    out: z.strictObject({ snapshot: SnapshotRow, position: Position }),
  }),
  'snapshots.compare': route({
    id: 'snapshots.compare',
    slice: 'assessment',
    method: 'GET',
    path: '/api/tenants/{tenant}/comparison',
    summary: 'What differs between two dates or snapshots',
    access: read,
    params: z.object({ tenant: Id }),
    query: z.object(moments),
    returns: 'json',
    out: Comparison,
  }),
  'snapshots.cells': route({
    id: 'snapshots.cells',
    slice: 'assessment',
    method: 'GET',
    path: '/api/tenants/{tenant}/comparison/cells',
    summary: 'Every answer that differs between two dates or snapshots',
    access: read,
    params: z.object({ tenant: Id }),
    query: z.object(moments),
    returns: 'list',
    out: ChangedCell,
    list: {
      fields: {
        id: 'word',
        subject: 'word',
        name: 'text',
        framework: 'word',
        requirement: 'text',
        before: 'word',
        after: 'word',
        provenBefore: 'flag',
        provenAfter: 'flag',
        causes: 'words',
      },
      key: 'id',
      sort: 'name,framework,requirement',
    },
  }),
} as const
