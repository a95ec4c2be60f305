import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { tenantRoute } from '../../router/roots.tsx'

const getParentRoute = () => tenantRoute
const pages = () => import('./pages.tsx')

/** Screens of the gap analysis. `/gaps/{framework}/{subject}?r={requirement}&focus=true` leads to one answer. */
export const assessmentScreens = [
  createRoute({ getParentRoute, path: '/gaps', component: lazyRouteComponent(pages, 'AssessmentsPage') }),
  createRoute({ getParentRoute, path: '/gaps/delegated', component: lazyRouteComponent(pages, 'DelegatedPage') }),
  createRoute({ getParentRoute, path: '/gaps/snapshots', component: lazyRouteComponent(pages, 'SnapshotsPage') }),
  createRoute({ getParentRoute, path: '/gaps/compare', component: lazyRouteComponent(pages, 'ComparePage') }),
  createRoute({ getParentRoute, path: '/gaps/$framework/$subject', component: lazyRouteComponent(pages, 'AssessmentPage') }),
  createRoute({ getParentRoute, path: '/mine', component: lazyRouteComponent(pages, 'MinePage') }),
  createRoute({ getParentRoute, path: '/mine/$id', component: lazyRouteComponent(pages, 'RespondPage') }),
]
