import type { Content } from '../framework/content.ts'
import type { Workspace, WorkspaceAnswer, WorkspaceLink } from '../company/workspace.ts'
import type { Block } from './block.ts'
import { createBlock, deriveAll } from './block.ts'
import type { Pack } from './pack.ts'
import { compilePack, NIS2 } from './pack.ts'
import type { Histories, Moment, Slice } from './slice.ts'
import { historyOf, sliceWorkspace } from './slice.ts'
import { NOT_ASSESSED, stateCode } from './states.ts'
import type { SubjectGraph } from './subjects.ts'
import { buildSubjects } from './subjects.ts'
import type { BlockSums } from './sums.ts'
import { sumAll } from './sums.ts'

/** Everything a position is read from: the slice, the hierarchy, dense answers and their sums. */
export interface Model {
  readonly content: Content
  readonly slice: Slice
  readonly graph: SubjectGraph
  readonly pack: Pack
  readonly blocks: readonly Block[]
  readonly sums: readonly BlockSums[]
  /** Index of the block that holds the direct answers to NIS2 duties. */
  readonly nis2: number
}

/**
 * Builds the model from scratch. The workspace is taken as valid (references.ts); what dangles is left out. `histories` spares sorting
 * the answers where that was done for the same answers and moment.
 */
export function buildModel(content: Content, workspace: Workspace, moment: Moment, histories?: Histories): Model {
  const slice = sliceWorkspace(workspace, moment, histories)
  const graph = buildSubjects(slice.workspace, moment)
  const pack = compilePack(content, workspace, moment)
  const blocks = pack.frameworks.map((framework) => createBlock(framework, graph))
  const shell = { content, slice, graph, pack, blocks, nis2: pack.frameworkOf.get(NIS2) ?? -1 }
  for (const [subject, frameworks] of slice.histories) {
    for (const [framework, requirements] of frameworks) {
      const at = locateRow(shell, subject, framework)
      if (at === null) continue
      for (const [requirement, history] of requirements) {
        const cell = cellOf(at, requirement)
        const answer = history.at(-1)
        if (cell >= 0 && answer !== undefined) enterState(at.block, cell, answer)
      }
    }
  }
  for (const link of slice.links) enterLink(shell, link)
  for (const one of slice.contradictions) {
    const cell = locate(shell, one.subject, one.framework, one.requirement)
    if (cell !== null) cell.block.ownContradictions[cell.index] = (cell.block.ownContradictions[cell.index] ?? 0) + 1
  }
  for (const block of blocks) deriveAll(block)
  return { ...shell, sums: blocks.map((block) => sumAll(block, graph)) }
}

type Shell = Omit<Model, 'sums'>

export interface Located {
  readonly block: Block
  readonly framework: number
  readonly row: number
  readonly column: number
  readonly index: number
}

/** Finds the cell of (subject, framework, requirement); null when any of them is unknown or not answerable there. */
export function locate(model: Shell, subject: string, framework: string, requirement: string): Located | null {
  const at = locateRow(model, subject, framework)
  const column = at?.block.framework.columnOf.get(requirement)
  return at === null || column === undefined ? null : { ...at, column, index: at.row * at.block.width + column }
}

/** Row of a subject in the block of a framework, found once for all its cells. */
export type LocatedRow = Pick<Located, 'block' | 'framework' | 'row'>

export function locateRow(model: Shell, subject: string, framework: string): LocatedRow | null {
  const at = model.pack.frameworkOf.get(framework)
  const block = at === undefined ? undefined : model.blocks[at]
  const subjectIndex = model.graph.byRef.get(subject)
  if (at === undefined || block === undefined || subjectIndex === undefined) return null
  const row = block.rowOf[subjectIndex] ?? -1
  return row < 0 ? null : { block, framework: at, row }
}

/** Index of a requirement's cell in a row, -1 when the framework has no such requirement. */
export function cellOf({ block, row }: LocatedRow, requirement: string): number {
  const column = block.framework.columnOf.get(requirement)
  return column === undefined ? -1 : row * block.width + column
}

/** Rule 1: compensated and not applicable without a justification count as not assessed everywhere. */
export function countedState(answer: Pick<WorkspaceAnswer, 'state' | 'justification'>): number {
  const needsReason = answer.state === 'compensated' || answer.state === 'not-applicable'
  return needsReason && (answer.justification ?? '').trim() === '' ? NOT_ASSESSED : stateCode(answer.state)
}

export function enterAnswer(model: Shell, answer: WorkspaceAnswer): void {
  const cell = locate(model, answer.subject, answer.framework, answer.requirement)
  if (cell !== null) enterState(cell.block, cell.index, answer)
}

function enterState(block: Block, cell: number, answer: WorkspaceAnswer): void {
  const state = countedState(answer)
  block.own[cell] = state
  block.ownMaturity[cell] = state === NOT_ASSESSED ? 0 : (answer.maturity ?? 0)
}

const TARGET_HALVES = { partly: 1, met: 2, compensated: 2 } as const

function enterLink(model: Shell, link: WorkspaceLink, only?: CellsOfBlocks): void {
  const valid = (link.evidence ?? []).filter((id) => model.slice.evidence.get(id)?.state === 'valid').length
  const acts = (link.controls ?? []).some((id) => {
    const state = model.slice.controls.get(id)?.state
    return state === 'planned' || state === 'operating'
  })
  const at = locateRow(model, link.subject, link.framework)
  if (at === null || (valid === 0 && !acts)) return
  const { ownEvidence, ownControl } = at.block
  const wanted = only?.get(at.block)
  if (only !== undefined && wanted === undefined) return
  for (const requirement of link.requirements) {
    const cell = cellOf(at, requirement)
    if (cell < 0 || wanted?.has(cell) === false) continue
    ownEvidence[cell] = (ownEvidence[cell] ?? 0) + valid
    if (acts) ownControl[cell] = Math.max(ownControl[cell] ?? 0, TARGET_HALVES[link.target ?? 'met'])
  }
}

/** Cells by block, as indexes into its arrays. */
export type CellsOfBlocks = ReadonlyMap<Block, ReadonlySet<number>>

/** Enters the links in force anew at some cells; nothing is derived yet. */
export function enterLinksAt(model: Shell, cells: CellsOfBlocks): void {
  const subjects = new Set<string>()
  for (const [block, own] of cells)
    for (const cell of own) {
      block.ownEvidence[cell] = 0
      block.ownControl[cell] = 0
      subjects.add(model.graph.subjects[block.subjectOf[Math.floor(cell / block.width)] ?? -1]?.ref ?? '')
    }
  for (const link of model.slice.links) if (subjects.has(link.subject)) enterLink(model, link, cells)
}

/** The answer in force at exactly this subject, without inheritance. */
export const ownAnswer = (model: Shell, subject: string, framework: string, requirement: string): WorkspaceAnswer | undefined =>
  historyOf(model.slice.histories, subject, framework, requirement).at(-1)
