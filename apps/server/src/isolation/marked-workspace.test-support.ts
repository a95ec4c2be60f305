import type { Workspace } from '@caponier/core/company/workspace'
import type { Place } from '@caponier/app/gate/places'
import { indexPlaces } from '@caponier/app/gate/places'

/** Text that stands in everything of one site and nowhere else. */
export const siteMark = (site: string): string => `QX${site.toUpperCase()}XQ`
/** Text that stands in everything of one tenant. */
export const TENANT_MARK = 'QTENANTQ'

/**
 * The same workspace with a mark in every name and text: of its site, where something stands at one site alone, else of the tenant. So
 * a response that holds a mark tells from where it leaked.
 */
export function markedWorkspace(workspace: Workspace, id: string): Workspace {
  const places = indexPlaces(workspace)
  const markOf = (place: Place): string => {
    const [only, ...others] = place.sites
    return only !== undefined && others.length === 0 && place.entities.length === 0 && !place.organisation ? siteMark(only) : TENANT_MARK
  }
  const named = <T extends { readonly id: string; readonly name: string }>(list: readonly T[] | undefined, kind: string): T[] =>
    (list ?? []).map((one) => ({ ...one, name: `${one.name} ${markOf(places.ofObject(`${kind}:${one.id}`))}` }))
  return {
    ...workspace,
    organisation: { ...workspace.organisation, id, name: `${workspace.organisation.name} ${TENANT_MARK}` },
    entities: named(workspace.entities, 'entity'),
    sites: named(workspace.sites, 'site'),
    sucs: named(workspace.sucs, 'suc'),
    zones: named(workspace.zones, 'zone'),
    conduits: named(workspace.conduits, 'conduit'),
    networks: named(workspace.networks, 'network'),
    assetTypes: named(workspace.assetTypes, 'asset-type'),
    assets: named(workspace.assets, 'asset'),
    suppliers: named(workspace.suppliers, 'supplier'),
    products: named(workspace.products, 'product'),
    controls: named(workspace.controls, 'control'),
    evidence: named(workspace.evidence, 'evidence'),
    flows: (workspace.flows ?? []).map((flow) => ({ ...flow, accepted: `accepted ${siteMark(flow.site)}` })),
    proposals: (workspace.proposals ?? []).map((one) => ({ ...one, source: `${one.source} ${siteMark(one.site)}` })),
    answers: (workspace.answers ?? []).map((answer) => ({
      ...answer,
      ...(answer.note !== undefined && { note: `${answer.note} ${markOf(places.ofSubject(answer.subject))}` }),
      ...(answer.justification !== undefined && { justification: `${answer.justification} ${markOf(places.ofSubject(answer.subject))}` }),
    })),
    contradictions: (workspace.contradictions ?? []).map((one) => ({
      ...one,
      reason: `${one.reason} ${markOf(places.ofSubject(one.subject))}`,
    })),
    snapshots: [],
  }
}
