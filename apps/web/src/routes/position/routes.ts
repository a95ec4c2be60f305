import { createRoute } from '@tanstack/react-router'
import { lazyScreen } from '../../router/lazy-screen.ts'
import { tenantRoute } from '../../router/roots.tsx'

const getParentRoute = () => tenantRoute

/** Cockpit, position with its traces, findings. The address of a trace holds all that it shows. */
export const positionScreens = [
  createRoute({ getParentRoute, path: '/cockpit', component: lazyScreen(() => import('./cockpit-screen.tsx'), 'CockpitScreen') }),
  createRoute({
    getParentRoute,
    path: '/position',
    component: lazyScreen(() => import('./position-screen.tsx'), 'PositionScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/position/measures/$ref',
    component: lazyScreen(() => import('./measure-screen.tsx'), 'MeasureScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/position/levels/$subject/$fr',
    component: lazyScreen(() => import('./level-screen.tsx'), 'LevelScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/position/cells/$subject/$framework/$requirement',
    component: lazyScreen(() => import('./cell-screen.tsx'), 'CellScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/position/requirements/$framework/$requirement',
    component: lazyScreen(() => import('./requirement-screen.tsx'), 'RequirementScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/position/uses/$ref',
    component: lazyScreen(() => import('./uses-screen.tsx'), 'UsesScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/position/method',
    component: lazyScreen(() => import('./method-screen.tsx'), 'MethodScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/findings',
    component: lazyScreen(() => import('./findings-screen.tsx'), 'FindingsScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/findings/one',
    component: lazyScreen(() => import('./finding-screen.tsx'), 'FindingScreen'),
  }),
]
