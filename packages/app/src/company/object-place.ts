import type { DocOf, Kind } from '@caponier/core/company/kinds'
import type { Permission } from '@caponier/contract/access/roles'
import { PERMISSIONS } from '@caponier/contract/access/roles'
import type { Place, Places } from '../gate/places.ts'
import type { Visible } from '../gate/visible.ts'
import type { TenantModel } from '../live/tenant-model.ts'

/** A document of any kind, as far as its keys do not matter. */
export type AnyDoc = Readonly<Record<string, unknown>>

const ORGANISATION: Place = { sites: [], entities: [], organisation: true }
const at = (sites: readonly string[] | undefined, entities: readonly string[] | undefined): Place =>
  (sites ?? []).length + (entities ?? []).length === 0
    ? ORGANISATION
    : { sites: sites ?? [], entities: entities ?? [], organisation: false }

/** What the place of an object is computed from. */
export interface PlaceSource {
  readonly places: Places
  readonly siteOfZone: (id: string) => string | undefined
}

export const placeSource = (model: TenantModel): PlaceSource => ({
  places: model.places(),
  siteOfZone: (id) => model.object('zone', id)?.doc.site,
})

const PLACE: { readonly [K in Kind]?: (doc: DocOf<K>, source: PlaceSource) => Place } = {
  person: (doc) => at(doc.sites, doc.entities),
  entity: (doc) => at([], [doc.id]),
  site: (doc) => at([doc.id], []),
  suc: (doc) => at([doc.site], []),
  zone: (doc) => at([doc.site], []),
  conduit: (doc, { siteOfZone }) => at([...new Set(doc.zones.flatMap((zone) => siteOfZone(zone) ?? []))], []),
  network: (doc) => at([doc.site], []),
  supplier: (doc) => at(doc.sites, doc.sites === undefined ? doc.entities : []),
  product: (doc) => at([], doc.entities),
  'asset-type': (doc, { places }) => places.ofSubject(`asset-type:${doc.id}`),
  asset: (doc) => at([doc.site], []),
  flow: (doc) => at([doc.site], []),
  proposal: (doc) => at([doc.site], []),
  control: (doc, { places }) => places.ofLinked(`control:${doc.id}`, doc.owner),
  evidence: (doc, { places }) => places.ofLinked(`evidence:${doc.id}`, doc.owner),
  contradiction: (doc, { places }) => places.ofSubject(doc.subject),
  responsibility: (doc, { places }) => (doc.subject === undefined ? ORGANISATION : places.ofSubject(doc.subject)),
}

/** Where an object stands by what its document says; the organisation where it says nothing, so that a gap closes the gate. */
export const placeOf = <K extends Kind>(kind: K, doc: DocOf<K>, source: PlaceSource): Place => PLACE[kind]?.(doc, source) ?? ORGANISATION

/**
 * Would who moves something hold more over it where it comes than where it stands? Roles of one person weigh differently at different
 * places; a move needs at the old place whatever they have at the new one, so that nobody moves a thing to get at it.
 */
export const gainsByMove = (visible: (permission: Permission) => Visible, from: Place, to: Place): boolean =>
  PERMISSIONS.some((permission) => {
    const gate = visible(permission)
    return !gate.all && ((gate.place(to) && !gate.place(from)) || (gate.holds(to) && !gate.holds(from)))
  })

/** May somebody change what stands here? */
export const covers = (visible: Visible, place: Place): boolean => visible.holds(place)

/** The legal entities that a site belongs to, as a place. */
export const entitiesPlace = (doc: DocOf<Kind> | undefined): Place =>
  at([], doc !== undefined && 'entities' in doc && Array.isArray(doc.entities) ? doc.entities : [])

/**
 * Where a change of an object is decided beside its own place: a new site is a matter of its legal entities; a site given to another
 * or taken from one is a matter of all that have it and all that get it, since it opens to whoever leads them; a person moved to a site
 * is one of that site.
 */
export function changePlaces<K extends Kind>(
  kind: K,
  before: DocOf<K> | undefined,
  after: DocOf<K>,
  source: PlaceSource,
): readonly Place[] {
  if (kind !== 'site') return [placeOf(kind, after, source)]
  const [old, now] = [entitiesPlace(before).entities, entitiesPlace(after).entities]
  const stays = old.length === now.length && old.every((id) => now.includes(id))
  return before === undefined ? [at([], now)] : [placeOf(kind, after, source), ...(stays ? [] : [at([], [...old, ...now])])]
}

/** People are seen where they work, and where something that is seen is theirs. */
export function readableObjects(model: TenantModel, visible: Visible): <K extends Kind>(kind: K, doc: DocOf<K>) => boolean {
  const source = placeSource(model)
  let owners: ReadonlySet<string> | undefined
  return (kind, doc) => {
    if (visible.all || visible.place(placeOf(kind, doc, source))) return !visible.none
    if (kind !== 'person' || visible.none) return false
    owners ??= ownersSeen(model, visible, source)
    return 'id' in doc && owners.has(doc.id)
  }
}

const OWNED = ['entity', 'site', 'suc', 'zone', 'conduit', 'supplier', 'asset'] as const

function ownersSeen(model: TenantModel, visible: Visible, source: PlaceSource): ReadonlySet<string> {
  const owners = new Set<string>()
  const gather = (kind: (typeof OWNED)[number]): void => {
    for (const { doc } of model.objects(kind))
      if (doc.owner !== undefined && visible.place(placeOf(kind, doc, source))) owners.add(doc.owner)
  }
  OWNED.forEach(gather)
  return owners
}
