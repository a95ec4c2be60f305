import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { tenantRoute } from '../../router/roots.tsx'

/** Controls and evidence; which one is open stands in the address. */
export const evidenceScreens = [
  createRoute({
    getParentRoute: () => tenantRoute,
    path: '/controls',
    component: lazyRouteComponent(() => import('./controls-screen.tsx'), 'ControlsScreen'),
  }),
  createRoute({
    getParentRoute: () => tenantRoute,
    path: '/evidence',
    component: lazyRouteComponent(() => import('./evidence-screen.tsx'), 'EvidenceScreen'),
  }),
]
