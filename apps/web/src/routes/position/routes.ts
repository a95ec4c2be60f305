import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { tenantRoute } from '../../router/roots.tsx'

const getParentRoute = () => tenantRoute

/** Cockpit, position with its traces, findings. The address of a trace holds all that it shows. */
export const positionScreens = [
  createRoute({ getParentRoute, path: '/cockpit', component: lazyRouteComponent(() => import('./cockpit-screen.tsx'), 'CockpitScreen') }),
  createRoute({
    getParentRoute,
    path: '/position',
    component: lazyRouteComponent(() => import('./position-screen.tsx'), 'PositionScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/position/measures/$ref',
    component: lazyRouteComponent(() => import('./measure-screen.tsx'), 'MeasureScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/position/levels/$subject/$fr',
    component: lazyRouteComponent(() => import('./level-screen.tsx'), 'LevelScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/position/cells/$subject/$framework/$requirement',
    component: lazyRouteComponent(() => import('./cell-screen.tsx'), 'CellScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/position/requirements/$framework/$requirement',
    component: lazyRouteComponent(() => import('./requirement-screen.tsx'), 'RequirementScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/position/uses/$ref',
    component: lazyRouteComponent(() => import('./uses-screen.tsx'), 'UsesScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/position/method',
    component: lazyRouteComponent(() => import('./method-screen.tsx'), 'MethodScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/findings',
    component: lazyRouteComponent(() => import('./findings-screen.tsx'), 'FindingsScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/findings/one',
    component: lazyRouteComponent(() => import('./finding-screen.tsx'), 'FindingScreen'),
  }),
]
