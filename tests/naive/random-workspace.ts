import type { Random } from './random.ts'
import { seededRandom } from './random.ts'

/** What the generator needs to know of a framework; any compiled content has it. */
export interface FrameworkOutline {
  readonly key: string
  readonly framework: string
  readonly subjects: readonly string[]
  readonly levels: string
  readonly requirements: readonly { readonly id: string; readonly domain: string; readonly sl?: number; readonly inheritable: boolean }[]
}

export interface RandomWorkspaceOptions {
  /** Upper bound of sites; zones, suppliers and the like grow with it. */
  readonly size: number
  /** Share of (subject, requirement) pairs at the answering level that get an answer. */
  readonly density: number
}

export interface RandomCase {
  /** A valid workspace document, as JSON. */
  readonly workspace: object
  readonly asOf: string
  readonly knownAt: string | null
}

/** Nothing in a random workspace was recorded after this day; pass it as `today` to the checks. */
export const RANDOM_TODAY = '2027-12-31'

const AS_OF = '2026-06-15'
/** The as-of day with the days around it, and days far off: every comparison meets its edge. */
const DAYS = ['2024-02-29', '2025-07-01', '2026-06-14', '2026-06-15', '2026-06-15', '2026-06-16', '2026-12-01', '2027-03-31'] as const
const PAST = ['2023-01-01', '2024-02-29', '2025-07-01', '2026-06-14', '2026-06-15'] as const
const KNOWN_DAY = '2026-05-20'
const INSTANTS = [
  '2024-02-29T08:00:00Z', '2025-07-01T00:00:00Z', '2026-05-19T23:59:59Z', '2026-05-20T00:00:00Z', '2026-05-20T11:59:59.5Z', '2026-05-20T12:00:00Z',
  '2026-05-20T12:00:00.001Z', '2026-05-20T23:59:59.999Z', '2026-05-21T00:00:00Z', '2026-11-30T10:00:00Z',
] as const

type Json = Record<string, unknown>
type State = 'not-assessed' | 'not-met' | 'partly' | 'met' | 'compensated' | 'not-applicable'

/** Kinds of subjects above a kind; an answer there is taken below when the requirement is inheritable. */
const ABOVE: Readonly<Record<string, readonly string[]>> = {
  entity: ['organisation'],
  site: ['organisation', 'entity'],
  suc: ['organisation', 'entity', 'site'],
  zone: ['organisation', 'entity', 'site', 'suc'],
  conduit: ['organisation', 'entity', 'site', 'suc'],
  'asset-type': ['organisation'],
  supplier: ['organisation'],
  product: ['organisation'],
}

/**
 * A random valid workspace for the given frameworks: shared sites, zones with and without SUC, conduits over several sites,
 * histories of everything that has one, answers on every level, links and contradictions above and below, dates on every edge.
 */
export function randomWorkspace(seed: number, frameworks: readonly FrameworkOutline[], options: RandomWorkspaceOptions): RandomCase {
  const random = seededRandom(seed)
  const structure = randomStructure(random, options.size)
  const controls = many(random, 5, (at) => ({ id: `ctl-${at}`, name: `Control ${at}`, status: randomStatus(random), ...maybe(random, 0.15, 'recordedAt', INSTANTS) }))
  const evidence = many(random, 6, (at) => randomEvidence(random, `ev-${at}`))
  const assessment = randomAssessment(random, frameworks, structure.subjects, { controls: ids(controls), evidence: ids(evidence) }, options)
  const lists: Json = { ...structure.lists, controls, evidence, ...assessment }
  const workspace: Json = { caponier: 1, organisation: { id: 'org', name: 'Organisation' }, frameworks: randomAdoption(random, frameworks) }
  for (const [key, list] of Object.entries(lists)) {
    if (Array.isArray(list) && (list.length > 0 || key === 'entities')) workspace[key] = random.shuffled(list)
  }
  return {
    workspace,
    asOf: random.chance(0.85) ? AS_OF : random.pick(['2026-06-14', '2026-06-16', '2025-07-01', '2027-03-31']),
    knownAt: random.chance(0.4) ? null : random.pick([KNOWN_DAY, KNOWN_DAY, '2026-05-20T12:00:00Z', '2026-11-30', '2025-07-01']),
  }
}

const ids = (list: readonly Json[]): string[] => list.map((item) => String(item['id']))
const many = (random: Random, most: number, make: (at: number) => Json): Json[] => Array.from({ length: random.between(0, most) }, (_, at) => make(at))
const maybe = (random: Random, probability: number, key: string, values: readonly unknown[]): Json =>
  random.chance(probability) ? { [key]: random.pick(values) } : {}

