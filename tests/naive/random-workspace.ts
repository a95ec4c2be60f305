import type { Random } from './random.ts'
import { seededRandom } from './random.ts'
import { type FrameworkOutline, randomAssessment, type RandomWorkspaceOptions } from './random-assessment.ts'
import { DAYS, historyDates, ids, INSTANTS, type Json, maybe, PAST } from './random-dates.ts'
import { randomStructure } from './random-structure.ts'

export interface RandomCase {
  /** A valid workspace document, as JSON. */
  readonly workspace: object
  readonly asOf: string
  readonly knownAt: string | null
}

/** Nothing in a random workspace was recorded after this day; pass it as `today` to the checks. */
export const RANDOM_TODAY = '2027-12-31'

const AS_OF = '2026-06-15'
const KNOWN_DAY = '2026-05-20'

/**
 * A random valid workspace for the given frameworks: shared sites, zones with and without SUC, conduits over several sites,
 * histories of everything that has one, answers on every level, links and contradictions above and below, dates on every edge.
 */
export function randomWorkspace(seed: number, frameworks: readonly FrameworkOutline[], options: RandomWorkspaceOptions): RandomCase {
  const random = seededRandom(seed)
  const structure = randomStructure(random, options.size)
  const controls = many(random, 5, (at) => ({
    id: `ctl-${at}`,
    name: `Control ${at}`,
    status: randomStatus(random),
    ...maybe(random, 0.15, 'recordedAt', INSTANTS),
  }))
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

const many = (random: Random, most: number, make: (at: number) => Json): Json[] =>
  Array.from({ length: random.between(0, most) }, (_, at) => make(at))

/** Any subset of the frameworks, but one edition of each; some adopted only later. */
function randomAdoption(random: Random, frameworks: readonly FrameworkOutline[]): Json[] {
  const adopted = new Map<string, Json>()
  for (const { framework, key } of random.shuffled(frameworks)) {
    if (!adopted.has(framework) && random.chance(0.8)) adopted.set(framework, { framework: key, ...maybe(random, 0.2, 'since', DAYS) })
  }
  return [...adopted.values()]
}

const CONTROL_STATES = ['proposed', 'planned', 'operating', 'retired'] as const

function randomStatus(random: Random): unknown {
  if (random.chance(0.6)) return random.pick(CONTROL_STATES)
  return random.shuffled(historyDates(random, random.between(1, 3)).map((dates) => ({ state: random.pick(CONTROL_STATES), ...dates })))
}

function randomEvidence(random: Random, id: string): Json {
  const effective = random.chance(0.7) ? random.pick(PAST) : random.pick(DAYS)
  const validUntil = random.chance(0.5) ? random.pick(DAYS) : undefined
  return {
    id,
    name: `Evidence ${id}`,
    effective,
    ...(validUntil === undefined || validUntil < effective ? {} : { validUntil }),
    ...maybe(random, 0.3, 'recordedAt', INSTANTS),
  }
}
