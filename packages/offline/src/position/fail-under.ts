import type { Content } from '@caponier/core'
import type { Position } from '@caponier/core/position/index'
import { CONSISTENCY_RULES } from '@caponier/core/position/index'

/** A condition of --fail-under: a number below a bound, or a finding of a severity or rule. */
export type Bound =
  | {
      readonly kind: 'number'
      readonly side: 'designed' | 'implemented' | 'evidenced'
      readonly measure: string | null
      readonly below: number
    }
  | { readonly kind: 'finding'; readonly name: string }

const NUMBER = /^(?:(?<measure>[0-9]+(?:\([0-9a-z]+\))*):)?(?<side>designed|implemented|evidenced)<(?<below>\d+(?:\.\d+)?)$/
const FINDING = /^finding:(?<name>[a-z-]+)$/

const SEVERITIES: ReadonlySet<string> = new Set(['high', 'medium', 'low'])

/**
 * Parses `evidenced<0.6`, `21(2)(c):implemented<0.8`, `finding:high`, `finding:control-late`. Null when it is none of them, when the
 * number is no share from 0 to 1, or when measure, severity or rule do not exist: a slip must not pass for a bound that holds.
 */
export function parseBound(text: string, content: Content): Bound | null {
  const number = NUMBER.exec(text.replace(/\s+/g, ''))?.groups
  if (number !== undefined) {
    const measure = number['measure'] ?? null
    const below = Number(number['below'])
    if (below > 1 || (measure !== null && !content.measures.some((one) => one.id === measure))) return null
    return { kind: 'number', side: number['side'] as 'evidenced', measure, below }
  }
  const name = FINDING.exec(text)?.groups?.['name']
  if (name === undefined || !(SEVERITIES.has(name) || CONSISTENCY_RULES.some((rule) => rule.id === name))) return null
  return { kind: 'finding', name }
}

/** What breaks a bound: measures of entities in scope below it, or the findings of that severity or rule. Empty when it holds. */
export function brokenBy(position: Position, bound: Bound): string[] {
  if (bound.kind === 'finding')
    return position.findings.filter((one) => one.severity === bound.name || one.rule === bound.name).map((one) => `finding ${one.id}`)
  const outside = new Set(position.scope.filter((one) => one.class === 'out' || one.class === 'registration-only').map((one) => one.entity))
  return position.measures.flatMap((measure) => {
    const value = measure[bound.side]
    if (
      value === null ||
      outside.has(measure.entity ?? '') ||
      (bound.measure !== null && measure.ref !== bound.measure) ||
      value >= bound.below
    )
      return []
    return [`${measure.ref} of ${measure.entity ?? ''}: ${bound.side} ${value} < ${bound.below}`]
  })
}
