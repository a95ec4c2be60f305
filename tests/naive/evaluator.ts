/**
 * The rules of computation written a second time, from their text alone (docs/method/position.md), and slowly on purpose:
 * recursion, loops over everything for each number, fractions as pairs of big integers. It imports nothing, so that it can
 * disagree with the core. Section numbers below are those of docs/method/position.md.
 */

// ---- what is read of the two documents -------------------------------------------------------------------------------

type State = 'not-assessed' | 'not-met' | 'partly' | 'met' | 'compensated' | 'not-applicable'
type Kind = 'answered' | 'partly' | 'carried'

interface Requirement {
  id: string
  domain: string
  sl?: number
  inheritable: boolean
}
interface Framework {
  key: string
  framework: string
  edition: string
  subjects: string[]
  levels: string
  domains: { id: string }[]
  requirements: Requirement[]
}
interface Mapping {
  framework: string
  edition: string
  requirement: string
  duties: string[]
  strength: 'full' | 'partial' | 'supports'
  confidence: string
}
interface Duty {
  id: string
  measure: string
  carried: Kind
}
interface Content {
  frameworks: Framework[]
  measures: { id: string }[]
  duties: Duty[]
  mappings: Mapping[]
}

interface Dated {
  from?: string
  until?: string
  recordedAt?: string
}
interface Named extends Dated {
  id: string
  name: string
  criticality?: number
}
type Vector = (number | null)[]
interface TargetEntry extends Dated {
  vector: Vector
}
type Targets = Vector | TargetEntry[]
interface Site extends Named {
  entities: string[]
}
interface Suc extends Named {
  site: string
}
interface Zone extends Named {
  site: string
  suc?: string
  kind: string
  slTarget?: Targets
}
interface Conduit extends Named {
  zones: string[]
  slTarget?: Targets
}
interface Supplier extends Named {
  entities?: string[]
  sites?: string[]
}
interface Asset extends Dated {
  site: string
  type?: string
}
interface Cell {
  subject: string
  framework: string
  requirement: string
}
interface Answer extends Dated, Cell {
  state: State
  justification?: string
  maturity?: number
}
interface Link extends Dated {
  subject: string
  framework: string
  requirements: string[]
  controls?: string[]
  target?: State
  evidence?: string[]
}
interface StatusEntry extends Dated {
  state: string
}
interface Control extends Dated {
  id: string
  status: string | StatusEntry[]
}
interface Evidence extends Dated {
  id: string
  effective: string
  validUntil?: string
}
interface Contradiction extends Dated, Cell {
  treated?: string
}
interface Workspace {
  frameworks: { framework: string; since?: string }[]
  entities: Named[]
  sites?: Site[]
  sucs?: Suc[]
  zones?: Zone[]
  conduits?: Conduit[]
  assetTypes?: Named[]
  assets?: Asset[]
  suppliers?: Supplier[]
  products?: Supplier[]
  controls?: Control[]
  evidence?: Evidence[]
  answers?: Answer[]
  links?: Link[]
  contradictions?: Contradiction[]
}

/** Everything a number may depend on; nothing else enters. The maps only file the three long lists by subject. */
interface World {
  content: Content
  workspace: Workspace
  asOf: string
  /** Milliseconds since 1970; Infinity when everything is known. */
  knownAt: number
  answers: Map<string, Answer[]>
  links: Map<string, Link[]>
  contradictions: Map<string, Contradiction[]>
}

// ---- fractions -------------------------------------------------------------------------------------------------------

type Fraction = [bigint, bigint]
const ZERO: Fraction = [0n, 1n]
const HALF: Fraction = [1n, 2n]
const ONE: Fraction = [1n, 1n]
const add = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d + c * b, b * d]
const times = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * c, b * d]
const divide = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d, b * c]
const compare = ([a, b]: Fraction, [c, d]: Fraction): number => (a * d < c * b ? -1 : a * d > c * b ? 1 : 0)

/** Half up to nine places (10); all our fractions are >= 0. */
const decimal = ([n, d]: Fraction): number => Number((2n * n * 1_000_000_000n + d) / (2n * d)) / 1e9

/** Sum of weight x value over sum of weight; null when there is nothing to take a mean of. */
function mean(items: { weight: Fraction; value: Fraction }[]): Fraction | null {
  if (items.length === 0) return null
  let above = ZERO
  let below = ZERO
  for (const { weight, value } of items) {
    above = add(above, times(weight, value))
    below = add(below, weight)
  }
  return divide(above, below)
}

