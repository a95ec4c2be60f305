import { LegalEntity } from '@caponier/core/company/structure'
import { z } from 'zod'
import { objectRoutes } from './object-routes.ts'
import { Count, rowBase, rowLife, rowOwner } from './object-schemas.ts'

export const EntityRow = z
  .strictObject({
    ...rowBase,
    name: z.string(),
    establishment: z.string(),
    class: z.string().nullable().meta({ description: 'Class by the directive today; null when it is not decided.' }),
    size: z.string().nullable(),
    activities: z.array(z.string()),
    sites: Count,
    openFindings: Count,
    ...rowOwner,
    ...rowLife,
  })
  .meta({ id: 'EntityRow' })

const doc = LegalEntity.meta({ id: 'LegalEntity' })
const example = { name: 'Example Drives GmbH', establishment: 'DE', activities: ['II.5(d)'] }

/** Legal entities: who is in scope of the directive. */
export const entityRoutes = objectRoutes({
  prefix: 'entities',
  slice: 'company',
  noun: { one: 'legal entity', many: 'legal entities' },
  read: 'company.read',
  write: 'organisation.write',
  doc,
  draft: LegalEntity.partial({ id: true }),
  row: EntityRow,
  list: {
    fields: {
      id: 'word',
      name: 'text',
      establishment: 'word',
      class: 'word',
      size: 'word',
      activities: 'words',
      sites: 'number',
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
  example: { draft: example, doc: { id: 'example-drives-gmbh', ...example } },
})
