import { createRoute } from '@tanstack/react-router'
import { lazyScreen } from '../../router/lazy-screen.ts'
import { tenantRoute } from '../../router/roots.tsx'

/** The activity log. */
export const activityScreens = [
  createRoute({
    getParentRoute: () => tenantRoute,
    path: '/activity',
    component: lazyScreen(() => import('./activity-screen.tsx'), 'ActivityScreen'),
  }),
]
