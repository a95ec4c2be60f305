import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { tenantRoute } from '../../router/roots.tsx'

const getParentRoute = () => tenantRoute
const screen = lazyRouteComponent(() => import('./scope-screen.tsx'), 'ScopeScreen')

/** Scope of the group, and of one legal entity: `/scope/{entity}?tab=what-if`. */
export const scopeScreens = [
  createRoute({ getParentRoute, path: '/scope', component: screen }),
  createRoute({ getParentRoute, path: '/scope/$entity', component: screen }),
]
