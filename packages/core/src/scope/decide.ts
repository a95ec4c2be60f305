import { aggregate, relations } from './aggregation.ts'
import type { Periods, Relations } from './aggregation.ts'
import type { ScopeCase, Size } from './case.ts'
import { activitiesOf, activityQuestions, classify, classReason, settled } from './classification.ts'
import type { ScopeContext } from './context.ts'
import { decideJurisdiction } from './jurisdiction.ts'
import type { NisClass, StateCode } from './law-pack.ts'
import type { NationalClass } from './national.ts'
import { decideNational } from './national.ts'
import type { Question } from './questions.ts'
import type { Reason } from './reasons.ts'
import { printNumber, sizeReasons } from './reasons.ts'
import type { CeilingResult, SizeResult } from './size.ts'
import { decideSize } from './size.ts'

/** The answer for one legal entity, free of language; `renderDecision` gives its words. */
export interface Decision {
  readonly id: string | number
  /** By the directive, aggregated, without what a state adds or leaves aside. */
  readonly class: NisClass
  /** `undetermined` when the facts leave more than one size open, also where the class does not depend on it. */
  readonly size: Size | 'undetermined'
  readonly jurisdictions: readonly StateCode[]
  readonly national: readonly NationalClass[]
  readonly reasons: readonly Reason[]
  readonly questions: readonly Question[]
}

/**
 * Decides one case. The case must have passed `parseCase` and `checkCase`.
 * @see docs/method/scope.md
 */
export function decideScope(facts: ScopeCase, context: ScopeContext): Decision {
  const prior = facts.priorStatus ?? null
  const related = relations(facts.links)
  const periods = aggregate(facts, related.counted)
  const size = decideSize(periods, prior)
  const activities = activitiesOf(facts, context.activities, context.nace)
  const result = classify(facts, activities, size.possible)
  const byActivities = settled(result)
  const jurisdiction = decideJurisdiction(facts, activities, size.possible)
  const decided: NisClass = jurisdiction.outsideUnion || jurisdiction.mainMissing ? 'undetermined' : byActivities
  const national = decideNational(
    facts,
    activities,
    {
      class: jurisdiction.mainMissing ? 'undetermined' : byActivities,
      answered: decided,
      sizes: size.possible,
      aggregated: related.counted.length > 0,
    },
    jurisdiction.states,
    context.laws,
    context.asOf,
  )
  // An open size has decided something only where the class rests on what is known of it.
  const sizeDecided =
    size.possible.length === 1 || (decided !== 'undetermined' && classify(facts, activities, ALL_SIZES).possible.length > 1)
  const reasons: Reason[] = sizeDecided ? [...sizeReasons(size, prior)] : []
  const alone = related.counted.length === 0 ? null : decideSize(aggregate(facts, []), prior)
  if (
    alone !== null &&
    (sizeName(alone) !== sizeName(size) ||
      (decided !== 'undetermined' && settled(classify(facts, activities, alone.possible)) !== byActivities))
  )
    reasons.push(aggregationReason(related, alone, size))
  if (decided !== 'undetermined') reasons.push(classReason(facts, activities, size.possible, decided))
  reasons.push(...jurisdiction.reasons, ...national.reasons)
  return {
    id: facts.id,
    class: decided,
    size: sizeName(size),
    jurisdictions: jurisdiction.states,
    national: national.classes,
    reasons,
    questions: [
      ...activityQuestions(facts, activities, result),
      ...figureQuestions(size, periods, prior, result.openBySize, context.asOf),
      ...linkQuestions(related),
      ...jurisdiction.questions,
      ...national.questions,
    ],
  }
}

const ALL_SIZES: readonly Size[] = ['small', 'medium', 'large']

const sizeName = (size: SizeResult): Size | 'undetermined' =>
  size.possible.length === 1 ? (size.possible[0] ?? 'undetermined') : 'undetermined'

/** The relations that add figures, together: without them the size or the class would be another. */
function aggregationReason(related: Relations, alone: SizeResult, size: SizeResult): Reason {
  const linked = related.counted.some((entry) => entry.kind === 'linked')
  const partner = related.counted.some((entry) => entry.kind === 'partner')
  return {
    rule: 'aggregation',
    article: `2003/361/EC Annex ${[partner ? 'Art. 3(2)' : '', linked ? 'Art. 3(3)' : ''].filter((part) => part !== '').join(', ')}, 6(2)-(3)`,
    params: {
      alone: sizeName(alone),
      together: sizeName(size),
      links: related.counted.map((entry) => ({ name: entry.name, kind: entry.kind, percent: printNumber(entry.percent) })),
    },
  }
}

function figureQuestions(size: SizeResult, periods: Periods, prior: Size | null, decides: boolean, asOf: string): readonly Question[] {
  const questions: Question[] = []
  const results = [size.small, size.medium]
  const open = results.find((result) => result.crossed === 'open')
  if (decides && open !== undefined) {
    const unknown = results.flatMap((result) => (result.crossed === 'open' ? result.tests.filter((test) => test.crossed === 'open') : []))
    const figures = [
      ...new Set(
        unknown.flatMap(({ period }) => [...period.headcount.missing, ...period.turnoverEur.missing, ...period.balanceEur.missing]),
      ),
    ]
    if (figures.length > 0) questions.push({ code: 'figures-missing', params: { figures } })
    const differing = results.find(needsPrior)
    if (differing !== undefined && prior === null) {
      const [previous, latest] = differing.tests
      questions.push({
        code: 'prior-status-missing',
        params: { previous: previous?.period.year ?? null, latest: latest?.period.year ?? null, ceiling: differing.name },
      })
    }
  }
  const alone = prior === null ? undefined : results.find((result) => result.tests.length === 1 && result.by === 'standing')
  if (alone !== undefined && prior !== null)
    questions.push({ code: 'one-year-against-prior', params: { year: alone.tests[0]?.period.year ?? null, prior } })
  if (prior !== null && historyContradicts(size)) questions.push({ code: 'prior-against-years', params: { prior } })
  const latest = periods.periods.at(-1)?.year ?? null
  if (size.gapAfter !== null && latest !== null) questions.push({ code: 'years-gap', params: { after: size.gapAfter, latest } })
  if (latest !== null && latest > Number(asOf.slice(0, 4))) questions.push({ code: 'year-not-closed', params: { year: latest, asOf } })
  return questions
}

/** The two periods differ, or one of them is open, so that only the standing status could decide. */
const needsPrior = (result: CeilingResult): boolean => result.crossed === 'open' && result.tests.length === 2

/** Earlier years show another standing status than the one given, and it was the given one that decided. */
const historyContradicts = (size: SizeResult): boolean =>
  (['small', 'medium'] as const).some((name) => {
    const shown = size.history[name]
    const result = size[name]
    return result.by === 'standing' && shown !== 'open' && shown !== result.crossed
  })

const linkQuestions = (related: Relations): readonly Question[] => [
  ...related.withoutControl.map((entry): Question => ({
    code: 'link-without-control',
    params: { to: entry.name, percent: printNumber(entry.link.sharePercent ?? 0) },
  })),
  ...related.contradictory.map((to): Question => ({ code: 'link-named-twice', params: { to } })),
]
