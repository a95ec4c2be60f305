import type { Foundational, SecurityLevel, SubjectKind } from '../framework/content.ts'
import { FOUNDATIONAL } from '../framework/content.ts'
import type { Workspace, WorkspaceZone } from '../company/workspace.ts'
import type { Moment } from './slice.ts'
import { inForce } from './slice.ts'

/** Something a requirement is answered for, with what stands directly above it. */
export interface Subject {
  /** `kind:id`, or `organisation`. */
  readonly ref: string
  readonly kind: SubjectKind
  readonly id: string
  readonly name: string
  /** Weight in means, 1..3 (rule 3). */
  readonly weight: number
  /** Indices of the subjects directly above; several for a shared site or a conduit between sites. */
  readonly parents: readonly number[]
  /** Indices of the scopes it counts in. */
  readonly scopes: readonly number[]
  /** SL-T per FR for zones and conduits; a missing element is 0 and listed in `targetMissing` (rule 6). */
  readonly target?: readonly SecurityLevel[]
  readonly targetMissing?: readonly Foundational[]
}

/** What coverage is summed over: a legal entity or a site. */
export interface Scope {
  readonly kind: 'entity' | 'site'
  readonly id: string
}

/** All subjects of a workspace, parents always before children, and the scopes they count in. */
export interface SubjectGraph {
  readonly subjects: readonly Subject[]
  readonly byRef: ReadonlyMap<string, number>
  readonly children: readonly (readonly number[])[]
  readonly scopes: readonly Scope[]
  readonly scopeIndex: ReadonlyMap<string, number>
}

const byId = <T extends { readonly id: string }>(list: readonly T[] | undefined): T[] =>
  [...(list ?? [])].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))

/**
 * Builds the hierarchy organisation > legal entity > site > SUC > zone (rule 3). A conduit stands below whatever the zones
 * it joins stand below; asset types, suppliers and products stand below the organisation. Order is by kind, then id, so
 * that the order of lists in the workspace has no meaning.
 */
export function buildSubjects(workspace: Workspace, moment: Moment): SubjectGraph {
  const entities = byId(workspace.entities)
  const sites = byId(workspace.sites)
  const scopes: Scope[] = [
    ...entities.map((entity) => ({ kind: 'entity' as const, id: entity.id })),
    ...sites.map((site) => ({ kind: 'site' as const, id: site.id })),
  ]
  const scopeIndex = new Map(scopes.map((scope, index) => [`${scope.kind}:${scope.id}`, index]))
  const subjects: Subject[] = []
  const byRef = new Map<string, number>()

  const entityScope = (id: string): number[] => found(scopeIndex.get(`entity:${id}`))
  const siteScopes = (id: string): number[] => {
    const site = siteById.get(id)
    return site === undefined ? [] : [...site.entities.flatMap(entityScope), ...found(scopeIndex.get(`site:${id}`))]
  }
  const parent = (ref: string): number[] => found(byRef.get(ref))
  const put = (subject: Subject): void => {
    byRef.set(subject.ref, subjects.length)
    subjects.push({ ...subject, parents: distinct(subject.parents), scopes: distinct(subject.scopes) })
  }
  const plain = (kind: SubjectKind, one: Named, parents: readonly number[], inScopes: readonly number[]): void =>
    put({ ref: `${kind}:${one.id}`, kind, id: one.id, name: one.name, weight: one.criticality ?? 2, parents, scopes: inScopes })

  const siteById = new Map(sites.map((site) => [site.id, site]))
  const sitesOfEntity = (id: string): string[] => sites.filter((site) => site.entities.includes(id)).map((site) => site.id)

  put({
    ref: 'organisation',
    kind: 'organisation',
    id: workspace.organisation.id,
    name: workspace.organisation.name,
    weight: 2,
    parents: [],
    scopes: [],
  })
  const organisation = [0]
  for (const entity of entities) {
    plain('entity', entity, organisation, [
      ...entityScope(entity.id),
      ...sitesOfEntity(entity.id).flatMap((site) => found(scopeIndex.get(`site:${site}`))),
    ])
  }
  for (const site of sites)
    plain(
      'site',
      site,
      site.entities.flatMap((id) => parent(`entity:${id}`)),
      siteScopes(site.id),
    )
  for (const suc of byId(workspace.sucs)) plain('suc', suc, parent(`site:${suc.site}`), siteScopes(suc.site))
  const zones = new Map<string, WorkspaceZone>()
  for (const zone of byId(workspace.zones)) {
    zones.set(zone.id, zone)
    const suc = zone.suc === undefined ? [] : parent(`suc:${zone.suc}`)
    put({
      ref: `zone:${zone.id}`,
      kind: 'zone',
      id: zone.id,
      name: zone.name,
      weight: zone.criticality ?? 2,
      parents: suc.length > 0 ? suc : parent(`site:${zone.site}`),
      scopes: siteScopes(zone.site),
      ...target(zone.slTarget, moment),
    })
  }
  for (const conduit of byId(workspace.conduits)) {
    const joined = conduit.zones.flatMap((id) => found(byRef.get(`zone:${id}`)))
    put({
      ref: `conduit:${conduit.id}`,
      kind: 'conduit',
      id: conduit.id,
      name: conduit.name,
      weight: joined.length === 0 ? 2 : Math.max(...joined.map((index) => subjects[index]?.weight ?? 2)),
      parents: joined.flatMap((index) => subjects[index]?.parents ?? []),
      scopes: joined.flatMap((index) => subjects[index]?.scopes ?? []),
      ...target(conduit.slTarget, moment),
    })
  }
  const sitesOfType = new Map<string, Set<string>>()
  for (const asset of workspace.assets ?? []) {
    if (asset.type === undefined) continue
    const known = sitesOfType.get(asset.type)
    if (known === undefined) sitesOfType.set(asset.type, new Set([asset.site]))
    else known.add(asset.site)
  }
  for (const type of byId(workspace.assetTypes)) {
    plain('asset-type', type, organisation, [...(sitesOfType.get(type.id) ?? [])].flatMap(siteScopes))
  }
  const allEntities = entities.map((entity) => entity.id)
  for (const supplier of byId(workspace.suppliers)) {
    const named = listed(supplier.sites)
    const served = listed(supplier.entities) ?? named?.flatMap((id) => siteById.get(id)?.entities ?? []) ?? allEntities
    const at = named ?? served.flatMap(sitesOfEntity)
    plain('supplier', supplier, organisation, [...served.flatMap(entityScope), ...at.flatMap((id) => found(scopeIndex.get(`site:${id}`)))])
  }
  for (const product of byId(workspace.products)) {
    const served = listed(product.entities) ?? allEntities
    plain('product', product, organisation, [
      ...served.flatMap(entityScope),
      ...served.flatMap(sitesOfEntity).flatMap((id) => found(scopeIndex.get(`site:${id}`))),
    ])
  }

  const children: number[][] = subjects.map(() => [])
  subjects.forEach((subject, index) => subject.parents.forEach((above) => children[above]?.push(index)))
  return { subjects, byRef, children, scopes, scopeIndex }
}