/** Mostly without dates; `until` is never before `from`. */
function lifetime(random: Random, probability: number): Json {
  if (!random.chance(probability)) return {}
  const from = random.chance(0.6) ? random.pick(DAYS) : undefined
  const until = random.chance(0.5) ? random.pick(DAYS) : undefined
  return {
    ...(from === undefined ? {} : { from }),
    ...(until === undefined || (from !== undefined && until < from) ? {} : { until }),
    ...maybe(random, 0.3, 'recordedAt', INSTANTS),
  }
}

/** Dates of the entries of one history: no two alike, each with or without `from` and `recordedAt`. */
function historyDates(random: Random, length: number): Json[] {
  const seen = new Set<string>()
  const dates: Json[] = []
  for (let at = 0; at < length; at++) {
    const date = { ...maybe(random, 0.7, 'from', DAYS), ...maybe(random, 0.5, 'recordedAt', INSTANTS) }
    const key = JSON.stringify(date)
    if (!seen.has(key)) dates.push(date)
    seen.add(key)
  }
  return dates
}

// ---- structure -------------------------------------------------------------------------------------------------------

interface Structure {
  readonly lists: Json
  /** All subjects by kind, as `kind:id`. */
  readonly subjects: Readonly<Record<string, readonly string[]>>
}

function randomStructure(random: Random, size: number): Structure {
  // Most workspaces are whole; in the others anything may be missing on the day.
  const dated = random.chance(0.3) ? random.pick([0.2, 0.6]) : 0
  const names = (prefix: string, count: number): string[] => random.shuffled(['9', '10', 'a', 'b.1', 'b', 'z_2', 'c-3', 'c', 'd', 'e', 'f', 'g']).slice(0, count).map((end) => `${prefix}-${end}`)
  const criticality = (): Json => maybe(random, 0.6, 'criticality', [1, 2, 3])
  const named = (id: string): Json => ({ id, name: `Name of ${id}` })

  const entities = names('e', random.between(1, 3)).map((id): Json => ({ ...named(id), establishment: random.pick(['DE', 'AT', 'PL']), ...lifetime(random, dated) }))
  const sites = names('s', random.between(random.chance(0.1) ? 0 : 1, size)).map((id): Json => ({
    ...named(id), country: random.pick(['DE', 'AT', 'IT']), entities: random.shuffled(random.atLeastOne(ids(entities))), ...criticality(),
    ...maybe(random, 0.2, 'inScope', [true, false]), ...lifetime(random, dated),
  }))
  const sucs: Json[] = []
  const zones: Json[] = []
  for (const site of ids(sites)) {
    const own = names(`suc-${site}`, random.between(0, 2)).map((id): Json => ({ ...named(id), site, ...criticality(), ...lifetime(random, dated) }))
    sucs.push(...own)
    for (const id of names(`z-${site}`, random.between(0, 3))) {
      zones.push({
        ...named(id), site, kind: random.pick(['ot', 'it']), ...(own.length > 0 ? maybe(random, 0.7, 'suc', ids(own)) : {}), ...criticality(), ...randomTarget(random), ...lifetime(random, dated),
      })
    }
  }
  const conduits = zones.length === 0 ? [] : names('c', random.between(0, 3)).map((id): Json => ({
    ...named(id), zones: random.shuffled(ids(zones)).slice(0, random.between(1, 3)), ...maybe(random, 0.3, 'external', [['Internet'], []]), ...randomTarget(random), ...lifetime(random, dated),
  }))
  const served = (): Json => ({
    ...(random.chance(0.5) ? { entities: random.some(ids(entities)) } : {}),
    ...(sites.length > 0 && random.chance(0.5) ? { sites: random.some(ids(sites)) } : {}),
  })
  const suppliers = names('sup', random.between(0, 3)).map((id): Json => ({ ...named(id), ...criticality(), ...served(), ...lifetime(random, dated) }))
  const products = names('prod', random.between(0, 2)).map((id): Json => ({ ...named(id), ...criticality(), ...(random.chance(0.5) ? { entities: random.some(ids(entities)) } : {}), ...lifetime(random, dated) }))
  const assetTypes = names('t', random.between(0, 3)).map((id): Json => ({ ...named(id), component: random.pick(['embedded-device', 'host-device']), ...criticality() }))
  const assets = ids(sites).flatMap((site) =>
    names(`a-${site}`, random.between(0, 3)).map((id): Json => ({ ...named(id), site, ...(assetTypes.length > 0 ? maybe(random, 0.8, 'type', ids(assetTypes)) : {}), ...lifetime(random, 0.3) })),
  )

  const refs = (kind: string, list: readonly Json[]): string[] => ids(list).map((id) => `${kind}:${id}`)
  return {
    lists: { entities, sites, sucs, zones, conduits, suppliers, products, assetTypes, assets },
    subjects: {
      organisation: ['organisation'], entity: refs('entity', entities), site: refs('site', sites), suc: refs('suc', sucs), zone: refs('zone', zones), conduit: refs('conduit', conduits),
      'asset-type': refs('asset-type', assetTypes), supplier: refs('supplier', suppliers), product: refs('product', products),
    },
  }
}

