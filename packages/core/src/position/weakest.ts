import type { CellScore } from './block.ts'
import { cellScore } from './block.ts'
import type { Coverage } from './coverage.ts'
import type { Model } from './model.ts'
import type { WeakestPoint } from './output.ts'
import type { PackDuty } from './pack.ts'
import { compare } from './rational.ts'

/** Rows of every block that count in each scope, in subject order; made once per position. */
export type Members = readonly (readonly (readonly number[])[])[]

export function scopeMembers(model: Model): Members {
  return model.blocks.map((block) => {
    const rows = model.graph.scopes.map((): number[] => [])
    block.subjectOf.forEach((index, row) => {
      if (block.scored[row] === 1) for (const scope of model.graph.subjects[index]?.scopes ?? []) rows[scope]?.push(row)
    })
    return rows
  })
}

/** A cell with its scores. */
interface Candidate extends CellScore {
  readonly framework: number
  readonly column: number
  readonly row: number
}

const weaker = (a: CellScore, b: CellScore): boolean =>
  a.implemented !== b.implemented
    ? a.implemented < b.implemented
    : a.evidenced !== b.evidenced
      ? a.evidenced < b.evidenced
      : a.designed < b.designed

/** What is not even designed has zero in all three scores (e <= i <= d): nothing is weaker, and the first such cell stays. */
const isWeakestOfAll = (one: CellScore | null): boolean => one?.designed === 0

/** The weaker of what was found so far and the cells of one column; of equals the earlier stays. */
function weakestOfColumn(
  model: Model,
  rows: readonly number[],
  at: { readonly framework: number; readonly column: number; readonly gated: boolean },
  before: Candidate | null,
): Candidate | null {
  const { framework, column, gated } = at
  const block = model.blocks[framework]
  const requirement = block?.framework.columns[column]
  if (block === undefined || requirement === undefined) return before
  let worst = before
  for (const row of rows) {
    if (isWeakestOfAll(worst)) return worst
    if (gated && requirement.gate > (model.graph.subjects[block.subjectOf[row] ?? -1]?.target?.[requirement.fr] ?? 0)) continue
    const score = cellScore(block, row, column)
    // The candidate is made only where it wins: one cell in hundreds does.
    if (score !== null && (worst === null || weaker(score, worst))) worst = { framework, column, row, ...score }
  }
  return worst
}

/**
 * The weakest cell that counts in a duty: lowest implemented, then evidenced, then designed, then pack order (the duty's own
 * answer first, carriers in pack order), then subject order (rule 8). Null when nothing applies.
 */
export function weakestOfDuty(model: Model, members: Members, scope: number, duty: PackDuty): WeakestPoint | null {
  let worst: Candidate | null = null
  const consider = (framework: number, column: number, gated: boolean): void => {
    worst = weakestOfColumn(model, members[framework]?.[scope] ?? [], { framework, column, gated }, worst)
  }
  const carried = duty.kind === 'answered' ? [] : duty.carriers
  if (duty.column >= 0 && duty.kind !== 'carried') consider(model.nis2, duty.column, false)
  for (const carrier of carried) {
    consider(
      carrier.framework,
      carrier.column,
      !carrier.full && (model.blocks[carrier.framework]?.framework.columns[carrier.column]?.gate ?? 0) > 0,
    )
  }
  if (worst === null && duty.kind === 'carried' && duty.column >= 0) consider(model.nis2, duty.column, false)
  return worst === null ? null : point(model, worst)
}

/** The weakest point of all columns of a framework over the members of a scope. */
export function weakestOfColumns(model: Model, members: Members, scope: number, framework: number): WeakestPoint | null {
  const rows = members[framework]?.[scope] ?? []
  let worst: Candidate | null = null
  for (let column = 0; column < (model.blocks[framework]?.width ?? 0) && !isWeakestOfAll(worst); column++)
    worst = weakestOfColumn(model, rows, { framework, column, gated: false }, worst)
  return worst === null ? null : point(model, worst)
}

function point(model: Model, at: Candidate): WeakestPoint {
  const block = model.blocks[at.framework]
  return {
    framework: block?.framework.key ?? '',
    requirement: block?.framework.columns[at.column]?.id ?? '',
    subject: model.graph.subjects[block?.subjectOf[at.row] ?? -1]?.ref ?? '',
    designed: at.designed / 2,
    implemented: at.implemented / 2,
    evidenced: at.evidenced / 2,
  }
}

/** Index of the weakest of several coverages: lowest i, then e, then d, then order; -1 when all are null. */
export function weakestIndex(coverages: readonly (Coverage | null)[]): number {
  let worst = -1
  coverages.forEach((coverage, index) => {
    if (coverage === null) return
    const other = coverages[worst]
    if (other === undefined || other === null) {
      worst = index
      return
    }
    const order =
      compare(coverage.implemented, other.implemented) ||
      compare(coverage.evidenced, other.evidenced) ||
      compare(coverage.designed, other.designed)
    if (order < 0) worst = index
  })
  return worst
}