// ---- 1. time ---------------------------------------------------------------------------------------------------------

const millis = (instant: string): number => new Date(instant).getTime()

/** A date means the end of that day in UTC; instants have at most three decimals. */
const knownUntil = (knownAt: string | null | undefined): number =>
  knownAt === null || knownAt === undefined ? Infinity : millis(knownAt.length === 10 ? `${knownAt}T23:59:59.999Z` : knownAt)

const counts = (world: World, entry: Dated): boolean =>
  (entry.from === undefined || entry.from <= world.asOf) &&
  (entry.until === undefined || world.asOf <= entry.until) &&
  (entry.recordedAt === undefined || millis(entry.recordedAt) <= world.knownAt)

/** The entry with the latest `from`, then the latest `recordedAt`; an absent date is earlier than any. */
function inForce<T extends Dated>(world: World, entries: T[]): T | undefined {
  let best: T | undefined
  for (const entry of entries) {
    if (!counts(world, entry)) continue
    if (best === undefined) best = entry
    else {
      const newer = entry.from ?? ''
      const older = best.from ?? ''
      const recorded = (item: T): number => (item.recordedAt === undefined ? -Infinity : millis(item.recordedAt))
      if (newer > older || (newer === older && recorded(entry) > recorded(best))) best = entry
    }
  }
  return best
}

function standing<T extends Dated>(world: World, list: T[] | undefined): T[] {
  return (list ?? []).filter((item) => counts(world, item))
}

function find<T extends Dated & { id: string }>(world: World, list: T[] | undefined, id: string | undefined): T | undefined {
  return standing(world, list).find((item) => item.id === id)
}

const isAdopted = (world: World, key: string): boolean =>
  world.workspace.frameworks.some((adopted) => adopted.framework === key && (adopted.since === undefined || adopted.since <= world.asOf))

// ---- 3. who stands above whom ----------------------------------------------------------------------------------------

const ORDER_OF_KINDS = ['organisation', 'entity', 'site', 'suc', 'zone', 'conduit', 'asset-type', 'supplier', 'product']
const kindOf = (subject: string): string => subject.split(':')[0] ?? ''
const idOf = (subject: string): string => subject.slice(subject.indexOf(':') + 1)
const distinct = (items: string[]): string[] => [...new Set(items)]

function standsBelow(world: World, subject: string): string[] {
  const { workspace } = world
  const id = idOf(subject)
  switch (kindOf(subject)) {
    case 'organisation':
      return []
    case 'site':
      return (find(world, workspace.sites, id)?.entities ?? [])
        .filter((entity) => find(world, workspace.entities, entity) !== undefined)
        .map((entity) => `entity:${entity}`)
    case 'suc':
      return siteRef(world, find(world, workspace.sucs, id)?.site)
    case 'zone': {
      const zone = find(world, workspace.zones, id)
      return find(world, workspace.sucs, zone?.suc) === undefined ? siteRef(world, zone?.site) : [`suc:${zone?.suc}`]
    }
    case 'conduit':
      return distinct(zonesOf(world, id).flatMap((zone) => standsBelow(world, `zone:${zone.id}`)))
    default:
      return ['organisation']
  }
}

const siteRef = (world: World, site: string | undefined): string[] =>
  find(world, world.workspace.sites, site) === undefined ? [] : [`site:${site}`]

/** The zones a conduit joins, as far as they stand. */
const zonesOf = (world: World, conduit: string): Zone[] =>
  (find(world, world.workspace.conduits, conduit)?.zones ?? []).flatMap((id) => find(world, world.workspace.zones, id) ?? [])

const withAllAbove = (world: World, subject: string): string[] =>
  distinct([subject, ...standsBelow(world, subject).flatMap((above) => withAllAbove(world, above))])

/** All subjects of one kind, by id. */
function subjectsOfKind(world: World, kind: string): string[] {
  const { workspace } = world
  const lists: Record<string, Named[] | undefined> = {
    entity: workspace.entities,
    site: workspace.sites,
    suc: workspace.sucs,
    zone: workspace.zones,
    conduit: workspace.conduits,
    'asset-type': workspace.assetTypes,
    supplier: workspace.suppliers,
    product: workspace.products,
  }
  if (kind === 'organisation') return ['organisation']
  return standing(world, lists[kind])
    .map((item) => item.id)
    .sort((a, b) => (a < b ? -1 : 1))
    .map((id) => `${kind}:${id}`)
}

