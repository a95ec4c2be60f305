import type { Figures, Link, ScopeCase } from './case.ts'
import type { Comparison, PeriodFacts, Reason } from './reasons.ts'

const KEY = { headcount: 'headcount', turnover: 'turnoverEur', balance: 'balanceEur' } as const

/** The case without the facts that a reason names. */
export function without(facts: ScopeCase, reason: Reason): ScopeCase {
  switch (reason.rule) {
    case 'at-least-medium':
    case 'large':
    case 'small':
    case 'not-large':
      return { ...withoutPeriods(facts, reason.params.periods), ...(reason.params.prior === null ? {} : { priorStatus: null }) }
    case 'two-year-rule':
      return { ...withoutPeriods(facts, reason.params.agreeing), priorStatus: null }
    case 'aggregation': {
      const named = new Set(reason.params.links.map((link) => link.name))
      return { ...facts, links: (facts.links ?? []).filter((link) => !named.has(link.to ?? '')) }
    }
    case 'class': {
      const ids = new Set(reason.params.grounds.flatMap((ground) => (ground.kind === 'activity' ? [ground.id] : [])))
      const codes = new Set(reason.params.grounds.flatMap((ground) => (ground.kind === 'activity' ? ground.nace : [])))
      const kinds = new Set(reason.params.grounds.map((ground) => ground.kind))
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
    }
    case 'no-annex-activity':
      return { ...facts, activities: [], nace: [] }
    case 'jurisdiction-establishment':
      return { ...facts, establishment: null, establishments: [] }
    case 'jurisdiction-main-establishment':
      return reason.params.only ? { ...facts, establishment: null, establishments: [], mainEstablishment: null } : { ...facts, mainEstablishment: null }
    case 'jurisdiction-services':
      return reason.params.source === 'serves-in' ? { ...facts, servesIn: [] } : { ...facts, servesIn: [], establishment: null, establishments: [] }
    case 'recital-16':
      return reason.params.independent ? { ...facts, independentSystems: null } : { ...facts, links: [] }
    case 'former-operator':
      return { ...facts, flags: { ...facts.flags, formerOperatorOfEssentialServices: null } }
  }
}

/** Takes named figures out of their periods, and out of the relations that add to them. */
function withoutPeriods(facts: ScopeCase, periods: readonly PeriodFacts[]): ScopeCase {
  let changed = facts
  for (const period of periods) {
    const keys = [...(period.headcount === null ? [] : [period.headcount]), ...period.money].map((entry: Comparison) => KEY[entry.figure])
    const strip = <T extends Figures>(entry: T): T => ({ ...entry, ...Object.fromEntries(keys.map((key) => [key, null])) })
    changed = {
      ...(period.year === null ? strip(changed) : changed),
      years: changed.years?.map((entry) => (entry.year === period.year ? strip(entry) : entry)),
      links: changed.links?.map((link: Link) => strip(link)),
    }
  }
  return changed
}
