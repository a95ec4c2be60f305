import type { assessmentRoutes } from '@caponier/contract/assessment/index'
import type { Handlers } from '../handlers-of.ts'
import { answersHandlers } from './answers-handlers.ts'
import { assessmentsHandlers } from './assessments-handlers.ts'
import { assignmentsHandlers } from './assignments-handlers.ts'
import { commentsHandlers } from './comments-handlers.ts'
import { snapshotsHandlers } from './snapshots-handlers.ts'
import { viewsHandlers } from './views-handlers.ts'

/** Use cases of the gap analysis. */
export const assessmentHandlers: Handlers<typeof assessmentRoutes> = {
  ...assessmentsHandlers,
  ...answersHandlers,
  ...commentsHandlers,
  ...assignmentsHandlers,
  ...snapshotsHandlers,
  ...viewsHandlers,
}
