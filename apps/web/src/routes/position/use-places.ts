import { useSearch } from '@tanstack/react-router'
import type { Cockpit } from '@caponier/contract/position/cockpit'
import { useRead } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import type { Place } from './place.ts'
import { shownPlace } from './place.ts'

/** Entities and sites that the caller may see, and the one that the address names. */
export function usePlaces(): {
  readonly cockpit: Cockpit | undefined
  readonly place: Place | null
  readonly query: ReturnType<typeof useCockpit>
} {
  const query = useCockpit()
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const cockpit = query.data
  return { cockpit, query, place: cockpit === undefined ? null : shownPlace(search['place'], cockpit.entities, cockpit.sites) }
}

const useCockpit = () => useRead('cockpit.show', { params: { tenant: useTenant() } }, { keep: true })