function randomTarget(random: Random): Json {
  const vector = (): unknown[] => Array.from({ length: 7 }, () => (random.chance(0.12) ? null : random.pick([0, 1, 1, 2, 2, 3, 4])))
  if (random.chance(0.1)) return {}
  if (random.chance(0.6)) return { slTarget: vector() }
  return { slTarget: random.shuffled(historyDates(random, random.between(1, 3)).map((dates) => ({ vector: vector(), ...dates }))) }
}

/** Any subset of the frameworks, but one edition of each; some adopted only later. */
function randomAdoption(random: Random, frameworks: readonly FrameworkOutline[]): Json[] {
  const adopted = new Map<string, Json>()
  for (const { framework, key } of random.shuffled(frameworks)) {
    if (!adopted.has(framework) && random.chance(0.8)) adopted.set(framework, { framework: key, ...maybe(random, 0.2, 'since', DAYS) })
  }
  return [...adopted.values()]
}

// ---- controls and evidence -------------------------------------------------------------------------------------------

const CONTROL_STATES = ['proposed', 'planned', 'operating', 'retired'] as const

function randomStatus(random: Random): unknown {
  if (random.chance(0.6)) return random.pick(CONTROL_STATES)
  return random.shuffled(historyDates(random, random.between(1, 3)).map((dates) => ({ state: random.pick(CONTROL_STATES), ...dates })))
}

function randomEvidence(random: Random, id: string): Json {
  const effective = random.chance(0.7) ? random.pick(PAST) : random.pick(DAYS)
  const validUntil = random.chance(0.5) ? random.pick(DAYS) : undefined
  return { id, name: `Evidence ${id}`, effective, ...(validUntil === undefined || validUntil < effective ? {} : { validUntil }), ...maybe(random, 0.3, 'recordedAt', INSTANTS) }
}

// ---- answers, links, contradictions ----------------------------------------------------------------------------------

const ALL_STATES: readonly State[] = ['not-assessed', 'not-met', 'partly', 'partly', 'met', 'met', 'compensated', 'not-applicable']

/** compensated and not-applicable mostly with a justification, else with none or a blank one. */
function stated(random: Random, state: State, unjustified: number): Json {
  const needed = state === 'compensated' || state === 'not-applicable'
  if (needed && random.chance(unjustified)) return { state, ...maybe(random, 0.5, 'justification', [' ', '\n\t ']) }
  return { state, ...(needed || random.chance(0.05) ? { justification: 'for a reason' } : {}) }
}

/** Entries of one (subject, requirement): mostly one that has always stood, sometimes a history. */
function randomAnswers(random: Random, state: State, unjustified: number, ml: boolean): Json[] {
  const entry = (which: State, dates: Json): Json => ({ ...stated(random, which, unjustified), ...maybe(random, ml ? 0.8 : 0.05, 'maturity', [1, 2, 2, 3, 4]), ...dates })
  if (random.chance(0.85)) return [entry(state, random.chance(0.2) ? { from: random.pick(PAST) } : {})]
  return historyDates(random, random.between(1, 4)).map((dates) => entry(random.chance(0.5) ? state : random.pick(ALL_STATES), dates))
}

