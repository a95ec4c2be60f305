import { createRoute } from '@tanstack/react-router'
import { lazyScreen } from '../../router/lazy-screen.ts'
import { rootRoute, signedInOrLeave, tenantRoute } from '../../router/roots.tsx'

/** Pages without an organisation: signing in, links, the own account. */
export const accessRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/sign-in',
    component: lazyScreen(() => import('./sign-in-screen.tsx'), 'SignInScreen'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/link',
    component: lazyScreen(() => import('./link-screen.tsx'), 'LinkScreen'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/account',
    component: lazyScreen(() => import('./account-screen.tsx'), 'AccountScreen'),
    beforeLoad: ({ context, location }) => signedInOrLeave(context.queries, location.href),
  }),
]

/** Pages of the slice inside an organisation. */
export const accessTenantRoutes = [
  createRoute({
    getParentRoute: () => tenantRoute,
    path: '/people',
    component: lazyScreen(() => import('./people-screen.tsx'), 'PeopleScreen'),
  }),
  createRoute({
    getParentRoute: () => tenantRoute,
    path: '/settings',
    component: lazyScreen(() => import('./settings-screen.tsx'), 'SettingsScreen'),
  }),
]
