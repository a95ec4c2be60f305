import type { WorkspaceAnswer, WorkspaceEvidence } from '../../company/workspace.ts'
import type { Block } from '../block.ts'
import type { Model } from '../model.ts'
import { cellOf, countedState, locateRow } from '../model.ts'
import type { EvidenceState } from '../slice.ts'
import { NOT_ASSESSED } from '../states.ts'

/** A piece of evidence as it stands on the as-of date. */
export interface Piece {
  readonly evidence: WorkspaceEvidence
  readonly state: EvidenceState
}

/** An answer in force with its cell and all evidence linked to it, here or (inheritable) above. */
export interface Standing {
  readonly answer: WorkspaceAnswer
  /** State that counted before: that of the latest earlier entry that is an answer (rule 1); not assessed where there is none. */
  readonly before: number
  /** State that counts (rule 1), as a code of states.ts. */
  readonly state: number
  readonly block: Block
  readonly row: number
  readonly column: number
  /** Each piece once, in no order. */
  readonly evidence: readonly Piece[]
}

export function standingAnswers(model: Model): Standing[] {
  const linked = linkedEvidence(model)
  const result: Standing[] = []
  for (const [subject, frameworks] of model.slice.histories) {
    for (const [framework, requirements] of frameworks) {
      const at = locateRow(model, subject, framework)
      if (at === null) continue
      const { block, row } = at
      const cells = linked[at.framework] ?? []
      for (const [requirement, history] of requirements) {
        const cell = cellOf(at, requirement)
        const answer = history.at(-1)
        if (cell < 0 || answer === undefined) continue
        const column = cell - row * block.width
        const evidence = evidenceOf(block, row, column, cells)
        result.push({ answer, state: countedState(answer), before: stateBefore(history), block, row, column, evidence })
      }
    }
  }
  return result
}

function stateBefore(history: readonly WorkspaceAnswer[]): number {
  for (let at = history.length - 2; at >= 0; at--) {
    const entry = history[at]
    const state = entry === undefined ? NOT_ASSESSED : countedState(entry)
    if (state !== NOT_ASSESSED) return state
  }
  return NOT_ASSESSED
}

/** Pieces per cell of one block. There are hundreds of thousands of cells; those of one link share its list. */
type Linked = readonly (readonly Piece[])[]

const NONE: readonly Piece[] = []

function linkedEvidence(model: Model): readonly Linked[] {
  const result = model.blocks.map((block) => Array.from({ length: block.own.length }, () => NONE))
  for (const link of model.slice.links) {
    const at = locateRow(model, link.subject, link.framework)
    const pieces = piecesOf(model, link.evidence ?? [])
    const cells = at === null ? undefined : result[at.framework]
    if (at === null || cells === undefined || pieces.length === 0) continue
    for (const requirement of link.requirements) {
      const cell = cellOf(at, requirement)
      if (cell >= 0) cells[cell] = union(cells[cell] ?? NONE, pieces)
    }
  }
  return result
}

/** Pieces that exist and are known, each once. */
const piecesOf = (model: Model, ids: readonly string[]): readonly Piece[] =>
  ids.length === 0 ? NONE : [...new Set(ids)].flatMap((id) => model.slice.evidence.get(id) ?? [])

/** Pieces are the same objects wherever they are linked, so that being in both is being identical. */
const union = (a: readonly Piece[], b: readonly Piece[]): readonly Piece[] =>
  a.length === 0 ? b : b.length === 0 || a === b ? a : [...new Set([...a, ...b])]

/** Evidence of a cell: its own and, for an inheritable requirement, that of the cells above. */
function evidenceOf(block: Block, row: number, column: number, cells: Linked): readonly Piece[] {
  const own = cells[row * block.width + column] ?? NONE
  if (block.framework.columns[column]?.inheritable !== true) return own
  return (block.parentRows[row] ?? []).reduce((found, parent) => union(found, evidenceOf(block, parent, column, cells)), own)
}