/** The subjects a framework is answered for, in the order of section 3, by id. */
const subjectsOf = (world: World, framework: Framework): string[] =>
  ORDER_OF_KINDS.filter((kind) => framework.subjects.includes(kind)).flatMap((kind) => subjectsOfKind(world, kind))

// ---- 2. and 4. the effective answer ----------------------------------------------------------------------------------

interface Effective {
  state: State
  maturity: number
}
const NOTHING: Effective = { state: 'not-assessed', maturity: 0 }
const RANK: Record<State, number> = { 'not-assessed': 0, 'not-met': 0, partly: 1, met: 2, compensated: 2, 'not-applicable': 9 }

function ownAnswer(world: World, subject: string, framework: string, requirement: string): Effective {
  const all = (world.answers.get(subject) ?? []).filter((answer) => answer.framework === framework && answer.requirement === requirement)
  const answer = inForce(world, all)
  // To be not assessed is to have no answer, and with it no maturity.
  if (answer === undefined || answer.state === 'not-assessed') return NOTHING
  const unjustified = (answer.justification ?? '').trim() === ''
  if (unjustified && (answer.state === 'compensated' || answer.state === 'not-applicable')) return NOTHING
  return { state: answer.state, maturity: answer.maturity ?? 0 }
}

function lowest(paths: Effective[]): Effective {
  if (paths.length === 0) return NOTHING
  const applicable = paths.filter((path) => path.state !== 'not-applicable')
  if (applicable.length === 0) return { state: 'not-applicable', maturity: 0 }
  let state = applicable[0]?.state ?? 'not-assessed'
  for (const path of applicable) if (RANK[path.state] < RANK[state]) state = path.state
  return { state, maturity: Math.min(...applicable.map((path) => path.maturity)) }
}

const isContradicted = (world: World, subject: string, framework: string, requirement: string): boolean =>
  (world.contradictions.get(subject) ?? []).some(
    (item) =>
      item.framework === framework &&
      item.requirement === requirement &&
      counts(world, item) &&
      (item.treated === undefined || world.asOf < item.treated),
  )

function effective(world: World, subject: string, framework: string, requirement: Requirement): Effective {
  let answer = ownAnswer(world, subject, framework, requirement.id)
  if (answer.state === 'not-assessed' && requirement.inheritable) {
    answer = lowest(standsBelow(world, subject).map((above) => effective(world, above, framework, requirement)))
  }
  if (isContradicted(world, subject, framework, requirement.id) && isAchieved(answer.state)) return { ...answer, state: 'partly' }
  return answer
}

const isAchieved = (state: State): boolean => state === 'met' || state === 'compensated'

function linksOf(world: World, subject: string, framework: string, requirement: Requirement): Link[] {
  const subjects = requirement.inheritable ? withAllAbove(world, subject) : [subject]
  return subjects
    .flatMap((each) => world.links.get(each) ?? [])
    .filter((link) => link.framework === framework && link.requirements.includes(requirement.id) && counts(world, link))
}

function hasValidEvidence(world: World, subject: string, framework: string, requirement: Requirement): boolean {
  return linksOf(world, subject, framework, requirement).some((link) =>
    (link.evidence ?? []).some((id) => {
      const piece = find(world, world.workspace.evidence, id)
      return piece !== undefined && piece.effective <= world.asOf && (piece.validUntil === undefined || world.asOf <= piece.validUntil)
    }),
  )
}

function isPlannedOrOperating(world: World, id: string): boolean {
  const control = find(world, world.workspace.controls, id)
  if (control === undefined) return false
  const state = typeof control.status === 'string' ? control.status : inForce(world, control.status)?.state
  return state === 'planned' || state === 'operating'
}

// ---- 5. scores -------------------------------------------------------------------------------------------------------

interface Three {
  designed: Fraction
  implemented: Fraction
  evidenced: Fraction
}
const NUMBERS = ['designed', 'implemented', 'evidenced'] as const

const scoreOfState = (state: State): Fraction => (isAchieved(state) ? ONE : state === 'partly' ? HALF : ZERO)

