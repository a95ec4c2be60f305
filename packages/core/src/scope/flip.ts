import { relations } from './aggregation.ts'
import type { ScopeCase, ScopeFlags, Size } from './case.ts'
import { MAX_EURO, MAX_HEADCOUNT } from './case.ts'
import type { ScopeContext } from './context.ts'
import type { Decision } from './decide.ts'
import { decideScope } from './decide.ts'
import { latestFigures, searchFigures } from './flip-figures.ts'
import type { NisClass, StateCode } from './law-pack.ts'
import type { NationalClass } from './national.ts'

interface ChangeParams {
  headcount: { readonly from: number; readonly to: number }
  figures: { readonly headcount: number | null; readonly turnoverEur: number | null; readonly balanceEur: number | null }
  'same-figures-again': unknown
  'activity-removed': { readonly activity: string }
  'activity-added': { readonly activity: string }
  'nace-removed': { readonly nace: string }
  'link-cut': { readonly to: string }
  'critical-entity': { readonly value: boolean }
  'independent-systems': { readonly value: boolean }
  'former-operator': { readonly value: boolean }
  'identified-by-state': { readonly as: 'essential' | 'important' | null }
  'prior-status': { readonly prior: Size }
  'main-establishment': { readonly state: StateCode }
}

/** A change of facts that changes the answer. Figures are the entity's own, held in both of the last two closed periods. */
export type Change = { [K in keyof ChangeParams]: { readonly kind: K } & ChangeParams[K] }[keyof ChangeParams]

/** A change with the proof: `facts` is the changed case, and deciding it gives `class` and `national`. */
export interface Flip {
  readonly change: Change
  readonly class: NisClass
  /** The states in which the class becomes another, with their new class. */
  readonly national: readonly NationalClass[]
  readonly facts: ScopeCase
}

/**
 * What would flip the answer, each proved by deciding the changed case; figures are the smallest change that does it, found
 * exactly (whole persons, cents).
 */
export function findFlips(facts: ScopeCase, context: ScopeContext): readonly Flip[] {
  const before = decideScope(facts, context)
  const flips: Flip[] = []
  const attempt = (change: Change, changed: ScopeCase): boolean => {
    const after = decideScope(changed, context)
    const national = changedStates(before, after)
    if (after.class === before.class && national.length === 0) return false
    flips.push({ change, class: after.class, national, facts: changed })
    return true
  }
  if (before.class !== 'undetermined') figureFlips(facts, context, before, attempt)
  openFacts(facts, before, attempt)
  activityFlips(facts, attempt)
  relationFlips(facts, attempt)
  flagFlips(facts, attempt)
  return flips
}

type Attempt = (change: Change, changed: ScopeCase) => boolean

const changedStates = (before: Decision, after: Decision): readonly NationalClass[] =>
  after.national.filter((entry) => before.national.some((known) => known.state === entry.state && known.class !== entry.class))

function figureFlips(facts: ScopeCase, context: ScopeContext, before: Decision, attempt: Attempt): void {
  const latest = latestFigures(facts, context.asOf)
  if (latest === null) return
  if (attempt({ kind: 'same-figures-again' }, latest.steady(latest.figures))) return
  const differs = (figures: typeof latest.figures): boolean => decideScope(latest.steady(figures), context).class !== before.class
  const search = searchFigures(latest.figures, differs, { headcount: MAX_HEADCOUNT, euro: MAX_EURO })
  const from = latest.figures.headcount ?? 0
  for (const found of search) {
    const only = found.headcount !== undefined && found.turnoverEur === undefined && found.balanceEur === undefined
    attempt(
      only
        ? { kind: 'headcount', from, to: found.headcount ?? from }
        : {
            kind: 'figures',
            headcount: found.headcount ?? null,
            turnoverEur: found.turnoverEur ?? null,
            balanceEur: found.balanceEur ?? null,
          },
      latest.steady({ ...latest.figures, ...found }),
    )
  }
}

function openFacts(facts: ScopeCase, before: Decision, attempt: Attempt): void {
  for (const question of before.questions) {
    if (question.code === 'prior-status-missing')
      for (const prior of ['small', 'medium', 'large'] as const) attempt({ kind: 'prior-status', prior }, { ...facts, priorStatus: prior })
    if (question.code === 'main-establishment-missing')
      for (const state of question.params.candidates) attempt({ kind: 'main-establishment', state }, { ...facts, mainEstablishment: state })
    if (question.code === 'nace-maybe')
      for (const activity of question.params.activities)
        attempt({ kind: 'activity-added', activity }, { ...facts, activities: [...(facts.activities ?? []), activity] })
  }
}

/** The activity of a group's own IT company, the Annex I activity that manufacturers most often overlook. */
const OVERLOOKED = 'I.9/msp'

function activityFlips(facts: ScopeCase, attempt: Attempt): void {
  const ids = [...new Set(facts.activities ?? [])].filter((id) => id !== 'none')
  const codes = facts.nace ?? []
  for (const id of ids) {
    const rest = ids.filter((other) => other !== id)
    attempt({ kind: 'activity-removed', activity: id }, { ...facts, activities: rest.length === 0 && codes.length === 0 ? ['none'] : rest })
  }
  for (const [index, code] of codes.entries()) {
    const rest = codes.filter((_, other) => other !== index)
    const activities = rest.length === 0 && ids.length === 0 ? ['none'] : (facts.activities ?? [])
    attempt({ kind: 'nace-removed', nace: `${code.code} (NACE Rev. ${code.rev})` }, { ...facts, activities, nace: rest })
  }
  if (!ids.includes(OVERLOOKED)) attempt({ kind: 'activity-added', activity: OVERLOOKED }, { ...facts, activities: [...ids, OVERLOOKED] })
}

function relationFlips(facts: ScopeCase, attempt: Attempt): void {
  const links = facts.links ?? []
  for (const { name } of relations(links).counted) {
    const rest = links.filter((link, index) => (link.to ?? `links[${index}]`) !== name)
    attempt({ kind: 'link-cut', to: name }, { ...facts, links: rest })
  }
  if (links.length === 0) return
  const independent = facts.independentSystems === true
  attempt({ kind: 'independent-systems', value: !independent }, { ...facts, independentSystems: !independent })
}

function flagFlips(facts: ScopeCase, attempt: Attempt): void {
  const flags: ScopeFlags = facts.flags ?? {}
  const withFlags = (change: ScopeFlags): ScopeCase => ({ ...facts, flags: { ...flags, ...change } })
  const critical = flags.criticalEntity === true
  attempt({ kind: 'critical-entity', value: !critical }, withFlags({ criticalEntity: !critical }))
  const identified = flags.identifiedByState ?? null
  const as = identified === null ? 'essential' : null
  attempt({ kind: 'identified-by-state', as }, withFlags({ identifiedByState: as }))
  if (flags.formerOperatorOfEssentialServices === true)
    attempt({ kind: 'former-operator', value: false }, withFlags({ formerOperatorOfEssentialServices: false }))
}
