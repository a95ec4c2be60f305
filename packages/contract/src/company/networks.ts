import { Network } from '@caponier/core/company/structure'
import { z } from 'zod'
import { objectRoutes } from './object-routes.ts'
import { Count, rowBase, rowLife } from './object-schemas.ts'

export const NetworkRow = z
  .strictObject({
    ...rowBase,
    name: z.string(),
    site: z.string(),
    siteName: z.string(),
    zone: z.string().nullable(),
    zoneName: z.string().nullable(),
    cidrs: z.string().meta({ description: 'Prefixes, separated by commas.' }),
    vlan: z.int().nullable(),
    assets: Count,
    ...rowLife,
  })
  .meta({ id: 'NetworkRow' })

const example = { name: 'Line 3 control', site: 'main-plant', cidrs: ['10.20.3.0/24'], zone: 'winding-line-3', vlan: 203 }

/** Networks with their prefixes. */
export const networkRoutes = objectRoutes({
  prefix: 'networks',
  slice: 'company',
  noun: { one: 'network', many: 'networks' },
  read: 'company.read',
  write: 'company.write',
  doc: Network.meta({ id: 'Network' }),
  draft: Network.partial({ id: true }),
  row: NetworkRow,
  list: {
    fields: {
      id: 'word',
      name: 'text',
      site: 'word',
      siteName: 'text',
      zone: 'word',
      zoneName: 'text',
      cidrs: 'text',
      vlan: 'number',
      assets: 'number',
      state: 'word',
      from: 'date',
      until: 'date',
    },
    key: 'id',
    sort: 'siteName,name',
  },
  example: { draft: example, doc: { id: 'line-3-control', ...example } },
})
