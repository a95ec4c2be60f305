import { conduitRoutes } from './conduits.ts'
import { entityRoutes } from './entities.ts'
import { networkRoutes } from './networks.ts'
import { organisationRoutes } from './organisation.ts'
import { personRoutes, responsibilityRoutes } from './persons.ts'
import { companySheetRoutes } from './sheets.ts'
import { searchRoutes } from './search.ts'
import { siteRoutes, sucRoutes } from './sites.ts'
import { productRoutes, supplierRoutes } from './suppliers.ts'
import { workspaceRoutes } from './workspaces.ts'
import { zoneRoutes } from './zones.ts'

/** Routes of the slice company. */
export const companyRoutes = {
  ...organisationRoutes,
  ...entityRoutes,
  ...siteRoutes,
  ...sucRoutes,
  ...zoneRoutes,
  ...conduitRoutes,
  ...networkRoutes,
  ...supplierRoutes,
  ...productRoutes,
  ...personRoutes,
  ...responsibilityRoutes,
  ...companySheetRoutes,
  ...workspaceRoutes,
  ...searchRoutes,
}