function randomAssessment(
  random: Random, frameworks: readonly FrameworkOutline[], subjects: Structure['subjects'], pieces: { readonly controls: readonly string[]; readonly evidence: readonly string[] }, options: RandomWorkspaceOptions,
): { answers: Json[]; links: Json[]; contradictions: Json[] } {
  const answers: Json[] = []
  const links: Json[] = []
  const contradictions: Json[] = []
  const unjustified = random.pick([0, 0.02, 0.3])
  const contradicted = random.pick([0, 0.01, 0.06])
  const link = (subject: string, framework: string, requirements: readonly string[], whole: boolean): void => {
    if (requirements.length === 0) return
    links.push({
      subject, framework, requirements: random.shuffled(requirements).slice(0, 500),
      ...(random.chance(0.7) ? { controls: random.some(pieces.controls) } : {}), ...maybe(random, 0.5, 'target', ['partly', 'met', 'compensated']),
      ...(random.chance(whole ? 0.9 : 0.6) ? { evidence: random.some(pieces.evidence, whole ? 0.8 : 0.5) } : {}), ...lifetime(random, 0.25),
    })
  }
  const contradict = (subject: string, framework: string, requirement: string): void => {
    const from = random.chance(0.7) ? random.pick(PAST) : random.pick(DAYS)
    const treated = random.chance(0.5) ? random.pick(DAYS) : undefined
    contradictions.push({
      id: `x-${contradictions.length}`, subject, framework, requirement, reason: 'seen on the wire', from, ...(treated === undefined || treated < from ? {} : { treated }), ...maybe(random, 0.2, 'recordedAt', INSTANTS),
    })
  }

  for (const framework of frameworks) {
    const ml = framework.levels === 'ML'
    const above = [...new Set(framework.subjects.flatMap((kind) => ABOVE[kind] ?? []))].filter((kind) => !framework.subjects.includes(kind))
    // Density of this framework below and above: sometimes all from above, sometimes nothing.
    const density = options.density * random.pick([0.15, 0.6, 1, 1])
    const densityAbove = options.density * random.pick([0, 0.2, 0.5, 0.9])
    const all = framework.requirements.map((requirement) => requirement.id)

    for (const subject of framework.subjects.flatMap((kind) => subjects[kind] ?? [])) {
      const profile = new Map([...new Set(framework.requirements.map((requirement) => requirement.domain))].map((domain) => [domain, randomProfile(random)]))
      for (const requirement of framework.requirements) {
        const state = profile.get(requirement.domain)?.(requirement.sl ?? random.between(1, 4), density)
        if (state !== undefined) answers.push(...randomAnswers(random, state, unjustified, ml).map((entry) => ({ subject, framework: framework.key, requirement: requirement.id, ...entry })))
        if (random.chance(contradicted)) contradict(subject, framework.key, requirement.id)
      }
      for (const domain of profile.keys()) {
        if (random.chance(0.35)) link(subject, framework.key, framework.requirements.filter((requirement) => requirement.domain === domain).map((requirement) => requirement.id), true)
      }
      if (random.chance(0.4)) link(subject, framework.key, random.shuffled(all).slice(0, random.between(1, 4)), false)
    }
    for (const subject of above.flatMap((kind) => subjects[kind] ?? [])) {
      const inheritable = framework.requirements.filter((requirement) => requirement.inheritable)
      const usual = random.pick([...ALL_STATES, 'not-applicable' as const])
      for (const requirement of inheritable) {
        if (random.chance(densityAbove)) {
          const state = random.chance(0.5) ? usual : random.pick(ALL_STATES)
          answers.push(...randomAnswers(random, state, unjustified, ml).map((entry) => ({ subject, framework: framework.key, requirement: requirement.id, ...entry })))
        }
        if (random.chance(contradicted)) contradict(subject, framework.key, requirement.id)
      }
      if (random.chance(0.25)) link(subject, framework.key, all, true)
      if (random.chance(0.25)) link(subject, framework.key, random.shuffled(all).slice(0, random.between(1, 4)), false)
    }
  }
  return { answers, links, contradictions }
}

/**
 * How one subject answers one domain: rows gated at or below a level that it reaches are achieved but for a slip here and
 * there, so that levels above 0 occur; the rows above it are answered at random. Now and then everything is not applicable.
 */
function randomProfile(random: Random): (gate: number, density: number) => State | undefined {
  if (random.chance(0.06)) return () => 'not-applicable'
  const reached = random.pick([0, 1, 1, 2, 2, 3, 4, 4])
  const slip = random.pick([0, 0, 0.02, 0.1])
  const leftAside = random.pick([0, 0, 0.1, 0.5])
  return (gate, density) => {
    if (gate <= reached && !random.chance(slip)) {
      if (random.chance(leftAside)) return 'not-applicable'
      return random.chance(density) ? random.pick(['met', 'met', 'met', 'compensated'] as const) : undefined
    }
    return random.chance(density * 0.6) ? random.pick(ALL_STATES) : undefined
  }
}
