import { useParams } from '@tanstack/react-router'
import type { Permission, Role, RoleGrant } from '@caponier/contract/access/roles'
import { grantsFor } from '@caponier/contract/access/roles'
import { useRead } from './queries.ts'

/** Who is signed in. Below the shell it is always there: the router asks before it shows anything. */
export function useMe() {
  const me = useRead('session.show', {}, { staleTime: 60_000 }).data
  if (me === undefined) throw new Error('nobody is signed in')
  return me
}

/** The organisation of the page. */
export function useTenant(): string {
  const { tenant } = useParams({ strict: false })
  if (tenant === undefined) throw new Error('the page belongs to no organisation')
  return tenant
}

/** What the signed-in person may do in the organisation of the page, somewhere in it. The server decides; this hides what it would refuse. */
export function useMay(): {
  readonly may: (permission: Permission) => boolean
  readonly whole: (permission: Permission) => boolean
  /** For a legal entity at least, not for single sites only. */
  readonly aboveSites: (permission: Permission) => boolean
  readonly roles: readonly Role[]
} {
  const tenant = useTenant()
  const grants = (useMe().tenants.find((one) => one.id === tenant)?.grants ?? []) as readonly RoleGrant[]
  return {
    may: (permission) => grantsFor(grants, permission).length > 0,
    whole: (permission) => grantsFor(grants, permission).some((grant) => grant.scope.kind === 'organisation'),
    aboveSites: (permission) => grantsFor(grants, permission).some((grant) => grant.scope.kind !== 'site'),
    roles: [...new Set(grants.map((grant) => grant.role))],
  }
}
