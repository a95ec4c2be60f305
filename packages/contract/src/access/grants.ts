import { z } from 'zod'
import { Id } from '@caponier/core/company/primitives'
import { ROLES } from './roles.ts'

/** Where a role is held. */
export const RoleScope = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('organisation') }),
    z.strictObject({ kind: z.literal('entity'), id: Id }),
    z.strictObject({ kind: z.literal('site'), id: Id }),
  ])
  .meta({ id: 'RoleScope', description: 'A role for an entity covers its sites; a role for a site that site only.' })

/** A role and where it is held. */
export const RoleGrant = z.strictObject({ role: z.enum(ROLES), scope: RoleScope }).meta({ id: 'RoleGrant' })

/** Roles of one member. */
export const RoleGrants = z.array(RoleGrant).max(200)
