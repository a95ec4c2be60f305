/** Roles of a membership (docs/guide/access.md). Each is held for the whole organisation, one legal entity or one site. */
export const ROLES = ['admin', 'lead', 'engineer', 'respondent', 'board', 'auditor', 'incident-manager'] as const
export type Role = (typeof ROLES)[number]

/** Where a role is held. A role for an entity covers its sites; a role for a site covers that site only. */
export type RoleScope =
  | { readonly kind: 'organisation' }
  | { readonly kind: 'entity'; readonly id: string }
  | { readonly kind: 'site'; readonly id: string }

export interface RoleGrant {
  readonly role: Role
  readonly scope: RoleScope
}

const EVERYONE = 'admin lead engineer respondent board auditor incident-manager'
const READERS = 'admin lead engineer board auditor incident-manager'

/**
 * Who may do what. One row a permission: the roles that have it, and where it counts. `place`: within the place for which the role is
 * held. `whole`: only if the role is held for the whole organisation, since the act is one for all of it; for an entity or a site the
 * role does not give it. `own` in the name means: only what is assigned to this person.
 */
const TABLE = {
  'company.read': [READERS, 'place'],
  'company.write': ['admin lead engineer', 'place'],
  'organisation.write': ['admin lead', 'place'],
  'assets.read': [READERS, 'place'],
  'assets.write': ['admin lead engineer', 'place'],
  'proposals.decide': ['admin lead engineer', 'place'],
  'scope.read': [READERS, 'place'],
  'frameworks.read': [EVERYONE, 'place'],
  'frameworks.adopt': ['admin lead', 'whole'],
  'position.read': [READERS, 'place'],
  'findings.read': [READERS, 'place'],
  'snapshots.read': [READERS, 'place'],
  'snapshots.write': ['admin lead', 'whole'],
  'assessment.read': [READERS, 'place'],
  'assessment.answer': ['admin lead engineer', 'place'],
  'assessment.answer-own': [EVERYONE, 'place'],
  'assessment.comment': ['admin lead engineer auditor incident-manager', 'place'],
  'assessment.comment-own': [EVERYONE, 'place'],
  'assessment.delegate': ['admin lead engineer', 'place'],
  'assessment.accept': ['admin lead engineer', 'place'],
  'controls.read': [READERS, 'place'],
  'controls.write': ['admin lead engineer', 'place'],
  'evidence.read': [READERS, 'place'],
  'evidence.write': ['admin lead engineer incident-manager', 'place'],
  'evidence.write-own': [EVERYONE, 'place'],
  'evidence.read-confidential': ['admin lead auditor', 'place'],
  'reports.make': [READERS, 'place'],
  'activity.read': ['admin lead auditor', 'place'],
  'people.read': [READERS, 'place'],
  'people.manage': ['admin', 'place'],
  'settings.read': ['admin lead auditor', 'place'],
  'settings.manage': ['admin', 'whole'],
  'views.write': [EVERYONE, 'place'],
  'workspace.export': ['admin lead auditor', 'whole'],
  'workspace.import': ['admin lead', 'whole'],
} as const satisfies Readonly<Record<string, readonly [roles: string, counts: 'place' | 'whole']>>

export type Permission = keyof typeof TABLE
export const PERMISSIONS = Object.keys(TABLE) as Permission[]

const HOLDERS: Readonly<Record<string, ReadonlySet<string>>> = Object.fromEntries(
  Object.entries(TABLE).map(([permission, [roles]]) => [permission, new Set(roles.split(' '))]),
)

/** Has the role the permission, if it is held where the permission counts? */
export const roleHas = (role: Role, permission: Permission): boolean => HOLDERS[permission]?.has(role) === true

/** Counts the permission only for who holds its role for the whole organisation? */
export const isForWhole = (permission: Permission): boolean => TABLE[permission][1] === 'whole'

/** Gives this grant the permission, within its place? */
export const grantGives = ({ role, scope }: RoleGrant, permission: Permission): boolean =>
  roleHas(role, permission) && (scope.kind === 'organisation' || !isForWhole(permission))

/** The grants that carry a permission; empty means: not allowed anywhere. */
export const grantsFor = (grants: readonly RoleGrant[], permission: Permission): readonly RoleGrant[] =>
  grants.filter((grant) => grantGives(grant, permission))
