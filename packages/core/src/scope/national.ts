import { aggregate } from './aggregation.ts'
import type { ScopeCase, Size } from './case.ts'
import type { Activities, DecidedClass } from './classification.ts'
import { classify, CLASSES } from './classification.ts'
import type { LawPack, NisClass, StateCode } from './law-pack.ts'
import type { Question } from './questions.ts'
import type { Reason } from './reasons.ts'
import { decideSize } from './size.ts'

/** What one state makes of the entity; a fact apart from the class by the directive. */
export interface NationalClass {
  readonly state: StateCode
  readonly class: NisClass
  /** The state's own name of the class; null where the class has none or the pack does not hold it. */
  readonly label: string | null
  /** Whether an act that carries NIS2 binds in the state on the as-of date. */
  readonly inForce: boolean
}

export interface National {
  readonly classes: readonly NationalClass[]
  readonly reasons: readonly Reason[]
  readonly questions: readonly Question[]
}

/** What the directive says, before the state adds its own. */
export interface DirectiveFacts {
  /** Class by the activities and sizes alone. */
  readonly class: NisClass
  readonly sizes: readonly Size[]
  /** The class by the directive as answered, with open jurisdiction in it. */
  readonly answered: NisClass
  /** Whether relations to other enterprises add figures. */
  readonly aggregated: boolean
}

/**
 * Whether the state's act binds on a date (ISO, `YYYY-MM-DD`). An act said to be in force without a known date counts as in
 * force; an adopted act counts from its date.
 */
export const actInForce = (pack: LawPack, asOf: string): boolean => {
  if (pack.status === 'none' || pack.status === 'nis1') return false
  if (pack.act.inForce === 'unknown') return pack.status === 'in-force'
  return pack.act.inForce <= asOf
}

/**
 * The class in each state of jurisdiction: recital 16 (group figures left aside), former operators of essential services,
 * the national name and whether the act is in force.
 * @see NIS2 recital 16, Art. 3(1)(g), Art. 5; docs/method/scope.md
 */
export function decideNational(
  facts: ScopeCase,
  activities: Activities,
  directive: DirectiveFacts,
  states: readonly StateCode[],
  laws: ReadonlyMap<StateCode, LawPack>,
  asOf: string,
): National {
  const classes: NationalClass[] = []
  const reasons: Reason[] = []
  const questions: Question[] = []
  const alone = directive.aggregated ? ownFigures(facts, activities) : null
  for (const state of states) {
    const pack = laws.get(state)
    if (pack === undefined) {
      classes.push({ state, class: directive.answered, label: null, inForce: false })
      questions.push({ code: 'law-pack-missing', params: { state } })
      continue
    }
    const base = pack.group === 'eea' ? directive.class : directive.answered
    const aside = alone === null ? null : withoutGroup(facts, activities, directive, alone, base, pack, questions)
    const byFigures = aside?.class ?? base
    const former = formerOperator(facts, byFigures, pack)
    const decided = former.class
    if (aside?.reason !== undefined && formerOperator(facts, base, pack).class !== decided) reasons.push(aside.reason)
    if (former.reason !== undefined) reasons.push(former.reason)
    if (former.question !== undefined) questions.push(former.question)
    const inForce = actInForce(pack, asOf)
    classes.push({ state, class: decided, label: label(pack, decided), inForce })
    legalDoubts(pack, decided, inForce, asOf, questions)
  }
  return { classes, reasons, questions }
}

interface Alone {
  readonly sizes: readonly Size[]
  readonly possible: readonly DecidedClass[]
}

/** The entity by its own figures. What stood before with the group's figures says nothing about it, so it is not used. */
function ownFigures(facts: ScopeCase, activities: Activities): Alone {
  const sizes = decideSize(aggregate(facts, []), null).possible
  return { sizes, possible: classify(facts, activities, sizes).possible }
}

