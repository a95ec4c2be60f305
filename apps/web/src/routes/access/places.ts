import type { RoleScope } from '@caponier/contract/access/roles'
import type { ValueOf } from '../../api/client.ts'
import { useRead } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import type { NameOfPlace } from './role-words.tsx'

export type Places = ValueOf<'members.places'>

/** Places where roles can be held, and their names. */
export function usePlaces(): { readonly places: Places | undefined; readonly nameOf: NameOfPlace } {
  const tenant = useTenant()
  const places = useRead('members.places', { params: { tenant } }, { staleTime: 60_000 }).data
  const nameOf = (scope: RoleScope): string => {
    if (scope.kind === 'organisation') return places?.organisation.name ?? ''
    const list = scope.kind === 'entity' ? places?.entities : places?.sites
    return list?.find((one) => one.id === scope.id)?.name ?? scope.id
  }
  return { places, nameOf }
}