/** Null when not applicable. */
function score(world: World, subject: string, framework: string, requirement: Requirement): Three | null {
  const { state } = effective(world, subject, framework, requirement)
  if (state === 'not-applicable') return null
  const implemented = scoreOfState(state)
  let designed = implemented
  for (const link of linksOf(world, subject, framework, requirement)) {
    const target = scoreOfState(link.target ?? 'met')
    if ((link.controls ?? []).some((id) => isPlannedOrOperating(world, id)) && compare(target, designed) > 0) designed = target
  }
  return { designed, implemented, evidenced: hasValidEvidence(world, subject, framework, requirement) ? implemented : ZERO }
}

const threeMeans = (items: { weight: Fraction; value: Three }[]): Three | null => {
  const of = (number: (typeof NUMBERS)[number]): Fraction | null =>
    mean(items.map(({ weight, value }) => ({ weight, value: value[number] })))
  const [designed, implemented, evidenced] = NUMBERS.map(of)
  return designed && implemented && evidenced ? { designed, implemented, evidenced } : null
}

const decimals = (three: Three): { designed: number; implemented: number; evidenced: number } => ({
  designed: decimal(three.designed),
  implemented: decimal(three.implemented),
  evidenced: decimal(three.evidenced),
})
const decimalsOrNulls = (three: Three | null): { designed: number | null; implemented: number | null; evidenced: number | null } =>
  three === null ? { designed: null, implemented: null, evidenced: null } : decimals(three)

// ---- 6. security levels ----------------------------------------------------------------------------------------------

const FOUNDATIONAL = ['IAC', 'UC', 'SI', 'DC', 'RDF', 'TRE', 'RA']

const isEntry = (entry: number | null | TargetEntry): entry is TargetEntry => typeof entry === 'object' && entry !== null

/** SL-T in force; null where an element is missing, which counts as 0. */
function targetVector(world: World, targets: Targets | undefined): Vector {
  const entries: TargetEntry[] = (targets ?? []).filter(isEntry)
  const plain = (targets ?? []).filter((entry) => entry === null || typeof entry === 'number')
  const vector = plain.length > 0 ? plain : (inForce(world, entries)?.vector ?? [])
  return FOUNDATIONAL.map((_, index) => vector[index] ?? null)
}

function targetsOf(world: World, subject: string): Vector {
  const { zones, conduits } = world.workspace
  return targetVector(world, find<Zone | Conduit>(world, kindOf(subject) === 'zone' ? zones : conduits, idOf(subject))?.slTarget)
}

/** Highest n in 1..4 that holds, 0 if none does, null if every row is not applicable. */
function levelOf(rows: { gate: number; notApplicable: boolean; satisfied: boolean }[]): number | null {
  if (rows.every((row) => row.notApplicable)) return null
  let highest = 0
  for (const level of [1, 2, 3, 4]) {
    const selected = rows.filter((row) => row.gate <= level)
    if (selected.every((row) => row.notApplicable || row.satisfied) && selected.some((row) => row.satisfied)) highest = level
  }
  return highest
}

const minimum = (vector: Vector): number | null => {
  const there = vector.filter((element) => element !== null)
  return there.length === 0 ? null : Math.min(...there)
}

interface Gaps {
  next: string[]
  target: string[]
  evidence: string[]
}

function securityLevels(world: World, subject: string): object {
  const framework = world.content.frameworks.find((each) => each.framework === 'iec62443-3-3')
  const targets = targetsOf(world, subject)
  const slAchieved: Vector = []
  const slEvidenced: Vector = []
  const notApplicable: number[] = []
  const missing: Record<string, Gaps> = {}
  FOUNDATIONAL.forEach((fr, index) => {
    const rows = (framework?.requirements ?? [])
      .filter((requirement) => requirement.domain === fr)
      .map((requirement) => {
        const { state } = effective(world, subject, framework?.key ?? '', requirement)
        return {
          id: requirement.id,
          gate: requirement.sl ?? 1,
          notApplicable: state === 'not-applicable',
          achieved: isAchieved(state),
          proven: isAchieved(state) && hasValidEvidence(world, subject, framework?.key ?? '', requirement),
        }
      })
    const achieved = levelOf(rows.map((row) => ({ ...row, satisfied: row.achieved })))
    slAchieved.push(achieved)
    slEvidenced.push(levelOf(rows.map((row) => ({ ...row, satisfied: row.proven }))))
    notApplicable.push(rows.filter((row) => row.notApplicable && row.gate <= (achieved ?? 0)).length)
    const open = rows.filter((row) => !row.achieved && !row.notApplicable)
    missing[fr] = {
      next: open.filter((row) => row.gate <= (achieved ?? 0) + 1).map((row) => row.id),
      target: open.filter((row) => row.gate <= (targets[index] ?? 0)).map((row) => row.id),
      evidence: rows.filter((row) => row.achieved && !row.proven && row.gate <= (achieved ?? 0)).map((row) => row.id),
    }
  })
  return {
    slTarget: targets.map((element) => element ?? 0),
    slTargetMissing: FOUNDATIONAL.filter((_, index) => targets[index] === null),
    slAchieved,
    slEvidenced,
    targetMinimum: minimum(targets.map((element) => element ?? 0)),
    achievedMinimum: minimum(slAchieved),
    evidencedMinimum: minimum(slEvidenced),
    notApplicable,
    missing,
  }
}

