import { createRoute } from '@tanstack/react-router'
import { lazyScreen } from '../../router/lazy-screen.ts'
import { tenantRoute } from '../../router/roots.tsx'

/** Reports. */
export const reportScreens = [
  createRoute({
    getParentRoute: () => tenantRoute,
    path: '/reports',
    component: lazyScreen(() => import('./reports-screen.tsx'), 'ReportsScreen'),
  }),
]
