import type { Block } from './block.ts'
import { implementedHalves, NOT_APPLICABLE } from './states.ts'
import type { SubjectGraph } from './subjects.ts'

/**
 * Integer sums of weight x score over the applicable subjects of a scope, per requirement (rule 7). Integers, so that adding
 * and taking away in any order gives the same result as summing from scratch.
 */
export interface Sums {
  readonly width: number
  /** Sum of weights of the applicable subjects; the denominator. */
  readonly weight: Int32Array
  readonly designed: Int32Array
  readonly implemented: Int32Array
  readonly evidenced: Int32Array
}

/** Sums of one framework: over every applicable subject, and over those whose SL-T selects the row (rule 6). */
export interface BlockSums {
  readonly all: Sums
  /** The same object as `all` for frameworks without gates. */
  readonly targeted: Sums
}

export function createSums(block: Block, scopes: number): BlockSums {
  const gated = block.framework.columns.some((column) => column.gate > 0)
  const all = emptySums(block.width, scopes)
  return { all, targeted: gated ? emptySums(block.width, scopes) : all }
}

const emptySums = (width: number, scopes: number): Sums => ({
  width,
  weight: new Int32Array(width * scopes),
  designed: new Int32Array(width * scopes),
  implemented: new Int32Array(width * scopes),
  evidenced: new Int32Array(width * scopes),
})

/** Adds (`sign` 1) or takes away (-1) what one cell contributes to the scopes of its subject. */
export function contribute(sums: BlockSums, block: Block, graph: SubjectGraph, row: number, column: number, sign: 1 | -1): void {
  if (block.scored[row] !== 1) return
  const cell = row * block.width + column
  const state = block.effective[cell] ?? 0
  if (state === NOT_APPLICABLE) return
  const subject = graph.subjects[block.subjectOf[row] ?? -1]
  const requirement = block.framework.columns[column]
  if (subject === undefined || requirement === undefined) return
  const weight = subject.weight * sign
  const implemented = implementedHalves(state)
  const designed = Math.max(implemented, block.control[cell] ?? 0)
  const evidenced = block.evidenced[cell] === 1 ? implemented : 0
  const selected = requirement.gate > 0 && requirement.gate <= (subject.target?.[requirement.fr] ?? 0)
  for (const scope of subject.scopes) {
    const at = scope * block.width + column
    put(sums.all, at, weight, designed, implemented, evidenced)
    if (selected && sums.targeted !== sums.all) put(sums.targeted, at, weight, designed, implemented, evidenced)
  }
}

function put(sums: Sums, at: number, weight: number, designed: number, implemented: number, evidenced: number): void {
  sums.weight[at] = (sums.weight[at] ?? 0) + weight
  sums.designed[at] = (sums.designed[at] ?? 0) + weight * designed
  sums.implemented[at] = (sums.implemented[at] ?? 0) + weight * implemented
  sums.evidenced[at] = (sums.evidenced[at] ?? 0) + weight * evidenced
}

/** Sums everything from scratch. */
export function sumAll(block: Block, graph: SubjectGraph): BlockSums {
  const sums = createSums(block, graph.scopes.length)
  for (let row = 0; row < block.subjectOf.length; row++) {
    if (block.scored[row] !== 1) continue
    for (let column = 0; column < block.width; column++) contribute(sums, block, graph, row, column, 1)
  }
  return sums
}
