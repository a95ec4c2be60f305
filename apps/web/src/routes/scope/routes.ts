import { createRoute } from '@tanstack/react-router'
import { lazyScreen } from '../../router/lazy-screen.ts'
import { tenantRoute } from '../../router/roots.tsx'

const getParentRoute = () => tenantRoute
const screen = lazyScreen(() => import('./scope-screen.tsx'), 'ScopeScreen')

/** Scope of the group, and of one legal entity: `/scope/{entity}?tab=what-if`. */
export const scopeScreens = [
  createRoute({ getParentRoute, path: '/scope', component: screen }),
  createRoute({ getParentRoute, path: '/scope/$entity', component: screen }),
]