/** Are the subjects, what stands above each, where it counts and its weight and SL-T the same? Names may differ. */
export function isSameStructure(a: SubjectGraph, b: SubjectGraph): boolean {
  const same = (one: readonly (number | string)[] | undefined, other: readonly (number | string)[] | undefined): boolean =>
    one === other || (one?.length === other?.length && one?.every((value, at) => value === other?.[at]) === true)
  return (
    a.subjects.length === b.subjects.length &&
    a.scopes.length === b.scopes.length &&
    a.scopes.every((scope, at) => scope.kind === b.scopes[at]?.kind && scope.id === b.scopes[at].id) &&
    a.subjects.every((one, at) => {
      const other = b.subjects[at]
      return (
        one.ref === other?.ref &&
        one.weight === other.weight &&
        same(one.parents, other.parents) &&
        same(one.scopes, other.scopes) &&
        same(one.target, other.target) &&
        same(one.targetMissing, other.targetMissing)
      )
    })
  )
}

interface Named {
  readonly id: string
  readonly name: string
  readonly criticality?: 1 | 2 | 3 | undefined
}

const found = (index: number | undefined): number[] => (index === undefined ? [] : [index])
/** An empty list names nothing, as an absent one. */
const listed = (ids: readonly string[] | undefined): readonly string[] | undefined =>
  ids === undefined || ids.length === 0 ? undefined : ids
const distinct = <T>(list: readonly T[]): T[] => [...new Set(list)]

/** The SL-T entry in force; a plain vector has stood since ever. */
function target(declared: WorkspaceZone['slTarget'], moment: Moment): Required<Pick<Subject, 'target' | 'targetMissing'>> {
  const vector = declared === undefined ? undefined : isHistory(declared) ? inForce(declared, moment)?.vector : declared
  return {
    target: FOUNDATIONAL.map((_, index) => vector?.[index] ?? 0),
    targetMissing: FOUNDATIONAL.filter((_, index) => vector?.[index] === undefined || vector[index] === null),
  }
}

type Declared = NonNullable<WorkspaceZone['slTarget']>
type History = Extract<Declared, readonly { vector: unknown }[]>
const isHistory = (declared: Declared): declared is History => typeof declared[0] === 'object' && declared[0] !== null
