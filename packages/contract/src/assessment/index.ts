import { answersRoutes } from './answers.ts'
import { assessmentsRoutes } from './assessments.ts'
import { assignmentsRoutes } from './assignments.ts'
import { commentsRoutes } from './comments.ts'
import { snapshotsRoutes } from './snapshots.ts'
import { viewsRoutes } from './views.ts'

/** Routes of the gap analysis. */
export const assessmentRoutes = {
  ...assessmentsRoutes,
  ...answersRoutes,
  ...commentsRoutes,
  ...assignmentsRoutes,
  ...snapshotsRoutes,
  ...viewsRoutes,
} as const
