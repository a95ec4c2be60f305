import { controlRoutes } from './controls.ts'
import { evidenceRoutes } from './evidence.ts'
import { linkRoutes } from './links.ts'

/** Routes of the slice evidence. */
export const evidenceSliceRoutes = { ...controlRoutes, ...evidenceRoutes, ...linkRoutes }
