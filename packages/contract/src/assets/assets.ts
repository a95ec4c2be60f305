import { Asset, AssetType, Flow } from '@caponier/core/company/structure'
import { z } from 'zod'
import { objectRoutes } from '../company/object-routes.ts'
import { Count, rowBase, rowLife, rowOwner } from '../company/object-schemas.ts'

const Component = z.enum(['software-application', 'embedded-device', 'host-device', 'network-device'])

export const AssetTypeRow = z
  .strictObject({
    ...rowBase,
    name: z.string(),
    component: Component,
    vendor: z.string().nullable(),
    orderNumber: z.string().nullable(),
    supplier: z.string().nullable(),
    supplierName: z.string().nullable(),
    criticality: z.int(),
    assets: Count.meta({ description: 'Assets of the type, of those that the caller may see.' }),
    openFindings: Count,
  })
  .meta({ id: 'AssetTypeRow' })

const typeExample = { name: 'Line controller', component: 'embedded-device' as const, vendor: 'Example Automation', orderNumber: 'LC-300' }

/** Asset types: what a component is, answered for once in IEC 62443-4-2. */
export const assetTypeRoutes = objectRoutes({
  prefix: 'asset-types',
  slice: 'assets',
  noun: { one: 'asset type', many: 'asset types' },
  read: 'assets.read',
  write: 'assets.write',
  doc: AssetType.meta({ id: 'AssetType' }),
  draft: AssetType.partial({ id: true }),
  row: AssetTypeRow,
  list: {
    fields: {
      id: 'word',
      name: 'text',
      component: 'word',
      vendor: 'text',
      orderNumber: 'text',
      supplier: 'word',
      supplierName: 'text',
      criticality: 'number',
      assets: 'number',
      openFindings: 'number',
    },
    key: 'id',
    sort: 'name',
  },
  example: { draft: typeExample, doc: { id: 'line-controller', ...typeExample } },
})

export const AssetRow = z
  .strictObject({
    ...rowBase,
    name: z.string(),
    site: z.string(),
    siteName: z.string(),
    zone: z.string().nullable(),
    zoneName: z.string().nullable(),
    type: z.string().nullable(),
    typeName: z.string().nullable(),
    component: Component.nullable(),
    vendor: z.string().nullable(),
    firmware: z.string().nullable(),
    serial: z.string().nullable(),
    location: z.string().nullable(),
    addresses: z.string().meta({ description: 'Separated by commas.' }),
    networks: z.array(z.string()),
    provenance: z.enum(['person', 'import', 'wire']),
    edited: z.array(z.string()).meta({ description: 'Fields that a re-import leaves alone.' }),
    ...rowOwner,
    ...rowLife,
  })
  .meta({ id: 'AssetRow' })

const assetExample = {
  name: 'Winder 3 controller',
  site: 'main-plant',
  zone: 'winding-line-3',
  type: 'line-controller',
  interfaces: [{ network: 'line-3-control', address: '10.20.3.11' }],
}

/** Assets. */
export const assetRoutes = objectRoutes({
  prefix: 'assets',
  slice: 'assets',
  noun: { one: 'asset', many: 'assets' },
  read: 'assets.read',
  write: 'assets.write',
  doc: Asset.meta({ id: 'Asset' }),
  draft: Asset.partial({ id: true }),
  row: AssetRow,
  list: {
    fields: {
      id: 'word',
      name: 'text',
      site: 'word',
      siteName: 'text',
      zone: 'word',
      zoneName: 'text',
      type: 'word',
      typeName: 'text',
      component: 'word',
      vendor: 'text',
      firmware: 'text',
      serial: 'text',
      location: 'text',
      addresses: 'text',
      networks: 'words',
      provenance: 'word',
      edited: 'words',
      owner: 'word',
      ownerName: 'text',
      state: 'word',
      from: 'date',
      until: 'date',
    },
    key: 'id',
    sort: 'siteName,name',
  },
  example: { draft: assetExample, doc: { id: 'main-plant-winder-3-controller', ...assetExample } },
})

export const FlowRow = z
  .strictObject({
    ...rowBase,
    site: z.string(),
    siteName: z.string(),
    source: z.string(),
    sourceZone: z.string().nullable(),
    target: z.string(),
    targetZone: z.string().nullable(),
    external: z.boolean(),
    protocol: z.string(),
    port: z.int().nullable(),
    inferred: z.boolean(),
    function: z.enum(['read', 'write', 'program', 'firmware', 'manage', 'other']).nullable(),
    connections: z.number().nullable(),
    bytes: z.number().nullable(),
    firstSeen: z.string().nullable(),
    lastSeen: z.string().nullable(),
    provenance: z.enum(['person', 'import', 'wire']),
    accepted: z.string().nullable(),
    state: rowLife.state,
  })
  .meta({ id: 'FlowRow' })

const flowExample = {
  site: 'main-plant',
  source: { asset: 'main-plant-scada-1' },
  target: { asset: 'main-plant-winder-3-controller' },
  protocol: 'opcua',
  port: 4840,
}

/** Flows, observed or declared. */
export const flowRoutes = objectRoutes({
  prefix: 'flows',
  slice: 'assets',
  noun: { one: 'flow', many: 'flows' },
  read: 'assets.read',
  write: 'assets.write',
  doc: Flow.meta({ id: 'Flow' }),
  draft: Flow.partial({ id: true }),
  row: FlowRow,
  list: {
    fields: {
      id: 'word',
      site: 'word',
      siteName: 'text',
      source: 'text',
      sourceZone: 'word',
      target: 'text',
      targetZone: 'word',
      external: 'flag',
      protocol: 'text',
      port: 'number',
      inferred: 'flag',
      function: 'word',
      connections: 'number',
      bytes: 'number',
      firstSeen: 'instant',
      lastSeen: 'instant',
      provenance: 'word',
      accepted: 'text',
      state: 'word',
    },
    key: 'id',
    sort: 'siteName,source,target',
  },
  example: { draft: flowExample, doc: { id: 'scada-1-to-winder-3', ...flowExample } },
})
