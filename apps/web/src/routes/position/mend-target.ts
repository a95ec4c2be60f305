import type { Target } from './trace-paths.ts'
import { splitRef, toAnswer, toObject } from './trace-paths.ts'

/** What of a finding decides where it is mended. */
export interface Mendable {
  readonly rule: string
  readonly subject: string
  readonly framework?: string | undefined
  readonly requirements: readonly string[]
  readonly refs: readonly string[]
}

/** Words of the button that leads there. */
export type MendAct = 'answer' | 'review' | 'open' | 'target' | 'zone' | 'owner' | 'conduit' | 'flow' | 'control' | 'evidence' | 'supplier'

export interface Mend {
  readonly act: MendAct
  readonly to: Target
}

/**
 * Where a finding is mended: the answer with its requirement open, the zone whose target is missing, the asset without a zone, and so
 * on. An unknown rule leads to its subject.
 */
export function mendOf(finding: Mendable): readonly Mend[] {
  const { rule, subject, framework, requirements, refs } = finding
  const [requirement] = requirements
  if (framework !== undefined && requirement !== undefined) {
    const answer: Mend = { act: rule === 'review-overdue' ? 'review' : 'answer', to: toAnswer(framework, subject, requirement) }
    return rule === 'contradiction-open' ? [...flows(refs), answer] : [answer]
  }
  const act = ACTS[rule]
  const here: Mend = { act: act ?? 'open', to: toObject(subject) }
  if (rule === 'flow-without-conduit') return [{ act: 'conduit', to: { path: '/company/conduits', search: { open: '+' } } }, ...flows(refs)]
  if (rule === 'external-peer' || rule === 'cleartext-management') return [...flows(refs), { act: 'open', to: here.to }]
  return [here]
}

const ACTS: Readonly<Record<string, MendAct>> = {
  'sl-target-missing': 'target',
  'conduit-below-zone': 'target',
  'without-owner': 'owner',
  'asset-without-zone': 'zone',
  'control-late': 'control',
  'evidence-expired': 'evidence',
  'supplier-without-claim': 'supplier',
}

const flows = (refs: readonly string[]): readonly Mend[] =>
  refs
    .filter((ref) => splitRef(ref)[0] === 'flow')
    .slice(0, 3)
    .map((ref) => ({ act: 'flow', to: toObject(ref) }))

const RANK: Readonly<Record<'high' | 'medium' | 'low', number>> = { high: 0, medium: 1, low: 2 }

/** A rule with the number of its findings. */
export interface RuleCount {
  readonly rule: string
  readonly title: string
  readonly severity: 'high' | 'medium' | 'low'
  readonly count: number
}

/** Counts of rules and severities as one group for each rule: gravest first, then the rule that finds most. */
export function byRule(counts: readonly RuleCount[]): readonly RuleCount[] {
  const groups = [...Map.groupBy(counts, (one) => one.rule).values()].flatMap((list) => {
    const [first] = list.toSorted((a, b) => RANK[a.severity] - RANK[b.severity])
    return first === undefined ? [] : [{ ...first, count: list.reduce((sum, one) => sum + one.count, 0) }]
  })
  return groups.toSorted((a, b) => RANK[a.severity] - RANK[b.severity] || b.count - a.count)
}
