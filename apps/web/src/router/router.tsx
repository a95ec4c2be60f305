import { createRouter } from '@tanstack/react-router'
import { queryClient } from '../api/queries.ts'
import { accessRoutes, accessTenantRoutes } from '../routes/access/routes.ts'
import { assessmentScreens } from '../routes/assessment/routes.ts'
import { activityScreens } from '../routes/activity/routes.ts'
import { assetScreens } from '../routes/assets/routes.ts'
import { evidenceScreens } from '../routes/evidence/routes.ts'
import { frameworkScreens } from '../routes/framework/routes.ts'
import { reportScreens } from '../routes/reports/routes.ts'
import { companyScreens, startScreens } from '../routes/company/routes.ts'
import { positionScreens } from '../routes/position/routes.ts'
import { scopeScreens } from '../routes/scope/routes.ts'
import { BrokenPage } from '../shell/fallback-pages.tsx'
import { homeRoute, rootRoute, tenantRoute } from './roots.tsx'

/** All pages. One line a slice. */
const tree = rootRoute.addChildren([
  homeRoute,
  ...accessRoutes,
  ...startScreens,
  tenantRoute.addChildren([
    ...evidenceScreens,
    ...frameworkScreens,
    ...reportScreens,
    ...positionScreens,
    ...scopeScreens,
    ...companyScreens,
    ...assetScreens,
    ...assessmentScreens,
    ...accessTenantRoutes,
    ...activityScreens,
  ]),
])

export const router = createRouter({
  routeTree: tree,
  context: { queries: queryClient },
  defaultPreload: 'intent',
  // Caught where it happened, so that what stands around it stays.
  defaultErrorComponent: BrokenPage,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    readonly router: typeof router
  }
}
