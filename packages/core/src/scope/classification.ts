import type { ScopeCase, Size } from './case.ts'
import type { ActivityDefinition, NisClass } from './law-pack.ts'
import type { NaceIndex } from './nace.ts'
import { naceRule } from './nace.ts'
import type { Question } from './questions.ts'
import type { Ground, Reason } from './reasons.ts'

/** The classes that a case can have, mildest first; `undetermined` is not among them, it is the absence of one. */
export const CLASSES = ['out', 'registration-only', 'important', 'essential'] as const
export type DecidedClass = (typeof CLASSES)[number]
const RANK: Readonly<Record<NisClass, number>> = { out: 0, 'registration-only': 1, important: 2, essential: 3, undetermined: 3 }

/** What the case says about its activities. */
export interface Activities {
  /** Named, or certain by NACE code. */
  readonly certain: readonly ActivityDefinition[]
  /** What a NACE code may be. */
  readonly maybe: readonly ActivityDefinition[]
  /** The case says that no annex activity exists. */
  readonly none: boolean
  /** Nothing is known, or something that nobody can exclude. */
  readonly open: boolean
  /** Ids that the case names itself. */
  readonly named: readonly string[]
  /** NACE codes by the activity that they stand for, or may stand for. */
  readonly nace: ReadonlyMap<string, readonly string[]>
  readonly questions: readonly Question[]
  /** Questions to ask only if the maybes leave the class open. */
  readonly maybeQuestions: readonly Question[]
}

const NO_CODES: ReadonlyMap<string, readonly string[]> = new Map()

/**
 * The activities of a case. Naming an activity asserts its definition (its doubts become questions); a NACE code may leave
 * open what it is. All ids must exist, see {@link checkCase}.
 */
export function activitiesOf(facts: ScopeCase, definitions: ReadonlyMap<string, ActivityDefinition>, nace: NaceIndex): Activities {
  const ids = facts.activities ?? []
  const codes = facts.nace ?? []
  const none = ids.includes('none')
  const certain = new Map<string, ActivityDefinition>()
  for (const id of ids) if (id !== 'none') certain.set(id, definition(definitions, id))
  if (codes.length === 0) {
    const missing = ids.length === 0
    return {
      certain: [...certain.values()],
      maybe: [],
      none,
      open: missing,
      named: ids,
      nace: NO_CODES,
      questions: missing
        ? facts.flags?.criticalEntity === true
          ? []
          : [{ code: 'activity-missing', params: {} }]
        : doubts(certain.values()),
      maybeQuestions: [],
    }
  }
  const byCode = new Map<string, string[]>()
  const note = (id: string, name: string): void => {
    const known = byCode.get(id)
    if (known === undefined) byCode.set(id, [name])
    else known.push(name)
  }
  const maybe = new Map<string, ActivityDefinition>()
  const questions: Question[] = []
  const maybeQuestions: Question[] = []
  let unmapped = false
  for (const code of codes) {
    const rule = naceRule(nace, code)
    const name = `${code.code} (NACE Rev. ${code.rev})`
    if (rule === null) {
      if (none) continue
      unmapped = true
      questions.push({ code: 'nace-unknown', params: { nace: name } })
      continue
    }
    for (const id of rule.activities) {
      if (id === 'none') continue
      ;(none ? maybe : certain).set(id, definition(definitions, id))
      note(id, name)
    }
    if (rule.maybe.length === 0 || none) continue
    for (const id of rule.maybe) {
      maybe.set(id, definition(definitions, id))
      note(id, name)
    }
    maybeQuestions.push({ code: 'nace-maybe', params: { nace: name, activities: rule.maybe, note: rule.note } })
  }
  for (const id of certain.keys()) maybe.delete(id)
  // A code of which the table says nothing unsettles a case that has nothing else; beside an activity it is a question.
  const open = unmapped && certain.size === 0
  if (none && maybe.size > 0)
    questions.push({
      code: 'none-against-nace',
      params: { nace: [...new Set([...byCode.values()].flat())], activities: [...maybe.keys()] },
    })
  return {
    certain: [...certain.values()],
    maybe: [...maybe.values()],
    none,
    open,
    named: ids,
    nace: byCode,
    questions: [...questions, ...doubts(certain.values())],
    maybeQuestions,
  }
}

function definition(definitions: ReadonlyMap<string, ActivityDefinition>, id: string): ActivityDefinition {
  const found = definitions.get(id)
  if (found === undefined) throw new RangeError(`unknown activity ${id}`)
  return found
}

function doubts(activities: Iterable<ActivityDefinition>): readonly Question[] {
  const questions: Question[] = []
  for (const entry of activities)
    if (entry.doubt !== null) questions.push({ code: 'activity-doubt', params: { activity: entry.id, doubt: entry.doubt } })
  return questions
}

/** The classes that remain open for the possible sizes; one alone is the class. */
export interface ClassResult {
  readonly possible: readonly DecidedClass[]
  /** For one size the activities alone leave the class open. */
  readonly openByActivity: boolean
  /** For a settled activity the sizes leave the class open. */
  readonly openBySize: boolean
}

/**
 * The class by the directive: the strictest that any activity or flag gives.
 * @see NIS2 Art. 2(1)-(4), 3(1)(a)-(f), 3(2); docs/method/scope.md
 */
