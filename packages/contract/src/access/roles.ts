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
 * Who may do what. One row a permission, one word a role that has it, each within the scope in which the role is held.
 * `own` in the name means: only what is assigned to this person.
 */
const TABLE = {
  'company.read': READERS,
  'company.write': 'admin lead engineer',
  'organisation.write': 'admin lead',
  'assets.read': READERS,
  'assets.write': 'admin lead engineer',
  'proposals.decide': 'admin lead engineer',
  'scope.read': READERS,
  'scope.write': 'admin lead',
  'frameworks.read': EVERYONE,
  'frameworks.adopt': 'admin lead',
  'position.read': READERS,
  'findings.read': READERS,
  'snapshots.read': READERS,
  'snapshots.write': 'admin lead',
  'assessment.read': READERS,
  'assessment.answer': 'admin lead engineer',
  'assessment.answer-own': EVERYONE,
  'assessment.comment': 'admin lead engineer auditor incident-manager',
  'assessment.comment-own': EVERYONE,
  'assessment.delegate': 'admin lead engineer',
  'assessment.accept': 'admin lead engineer',
  'controls.read': READERS,
  'controls.write': 'admin lead engineer',
  'evidence.read': READERS,
  'evidence.write': 'admin lead engineer incident-manager',
  'evidence.write-own': EVERYONE,
  'evidence.read-confidential': 'admin lead auditor',
  'reports.make': READERS,
  'activity.read': 'admin lead auditor',
  'people.read': READERS,
  'people.manage': 'admin',
  'settings.read': 'admin lead auditor',
  'settings.manage': 'admin',
  'views.write': EVERYONE,
  'workspace.export': 'admin lead auditor',
  'workspace.import': 'admin lead',
} as const satisfies Readonly<Record<string, string>>

export type Permission = keyof typeof TABLE
export const PERMISSIONS = Object.keys(TABLE) as Permission[]

const HOLDERS: Readonly<Record<string, ReadonlySet<string>>> = Object.fromEntries(
  Object.entries(TABLE).map(([permission, roles]) => [permission, new Set(roles.split(' '))]),
)

/** Has the role the permission, in whatever scope it is held? */
export const roleHas = (role: Role, permission: Permission): boolean => HOLDERS[permission]?.has(role) === true

/** The grants that carry a permission; empty means: not allowed anywhere. */
export const grantsFor = (grants: readonly RoleGrant[], permission: Permission): readonly RoleGrant[] =>
  grants.filter((grant) => roleHas(grant.role, permission))
