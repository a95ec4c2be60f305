import { createRoute } from '@tanstack/react-router'
import { lazyScreen } from '../../router/lazy-screen.ts'
import { rootRoute, signedInOrLeave, tenantRoute } from '../../router/roots.tsx'

const CompanyScreen = lazyScreen(() => import('./company-screen.tsx'), 'CompanyScreen')

/** Company: its lists, and one zone. */
export const companyScreens = [
  createRoute({ getParentRoute: () => tenantRoute, path: '/company', component: CompanyScreen }),
  createRoute({ getParentRoute: () => tenantRoute, path: '/company/$list', component: CompanyScreen }),
  createRoute({
    getParentRoute: () => tenantRoute,
    path: '/company/import-sheet',
    component: lazyScreen(() => import('../assets/sheet-import-screen.tsx'), 'SheetImportScreen'),
  }),
  createRoute({
    getParentRoute: () => tenantRoute,
    path: '/company/zones/$id',
    component: lazyScreen(() => import('./zone-screen.tsx'), 'ZoneScreen'),
  }),
]

/** The guided start stands outside of any organisation. */
export const startScreens = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/start',
    component: lazyScreen(() => import('./start-screen.tsx'), 'StartScreen'),
    beforeLoad: async ({ context, location }) => {
      await signedInOrLeave(context.queries, location.href)
    },
  }),
]
