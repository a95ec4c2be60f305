import type { Activities } from './classification.ts'
import type { ScopeCase, Size } from './case.ts'
import type { ActivityDefinition, StateCode } from './law-pack.ts'
import type { Question } from './questions.ts'
import type { Reason } from './reasons.ts'
import { isCovered, MEMBER_STATES } from './states.ts'

export interface Jurisdiction {
  /** States of the Union and the EEA whose law reaches the entity, sorted. */
  readonly states: readonly StateCode[]
  /** No state of the Union follows for some activity, so that the class stays open. */
  readonly outsideUnion: boolean
  /** Several establishments, an activity judged by the main one, and the main one not stated. */
  readonly mainMissing: boolean
  readonly reasons: readonly Reason[]
  readonly questions: readonly Question[]
}

const ARTICLE = {
  establishment: 'NIS2 Art. 26(1)',
  services: 'NIS2 Art. 26(1)(a)',
  main: 'NIS2 Art. 26(1)(b), 26(2)',
  administration: 'NIS2 Art. 26(1)(c)',
} as const

/**
 * The states that have jurisdiction: the union over establishments and activities.
 * @param sizes sizes that the case may have; an activity that is out at all of them needs no main establishment
 * @see NIS2 Art. 26(1)-(2); docs/method/scope.md
 */
export function decideJurisdiction(facts: ScopeCase, activities: Activities, sizes: readonly Size[]): Jurisdiction {
  const establishments = establishmentsOf(facts)
  const covered = establishments.filter(isCovered)
  const inUnion = establishments.filter((state) => MEMBER_STATES.has(state))
  const ruled = (rule: ActivityDefinition['jurisdiction']): readonly ActivityDefinition[] =>
    activities.certain.filter((entry) => entry.jurisdiction === rule)
  const unruled = activities.certain.length === 0

  const states = new Set<StateCode>()
  const reasons: Reason[] = []
  const questions: Question[] = []
  let outsideUnion = false
  let mainMissing = false

  const established = unruled || ruled('establishment').length > 0
  if (established || ruled('establishing-state').length > 0) {
    for (const state of covered) states.add(state)
    if (covered.length > 0)
      reasons.push({
        rule: 'jurisdiction-establishment',
        article: established ? ARTICLE.establishment : ARTICLE.administration,
        params: { states: [...covered].sort() },
      })
    if (inUnion.length === 0) outsideUnion = true
  }

  const services = ruled('where-provided')
  if (services.length > 0) {
    const served = [...new Set(facts.servesIn ?? [])].filter(isCovered)
    const given = (facts.servesIn ?? []).length > 0
    const reached = given ? served : covered
    for (const state of reached) states.add(state)
    if (!given && covered.length > 0)
      questions.push({ code: 'serves-in-missing', params: { activities: services.map((entry) => entry.id), assumed: [...covered].sort() } })
    if (given && served.length === 0)
      questions.push({ code: 'serves-outside-union', params: { states: [...(facts.servesIn ?? [])].sort() } })
    if (reached.length > 0) {
      const source = !given ? 'establishment' : sameStates(served, covered) ? 'both' : 'serves-in'
      reasons.push({ rule: 'jurisdiction-services', article: ARTICLE.services, params: { states: [...reached].sort(), source } })
    }
    if (!reached.some((state) => MEMBER_STATES.has(state))) outsideUnion = true
  }

  const central = ruled('main-establishment')
  if (central.length > 0) {
    const stated = facts.mainEstablishment ?? null
    const usable = stated !== null && isCovered(stated)
    if (stated !== null && !usable) questions.push({ code: 'main-establishment-outside-union', params: { state: stated } })
    if (usable && establishments.length > 0 && !establishments.includes(stated))
      questions.push({ code: 'main-establishment-not-listed', params: { state: stated, establishments } })
    const only = inUnion.length === 1 ? inUnion[0] : undefined
    const main = usable ? stated : only
    const inScope = facts.flags?.criticalEntity === true || central.some((entry) => sizes.some((size) => entry.class[size] !== 'out'))
    // Without any establishment in the Union the class stays open, and a main establishment that is only stated settles nothing.
    const nowhere = (): boolean => outsideUnion && inUnion.length === 0
    if (main !== undefined) {
      // For an activity that is out, the main establishment decides only what the establishments do not give already.
      const isRedundant = nowhere() && states.has(main)
      const moves = MEMBER_STATES.has(main)
        ? inScope || !states.has(main) || inUnion.some((state) => !states.has(state))
        : covered.length !== 1 || covered[0] !== main
      const decides = moves && !isRedundant
      states.add(main)
      if (decides)
        reasons.push({
          rule: 'jurisdiction-main-establishment',
          article: ARTICLE.main,
          params: { state: main, stated: usable, only: main === only },
        })
      if (isRedundant && usable) alsoMain(reasons, main)
      if (!MEMBER_STATES.has(main)) outsideUnion = true
    } else if (inUnion.length === 0) {
      for (const state of covered) states.add(state)
      outsideUnion = true
    } else {
      // Each of them may be the one; none is left out of sight until it is stated.
      for (const state of inUnion) states.add(state)
      if (inScope) {
        mainMissing = true
        questions.push({
          code: 'main-establishment-missing',
          params: { activities: central.map((entry) => entry.id), candidates: [...inUnion].sort() },
        })
      }
    }
  }

  if (outsideUnion && onlyNone(activities)) outsideUnion = false
  if (outsideUnion) questions.unshift({ code: 'no-establishment-in-union', params: { states: [...establishments].sort() } })
  return { states: [...states].sort(), outsideUnion, mainMissing, reasons, questions }
}

/** Services and main establishment name the same single state: one reason for both, because each of them would do. */
function alsoMain(reasons: Reason[], main: StateCode): void {
  const at = reasons.findIndex((reason) => reason.rule === 'jurisdiction-services')
  const services = reasons[at]
  if (services?.rule !== 'jurisdiction-services' || services.params.states.length !== 1 || services.params.states[0] !== main) return
  reasons[at] = { ...services, params: { ...services.params, alsoMain: true } }
}

/** An entity that carries out no annex activity is out wherever it sits. */
const onlyNone = (activities: Activities): boolean => !activities.open && activities.certain.length === 0 && activities.maybe.length === 0

/** `establishment` first, then `establishments`, each once. */
export function establishmentsOf(facts: ScopeCase): readonly StateCode[] {
  const first = facts.establishment ?? null
  const more = facts.establishments ?? []
  if (more.length === 0) return first === null ? [] : [first]
  return [...new Set(first === null ? more : [first, ...more])]
}

const sameStates = (a: readonly StateCode[], b: readonly StateCode[]): boolean =>
  a.length === b.length && a.every((state) => b.includes(state))
