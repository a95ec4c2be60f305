import { createRoute } from '@tanstack/react-router'
import { lazyScreen } from '../../router/lazy-screen.ts'
import { tenantRoute } from '../../router/roots.tsx'

/** The reader: frameworks, NIS2 measures, law per state; every requirement has an address. */
export const frameworkScreens = [
  createRoute({
    getParentRoute: () => tenantRoute,
    path: '/frameworks',
    component: lazyScreen(() => import('./frameworks-screen.tsx'), 'FrameworksScreen'),
  }),
  createRoute({
    getParentRoute: () => tenantRoute,
    path: '/frameworks/measures',
    component: lazyScreen(() => import('./measures-screen.tsx'), 'MeasuresScreen'),
  }),
  createRoute({
    getParentRoute: () => tenantRoute,
    path: '/frameworks/law',
    component: lazyScreen(() => import('./laws-screen.tsx'), 'LawsScreen'),
  }),
  createRoute({
    getParentRoute: () => tenantRoute,
    path: '/frameworks/law/$code',
    component: lazyScreen(() => import('./law-screen.tsx'), 'LawScreen'),
  }),
  createRoute({
    getParentRoute: () => tenantRoute,
    path: '/frameworks/$framework',
    component: lazyScreen(() => import('./requirements-screen.tsx'), 'RequirementsScreen'),
  }),
  createRoute({
    getParentRoute: () => tenantRoute,
    path: '/frameworks/$framework/$requirement',
    component: lazyScreen(() => import('./requirement-screen.tsx'), 'RequirementScreen'),
  }),
]