function zonePosition(world: World, subject: string): object {
  const zone = find(world, world.workspace.zones, idOf(subject))
  return {
    id: zone?.id,
    name: zone?.name,
    criticality: weightOf(world, subject),
    ...securityLevels(world, subject),
    site: zone?.site,
    suc: zone?.suc ?? null,
    kind: zone?.kind,
  }
}

function conduitPosition(world: World, subject: string): object {
  const conduit = find(world, world.workspace.conduits, idOf(subject))
  return {
    id: conduit?.id,
    name: conduit?.name,
    criticality: weightOf(world, subject),
    ...securityLevels(world, subject),
    zones: [...(conduit?.zones ?? [])].sort(),
    sites: distinct(zonesOf(world, idOf(subject)).map((zone) => zone.site)).sort(),
  }
}

// ---- 7. what counts where --------------------------------------------------------------------------------------------

function weightOf(world: World, subject: string): number {
  const { workspace } = world
  const id = idOf(subject)
  switch (kindOf(subject)) {
    case 'conduit': {
      const joined = zonesOf(world, id).map((zone) => zone.criticality ?? 2)
      return joined.length === 0 ? 2 : Math.max(...joined)
    }
    case 'site':
      return find(world, workspace.sites, id)?.criticality ?? 2
    case 'suc':
      return find(world, workspace.sucs, id)?.criticality ?? 2
    case 'zone':
      return find(world, workspace.zones, id)?.criticality ?? 2
    case 'asset-type':
      return find(world, workspace.assetTypes, id)?.criticality ?? 2
    case 'supplier':
      return find(world, workspace.suppliers, id)?.criticality ?? 2
    case 'product':
      return find(world, workspace.products, id)?.criticality ?? 2
    default:
      return 2
  }
}

const entitiesOfSite = (world: World, site: string): string[] => find(world, world.workspace.sites, site)?.entities ?? []
const sitesOfEntity = (world: World, entity: string): string[] =>
  standing(world, world.workspace.sites)
    .filter((site) => site.entities.includes(entity))
    .map((site) => site.id)

function entitiesOfSupplier(world: World, supplier: Supplier): string[] {
  const named = supplier.entities ?? []
  const sites = supplier.sites ?? []
  if (named.length > 0) return named
  if (sites.length > 0) return distinct(sites.flatMap((site) => entitiesOfSite(world, site)))
  return standing(world, world.workspace.entities).map((entity) => entity.id)
}

function sitesOfSupplier(world: World, supplier: Supplier): string[] {
  const named = supplier.sites ?? []
  return named.length > 0 ? named : distinct(entitiesOfSupplier(world, supplier).flatMap((entity) => sitesOfEntity(world, entity)))
}

