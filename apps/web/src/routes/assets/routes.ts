import { createRoute } from '@tanstack/react-router'
import { lazyScreen } from '../../router/lazy-screen.ts'
import { tenantRoute } from '../../router/roots.tsx'

const AssetsScreen = lazyScreen(() => import('./assets-screen.tsx'), 'AssetsScreen')

/** Assets, flows, proposals and the imports that fill them. */
export const assetScreens = [
  createRoute({ getParentRoute: () => tenantRoute, path: '/assets', component: AssetsScreen }),
  createRoute({ getParentRoute: () => tenantRoute, path: '/assets/$list', component: AssetsScreen }),
  createRoute({
    getParentRoute: () => tenantRoute,
    path: '/assets/import-sheet',
    component: lazyScreen(() => import('./sheet-import-screen.tsx'), 'SheetImportScreen'),
  }),
  // Answers come in beside the gap analysis, by the same screen.
  createRoute({
    getParentRoute: () => tenantRoute,
    path: '/gaps/import-sheet',
    component: lazyScreen(() => import('./sheet-import-screen.tsx'), 'SheetImportScreen'),
  }),
  createRoute({
    getParentRoute: () => tenantRoute,
    path: '/assets/import-zeek',
    component: lazyScreen(() => import('./zeek-screen.tsx'), 'ZeekScreen'),
  }),
]
