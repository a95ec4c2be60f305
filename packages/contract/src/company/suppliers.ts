import { Product, Supplier } from '@caponier/core/company/structure'
import { z } from 'zod'
import { objectRoutes } from './object-routes.ts'
import { Count, rowBase, rowLife, rowOwner } from './object-schemas.ts'

export const SupplierRow = z
  .strictObject({
    ...rowBase,
    name: z.string(),
    country: z.string().nullable(),
    services: z.string(),
    criticality: z.int(),
    entities: z.array(z.string()),
    sites: z.array(z.string()),
    reaches: Count.meta({ description: 'Zones that it can reach, of those that the caller may see.' }),
    remote: z.boolean().meta({ description: 'Reaches a zone from afar.' }),
    openFindings: Count,
    ...rowOwner,
    ...rowLife,
  })
  .meta({ id: 'SupplierRow' })

const supplierExample = { name: 'Example Robotics', country: 'AT', services: ['Remote maintenance'], criticality: 3 as const }

/** Suppliers. */
export const supplierRoutes = objectRoutes({
  prefix: 'suppliers',
  slice: 'company',
  noun: { one: 'supplier', many: 'suppliers' },
  read: 'company.read',
  write: 'company.write',
  doc: Supplier.meta({ id: 'Supplier' }),
  draft: Supplier.partial({ id: true }),
  row: SupplierRow,
  list: {
    fields: {
      id: 'word',
      name: 'text',
      country: 'word',
      services: 'text',
      criticality: 'number',
      entities: 'words',
      sites: 'words',
      reaches: 'number',
      remote: 'flag',
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
  example: { draft: supplierExample, doc: { id: 'example-robotics', ...supplierExample } },
})

export const ProductRow = z
  .strictObject({
    ...rowBase,
    name: z.string(),
    entities: z.array(z.string()),
    entityNames: z.string(),
    criticality: z.int(),
    openFindings: Count,
    ...rowLife,
  })
  .meta({ id: 'ProductRow' })

/** Own products. */
export const productRoutes = objectRoutes({
  prefix: 'products',
  slice: 'company',
  noun: { one: 'own product', many: 'own products' },
  read: 'company.read',
  write: 'company.write',
  doc: Product.meta({ id: 'Product' }),
  draft: Product.partial({ id: true }),
  row: ProductRow,
  list: {
    fields: {
      id: 'word',
      name: 'text',
      entities: 'words',
      entityNames: 'text',
      criticality: 'number',
      openFindings: 'number',
      state: 'word',
      from: 'date',
      until: 'date',
    },
    key: 'id',
    sort: 'name',
  },
  example: { draft: { name: 'Drive controller' }, doc: { id: 'drive-controller', name: 'Drive controller' } },
})
