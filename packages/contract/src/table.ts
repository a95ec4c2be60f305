import { accessRoutes } from './access/index.ts'
import { activityRoutes } from './activity/activity.ts'
import { eventsRoutes } from './activity/events.ts'
import { assessmentRoutes } from './assessment/index.ts'
import { evidenceSliceRoutes } from './evidence/index.ts'
import { assetsRoutes } from './assets/routes.ts'
import { companyRoutes } from './company/routes.ts'
import { adoptionRoutes } from './framework/adoption.ts'
import { contentRoutes } from './framework/reader.ts'
import { cockpitRoutes } from './position/cockpit.ts'
import { findingsRoutes } from './position/findings.ts'
import { positionRoutes } from './position/position.ts'
import { reportRoutes } from './reports/reports.ts'
import { scopeRoutes } from './scope/scope.ts'

/** Every route of the API, by id. One line a slice. */
export const ROUTES = {
  ...accessRoutes,
  ...assessmentRoutes,
  ...evidenceSliceRoutes,
  ...activityRoutes,
  ...eventsRoutes,
  ...contentRoutes,
  ...adoptionRoutes,
  ...reportRoutes,
  ...scopeRoutes,
  ...cockpitRoutes,
  ...positionRoutes,
  ...findingsRoutes,
  ...companyRoutes,
  ...assetsRoutes,
}

export type Routes = typeof ROUTES
