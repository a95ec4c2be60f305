import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { tenantRoute } from '../../router/roots.tsx'

/** Reports. */
export const reportScreens = [
  createRoute({
    getParentRoute: () => tenantRoute,
    path: '/reports',
    component: lazyRouteComponent(() => import('./reports-screen.tsx'), 'ReportsScreen'),
  }),
]