/** Sites and legal entities a subject counts in, as `site:ID` and `entity:ID`. */
function countsIn(world: World, subject: string): string[] {
  const { workspace } = world
  const id = idOf(subject)
  const sitesAndTheirEntities = (sites: string[]): string[] =>
    distinct(sites.flatMap((site) => [`site:${site}`, ...entitiesOfSite(world, site).map((entity) => `entity:${entity}`)]))
  switch (kindOf(subject)) {
    case 'entity':
      return [subject, ...sitesOfEntity(world, id).map((site) => `site:${site}`)]
    case 'site':
      return sitesAndTheirEntities([id])
    case 'suc':
      return sitesAndTheirEntities([find(world, workspace.sucs, id)?.site ?? ''])
    case 'zone':
      return sitesAndTheirEntities([find(world, workspace.zones, id)?.site ?? ''])
    case 'conduit':
      return sitesAndTheirEntities(zonesOf(world, id).map((zone) => zone.site))
    case 'asset-type':
      return sitesAndTheirEntities(
        standing(world, workspace.assets)
          .filter((asset) => asset.type === id)
          .map((asset) => asset.site),
      )
    case 'supplier': {
      const supplier = find(world, workspace.suppliers, id)
      if (supplier === undefined) return []
      return [
        ...entitiesOfSupplier(world, supplier).map((entity) => `entity:${entity}`),
        ...sitesOfSupplier(world, supplier).map((site) => `site:${site}`),
      ]
    }
    case 'product': {
      const product = find(world, workspace.products, id)
      const named = product?.entities ?? []
      const entities = named.length > 0 ? named : standing(world, workspace.entities).map((entity) => entity.id)
      return [
        ...entities.map((entity) => `entity:${entity}`),
        ...entities.flatMap((entity) => sitesOfEntity(world, entity).map((site) => `site:${site}`)),
      ]
    }
    default:
      return []
  }
}

// ---- 8. duties -------------------------------------------------------------------------------------------------------

/** One subject with its score for one requirement; `place` is its position in the order of section 8. */
interface Scored {
  duty?: string
  framework: string
  requirement: string
  subject: string
  weight: Fraction
  value: Three
}

function scoredCells(
  world: World,
  scope: string,
  framework: Framework,
  requirement: Requirement,
  enters: (subject: string) => boolean,
): Scored[] {
  const cells: Scored[] = []
  for (const subject of subjectsOf(world, framework)) {
    if (!countsIn(world, subject).includes(scope) || !enters(subject)) continue
    const value = score(world, subject, framework.key, requirement)
    if (value === null) continue
    cells.push({ framework: framework.key, requirement: requirement.id, subject, weight: [BigInt(weightOf(world, subject)), 1n], value })
  }
  return cells
}

const LESS_FIRST = ['implemented', 'evidenced', 'designed'] as const
function isWeaker(a: Three, b: Three): boolean {
  for (const number of LESS_FIRST) {
    const order = compare(a[number], b[number])
    if (order !== 0) return order < 0
  }
  return false
}

/** The first of the weakest. */
function weakestOf<T extends { value: Three }>(items: T[]): T | null {
  let weakest: T | null = null
  for (const item of items) if (weakest === null || isWeaker(item.value, weakest.value)) weakest = item
  return weakest
}

const point = (cell: Scored | null): object | null =>
  cell === null ? null : { framework: cell.framework, requirement: cell.requirement, subject: cell.subject, ...decimals(cell.value) }

interface Carrier {
  framework: Framework
  requirement: Requirement
  mapping: Mapping
}

/** Carriers of a duty in pack order: the frameworks of the content, and within each its requirements. */
function carriersOf(world: World, duty: Duty): Carrier[] {
  const mapped = world.content.mappings.filter((mapping) => mapping.duties.includes(duty.id))
  const carriers: Carrier[] = []
  for (const framework of world.content.frameworks) {
    if (!isAdopted(world, framework.key)) continue
    for (const requirement of framework.requirements) {
      for (const mapping of mapped) {
        if (mapping.framework === framework.framework && mapping.edition === framework.edition && mapping.requirement === requirement.id) {
          carriers.push({ framework, requirement, mapping })
        }
      }
    }
  }
  return carriers
}

const STRENGTH: Record<Mapping['strength'], Fraction> = { full: [1n, 1n], partial: [1n, 2n], supports: [1n, 4n] }
const strengthOf = (mapping: Mapping): Fraction => (mapping.confidence === 'low' ? STRENGTH.supports : STRENGTH[mapping.strength])

function carrierCells(world: World, scope: string, carrier: Carrier): Scored[] {
  const { framework, requirement, mapping } = carrier
  const targeted = framework.framework === 'iec62443-3-3' && mapping.strength !== 'full'
  return scoredCells(world, scope, framework, requirement, (subject) => {
    if (!targeted) return true
    return (targetsOf(world, subject)[FOUNDATIONAL.indexOf(requirement.domain)] ?? 0) >= (requirement.sl ?? 1)
  })
}

