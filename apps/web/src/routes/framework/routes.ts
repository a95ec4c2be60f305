import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { tenantRoute } from '../../router/roots.tsx'

/** The reader: frameworks, NIS2 measures, law per state; every requirement has an address. */
export const frameworkScreens = [
  createRoute({
    getParentRoute: () => tenantRoute,
    path: '/frameworks',
    component: lazyRouteComponent(() => import('./frameworks-screen.tsx'), 'FrameworksScreen'),
  }),
  createRoute({
    getParentRoute: () => tenantRoute,
    path: '/frameworks/measures',
    component: lazyRouteComponent(() => import('./measures-screen.tsx'), 'MeasuresScreen'),
  }),
  createRoute({
    getParentRoute: () => tenantRoute,
    path: '/frameworks/law',
    component: lazyRouteComponent(() => import('./laws-screen.tsx'), 'LawsScreen'),
  }),
  createRoute({
    getParentRoute: () => tenantRoute,
    path: '/frameworks/law/$code',
    component: lazyRouteComponent(() => import('./law-screen.tsx'), 'LawScreen'),
  }),
  createRoute({
    getParentRoute: () => tenantRoute,
    path: '/frameworks/$framework',
    component: lazyRouteComponent(() => import('./requirements-screen.tsx'), 'RequirementsScreen'),
  }),
  createRoute({
    getParentRoute: () => tenantRoute,
    path: '/frameworks/$framework/$requirement',
    component: lazyRouteComponent(() => import('./requirement-screen.tsx'), 'RequirementScreen'),
  }),
]
