import type { PackDuty } from './pack.ts'
import type { Rational } from './rational.ts'
import { add, divide, mean, rational, reduce } from './rational.ts'
import type { BlockSums, Sums } from './sums.ts'

/** The three honest numbers, each in [0, 1]; evidenced <= implemented <= designed. */
export interface Coverage {
  readonly designed: Rational
  readonly implemented: Rational
  readonly evidenced: Rational
}

/** Coverage of a duty in a scope, with its two halves: the own answer `a` and what the carriers give, `c` (rule 8). */
export interface DutyCoverage {
  readonly total: Coverage | null
  readonly answer: Coverage | null
  readonly carriers: Coverage | null
}

const SIDES = ['designed', 'implemented', 'evidenced'] as const

/**
 * Score of a requirement over its applicable subjects in a scope, weighted by criticality (rule 7); null when none applies.
 */
export function requirementCoverage(sums: Sums, scope: number, column: number): Coverage | null {
  const at = scope * sums.width + column
  const weight = sums.weight[at] ?? 0
  if (weight === 0) return null
  const side = (values: Int32Array): Rational => rational(values[at] ?? 0, weight * 2)
  return { designed: side(sums.designed), implemented: side(sums.implemented), evidenced: side(sums.evidenced) }
}

/**
 * Coverage of one duty (rule 8): answered a; partly carried (a + c) / 2 or the half that exists; carried c, or a where c is
 * null. c is the strength-weighted mean of the carriers' requirement scores.
 */
export function dutyCoverage(sums: readonly BlockSums[], nis2: number, scope: number, duty: PackDuty): DutyCoverage {
  const own = sums[nis2]
  const answer = own === undefined || duty.column < 0 ? null : requirementCoverage(own.all, scope, duty.column)
  const carriers = duty.kind === 'answered' ? null : carrierCoverage(sums, scope, duty)
  return { answer, carriers, total: combine(duty.kind, answer, carriers) }
}

function combine(kind: PackDuty['kind'], answer: Coverage | null, carriers: Coverage | null): Coverage | null {
  if (kind === 'answered') return answer
  if (kind === 'carried') return carriers ?? answer
  return meanCoverage([answer, carriers])
}

/** Groups carriers by denominator first: few distinct weights sums occur, so most of the adding is on small integers. */
function carrierCoverage(sums: readonly BlockSums[], scope: number, duty: PackDuty): Coverage | null {
  const groups = new Map<number, [number, number, number]>()
  let quarters = 0
  for (const carrier of duty.carriers) {
    const block = sums[carrier.framework]
    if (block === undefined) continue
    const table = carrier.full ? block.all : block.targeted
    const at = scope * table.width + carrier.column
    const weight = table.weight[at] ?? 0
    if (weight === 0) continue
    quarters += carrier.quarters
    let group = groups.get(weight)
    if (group === undefined) groups.set(weight, (group = [0, 0, 0]))
    group[0] += carrier.quarters * (table.designed[at] ?? 0)
    group[1] += carrier.quarters * (table.implemented[at] ?? 0)
    group[2] += carrier.quarters * (table.evidenced[at] ?? 0)
  }
  if (quarters === 0) return null
  const side = (index: 0 | 1 | 2): Rational => {
    let total = rational(0)
    for (const [weight, group] of groups) total = add(total, rational(group[index], weight * 2))
    return reduce(divide(total, BigInt(quarters)))
  }
  return { designed: side(0), implemented: side(1), evidenced: side(2) }
}

/** Mean of the coverages that exist, side by side; null when none does. */
export function meanCoverage(parts: readonly (Coverage | null)[]): Coverage | null {
  const present = parts.filter((part) => part !== null)
  if (present.length === 0) return null
  const [designed, implemented, evidenced] = SIDES.map((side) => mean(present.map((part) => part[side])) ?? rational(0))
  return { designed: designed ?? rational(0), implemented: implemented ?? rational(0), evidenced: evidenced ?? rational(0) }
}

/** Mean over duties of 1, 1/2, 0 for carried, partly carried, answered (rule 8). */
export function carriedShare(duties: readonly PackDuty[]): Rational {
  const halves = duties.reduce((sum, duty) => sum + (duty.kind === 'carried' ? 2 : duty.kind === 'partly' ? 1 : 0), 0)
  return duties.length === 0 ? rational(0) : reduce(rational(halves, duties.length * 2))
}
