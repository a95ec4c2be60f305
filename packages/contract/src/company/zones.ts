import { CalendarDate, Id, Line, Prose, SlVector } from '@caponier/core/company/primitives'
import { Zone } from '@caponier/core/company/structure'
import { z } from 'zod'
import { ObjectParams, TenantParams } from '../access/tenant-params.ts'
import { route } from '../kit/route.ts'
import { RowVersion } from '../kit/row-version.ts'
import { named, objectRoutes } from './object-routes.ts'
import { Count, rowBase, rowLife, rowOwner, RowVector } from './object-schemas.ts'

export const ZoneRow = z
  .strictObject({
    ...rowBase,
    name: z.string(),
    site: z.string(),
    siteName: z.string(),
    suc: z.string().nullable(),
    sucName: z.string().nullable(),
    kind: z.enum(['ot', 'it']),
    criticality: z.int(),
    safety: z.boolean(),
    wireless: z.boolean(),
    slTarget: RowVector.meta({ description: 'SL-T in force today.' }),
    slTargetMin: z.int().nullable(),
    slAchieved: RowVector.nullable(),
    slAchievedMin: z.int().nullable(),
    assets: Count,
    networks: Count,
    conduits: Count,
    openFindings: Count,
    ...rowOwner,
    ...rowLife,
  })
  .meta({ id: 'ZoneRow' })

const example = { name: 'Winding line 3', site: 'main-plant', kind: 'ot' as const, slTarget: [2, 2, 2, 1, 2, 1, 2] as SlVectorIn }
type SlVectorIn = z.input<typeof SlVector>

const objects = objectRoutes({
  prefix: 'zones',
  slice: 'company',
  noun: { one: 'zone', many: 'zones' },
  read: 'company.read',
  write: 'company.write',
  doc: Zone.meta({ id: 'Zone' }),
  draft: Zone.partial({ id: true }),
  row: ZoneRow,
  list: {
    fields: {
      id: 'word',
      name: 'text',
      site: 'word',
      siteName: 'text',
      suc: 'word',
      sucName: 'text',
      kind: 'word',
      criticality: 'number',
      safety: 'flag',
      wireless: 'flag',
      slTargetMin: 'number',
      slAchievedMin: 'number',
      assets: 'number',
      networks: 'number',
      conduits: 'number',
      openFindings: 'number',
      owner: 'word',
      ownerName: 'text',
      state: 'word',
      from: 'date',
      until: 'date',
    },
    key: 'id',
    sort: 'siteName,name',
  },
  example: { draft: example, doc: { id: 'winding-line-3', ...example } },
})

/** A new SL-T: what stood before stays in the history of the object (rule 6). */
export const TargetBody = z
  .strictObject({
    vector: SlVector,
    reason: Prose.optional().meta({ description: 'Why this level (IEC 62443-3-2, ZCR 5.6).' }),
    from: CalendarDate.optional().meta({ description: 'Valid from; today when absent.' }),
  })
  .meta({ id: 'TargetBody' })

export const TargetOut = z.strictObject({
  id: z.string(),
  version: z.int(),
  target: RowVector,
  entries: z.array(
    z.strictObject({
      vector: RowVector,
      reason: z.string().nullable(),
      from: z.string().nullable(),
      recordedAt: z.string().nullable(),
    }),
  ),
})

const Part = z.strictObject({
  name: Line,
  id: Id.optional(),
  suc: Id.optional(),
  assets: z.array(Id).max(20_000).meta({ description: 'Assets that go with it; the others stay.' }),
  networks: z.array(Id).max(1_000).optional(),
  conduits: z
    .array(Id)
    .max(1_000)
    .optional()
    .meta({ description: 'Conduits of the zone that join the part as well; all of them when absent.' }),
})

export const ZoneSplit = z
  .strictObject({
    parts: z.array(Part).min(1).max(20).meta({ description: 'What is split off; the zone itself stays with the rest.' }),
    from: CalendarDate.optional().meta({ description: 'First day of the parts; today when absent.' }),
    reason: Line,
    dryRun: z.boolean().optional(),
  })
  .meta({ id: 'ZoneSplit' })

export const ZoneMerge = z
  .strictObject({
    into: z.strictObject({ id: Id, version: RowVersion }).meta({ description: 'The zone that stays.' }),
    zones: z
      .array(z.strictObject({ id: Id, version: RowVersion }))
      .min(1)
      .max(20)
      .meta({ description: 'Zones that end and go into it.' }),
    from: CalendarDate.optional().meta({ description: 'First day of the merged zone; today when absent.' }),
    reason: Line,
    dryRun: z.boolean().optional(),
  })
  .meta({ id: 'ZoneMerge' })

/** What a split or a merge does; the same for a trial and for the act. */
export const ZoneRestructured = z
  .strictObject({
    applied: z.boolean(),
    zones: z.array(z.strictObject({ id: z.string(), name: z.string(), what: z.enum(['new', 'kept', 'ended']) })),
    assets: Count,
    networks: Count,
    conduits: Count,
    answers: Count.meta({ description: 'New entries; no entry of the past is touched.' }),
    links: Count,
    contradictions: Count,
    lowered: z.array(z.strictObject({ framework: z.string(), requirement: z.string(), before: z.string(), after: z.string() })),
  })
  .meta({ id: 'ZoneRestructured' })

const write = { kind: 'permission', permission: 'company.write' } as const

/** Zones, their targets, and how they are split and merged. */
export const zoneRoutes = {
  ...objects,
  ...named('zones', {
    target: route({
      id: 'zones.target',
      slice: 'company',
      method: 'POST',
      path: '/api/tenants/{tenant}/zones/{id}/target',
      summary: 'Sets the SL-T of a zone; the former target stays in its history',
      access: write,
      params: ObjectParams,
      body: TargetBody,
      returns: 'json',
      repeatable: true,
      out: TargetOut,
      edits: true,
      example: { body: { vector: [2, 2, 2, 1, 2, 1, 3], reason: 'A stopped line costs a day of delivery' } },
    }),
    // No list of the grammar: the target in force belongs to the entries, which are as few as its revisions.
    targets: route({
      id: 'zones.targets',
      slice: 'company',
      method: 'GET',
      path: '/api/tenants/{tenant}/zones/{id}/target',
      summary: 'The SL-T of a zone in force today and its history',
      access: { kind: 'permission', permission: 'company.read' },
      params: ObjectParams,
      returns: 'json',
      out: TargetOut,
    }),
    split: route({
      id: 'zones.split',
      slice: 'company',
      method: 'POST',
      path: '/api/tenants/{tenant}/zones/{id}/split',
      summary: 'Splits zones off a zone; each begins with the answers in force',
      access: write,
      params: ObjectParams,
      body: ZoneSplit,
      returns: 'json',
      repeatable: true,
      out: ZoneRestructured,
      edits: true,
      errors: ['conflict'],
      example: { body: { parts: [{ name: 'Robot cell', assets: ['robot-1'] }], reason: 'Own cell with its own firewall', dryRun: true } },
    }),
    merge: route({
      id: 'zones.merge',
      slice: 'company',
      method: 'POST',
      path: '/api/tenants/{tenant}/zones/merge',
      summary: 'Merges zones into one that stays; the weakest answer counts',
      access: write,
      params: TenantParams,
      body: ZoneMerge,
      returns: 'json',
      repeatable: true,
      out: ZoneRestructured,
      errors: ['conflict', 'stale-version'],
      example: { body: { into: { id: 'line-3', version: 2 }, zones: [{ id: 'robot-cell', version: 1 }], reason: 'One switch for both' } },
    }),
  }),
}
