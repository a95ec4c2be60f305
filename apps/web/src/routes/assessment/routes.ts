import { createRoute } from '@tanstack/react-router'
import { lazyScreen } from '../../router/lazy-screen.ts'
import { tenantRoute } from '../../router/roots.tsx'

const getParentRoute = () => tenantRoute
const pages = () => import('./pages.tsx')

/** Screens of the gap analysis. `/gaps/{framework}/{subject}?r={requirement}&focus=true` leads to one answer. */
export const assessmentScreens = [
  createRoute({ getParentRoute, path: '/gaps', component: lazyScreen(pages, 'AssessmentsPage') }),
  createRoute({ getParentRoute, path: '/gaps/delegated', component: lazyScreen(pages, 'DelegatedPage') }),
  createRoute({ getParentRoute, path: '/gaps/snapshots', component: lazyScreen(pages, 'SnapshotsPage') }),
  createRoute({ getParentRoute, path: '/gaps/compare', component: lazyScreen(pages, 'ComparePage') }),
  createRoute({ getParentRoute, path: '/gaps/$framework/$subject', component: lazyScreen(pages, 'AssessmentPage') }),
  createRoute({ getParentRoute, path: '/mine', component: lazyScreen(pages, 'MinePage') }),
  createRoute({ getParentRoute, path: '/mine/$id', component: lazyScreen(pages, 'RespondPage') }),
]
