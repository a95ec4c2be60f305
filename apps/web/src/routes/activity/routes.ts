import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { tenantRoute } from '../../router/roots.tsx'

/** The activity log. */
export const activityScreens = [
  createRoute({
    getParentRoute: () => tenantRoute,
    path: '/activity',
    component: lazyRouteComponent(() => import('./activity-screen.tsx'), 'ActivityScreen'),
  }),
]
