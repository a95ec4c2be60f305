import { z } from 'zod'
import { Id } from '@caponier/core/company/primitives'

/** Path parameters of everything that belongs to a tenant. */
export const TenantParams = z.object({ tenant: Id })
/** Path parameters of one object of a tenant. */
export const ObjectParams = z.object({ tenant: Id, id: Id })
