import { createRoute } from '@tanstack/react-router'
import { lazyScreen } from '../../router/lazy-screen.ts'
import { tenantRoute } from '../../router/roots.tsx'

/** Controls and evidence; which one is open stands in the address. */
export const evidenceScreens = [
  createRoute({
    getParentRoute: () => tenantRoute,
    path: '/controls',
    component: lazyScreen(() => import('./controls-screen.tsx'), 'ControlsScreen'),
  }),
  createRoute({
    getParentRoute: () => tenantRoute,
    path: '/evidence',
    component: lazyScreen(() => import('./evidence-screen.tsx'), 'EvidenceScreen'),
  }),
]
