import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { tenantRoute } from '../../router/roots.tsx'

/** Cockpit, position, findings. */
export const positionScreens = [
  createRoute({
    getParentRoute: () => tenantRoute,
    path: '/cockpit',
    component: lazyRouteComponent(() => import('./cockpit-screen.tsx'), 'CockpitScreen'),
  }),
]
