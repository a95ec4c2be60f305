import type { evidenceSliceRoutes } from '@caponier/contract/evidence/index'
import type { Handlers } from '../handlers-of.ts'
import { controlHandlers } from './control-handlers.ts'
import { evidenceHandlers } from './evidence-handlers.ts'
import { linksHandlers } from './links-handlers.ts'

/** Use cases of the slice evidence: controls, evidence with files, and links. */
export const evidenceSliceHandlers: Handlers<typeof evidenceSliceRoutes> = {
  ...controlHandlers,
  ...evidenceHandlers,
  ...linksHandlers,
}
