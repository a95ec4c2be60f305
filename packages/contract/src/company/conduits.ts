import { Conduit } from '@caponier/core/company/structure'
import { z } from 'zod'
import { ObjectParams } from '../access/tenant-params.ts'
import { route } from '../kit/route.ts'
import { named, objectRoutes } from './object-routes.ts'
import { Count, rowBase, rowLife, rowOwner, RowVector } from './object-schemas.ts'
import { TargetBody, TargetOut } from './zones.ts'

export const ConduitRow = z
  .strictObject({
    ...rowBase,
    name: z.string(),
    zones: z.array(z.string()),
    zoneNames: z.string(),
    external: z.array(z.string()),
    sites: z.array(z.string()),
    channels: Count,
    slTarget: RowVector,
    slTargetMin: z.int().nullable(),
    slAchieved: RowVector.nullable(),
    slAchievedMin: z.int().nullable(),
    openFindings: Count,
    ...rowOwner,
    ...rowLife,
  })
  .meta({ id: 'ConduitRow' })

const example = { name: 'Line 3 to SCADA', zones: ['winding-line-3', 'scada'], channels: [{ protocol: 'OPC UA', port: 4840 }] }

const objects = objectRoutes({
  prefix: 'conduits',
  slice: 'company',
  noun: { one: 'conduit', many: 'conduits' },
  read: 'company.read',
  write: 'company.write',
  doc: Conduit.meta({ id: 'Conduit' }),
  draft: Conduit.partial({ id: true }),
  row: ConduitRow,
  list: {
    fields: {
      id: 'word',
      name: 'text',
      zones: 'words',
      zoneNames: 'text',
      external: 'words',
      sites: 'words',
      channels: 'number',
      slTargetMin: 'number',
      slAchievedMin: 'number',
      openFindings: 'number',
      owner: 'word',
      ownerName: 'text',
      state: 'word',
      from: 'date',
      until: 'date',
    },
    key: 'id',
    sort: 'name',
  },
  example: { draft: example, doc: { id: 'line-3-to-scada', ...example } },
})

/** Conduits and their targets. */
export const conduitRoutes = {
  ...objects,
  ...named('conduits', {
    target: route({
      id: 'conduits.target',
      slice: 'company',
      method: 'POST',
      path: '/api/tenants/{tenant}/conduits/{id}/target',
      summary: 'Sets the SL-T of a conduit; the former target stays in its history',
      access: { kind: 'permission', permission: 'company.write' },
      params: ObjectParams,
      body: TargetBody,
      returns: 'json',
      repeatable: true,
      out: TargetOut,
      edits: true,
      example: { body: { vector: [2, 2, 2, 1, 2, 1, 3] } },
    }),
    // No list of the grammar: the target in force belongs to the entries, which are as few as its revisions.
    targets: route({
      id: 'conduits.targets',
      slice: 'company',
      method: 'GET',
      path: '/api/tenants/{tenant}/conduits/{id}/target',
      summary: 'The SL-T of a conduit in force today and its history',
      access: { kind: 'permission', permission: 'company.read' },
      params: ObjectParams,
      returns: 'json',
      out: TargetOut,
    }),
  }),
}
