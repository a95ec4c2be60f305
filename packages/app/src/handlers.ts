import { accessHandlers } from './access/handlers.ts'
import { activityHandlers } from './activity/activity-handlers.ts'
import { eventsHandlers } from './activity/events-handlers.ts'
import { assessmentHandlers } from './assessment/handlers.ts'
import { evidenceSliceHandlers } from './evidence/handlers.ts'
import { assetsHandlers } from './assets/handlers.ts'
import { companyHandlers } from './company/handlers.ts'
import { adoptionHandlers } from './framework/adoption-handlers.ts'
import { contentHandlers } from './framework/content-handlers.ts'
import type { Routes } from '@caponier/contract/table'
import type { Handlers } from './handlers-of.ts'
import { cockpitHandlers, findingsHandlers, positionHandlers } from './position/position-handlers.ts'
import { reportsHandlers } from './reports/reports-handlers.ts'
import { scopeHandlers } from './scope/scope-handlers.ts'

/** Every use case of the API, by route id. One line a slice; TypeScript refuses a route without a handler. */
export const HANDLERS: Handlers<Routes> = {
  ...accessHandlers,
  ...assessmentHandlers,
  ...evidenceSliceHandlers,
  ...activityHandlers,
  ...eventsHandlers,
  ...contentHandlers,
  ...adoptionHandlers,
  ...reportsHandlers,
  ...scopeHandlers,
  ...cockpitHandlers,
  ...positionHandlers,
  ...findingsHandlers,
  ...companyHandlers,
  ...assetsHandlers,
}
