import type { Figures, ScopeCase } from './case.ts'
import type { PeriodFacts, Reason } from './reasons.ts'

type Removals = { readonly [R in Reason['rule']]: (facts: ScopeCase, params: Extract<Reason, { readonly rule: R }>['params']) => ScopeCase }

const NOWHERE = { establishment: null, establishments: [] }

const ceiling: Removals['large'] = (facts, { periods, prior }) => ({
  ...withoutPeriods(facts, periods),
  ...(prior === null ? {} : { priorStatus: null }),
})

const REMOVALS: Removals = {
  'at-least-medium': ceiling,
  large: ceiling,
  small: ceiling,
  'not-large': ceiling,
  'two-year-rule': (facts, { agreeing }) => ({ ...withoutPeriods(facts, agreeing), priorStatus: null }),
  aggregation: (facts, { links }) => {
    const named = new Set(links.map((link) => link.name))
    return { ...facts, links: (facts.links ?? []).filter((link) => !named.has(link.to ?? '')) }
  },
  class: (facts, { grounds }) => {
    const ids = new Set(grounds.flatMap((ground) => (ground.kind === 'activity' ? [ground.id] : [])))
    const codes = new Set(grounds.flatMap((ground) => (ground.kind === 'activity' ? ground.nace : [])))
    const kinds = new Set(grounds.map((ground) => ground.kind))
    return {
      ...facts,
      activities: (facts.activities ?? []).filter((id) => !ids.has(id)),
      nace: (facts.nace ?? []).filter((code) => !codes.has(`${code.code} (NACE Rev. ${code.rev})`)),
      flags: {
        ...facts.flags,
        ...(kinds.has('critical-entity') ? { criticalEntity: null } : {}),
        ...(kinds.has('identified-by-state') ? { identifiedByState: null } : {}),
      },
    }
  },
  'no-annex-activity': (facts) => ({ ...facts, activities: [], nace: [] }),
  'jurisdiction-establishment': (facts) => ({ ...facts, ...NOWHERE }),
  'jurisdiction-main-establishment': (facts, { only }) => ({ ...facts, ...(only ? NOWHERE : {}), mainEstablishment: null }),
  'jurisdiction-services': (facts, { source, alsoMain }) => ({
    ...facts,
    ...(source === 'serves-in' ? {} : NOWHERE),
    ...(alsoMain === true ? { mainEstablishment: null } : {}),
    servesIn: [],
  }),
  'recital-16': (facts, { independent }) => (independent ? { ...facts, independentSystems: null } : { ...facts, links: [] }),
  'former-operator': (facts) => ({ ...facts, flags: { ...facts.flags, formerOperatorOfEssentialServices: null } }),
}

/** The case without the facts that a reason names. */
export function without(facts: ScopeCase, reason: Reason): ScopeCase {
  const remove = REMOVALS[reason.rule] as (facts: ScopeCase, params: Reason['params']) => ScopeCase
  return remove(facts, reason.params)
}

const KEY = { headcount: 'headcount', turnover: 'turnoverEur', balance: 'balanceEur' } as const

/** Takes named figures out of their periods, and out of the relations that add to them. */
function withoutPeriods(facts: ScopeCase, periods: readonly PeriodFacts[]): ScopeCase {
  let changed = facts
  for (const period of periods) {
    const keys = [...(period.headcount === null ? [] : [period.headcount]), ...period.money].map((entry) => KEY[entry.figure])
    const strip = <T extends Figures>(entry: T): T => ({ ...entry, ...Object.fromEntries(keys.map((key) => [key, null])) })
    changed = {
      ...(period.year === null ? strip(changed) : changed),
      years: changed.years?.map((entry) => (entry.year === period.year ? strip(entry) : entry)),
      links: changed.links?.map((link) => strip(link)),
    }
  }
  return changed
}
