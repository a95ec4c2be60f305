import type { Block } from './block.ts'
import { deriveCell } from './block.ts'
import type { Located, Model } from './model.ts'
import { contribute } from './sums.ts'

/** Cells of one column that are derived anew, from the top down. */
export interface Strip {
  readonly block: Block
  readonly framework: number
  readonly column: number
  readonly rows: readonly number[]
}

export function stripsOf(cells: readonly Located[]): Strip[] {
  const columns = new Map<string, { block: Block; framework: number; column: number; rows: Set<number> }>()
  for (const { block, framework, row, column } of cells) {
    const key = `${framework} ${column}`
    const strip = columns.get(key) ?? { block, framework, column, rows: new Set<number>() }
    columns.set(key, strip)
    if (!strip.rows.has(row)) for (const below of rowsBelow(block, row, column)) strip.rows.add(below)
  }
  return [...columns.values()].map((strip) => ({ ...strip, rows: [...strip.rows].sort((a, b) => a - b) }))
}

/**
 * Takes out of the sums what these cells contribute, lets `enter` change what stands there, and puts it back derived anew. The sums are
 * integers, so that the model is then the same as one built from scratch.
 */
export function deriveAnew(model: Model, strips: readonly Strip[], enter: () => void): void {
  const each = (visit: (strip: Strip, row: number) => void): void => {
    for (const strip of strips) for (const row of strip.rows) visit(strip, row)
  }
  const add = (sign: 1 | -1): void =>
    each(({ block, framework, column }, row) => {
      const sums = model.sums[framework]
      if (sums !== undefined) contribute(sums, block, model.graph, row, column, sign)
    })
  add(-1)
  enter()
  each(({ block, column }, row) => deriveCell(block, row, column))
  add(1)
}

/** The duties whose number may be another after these cells, by scope; scopes in their order. */
export function dutiesByScope(model: Model, strips: readonly Strip[]): ReadonlyMap<number, ReadonlySet<number>> {
  const found = new Map<number, Set<number>>()
  for (const { block, framework, column, rows } of strips) {
    const duties = dutiesTouched(model, framework, column)
    if (duties.length === 0) continue
    for (const row of rows) {
      if (block.scored[row] !== 1) continue
      for (const scope of model.graph.subjects[block.subjectOf[row] ?? -1]?.scopes ?? []) {
        const known = found.get(scope)
        if (known === undefined) found.set(scope, new Set(duties))
        else for (const duty of duties) known.add(duty)
      }
    }
  }
  return new Map([...found].sort(([a], [b]) => a - b))
}

/** The row itself and, for an inheritable requirement, every row below it, parents before children. */
function rowsBelow(block: Block, row: number, column: number): number[] {
  if (block.framework.columns[column]?.inheritable !== true) return [row]
  const found = new Set([row])
  const queue = [row]
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const child of block.childRows[next] ?? []) {
      if (!found.has(child)) {
        found.add(child)
        queue.push(child)
      }
    }
  }
  return [...found].sort((a, b) => a - b)
}

/** Duties whose number depends on a requirement: those it carries, or the duty itself when it is answered directly. */
function dutiesTouched(model: Model, framework: number, column: number): readonly number[] {
  return framework === model.nis2
    ? model.pack.duties.flatMap((duty, index) => (duty.column === column ? [index] : []))
    : (model.pack.carriedBy[framework]?.[column] ?? [])
}
