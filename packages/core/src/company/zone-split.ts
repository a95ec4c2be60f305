import { targetAt, targetEntries } from './target-history.ts'
import type { Workspace, WorkspaceZone } from './workspace.ts'
import {
  carriedContradiction,
  carriedLink,
  historiesOf,
  type LinkWithId,
  livingLinks,
  openContradictions,
  type Restructuring,
  standingOn,
  type ZoneChange,
} from './zone-carry.ts'

/** A zone that is split off. */
export interface ZonePart {
  readonly id: string
  readonly name: string
  readonly suc?: string | undefined
  readonly assets: readonly string[]
  readonly networks?: readonly string[] | undefined
  /** Conduits of the zone that join the part as well; all of them when absent. */
  readonly conduits?: readonly string[] | undefined
}

/**
 * Splits parts off a zone. The zone stays with its id, its rest and its whole past. Each part begins on the day with what held for the
 * zone then: SL-T, the answers in force, links of controls and evidence, open contradictions, responsibilities, access of suppliers
 * and, unless said otherwise, its conduits; so a split by itself changes no answer. Pure.
 * @see docs/method/zones.md
 */
export function splitZone(
  workspace: Workspace,
  links: readonly LinkWithId[],
  zone: WorkspaceZone,
  parts: readonly ZonePart[],
  act: Restructuring,
): ZoneChange {
  const ref = `zone:${zone.id}`
  const partOfAsset = new Map(parts.flatMap((part) => part.assets.map((asset) => [asset, part.id] as const)))
  const partOfNetwork = new Map(parts.flatMap((part) => (part.networks ?? []).map((network) => [network, part.id] as const)))
  const histories = historiesOf(workspace.answers ?? [], ref)
  return {
    zones: parts.map((part) => partZone(zone, part, act)),
    assets: (workspace.assets ?? []).flatMap((asset) => moved(asset, zone.id, partOfAsset.get(asset.id))),
    networks: (workspace.networks ?? []).flatMap((network) => moved(network, zone.id, partOfNetwork.get(network.id))),
    conduits: (workspace.conduits ?? []).flatMap((conduit) => {
      if (!conduit.zones.includes(zone.id)) return []
      const joined = parts.filter((part) => part.conduits?.includes(conduit.id) ?? true).map((part) => part.id)
      return joined.length === 0 ? [] : [{ ...conduit, zones: [...conduit.zones, ...joined] }]
    }),
    suppliers: (workspace.suppliers ?? []).flatMap((supplier) => {
      const reach = (supplier.access ?? []).filter((access) => access.zone === zone.id)
      if (reach.length === 0) return []
      return [
        {
          ...supplier,
          access: [...(supplier.access ?? []), ...parts.flatMap((part) => reach.map((access) => ({ ...access, zone: part.id })))],
        },
      ]
    }),
    flows: [],
    contradictions: parts.flatMap((part) =>
      openContradictions(workspace, ref, act.from).map((one) => carriedContradiction(one, `zone:${part.id}`, act)),
    ),
    responsibilities: parts.flatMap((part) =>
      (workspace.responsibilities ?? []).filter((row) => row.subject === ref).map((row) => ({ ...row, subject: `zone:${part.id}` })),
    ),
    answers: parts.flatMap((part) =>
      [...histories.values()].flatMap((history) => {
        const standing = standingOn(history, act.from)
        const coming = history.filter((entry) => (entry.from ?? '') > act.from)
        return [...(standing === undefined ? [] : [{ ...standing, from: act.from }]), ...coming].map((entry) => ({
          ...entry,
          subject: `zone:${part.id}`,
          recordedAt: act.now,
        }))
      }),
    ),
    addedLinks: parts.flatMap((part) => livingLinks(links, ref, act.from).map(({ link }) => carriedLink(link, `zone:${part.id}`, act))),
    endedLinks: [],
  }
}

const moved = <T extends { readonly zone?: string | undefined }>(one: T, from: string, to: string | undefined): T[] =>
  to === undefined || one.zone !== from ? [] : [{ ...one, zone: to }]

function partZone(zone: WorkspaceZone, part: ZonePart, { from, now }: Restructuring): WorkspaceZone {
  const { until: _, slTarget, suc: __, ...rest } = zone
  const standing = targetAt(slTarget, { asOf: from, knownAt: null })
  const coming = targetEntries(slTarget).filter((entry) => (entry.from ?? '') > from)
  const target = [...(standing === undefined ? [] : [{ ...standing, from }]), ...coming].map((entry) => ({ ...entry, recordedAt: now }))
  const suc = part.suc ?? zone.suc
  return {
    ...rest,
    id: part.id,
    name: part.name,
    ...(suc === undefined ? {} : { suc }),
    ...(target.length === 0 ? {} : { slTarget: target }),
    from,
    recordedAt: now,
  }
}
