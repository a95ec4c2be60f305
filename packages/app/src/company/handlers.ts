import type { companyRoutes } from '@caponier/contract/company/routes'
import type { Handlers } from '../handlers-of.ts'
import { objectHandlers } from './object-handlers.ts'
import { organisationHandlers } from './organisation.ts'
import { personRows, productRows, responsibilityRows, supplierRows } from './rows-people.ts'
import { conduitRows, entityRows, networkRows, siteRows, sucRows, zoneRows } from './rows-structure.ts'
import { searchHandlers } from './search.ts'
import { companySheetHandlers } from './sheets.ts'
import { startHandlers } from './start.ts'
import { targetHandlers } from './target.ts'
import { workspaceHandlers } from './workspace-transfer.ts'
import { zoneStructureHandlers } from './zone-structure.ts'

const company = { slice: 'company', read: 'company.read', write: 'company.write' } as const
const organisation = { slice: 'company', read: 'company.read', write: 'organisation.write' } as const

/** Use cases of the slice company. */
export const companyHandlers = {
  ...organisationHandlers,
  ...objectHandlers('entities', { ...organisation, kind: 'entity', rows: entityRows }),
  ...objectHandlers('sites', { ...organisation, kind: 'site', rows: siteRows }),
  ...objectHandlers('sucs', { ...company, kind: 'suc', rows: sucRows }),
  ...objectHandlers('zones', { ...company, kind: 'zone', rows: zoneRows }),
  ...objectHandlers('conduits', { ...company, kind: 'conduit', rows: conduitRows }),
  ...objectHandlers('networks', { ...company, kind: 'network', rows: networkRows }),
  ...objectHandlers('suppliers', { ...company, kind: 'supplier', rows: supplierRows }),
  ...objectHandlers('products', { ...company, kind: 'product', rows: productRows }),
  ...objectHandlers('persons', { ...company, kind: 'person', rows: personRows }),
  ...objectHandlers('responsibilities', { ...company, kind: 'responsibility', rows: responsibilityRows }),
  ...targetHandlers,
  ...zoneStructureHandlers,
  ...companySheetHandlers,
  ...workspaceHandlers,
  ...startHandlers,
  ...searchHandlers,
} satisfies Handlers<typeof companyRoutes>
