import { fail, ok } from '../result.ts'
import type { Issue, Result } from '../result.ts'
import type { Figures, Link, ScopeCase, YearFigures } from './case.ts'
import { relations } from './aggregation.ts'
import { activitiesOf } from './classification.ts'
import type { ScopeContext } from './context.ts'
import { checkCase } from './context.ts'
import type { Decision } from './decide.ts'
import { decideScope } from './decide.ts'
import type { Flip } from './flip.ts'
import { findFlips } from './flip.ts'
import type { GroupEntity, GroupFigures, GroupOrganisation, GroupScopeInput, OutsideLink } from './group-input.ts'
import type { Rates } from './money.ts'
import { EURO, euroFigures, indexRates, needsRate, rateFor } from './money.ts'
import type { StateObligations } from './obligations.ts'
import { stateObligations } from './obligations.ts'
import type { Components } from './ownership.ts'
import { linkedComponents, outsideNode, readOwnership, relationsOf } from './ownership.ts'
import type { Question } from './questions.ts'

/** Whether Implementing Regulation (EU) 2024/2690 binds the entity or serves as a yardstick. */
export type CirStatus = 'binding' | 'yardstick' | 'no'

/** The position of one legal entity of a group. */
export interface EntityScope {
  readonly entity: string
  readonly name: string
  readonly decision: Decision
  /** The case as decided, with the relations derived from the group. */
  readonly facts: ScopeCase
  readonly cir: CirStatus
  readonly states: readonly StateObligations[]
  readonly flips: readonly Flip[]
}

export interface GroupScope {
  readonly asOf: string
  readonly entities: readonly EntityScope[]
}

/**
 * Decides every legal entity of a group. Relations among the entities follow from who holds whom, over the whole chain.
 * @param options.flips whether to search for what would flip each answer (a few hundred decisions per entity)
 * @returns a problem with issues for dangling or circular ownership, contradicting figures, unknown activities
 */
export function decideGroup(
  input: GroupScopeInput,
  context: ScopeContext,
  options: { readonly flips: boolean } = { flips: true },
): Result<GroupScope> {
  const { ownership, issues: ownershipIssues } = readOwnership(input.entities)
  const rates = indexRates(input.exchangeRates ?? [])
  const { figures: outside, issues: outsideIssues } = outsideFigures(input.entities, rates)
  const issues = [...duplicateIds(input.entities), ...ownershipIssues, ...outsideIssues, ...yearIssues(input.entities)]
  if (issues.length > 0) return refuse(issues)

  const own = new Map(input.entities.map((entity) => [entity.id, ownFigures(entity, rates)]))
  const components = linkedComponents([...own.keys(), ...ownership.outside.values()], ownership.holdings)
  const cases: { readonly entity: GroupEntity; readonly facts: ScopeCase }[] = []
  for (const [index, entity] of input.entities.entries()) {
    const links = relationsOf(entity.id, components).map(({ node, percent }): Link => {
      const share = percent === 100 ? { sharePercent: 100, control: true } : { sharePercent: percent, control: false }
      const inside = own.get(node)
      return { to: inside === undefined ? outsideName(node) : node, ...share, ...(inside ?? outside.get(node)) }
    })
    const facts = caseOf(entity, own.get(entity.id) ?? {}, links)
    const wrong = checkCase(facts, context)
    if (wrong !== null)
      issues.push({ path: `entities[${index}]${wrong.path === undefined ? '' : `.${wrong.path}`}`, message: wrong.message })
    cases.push({ entity, facts })
  }
  if (issues.length > 0) return refuse(issues)

  const missingRates = ratesMissing(input.entities, rates)
  return ok({
    asOf: context.asOf,
    entities: cases.map(({ entity, facts }): EntityScope => {
      const decided = decideScope(facts, context)
      const decision = { ...decided, questions: [...decided.questions, ...groupQuestions(entity, components, missingRates)] }
      return {
        entity: entity.id,
        name: entity.name ?? entity.id,
        decision,
        facts,
        cir: cirStatus(facts, context),
        states: stateObligations(decision.national, context.laws, undertaking(input.organisation, facts), rates),
        flips: options.flips ? findFlips(facts, context) : [],
      }
    }),
  })
}

/**
 * The undertaking whose turnover bounds the fine (Art. 34). Where its turnover is not given, the latest turnover of the entity and
 * of the enterprises linked to it stands in: a lower bound, and said to be one.
 */
function undertaking(organisation: GroupOrganisation | undefined, facts: ScopeCase): GroupOrganisation | undefined {
  if (organisation?.turnover !== undefined && organisation.turnover !== null) return organisation
  const own = facts.years?.at(-1)?.turnoverEur ?? facts.turnoverEur ?? null
  if (own === null) return organisation
  const linked = relations(facts.links).counted.filter((one) => one.kind === 'linked')
  const amount = linked.reduce((sum, one) => sum + (one.link.turnoverEur ?? 0), own)
  return { ...organisation, turnover: { amount, currency: EURO }, isLowerBound: true }
}

const refuse = (issues: readonly Issue[]): Result<GroupScope> =>
  fail({
    kind: 'invalid-input',
    message: `${issues.length} ${issues.length === 1 ? 'error' : 'errors'} in the group; nothing was decided`,
    issues,
  })