function half(a: Three, b: Three): Three {
  const middle = (x: Fraction, y: Fraction): Fraction => times(HALF, add(x, y))
  return {
    designed: middle(a.designed, b.designed),
    implemented: middle(a.implemented, b.implemented),
    evidenced: middle(a.evidenced, b.evidenced),
  }
}

interface DutyResult {
  kind: Kind
  value: Three | null
  weakest: Scored | null
  out: object
}

function dutyPosition(world: World, scope: string, duty: Duty): DutyResult {
  const nis2 = world.content.frameworks.find((framework) => framework.framework === 'nis2')
  const own = nis2?.requirements.find((requirement) => requirement.id === duty.id)
  const ownCells = nis2 === undefined || own === undefined ? [] : scoredCells(world, scope, nis2, own, () => true)
  const a = threeMeans(ownCells)

  const carriers = carriersOf(world, duty).map((carrier) => ({ ...carrier, cells: carrierCells(world, scope, carrier) }))
  const c = threeMeans(
    carriers.flatMap(({ mapping, cells }) => {
      const value = threeMeans(cells)
      return value === null ? [] : [{ weight: strengthOf(mapping), value }]
    }),
  )

  const mayBeCarried = carriers.some(({ mapping }) => mapping.strength === 'full' && mapping.confidence !== 'low')
  const kind: Kind = duty.carried === 'carried' && !mayBeCarried ? 'partly' : duty.carried

  let value: Three | null
  if (kind === 'answered') value = a
  else if (kind === 'partly') value = a !== null && c !== null ? half(a, c) : (a ?? c)
  else value = c ?? a

  const entering = [
    ...(kind === 'carried' && c !== null ? [] : ownCells),
    ...(kind === 'answered' ? [] : carriers.flatMap(({ cells }) => cells)),
  ]
  const weakest = weakestOf(entering)

  const leftOut: Record<string, number> = {}
  for (const framework of world.content.frameworks) {
    if (isAdopted(world, framework.key)) continue
    const mapped = world.content.mappings.filter(
      (row) => row.framework === framework.framework && row.edition === framework.edition && row.duties.includes(duty.id),
    )
    if (mapped.length > 0) leftOut[framework.key] = mapped.length
  }
  return {
    kind,
    value,
    weakest,
    out: {
      id: duty.id,
      kind,
      packKind: duty.carried,
      ...decimalsOrNulls(value),
      answer: a === null ? null : decimals(a),
      carriers: c === null || kind === 'answered' ? null : decimals(c),
      weakest: point(weakest),
      leftOut,
    },
  }
}

const SHARE: Record<Kind, Fraction> = { carried: ONE, partly: HALF, answered: ZERO }

function measurePosition(world: World, scope: string, measure: string): object {
  const duties = world.content.duties
    .filter((duty) => duty.measure === measure)
    .map((duty) => ({ id: duty.id, ...dutyPosition(world, scope, duty) }))
  const there = duties.flatMap((duty) => (duty.value === null ? [] : [{ ...duty, value: duty.value, weight: ONE }]))
  const weakest = weakestOf(there)
  const share = mean(duties.map((duty) => ({ weight: ONE, value: SHARE[duty.kind] })))
  return {
    ref: measure,
    [kindOf(scope)]: idOf(scope),
    ...decimalsOrNulls(threeMeans(there)),
    weakest: weakest === null ? null : { duty: weakest.id, ...point(weakest.weakest) },
    carriedShare: share === null ? 0 : decimal(share),
    duties: duties.map((duty) => duty.out),
  }
}

// ---- 9. 2024/2690 and maturity ---------------------------------------------------------------------------------------

function cirPosition(world: World, entity: string, binding: boolean): object {
  const cir = world.content.frameworks.find((framework) => framework.framework === 'cir-2024-2690')
  const points = (cir?.requirements ?? []).map((requirement) => ({
    domain: requirement.domain,
    cells: cir === undefined ? [] : scoredCells(world, entity, cir, requirement, (subject) => subject === entity),
  }))
  const meanOfPoints = (some: typeof points): Three | null =>
    threeMeans(
      some.flatMap(({ cells }) => {
        const value = threeMeans(cells)
        return value === null ? [] : [{ weight: ONE, value }]
      }),
    )
  return {
    entity: idOf(entity),
    binding,
    ...decimalsOrNulls(meanOfPoints(points)),
    weakest: point(weakestOf(points.flatMap(({ cells }) => cells))),
    titles: (cir?.domains ?? []).map(({ id }) => ({
      title: id,
      ...decimalsOrNulls(meanOfPoints(points.filter(({ domain }) => domain === id))),
    })),
  }
}

