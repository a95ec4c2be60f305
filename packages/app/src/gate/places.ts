import type { Workspace } from '@caponier/core/company/workspace'

/** Where something stands: the sites it touches and the entities it belongs to. `null` sites and entities: the whole organisation. */
export interface Place {
  readonly sites: readonly string[]
  readonly entities: readonly string[]
  /** True for what belongs to nobody below the organisation; only grants for the whole organisation reach it. */
  readonly organisation: boolean
  /** It stands at these sites and entities, and for the organisation as a whole too: they see it, but only the whole may change it. */
  readonly above?: boolean
}

const ORGANISATION: Place = { sites: [], entities: [], organisation: true }
const siteOnly = (id: string): Place => ({ sites: [id], entities: [], organisation: false })

/** Places of every subject and object, built once per state of the model. */
export interface Places {
  /** Place of a subject (`zone:line-3`, `organisation`); of the organisation when it is unknown, so that a gap closes the gate. */
  readonly ofSubject: (ref: string) => Place
  /** Place of anything a finding can be about: a subject, or `asset:ID`, `flow:ID`, `control:ID`, `evidence:ID`. */
  readonly ofObject: (ref: string) => Place
  /**
   * Place of a control or a piece of evidence (`control:ID`): all places that it is or was linked to. What is linked nowhere stands
   * where its owner works, and without owner it is the organisation's.
   */
  readonly ofLinked: (ref: string, owner: string | undefined) => Place
  readonly ofSite: (id: string) => Place
  readonly entitiesOfSite: (id: string) => readonly string[]
  readonly sitesOfEntity: (id: string) => readonly string[]
}

/** Indexes where everything of a workspace stands. */
export function indexPlaces(workspace: Workspace): Places {
  const entitiesOfSite = new Map((workspace.sites ?? []).map((site) => [site.id, site.entities]))
  const sitesOfEntity = new Map<string, string[]>()
  for (const site of workspace.sites ?? [])
    for (const entity of site.entities) sitesOfEntity.set(entity, [...(sitesOfEntity.get(entity) ?? []), site.id])
  const siteOfZone = new Map((workspace.zones ?? []).map((zone) => [zone.id, zone.site]))
  const typeSites = new Map<string, Set<string>>()
  for (const asset of workspace.assets ?? []) {
    if (asset.type === undefined) continue
    const known = typeSites.get(asset.type)
    if (known === undefined) typeSites.set(asset.type, new Set([asset.site]))
    else known.add(asset.site)
  }
  const places = new Map<string, Place>()
  places.set('organisation', ORGANISATION)
  for (const entity of workspace.entities) places.set(`entity:${entity.id}`, { sites: [], entities: [entity.id], organisation: false })
  for (const site of workspace.sites ?? []) places.set(`site:${site.id}`, siteOnly(site.id))
  for (const suc of workspace.sucs ?? []) places.set(`suc:${suc.id}`, siteOnly(suc.site))
  for (const zone of workspace.zones ?? []) places.set(`zone:${zone.id}`, siteOnly(zone.site))
  for (const conduit of workspace.conduits ?? [])
    places.set(`conduit:${conduit.id}`, {
      sites: [...new Set(conduit.zones.flatMap((zone) => siteOfZone.get(zone) ?? []))],
      entities: [],
      organisation: false,
    })
  for (const type of workspace.assetTypes ?? []) {
    const sites = [...(typeSites.get(type.id) ?? [])]
    places.set(`asset-type:${type.id}`, { sites, entities: [], organisation: sites.length === 0 })
  }
  for (const supplier of workspace.suppliers ?? []) {
    const everywhere = supplier.sites === undefined && supplier.entities === undefined
    places.set(`supplier:${supplier.id}`, {
      sites: supplier.sites ?? [],
      entities: supplier.sites === undefined ? (supplier.entities ?? []) : [],
      organisation: everywhere,
    })
  }
  for (const product of workspace.products ?? [])
    places.set(`product:${product.id}`, { sites: [], entities: product.entities ?? [], organisation: product.entities === undefined })
  let known: ReadonlyMap<string, Place> | undefined
  const objects = (): ReadonlyMap<string, Place> => (known ??= indexObjects(workspace, (ref) => places.get(ref) ?? ORGANISATION))
  const people = new Map((workspace.people ?? []).map((person) => [person.id, person]))
  const ofOwner = (owner: string | undefined): Place => {
    const { sites = [], entities = [] } = people.get(owner ?? '') ?? {}
    return sites.length + entities.length === 0 ? ORGANISATION : { sites, entities, organisation: false }
  }
  let owned: ReadonlyMap<string, Place> | undefined
  const byOwner = (): ReadonlyMap<string, Place> =>
    (owned ??= new Map([
      ...(workspace.controls ?? []).map((one) => [`control:${one.id}`, ofOwner(one.owner)] as const),
      ...(workspace.evidence ?? []).map((one) => [`evidence:${one.id}`, ofOwner(one.owner)] as const),
    ]))
  return {
    ofSubject: (ref) => places.get(ref) ?? ORGANISATION,
    ofObject: (ref) => places.get(ref) ?? objects().get(ref) ?? byOwner().get(ref) ?? ORGANISATION,
    ofLinked: (ref, owner) => objects().get(ref) ?? ofOwner(owner),
    ofSite: siteOnly,
    entitiesOfSite: (id) => entitiesOfSite.get(id) ?? [],
    sitesOfEntity: (id) => sitesOfEntity.get(id) ?? [],
  }
}

/** Assets, flows and networks stand at their site; controls and evidence wherever they are linked. */
function indexObjects(workspace: Workspace, ofSubject: (ref: string) => Place): ReadonlyMap<string, Place> {
  const found = new Map<string, Place>()
  for (const asset of workspace.assets ?? []) found.set(`asset:${asset.id}`, siteOnly(asset.site))
  for (const flow of workspace.flows ?? []) found.set(`flow:${flow.id}`, siteOnly(flow.site))
  for (const network of workspace.networks ?? []) found.set(`network:${network.id}`, siteOnly(network.site))
  for (const link of workspace.links ?? []) {
    const at = ofSubject(link.subject)
    const refs = [...(link.controls ?? []).map((id) => `control:${id}`), ...(link.evidence ?? []).map((id) => `evidence:${id}`)]
    for (const ref of refs) {
      const known = found.get(ref)
      found.set(ref, known === undefined ? at : joined(known, at))
    }
  }
  return found
}

/** Something in two places: reached from either, and the organisation's only where both are. */
function joined(a: Place, b: Place): Place {
  const above = a.organisation !== b.organisation || a.above === true || b.above === true
  return {
    sites: [...new Set([...a.sites, ...b.sites])],
    entities: [...new Set([...a.entities, ...b.entities])],
    organisation: a.organisation && b.organisation,
    ...(above && { above }),
  }
}
