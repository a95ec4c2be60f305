import type { Permission, RoleGrant } from '@caponier/contract/access/roles'
import { grantsFor } from '@caponier/contract/access/roles'
import type { Place, Places } from './places.ts'

/**
 * What a member may see or do under one permission: the read gate in front of memory. Sums over an entity are visible only to whom
 * the whole entity is; a member for one site never receives a number over another (ARCHITECTURE.md, section 4).
 */
export interface Visible {
  /** The whole organisation, sums over all of it included. */
  readonly all: boolean
  /** Nothing at all. */
  readonly none: boolean
  /** May sums over this legal entity leave? */
  readonly entity: (id: string) => boolean
  /** May what belongs to this site leave? */
  readonly site: (id: string) => boolean
  /** May what stands here leave? Something in several places is visible from each of them. */
  readonly place: (place: Place) => boolean
  /** May the answers of this subject leave? */
  readonly subject: (ref: string) => boolean
  /**
   * May what stands here be changed? Seeing needs one of its places, changing needs all: who holds one site does not decide on a
   * conduit that also joins another.
   */
  readonly holds: (place: Place) => boolean
  /** The same for a subject: may it be answered for, proved and delegated? */
  readonly holdsSubject: (ref: string) => boolean
}

/** The gate of a permission for these grants. */
export function visibleTo(grants: readonly RoleGrant[], permission: Permission, places: Places): Visible {
  const held = grantsFor(grants, permission)
  const all = held.some((grant) => grant.scope.kind === 'organisation')
  const entities = new Set(held.flatMap((grant) => (grant.scope.kind === 'entity' ? [grant.scope.id] : [])))
  const sites = new Set(
    held.flatMap((grant) =>
      grant.scope.kind === 'site' ? [grant.scope.id] : grant.scope.kind === 'entity' ? places.sitesOfEntity(grant.scope.id) : [],
    ),
  )
  const place = (one: Place): boolean =>
    all || (!one.organisation && (one.sites.some((id) => sites.has(id)) || one.entities.some((id) => entities.has(id))))
  const holds = (one: Place): boolean =>
    all ||
    (!one.organisation &&
      one.above !== true &&
      one.sites.length + one.entities.length > 0 &&
      one.sites.every((id) => sites.has(id)) &&
      one.entities.every((id) => entities.has(id)))
  return {
    all,
    none: held.length === 0,
    entity: (id) => all || entities.has(id),
    site: (id) => all || sites.has(id),
    place,
    subject: (ref) => place(places.ofSubject(ref)),
    holds,
    holdsSubject: (ref) => holds(places.ofSubject(ref)),
  }
}