interface MaturityRow {
  framework: string
  subject: string
  scope: boolean
  domain: string
  level: number | null
  distribution: number[]
}

function subjectMaturity(world: World, subject: string, framework: Framework, domain: string): MaturityRow {
  const recorded = framework.requirements
    .filter((requirement) => requirement.domain === domain)
    .map((requirement) => effective(world, subject, framework.key, requirement))
    .filter((answer) => answer.state !== 'not-applicable')
    .map((answer) => answer.maturity)
  return {
    framework: framework.key,
    subject,
    scope: false,
    domain,
    level: minimum(recorded),
    distribution: [0, 1, 2, 3, 4].map((level) => recorded.filter((each) => each === level).length),
  }
}

function maturity(world: World): MaturityRow[] {
  const out: MaturityRow[] = []
  for (const framework of world.content.frameworks) {
    if (framework.levels !== 'ML' || !isAdopted(world, framework.key)) continue
    for (const subject of subjectsOf(world, framework)) {
      for (const { id } of framework.domains) out.push(subjectMaturity(world, subject, framework, id))
    }
    for (const scope of [...subjectsOfKind(world, 'entity'), ...subjectsOfKind(world, 'site')]) {
      const inside = subjectsOf(world, framework).filter((subject) => countsIn(world, subject).includes(scope))
      if (inside.length === 0) continue
      for (const { id } of framework.domains) {
        const rows = inside.map((subject) => subjectMaturity(world, subject, framework, id))
        out.push({
          framework: framework.key,
          subject: scope,
          scope: true,
          domain: id,
          level: minimum(rows.map((row) => row.level)),
          distribution: [0, 1, 2, 3, 4].map((level) => rows.reduce((sum, row) => sum + (row.distribution[level] ?? 0), 0)),
        })
      }
    }
  }
  return out
}

// ---- the whole -------------------------------------------------------------------------------------------------------

function filed<T extends { subject: string }>(list: T[] | undefined): Map<string, T[]> {
  const out = new Map<string, T[]>()
  for (const item of list ?? []) {
    if (!out.has(item.subject)) out.set(item.subject, [])
    out.get(item.subject)?.push(item)
  }
  return out
}

/** The computed parts of a position, in the shape of `position.json` without scope and findings. */
export interface NaivePosition {
  readonly zones: readonly object[]
  readonly conduits: readonly object[]
  readonly measures: readonly object[]
  readonly siteMeasures: readonly object[]
  readonly maturity: readonly object[]
  readonly cir: readonly object[]
}

/**
 * The position of a workspace by the rules alone.
 * @param content compiled content as JSON; @param workspace a valid workspace as JSON
 * @param asOf calendar date; @param knownAt calendar date, instant, or null for everything
 * @param binding entity id to whether 2024/2690 binds it; that is decided by scope, which is not evaluated here
 */
export function evaluate(
  content: unknown,
  workspace: unknown,
  asOf: string,
  knownAt: string | null,
  binding: Readonly<Record<string, boolean>> = {},
): NaivePosition {
  const model = workspace as Workspace
  const world: World = {
    content: content as Content,
    workspace: model,
    asOf,
    knownAt: knownUntil(knownAt),
    answers: filed(model.answers),
    links: filed(model.links),
    contradictions: filed(model.contradictions),
  }
  const entities = subjectsOfKind(world, 'entity')
  const sites = subjectsOfKind(world, 'site')
  const measures = (scopes: string[]): object[] =>
    scopes.flatMap((scope) => world.content.measures.map((measure) => measurePosition(world, scope, measure.id)))
  return {
    zones: subjectsOfKind(world, 'zone').map((zone) => zonePosition(world, zone)),
    conduits: subjectsOfKind(world, 'conduit').map((conduit) => conduitPosition(world, conduit)),
    measures: measures(entities),
    siteMeasures: measures(sites),
    maturity: maturity(world),
    cir: entities.map((entity) => cirPosition(world, entity, binding[idOf(entity)] ?? false)),
  }
}