type PeriodFigures = Figures & { readonly years?: readonly YearFigures[] }

/** Own figures in euro; those of the latest year also stand for years that are not given. */
function ownFigures(entity: GroupEntity, rates: Rates): PeriodFigures {
  const currency = entity.currency ?? EURO
  const years = (entity.years ?? []).map((period) => ({ ...euroFigures(period, currency, period.year, rates), year: period.year }))
  const latest = years.at(-1)
  if (latest === undefined) return euroFigures(entity, currency, null, rates)
  const { year: _, ...figures } = latest
  return { ...figures, years }
}

function caseOf(entity: GroupEntity, figures: PeriodFigures, links: readonly Link[]): ScopeCase {
  return {
    id: entity.id,
    establishment: entity.establishment,
    establishments: entity.establishments,
    ...figures,
    priorStatus: entity.priorStatus,
    links,
    independentSystems: entity.independentSystems,
    servesIn: entity.servesIn,
    mainEstablishment: entity.mainEstablishment,
    nace: entity.nace,
    activities: entity.activities,
    flags: entity.flags,
  }
}

const OUTSIDE = outsideNode('')
const outsideName = (node: string): string => node.slice(OUTSIDE.length)

/** Figures of enterprises outside the group; one named by several entities must have the same figures everywhere. */
function outsideFigures(
  entities: readonly GroupEntity[],
  rates: Rates,
): { readonly figures: ReadonlyMap<string, Figures>; readonly issues: readonly Issue[] } {
  const known = new Map<string, Figures>()
  const issues: Issue[] = []
  for (const [index, entity] of entities.entries())
    for (const [position, link] of (entity.links ?? []).entries()) {
      const node = outsideNode(link.to)
      const next = euroFigures(link, link.currency ?? EURO, null, rates)
      const before = known.get(node)
      if (before !== undefined && contradicts(before, next))
        issues.push({
          path: `entities[${index}].links[${position}]`,
          message: `${link.to} has other figures here than under another entity`,
          mend: 'give the same figures wherever it is named, or only once',
        })
      known.set(node, {
        headcount: before?.headcount ?? next.headcount,
        turnoverEur: before?.turnoverEur ?? next.turnoverEur,
        balanceEur: before?.balanceEur ?? next.balanceEur,
      })
    }
  return { figures: known, issues }
}

const contradicts = (a: Figures, b: Figures): boolean =>
  (['headcount', 'turnoverEur', 'balanceEur'] as const).some(
    (figure) => (a[figure] ?? null) !== null && (b[figure] ?? null) !== null && a[figure] !== b[figure],
  )

const duplicateIds = (entities: readonly GroupEntity[]): readonly Issue[] =>
  entities.flatMap((entity, index) =>
    entities.findIndex((other) => other.id === entity.id) === index
      ? []
      : [{ path: `entities[${index}].id`, message: `the id ${JSON.stringify(entity.id)} is used twice` }],
  )

const yearIssues = (entities: readonly GroupEntity[]): readonly Issue[] =>
  entities.flatMap((entity, index) => {
    const years = entity.years ?? []
    return years.every((period, position) => position === 0 || period.year > (years[position - 1]?.year ?? 0))
      ? []
      : [{ path: `entities[${index}].years`, message: 'years must be in ascending order, each once, latest last' }]
  })

interface MissingRate {
  readonly entity: string
  readonly currency: string
}

function ratesMissing(entities: readonly GroupEntity[], rates: Rates): readonly MissingRate[] {
  const lacks = (figures: GroupFigures, currency: string): boolean =>
    currency !== EURO && needsRate(figures) && rateFor(rates, currency, null) === null
  return entities.flatMap((entity) => {
    const currency = entity.currency ?? EURO
    const own = [entity, ...(entity.years ?? [])].some((figures) => lacks(figures, currency)) ? [currency] : []
    const linked = (entity.links ?? []).flatMap((link: OutsideLink) => (lacks(link, link.currency ?? EURO) ? [link.currency ?? EURO] : []))
    return [...new Set([...own, ...linked])].map((missing) => ({ entity: entity.id, currency: missing }))
  })
}

/** Questions that follow from the group: doubtful control anywhere among the linked enterprises, and missing rates there. */
function groupQuestions(entity: GroupEntity, components: Components, missing: readonly MissingRate[]): readonly Question[] {
  const own = components.of.get(entity.id)
  const shown = (node: string): string => (node.startsWith(OUTSIDE) ? outsideName(node) : node)
  return [
    ...components.doubtful
      .filter((edge) => components.of.get(edge.held) === own)
      .map((edge): Question => ({
        code: 'link-without-control',
        params: { to: `${shown(edge.held)} (${edge.holder.split(' + ').map(shown).join(' + ')})`, percent: String(edge.percent) },
      })),
    ...missing
      .filter((rate) => components.of.get(rate.entity) === own)
      .map((rate): Question => ({ code: 'exchange-rate-missing', params: rate })),
  ]
}

/** Binding as soon as one activity is bound. */
function cirStatus(facts: ScopeCase, context: ScopeContext): CirStatus {
  const all = new Set(activitiesOf(facts, context.activities, context.nace).certain.map((entry) => entry.cir))
  return all.has('binding') ? 'binding' : all.has('yardstick') ? 'yardstick' : 'no'
}
