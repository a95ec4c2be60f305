import { Site, Suc } from '@caponier/core/company/structure'
import { z } from 'zod'
import { objectRoutes } from './object-routes.ts'
import { Count, rowBase, rowLife, rowOwner } from './object-schemas.ts'

export const SiteRow = z
  .strictObject({
    ...rowBase,
    name: z.string(),
    country: z.string(),
    entities: z.array(z.string()),
    entityNames: z.string(),
    criticality: z.int(),
    inScope: z.boolean(),
    sucs: Count,
    zones: Count,
    assets: Count,
    openFindings: Count,
    ...rowOwner,
    ...rowLife,
  })
  .meta({ id: 'SiteRow' })

const siteExample = { name: 'Main plant', country: 'DE', entities: ['example-drives-gmbh'] }

/** Sites (plants). */
export const siteRoutes = objectRoutes({
  prefix: 'sites',
  slice: 'company',
  noun: { one: 'site', many: 'sites' },
  read: 'company.read',
  write: 'organisation.write',
  doc: Site.meta({ id: 'Site' }),
  draft: Site.partial({ id: true }),
  row: SiteRow,
  list: {
    fields: {
      id: 'word',
      name: 'text',
      country: 'word',
      entities: 'words',
      entityNames: 'text',
      criticality: 'number',
      inScope: 'flag',
      sucs: 'number',
      zones: 'number',
      assets: 'number',
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
  example: { draft: siteExample, doc: { id: 'main-plant', ...siteExample } },
})

export const SucRow = z
  .strictObject({
    ...rowBase,
    name: z.string(),
    site: z.string(),
    siteName: z.string(),
    criticality: z.int(),
    zones: Count,
    openFindings: Count,
    ...rowOwner,
    ...rowLife,
  })
  .meta({ id: 'SucRow' })

const sucExample = { name: 'Winding line 3', site: 'main-plant' }

/** Systems under consideration. */
export const sucRoutes = objectRoutes({
  prefix: 'sucs',
  slice: 'company',
  noun: { one: 'system under consideration', many: 'systems under consideration' },
  read: 'company.read',
  write: 'company.write',
  doc: Suc.meta({ id: 'Suc' }),
  draft: Suc.partial({ id: true }),
  row: SucRow,
  list: {
    fields: {
      id: 'word',
      name: 'text',
      site: 'word',
      siteName: 'text',
      criticality: 'number',
      zones: 'number',
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
  example: { draft: sucExample, doc: { id: 'winding-line-3', ...sucExample } },
})
