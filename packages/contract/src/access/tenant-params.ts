import { z } from 'zod'
import { Id } from '@caponier/core/company/primitives'

/**
 * Id that a new organisation may take. Stricter than other ids, because it names folders, archives and addresses too: no two dots in a
 * row, none at the end, at most 100 characters.
 */
export const NewTenantId = Id.max(100, 'ids of organisations have at most 100 characters').regex(
  /^[^.]+(\.[^.]+)*$/,
  'ids of organisations have no two dots in a row and none at the end',
)

/** Path parameters of everything that belongs to a tenant. */
export const TenantParams = z.object({ tenant: Id })
/** Path parameters of one object of a tenant. */
export const ObjectParams = z.object({ tenant: Id, id: Id })
