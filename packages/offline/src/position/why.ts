import type { CellTrace, DutyTrace, Finding, FindingTrace, LevelTrace, MeasureTrace } from '@caponier/core/position/index'
import { explainCell, explainDuty, explainFinding, explainLevel, explainMeasure, foundational } from '@caponier/core/position/index'
import { FOUNDATIONAL } from '@caponier/core'
import type { Computed } from './compute.ts'

/** An answer to "why?", in one of its shapes. */
export type Why =
  | { readonly kind: 'measure'; readonly traces: readonly MeasureTrace[] }
  /** `others`: legal entities for which the same could be asked, when none was named. */
  | { readonly kind: 'duty'; readonly scope: string; readonly others: readonly string[]; readonly trace: DutyTrace }
  | { readonly kind: 'level'; readonly trace: LevelTrace; readonly findings: readonly Finding[] }
  | { readonly kind: 'levels'; readonly traces: readonly LevelTrace[]; readonly findings: readonly Finding[] }
  | { readonly kind: 'finding'; readonly trace: FindingTrace }
  | { readonly kind: 'cell'; readonly traces: readonly CellTrace[] }
  | { readonly kind: 'unknown'; readonly message: string }

/**
 * Traces a number: a measure (`21(2)(i)`) for one scope or every legal entity, a duty (`21(2)(i).3`) for one scope or the
 * first legal entity, an SL element (`zone:ID RDF`, `zone:ID FR5`), a whole vector (`zone:ID`), a finding (`finding:ID`) or one requirement at one subject
 * (`zone:ID "SR 5.1"`).
 */
export function why(computed: Computed, what: string, detail: string | undefined, scope: string | undefined): Why {
  const { model, position } = computed
  if (what.startsWith('finding:')) {
    const id = what.slice('finding:'.length)
    const finding = position.findings.find((one) => one.id === id)
    if (finding === undefined)
      return unknown(
        `there is no finding "${id}" as of ${position.asOf}`,
        position.findings.map((one) => one.id).filter((other) => other.startsWith(id.split('/')[0] ?? '')),
      )
    return { kind: 'finding', trace: explainFinding(model, finding) }
  }
  const scopes =
    scope === undefined ? model.graph.scopes.filter((one) => one.kind === 'entity').map((one) => `${one.kind}:${one.id}`) : [scope]
  if (scope !== undefined && !model.graph.scopeIndex.has(scope))
    return unknown(`there is no entity or site "${scope}"`, [...model.graph.scopeIndex.keys()])
  const measure = model.pack.measures.find((one) => one.id === what)
  if (measure !== undefined) return { kind: 'measure', traces: scopes.flatMap((one) => explainMeasure(model, one, measure.id) ?? []) }
  const duty = model.pack.duties.find((one) => one.duty.id === what)
  if (duty !== undefined) {
    const [first = '', ...others] = scopes
    const trace = explainDuty(model, first, what)
    if (trace !== null) return { kind: 'duty', scope: first, others, trace }
  }
  if (!model.graph.byRef.has(what)) {
    const kind = what.split(':')[0] ?? ''
    return unknown(
      `"${what}" is no measure, duty, finding or subject`,
      kind === what ? model.pack.measures.map((one) => one.id) : [...model.graph.byRef.keys()].filter((ref) => ref.startsWith(`${kind}:`)),
    )
  }
  if (detail === undefined) {
    const traces = FOUNDATIONAL.flatMap((fr) => explainLevel(model, what, fr) ?? [])
    return traces.length === 0
      ? unknown(`name a requirement for ${what}, e.g. "ORG 1.1"`, [])
      : { kind: 'levels', traces, findings: position.findings }
  }
  const fr = foundational(detail)
  if (fr !== null) {
    const trace = explainLevel(model, what, fr)
    return trace === null
      ? unknown(`${what} has no security level; zones and conduits have`, [])
      : { kind: 'level', trace, findings: position.findings }
  }
  const cells = model.pack.frameworks.flatMap((framework) => explainCell(model, what, framework.key, detail) ?? [])
  return cells.length === 0
    ? unknown(
        `"${detail}" is neither a foundational requirement (IAC UC SI DC RDF TRE RA, FR1-FR7) nor a requirement answered for ${what}`,
        [],
      )
    : { kind: 'cell', traces: cells }
}

const unknown = (message: string, candidates: readonly string[]): Why => ({
  kind: 'unknown',
  message:
    candidates.length === 0
      ? message
      : `${message}; there are: ${candidates.slice(0, 12).join(', ')}${candidates.length > 12 ? ` and ${candidates.length - 12} more` : ''}`,
})
