import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute, signedInOrLeave, tenantRoute } from '../../router/roots.tsx'

/** Pages without an organisation: signing in, links, the own account. */
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
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/account',
    component: lazyRouteComponent(() => import('./account-screen.tsx'), 'AccountScreen'),
    beforeLoad: ({ context, location }) => signedInOrLeave(context.queries, location.href),
  }),
]

/** Pages of the slice inside an organisation. */
export const accessTenantRoutes = [
  createRoute({
    getParentRoute: () => tenantRoute,
    path: '/people',
    component: lazyRouteComponent(() => import('./people-screen.tsx'), 'PeopleScreen'),
  }),
  createRoute({
    getParentRoute: () => tenantRoute,
    path: '/settings',
    component: lazyRouteComponent(() => import('./settings-screen.tsx'), 'SettingsScreen'),
  }),
]