function withoutGroup(
  facts: ScopeCase,
  activities: Activities,
  directive: DirectiveFacts,
  alone: Alone,
  base: NisClass,
  pack: LawPack,
  questions: Question[],
): { readonly class: NisClass; readonly reason?: Reason } {
  const unchanged = { class: base }
  if (base === 'undetermined') return unchanged
  const own = single(milder(alone.possible, base))
  if (own === base) return unchanged
  const { option, rule, confidence } = pack.recital16
  const state = pack.code
  const text = rule === 'unknown' ? null : rule
  const independent = facts.independentSystems ?? null
  if (option === 'own-figures') return largeOnlyByGroup()
  if (option === 'not-offered' || independent === false) return unchanged
  if (option === 'unknown') {
    if (independent === true) questions.push({ code: 'recital-16-unknown', params: { state } })
    return unchanged
  }
  if (independent === null) {
    questions.push({ code: 'recital-16-available', params: { state, rule: text } })
    return unchanged
  }
  return applied(own, true)

  /** Who is large only through its group and small alone is out; who is medium through its group stays in. */
  function largeOnlyByGroup(): { readonly class: NisClass; readonly reason?: Reason } {
    const results = new Set<DecidedClass>()
    for (const together of directive.sizes)
      for (const size of alone.sizes) {
        const counted: Size = together === 'large' && size === 'small' ? 'small' : together
        for (const result of classify(facts, activities, [counted]).possible) results.add(result)
      }
    const result = single(CLASSES.filter((each) => results.has(each)))
    return result === base ? unchanged : applied(result, false)
  }

  function applied(result: NisClass, byIndependence: boolean): { readonly class: NisClass; readonly reason: Reason } {
    if (confidence !== 'high') questions.push({ code: 'recital-16-confirm', params: { state, rule: text } })
    const size = alone.sizes.length === 1 ? (alone.sizes[0] ?? 'undetermined') : 'undetermined'
    return {
      class: result,
      reason: { rule: 'recital-16', article: 'NIS2 recital 16', params: { state, own: size, class: result, independent: byIndependence } },
    }
  }
}

/** Leaving group figures aside relieves; it never makes a class stricter than the group's. */
const milder = (possible: readonly DecidedClass[], base: DecidedClass): readonly DecidedClass[] =>
  CLASSES.filter(
    (each, rank) =>
      rank <= CLASSES.indexOf(base) &&
      (possible.includes(each) || (each === base && possible.some((other) => CLASSES.indexOf(other) > rank))),
  )

const single = (possible: readonly DecidedClass[]): NisClass => (possible.length === 1 ? (possible[0] ?? 'undetermined') : 'undetermined')

/** Where it is unknown whether the state keeps former operators essential, the milder class is not assumed. */
function formerOperator(
  facts: ScopeCase,
  base: NisClass,
  pack: LawPack,
): { readonly class: NisClass; readonly reason?: Reason; readonly question?: Question } {
  const stay = pack.formerOperatorsStayEssential
  if (facts.flags?.formerOperatorOfEssentialServices !== true || base === 'essential' || stay === false) return { class: base }
  const params = { state: pack.code }
  if (stay === 'unknown') return { class: 'undetermined', question: { code: 'former-operator-unknown', params } }
  return { class: 'essential', reason: { rule: 'former-operator', article: 'NIS2 Art. 3(1)(g)', params } }
}

function label(pack: LawPack, decided: NisClass): string | null {
  if (decided !== 'essential' && decided !== 'important') return null
  const name = pack.classNames[decided]
  return name === 'unknown' ? null : name
}

function legalDoubts(pack: LawPack, decided: NisClass, inForce: boolean, asOf: string, questions: Question[]): void {
  const state = pack.code
  if (!inForce && decided !== 'out') {
    const from = pack.act.inForce === 'unknown' || pack.act.inForce <= asOf || pack.status === 'nis1' ? null : pack.act.inForce
    questions.push({ code: 'act-not-in-force', params: { state, from, readOn: pack.asOf } })
  }
  if (inForce && pack.act.inForce === 'unknown') questions.push({ code: 'act-date-unknown', params: { state, readOn: pack.asOf } })
  if (decided !== 'essential' && decided !== 'important' && pack.goldPlating !== 'unknown')
    questions.push({ code: 'national-additions', params: { state, additions: pack.goldPlating } })
}