export function classify(facts: ScopeCase, activities: Activities, sizes: readonly Size[]): ClassResult {
  const found = [false, false, false, false]
  const bases = new Set<number>()
  let openByActivity = false
  for (const size of sizes) {
    const base = rankOf(facts, activities.certain, size)
    bases.add(base)
    found[base] = true
    for (const entry of activities.maybe) {
      const rank = Math.max(base, rankOf(facts, [entry], size))
      if (rank > base) openByActivity = true
      found[rank] = true
    }
    if (activities.open && base < RANK.essential) {
      openByActivity = true
      for (let rank = base; rank <= RANK.essential; rank++) found[rank] = true
    }
  }
  return { possible: CLASSES.filter((_, rank) => found[rank]), openByActivity, openBySize: bases.size > 1 }
}

const NO_NAMES: readonly string[] = []
const isAnnex = (entry: ActivityDefinition): boolean => entry.annex !== '-'

function rankOf(facts: ScopeCase, activities: readonly ActivityDefinition[], size: Size): number {
  if (facts.flags?.criticalEntity === true) return RANK.essential
  let rank = 0
  for (const entry of activities) rank = Math.max(rank, RANK[entry.class[size]])
  const identified = facts.flags?.identifiedByState
  if (identified !== null && identified !== undefined && activities.some(isAnnex)) rank = Math.max(rank, RANK[identified])
  return rank
}

export const settled = (result: ClassResult): NisClass =>
  result.possible.length === 1 && result.possible[0] !== undefined ? result.possible[0] : 'undetermined'

/** Questions about the activities that the class depends on, in the order of the case. */
export function activityQuestions(facts: ScopeCase, activities: Activities, result: ClassResult): readonly Question[] {
  const identified = facts.flags?.identifiedByState
  const idle =
    identified !== null && identified !== undefined && !activities.open && ![...activities.certain, ...activities.maybe].some(isAnnex)
  return [
    ...activities.questions,
    ...(result.openByActivity ? activities.maybeQuestions : []),
    ...(idle ? [{ code: 'identified-without-activity', params: { as: identified } } satisfies Question] : []),
    ...(facts.flags?.defenceExempt === true ? [{ code: 'defence-exempt', params: {} } satisfies Question] : []),
  ]
}

/** The reason of a settled class: every ground that alone gives it, in one reason, because each of them would do. */
export function classReason(facts: ScopeCase, activities: Activities, sizes: readonly Size[], decided: DecidedClass): Reason {
  const size = sizes.length === 1 ? (sizes[0] ?? null) : null
  // Too small to be in scope: that holds for what a code may be as well.
  const counted = decided === 'out' ? [...activities.certain, ...activities.maybe] : activities.certain
  if (decided === 'out' && counted.length === 0)
    return {
      rule: 'no-annex-activity',
      article: 'NIS2 Art. 2(1), Annexes I and II',
      params: { nace: activities.none ? [] : (facts.nace ?? []).map((code) => `${code.code} (NACE Rev. ${code.rev})`) },
    }
  const grounds: Ground[] = []
  const articles = new Set<string>()
  for (const entry of counted) {
    if (!sizes.some((each) => entry.class[each] === decided)) continue
    const anySize = entry.class.small === decided && entry.class.medium === decided && entry.class.large === decided
    grounds.push({
      kind: 'activity',
      id: entry.id,
      named: activities.named.includes(entry.id),
      nace: activities.nace.get(entry.id) ?? NO_NAMES,
      anySize,
    })
    for (const each of sizes) if (entry.class[each] === decided) articles.add(activityArticle(entry, each, decided))
  }
  if (decided === 'essential' && facts.flags?.criticalEntity === true) {
    grounds.push({ kind: 'critical-entity' })
    articles.add('NIS2 Art. 2(3), 3(1)(f)')
  }
  const identified = facts.flags?.identifiedByState
  if (identified === decided) {
    const annex = activities.certain.filter(isAnnex)
    if (annex.length > 0) {
      grounds.push({ kind: 'identified-by-state', as: identified, activities: annex.map((entry) => entry.id) })
      articles.add(identified === 'essential' ? 'NIS2 Art. 2(2)(b)-(e), 3(1)(e)' : 'NIS2 Art. 2(2)(b)-(e), 3(2)')
    }
  }
  const needsSize = grounds.every((ground) => ground.kind === 'activity' && !ground.anySize)
  return { rule: 'class', article: [...articles].join('; '), params: { class: decided, size: needsSize ? size : null, grounds } }
}

/** The provision that gives an activity its class at a size. */
function activityArticle(entry: ActivityDefinition, size: Size, decided: DecidedClass): string {
  if (decided === 'registration-only') return 'NIS2 Art. 2(4)'
  if (decided === 'out') return 'NIS2 Art. 2(1)'
  const scope = entry.sizeRule === 'size-cap' ? 'Art. 2(1)' : entry.id.startsWith('I.10/') ? 'Art. 2(2)(f)' : 'Art. 2(2)(a)'
  if (decided === 'important') return `NIS2 ${scope}, 3(2)`
  switch (entry.id) {
    case 'I.8/dns':
    case 'I.8/tld':
    case 'I.8/qtsp':
      return `NIS2 ${scope}, 3(1)(b)`
    case 'I.10/central':
      return `NIS2 ${scope}, 3(1)(d)`
    case 'I.8/ecn':
    case 'I.8/ecs':
      return size === 'medium' ? `NIS2 ${scope}, 3(1)(c)` : `NIS2 ${scope}, 3(1)(a)`
    default:
      return `NIS2 ${scope}, 3(1)(a)`
  }
}
