import type { WorkspaceAnswer, WorkspaceEvidence } from '../../company/workspace.ts'
import type { Located, Model } from '../model.ts'
import { locate } from '../model.ts'
import type { EvidenceState } from '../slice.ts'

/** An answer in force with its cell and all evidence linked to it, here or (inheritable) above. */
export interface Standing {
  readonly answer: WorkspaceAnswer
  readonly previous: WorkspaceAnswer | undefined
  readonly cell: Located
  readonly evidence: readonly { readonly evidence: WorkspaceEvidence; readonly state: EvidenceState }[]
}

export function standingAnswers(model: Model): Standing[] {
  const linked = linkedEvidence(model)
  return [...model.slice.histories.values()].flatMap((history): Standing[] => {
    const answer = history.at(-1)
    if (answer === undefined) return []
    const cell = locate(model, answer.subject, answer.framework, answer.requirement)
    if (cell === null) return []
    return [{ answer, previous: history.at(-2), cell, evidence: evidenceOf(model, cell, linked) }]
  })
}

/** Evidence ids per cell of each block, as linked; by number, because there are hundreds of thousands of cells. */
type Linked = readonly ReadonlyMap<number, readonly string[]>[]

function linkedEvidence(model: Model): Linked {
  const result = model.blocks.map(() => new Map<number, string[]>())
  for (const link of model.slice.links) {
    if (link.evidence === undefined) continue
    for (const requirement of link.requirements) {
      const cell = locate(model, link.subject, link.framework, requirement)
      const cells = cell === null ? undefined : result[cell.framework]
      if (cell === null || cells === undefined) continue
      const list = cells.get(cell.index)
      if (list === undefined) cells.set(cell.index, [...link.evidence])
      else list.push(...link.evidence)
    }
  }
  return result
}

const NONE: Standing['evidence'] = []

/** Evidence of a cell, by id: its own and, for an inheritable requirement, that of the cells above. */
function evidenceOf(model: Model, cell: Located, linked: Linked): Standing['evidence'] {
  const { block, column } = cell
  const cells = linked[cell.framework]
  if (cells === undefined || cells.size === 0) return NONE
  if (block.framework.columns[column]?.inheritable !== true) return resolve(model, cells.get(cell.index) ?? [])
  const found: string[] = []
  const visit = (row: number): void => {
    found.push(...(cells.get(row * block.width + column) ?? []))
    for (const parent of block.parentRows[row] ?? []) visit(parent)
  }
  visit(cell.row)
  return resolve(model, found)
}

function resolve(model: Model, ids: readonly string[]): Standing['evidence'] {
  if (ids.length === 0) return NONE
  const distinct = ids.length === 1 ? ids : [...new Set(ids)].sort()
  return distinct.flatMap((id) => model.slice.evidence.get(id) ?? [])
}
