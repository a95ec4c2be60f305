import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../../router/roots.tsx'

/** Pages without an organisation: signing in, links. */
export const accessRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/sign-in',
    component: lazyRouteComponent(() => import('./sign-in-screen.tsx'), 'SignInScreen'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/link',
    component: lazyRouteComponent(() => import('./link-screen.tsx'), 'LinkScreen'),
  }),
]

/** Pages of the slice inside an organisation. */
export const accessTenantRoutes: ReturnType<typeof createRoute>[] = []
