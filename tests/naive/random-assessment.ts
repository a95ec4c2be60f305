import type { Random } from './random.ts'
import { DAYS, historyDates, INSTANTS, type Json, lifetime, maybe, PAST } from './random-dates.ts'
import type { Structure } from './random-structure.ts'

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

const ALL_STATES: readonly State[] = ['not-assessed', 'not-met', 'partly', 'partly', 'met', 'met', 'compensated', 'not-applicable']

/** compensated and not-applicable mostly with a justification, else with none or a blank one. */
function stated(random: Random, state: State, unjustified: number): Json {
  const needed = state === 'compensated' || state === 'not-applicable'
  if (needed && random.chance(unjustified)) return { state, ...maybe(random, 0.5, 'justification', [' ', '\n\t ']) }
  return { state, ...(needed || random.chance(0.05) ? { justification: 'for a reason' } : {}) }
}

/** Entries of one (subject, requirement): mostly one that has always stood, sometimes a history. */
function randomAnswers(random: Random, state: State, unjustified: number, ml: boolean): Json[] {
  const entry = (which: State, dates: Json): Json => ({
    ...stated(random, which, unjustified),
    ...maybe(random, ml ? 0.8 : 0.05, 'maturity', [1, 2, 2, 3, 4]),
    ...dates,
  })
  if (random.chance(0.85)) return [entry(state, random.chance(0.2) ? { from: random.pick(PAST) } : {})]
  return historyDates(random, random.between(1, 4)).map((dates) => entry(random.chance(0.5) ? state : random.pick(ALL_STATES), dates))
}

/** Answers with their histories, links and contradictions, on the subjects of each framework and on all above them. */
export function randomAssessment(
  random: Random,
  frameworks: readonly FrameworkOutline[],
  subjects: Structure['subjects'],
  pieces: { readonly controls: readonly string[]; readonly evidence: readonly string[] },
  options: RandomWorkspaceOptions,
): { answers: Json[]; links: Json[]; contradictions: Json[] } {
  const answers: Json[] = []
  const links: Json[] = []
  const contradictions: Json[] = []
  const unjustified = random.pick([0, 0.02, 0.3])
  const contradicted = random.pick([0, 0.01, 0.06])
  const link = (subject: string, framework: string, requirements: readonly string[], whole: boolean): void => {
    if (requirements.length === 0) return
    links.push({
      subject,
      framework,
      requirements: random.shuffled(requirements).slice(0, 500),
      ...(random.chance(0.7) ? { controls: random.some(pieces.controls) } : {}),
      ...maybe(random, 0.5, 'target', ['partly', 'met', 'compensated']),
      ...(random.chance(whole ? 0.9 : 0.6) ? { evidence: random.some(pieces.evidence, whole ? 0.8 : 0.5) } : {}),
      ...lifetime(random, 0.25),
    })
  }
  const contradict = (subject: string, framework: string, requirement: string): void => {
    const from = random.chance(0.7) ? random.pick(PAST) : random.pick(DAYS)
    const treated = random.chance(0.5) ? random.pick(DAYS) : undefined
    contradictions.push({
      id: `x-${contradictions.length}`,
      subject,
      framework,
      requirement,
      reason: 'seen on the wire',
      from,
      ...(treated === undefined || treated < from ? {} : { treated }),
      ...maybe(random, 0.2, 'recordedAt', INSTANTS),
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
      const profile = new Map(
        [...new Set(framework.requirements.map((requirement) => requirement.domain))].map((domain) => [domain, randomProfile(random)]),
      )
      for (const requirement of framework.requirements) {
        const state = profile.get(requirement.domain)?.(requirement.sl ?? random.between(1, 4), density)
        if (state !== undefined)
          answers.push(
            ...randomAnswers(random, state, unjustified, ml).map((entry) => ({
              subject,
              framework: framework.key,
              requirement: requirement.id,
              ...entry,
            })),
          )
        if (random.chance(contradicted)) contradict(subject, framework.key, requirement.id)
      }
      for (const domain of profile.keys()) {
        if (random.chance(0.35))
          link(
            subject,
            framework.key,
            framework.requirements.filter((requirement) => requirement.domain === domain).map((requirement) => requirement.id),
            true,
          )
      }
      if (random.chance(0.4)) link(subject, framework.key, random.shuffled(all).slice(0, random.between(1, 4)), false)
    }
    for (const subject of above.flatMap((kind) => subjects[kind] ?? [])) {
      const inheritable = framework.requirements.filter((requirement) => requirement.inheritable)
      const usual = random.pick([...ALL_STATES, 'not-applicable' as const])
      for (const requirement of inheritable) {
        if (random.chance(densityAbove)) {
          const state = random.chance(0.5) ? usual : random.pick(ALL_STATES)
          answers.push(
            ...randomAnswers(random, state, unjustified, ml).map((entry) => ({
              subject,
              framework: framework.key,
              requirement: requirement.id,
              ...entry,
            })),
          )
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
