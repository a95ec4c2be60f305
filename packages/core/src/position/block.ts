import type { SubjectKind } from '../framework/content.ts'
import type { PackFramework } from './pack.ts'
import { capAtPartly, implementedHalves, lower, NOT_APPLICABLE, NOT_ASSESSED } from './states.ts'
import type { SubjectGraph } from './subjects.ts'

/**
 * The answers of one framework as dense byte arrays, one row per subject that may hold an answer (the framework's subjects
 * and everything above them), one column per requirement. `own*` is what was entered at that subject, the rest is derived.
 */
export interface Block {
  readonly framework: PackFramework
  readonly width: number
  /** Row of a subject index, -1 when the framework is not answered there. */
  readonly rowOf: Int32Array
  readonly subjectOf: readonly number[]
  readonly parentRows: readonly (readonly number[])[]
  readonly childRows: readonly (readonly number[])[]
  /** 1 where the subject itself is scored, 0 where it only hands answers down. */
  readonly scored: Uint8Array
  readonly own: Uint8Array
  readonly ownMaturity: Uint8Array
  /** Number of open contradictions at exactly this subject and requirement. */
  readonly ownContradictions: Uint8Array
  /** Number of valid pieces of evidence linked at exactly this subject and requirement. */
  readonly ownEvidence: Uint16Array
  /** Highest target score in halves of the planned or operating controls linked here. */
  readonly ownControl: Uint8Array
  readonly effective: Uint8Array
  readonly maturity: Uint8Array
  readonly evidenced: Uint8Array
  readonly control: Uint8Array
}

const ABOVE: Readonly<Record<SubjectKind, readonly SubjectKind[]>> = {
  organisation: [],
  entity: ['organisation'],
  site: ['entity', 'organisation'],
  suc: ['site', 'entity', 'organisation'],
  zone: ['suc', 'site', 'entity', 'organisation'],
  conduit: ['suc', 'site', 'entity', 'organisation'],
  'asset-type': ['organisation'],
  supplier: ['organisation'],
  product: ['organisation'],
}

/** Kinds of subject at which a framework may be answered: its own subjects and, for inheritable rows, all above them. */
export const answerableKinds = (subjects: readonly SubjectKind[]): ReadonlySet<SubjectKind> =>
  new Set(subjects.flatMap((kind) => [kind, ...ABOVE[kind]]))

export function createBlock(framework: PackFramework, graph: SubjectGraph): Block {
  const kinds = answerableKinds(framework.subjects)
  const scoredKinds = new Set(framework.subjects)
  const rowOf = new Int32Array(graph.subjects.length).fill(-1)
  const subjectOf: number[] = []
  graph.subjects.forEach((subject, index) => {
    if (!kinds.has(subject.kind)) return
    rowOf[index] = subjectOf.length
    subjectOf.push(index)
  })
  const rows = (indices: readonly number[] | undefined): number[] =>
    (indices ?? []).flatMap((index) => (rowOf[index] === -1 ? [] : [rowOf[index] ?? -1]))
  const width = framework.columns.length
  const cells = subjectOf.length * width
  return {
    framework,
    width,
    rowOf,
    subjectOf,
    parentRows: subjectOf.map((index) => rows(graph.subjects[index]?.parents)),
    childRows: subjectOf.map((index) => rows(graph.children[index])),
    scored: Uint8Array.from(subjectOf, (index) => (scoredKinds.has(graph.subjects[index]?.kind ?? 'organisation') ? 1 : 0)),
    own: new Uint8Array(cells),
    ownMaturity: new Uint8Array(cells),
    ownContradictions: new Uint8Array(cells),
    ownEvidence: new Uint16Array(cells),
    ownControl: new Uint8Array(cells),
    effective: new Uint8Array(cells),
    maturity: new Uint8Array(cells),
    evidenced: new Uint8Array(cells),
    control: new Uint8Array(cells),
  }
}

/** Derives one cell from its own entries and, for an inheritable requirement, from the cells above (rules 2 and 3). */
export function deriveCell(block: Block, row: number, column: number): void {
  const cell = row * block.width + column
  let state = block.own[cell] ?? NOT_ASSESSED
  let maturity = block.ownMaturity[cell] ?? 0
  let evidenced = (block.ownEvidence[cell] ?? 0) > 0 ? 1 : 0
  let control = block.ownControl[cell] ?? 0
  const parents = block.parentRows[row]
  if (parents !== undefined && parents.length > 0 && block.framework.columns[column]?.inheritable === true) {
    const inherits = state === NOT_ASSESSED
    let first = true
    for (const parent of parents) {
      const above = parent * block.width + column
      if (inherits) {
        const inherited = block.effective[above] ?? NOT_ASSESSED
        const level = block.maturity[above] ?? 0
        if (first || (state === NOT_APPLICABLE && inherited !== NOT_APPLICABLE)) maturity = level
        else if (inherited !== NOT_APPLICABLE) maturity = Math.min(maturity, level)
        state = first ? inherited : lower(state, inherited)
        first = false
      }
      if (block.evidenced[above] === 1) evidenced = 1
      control = Math.max(control, block.control[above] ?? 0)
    }
  }
  block.effective[cell] = (block.ownContradictions[cell] ?? 0) > 0 ? capAtPartly(state) : state
  block.maturity[cell] = maturity
  block.evidenced[cell] = evidenced
  block.control[cell] = control
}

/** Derives every cell; rows stand parents first. */
export function deriveAll(block: Block): void {
  for (let row = 0; row < block.subjectOf.length; row++) {
    for (let column = 0; column < block.width; column++) deriveCell(block, row, column)
  }
}

/** Scores of one cell in halves (rule 4), null when not applicable; e <= i <= d by construction. */
export interface CellScore {
  readonly designed: number
  readonly implemented: number
  readonly evidenced: number
}

export function cellScore(block: Block, row: number, column: number): CellScore | null {
  const cell = row * block.width + column
  const state = block.effective[cell] ?? NOT_ASSESSED
  if (state === NOT_APPLICABLE) return null
  const implemented = implementedHalves(state)
  return {
    designed: Math.max(implemented, block.control[cell] ?? 0),
    implemented,
    evidenced: block.evidenced[cell] === 1 ? implemented : 0,
  }
}
