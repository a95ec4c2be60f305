import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute, signedInOrLeave, tenantRoute } from '../../router/roots.tsx'

const CompanyScreen = lazyRouteComponent(() => import('./company-screen.tsx'), 'CompanyScreen')

/** Company: its lists, and one zone. */
export const companyScreens = [
  createRoute({ getParentRoute: () => tenantRoute, path: '/company', component: CompanyScreen }),
  createRoute({ getParentRoute: () => tenantRoute, path: '/company/$list', component: CompanyScreen }),
  createRoute({
    getParentRoute: () => tenantRoute,
    path: '/company/import-sheet',
    component: lazyRouteComponent(() => import('../assets/sheet-import-screen.tsx'), 'SheetImportScreen'),
  }),
  createRoute({
    getParentRoute: () => tenantRoute,
    path: '/company/zones/$id',
    component: lazyRouteComponent(() => import('./zone-screen.tsx'), 'ZoneScreen'),
  }),
]

/** The guided start stands outside of any organisation. */
export const startScreens = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/start',
    component: lazyRouteComponent(() => import('./start-screen.tsx'), 'StartScreen'),
    beforeLoad: async ({ context, location }) => {
      await signedInOrLeave(context.queries, location.href)
    },
  }),
]
