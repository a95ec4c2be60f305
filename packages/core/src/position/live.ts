import type { Workspace, WorkspaceAnswer, WorkspaceLink } from '../company/workspace.ts'
import type { Block } from './block.ts'
import { decimals } from './cir.ts'
import { carriedShare, dutyCoverage } from './coverage.ts'
import type { DutyCoverage } from './coverage.ts'
import { frLevels, levelRows, systemBlock, vectorLevels } from './levels.ts'
import type { Located, Model } from './model.ts'
import { cellOf, enterAnswer, enterLinksAt, locate, locateRow } from './model.ts'
import { dutiesOfScope, measureCoverage } from './measures.ts'
import type { Strip } from './recompute.ts'
import { deriveAnew, dutiesByScope, stripsOf } from './recompute.ts'
import type { Slice } from './slice.ts'
import { isAlive, openHistories, sliceLinked, sliceObjects } from './slice.ts'
import type { AchievedLevel } from './security-level.ts'
import type { SecurityLevel } from '../framework/content.ts'
import { FOUNDATIONAL } from '../framework/content.ts'
import { toDecimal } from './rational.ts'
import type { Subject, SubjectGraph } from './subjects.ts'
import { buildSubjects, isSameStructure } from './subjects.ts'

type Three = ReturnType<typeof decimals>

/** One number that an answer moved, before and after. */
export interface MovedMeasure {
  readonly scope: { readonly kind: 'entity' | 'site'; readonly id: string }
  readonly measure: string
  readonly before: Three
  readonly after: Three
}

export interface MovedLevel {
  readonly subject: string
  readonly fr: string
  readonly before: { readonly achieved: AchievedLevel; readonly evidenced: AchievedLevel }
  readonly after: { readonly achieved: AchievedLevel; readonly evidenced: AchievedLevel }
}

export interface Moved {
  readonly measures: readonly MovedMeasure[]
  readonly levels: readonly MovedLevel[]
}

/** What changed among the things that hang on answers. */
export interface Relinked {
  /** Links as they were and as they are, of those that came, went or changed. */
  readonly links: readonly WorkspaceLink[]
  /** Ids of controls and evidence that came, went or changed. */
  readonly controls: ReadonlySet<string>
  readonly evidence: ReadonlySet<string>
}

/** A model held in memory and kept true by increments. Its model is always equal to one built from scratch. */
export interface LivePosition {
  readonly model: Model
  /**
   * Enters one answer and recomputes only what it touches: its cell and, when inheritable, the cells below; their sums; the
   * duties they carry; the measures above. Returns the numbers that moved. An entry for another date changes nothing now.
   */
  readonly answer: (entry: WorkspaceAnswer) => Moved
  /** Enters several answers at once; each number that moved comes once, from before the first to after the last. */
  readonly answers: (entries: readonly WorkspaceAnswer[]) => Moved
  /**
   * Follows a change of links, controls or evidence to `workspace`, in which nothing else is different: the cells that they hang on and,
   * when inheritable, the cells below. Returns the numbers that moved.
   */
  readonly relink: (workspace: Pick<Workspace, 'links' | 'controls' | 'evidence'>, changed: Relinked) => Moved
  /**
   * Follows a change of objects in which no answer, link, control, evidence, contradiction or adopted framework is different, as long
   * as the subjects keep their structure (names, assets, flows, people and so on may change). False, with nothing done, where they do not.
   */
  readonly refit: (workspace: Workspace) => boolean
  /** Coverage of every measure in one scope (index into `model.graph.scopes`), in pack order. */
  readonly measures: (scope: number) => readonly LiveMeasure[]
  /** Levels of every zone and conduit, in subject order; only what an answer touched is read again. */
  readonly levels: () => readonly LiveLevels[]
}

export interface LiveMeasure extends Three {
  readonly ref: string
  readonly carriedShare: number
}

/** SL vectors over FR1..FR7 of one zone or conduit. */
export interface LiveLevels {
  readonly subject: Subject
  readonly target: readonly SecurityLevel[]
  readonly achieved: readonly AchievedLevel[]
  readonly evidenced: readonly AchievedLevel[]
}

/** Keeps the coverage of every duty beside the model, so that a change knows what stood before. */
export function createLive(model: Model): LivePosition {
  const coverages = model.graph.scopes.map((_, scope) => dutiesOfScope(model, scope))
  const { histories, enter } = openHistories(model.slice.histories)
  const slice: { -readonly [Key in keyof Slice]: Slice[Key] } = { ...model.slice, histories }
  const live: Model & { graph: SubjectGraph } = { ...model, slice }
  const caches: Caches = { levels: levelCache(live), measures: new Map() }
  const answers = (entries: readonly WorkspaceAnswer[]): Moved => {
    const cells: Located[] = []
    const standing: WorkspaceAnswer[] = []
    for (const entry of entries) {
      if (!isAlive(entry, live.slice.moment)) continue
      const newest = enter(entry).at(-1)
      const cell = locate(live, entry.subject, entry.framework, entry.requirement)
      if (cell === null || newest === undefined) continue
      cells.push(cell)
      standing.push(newest)
    }
    return recompute(live, coverages, caches, cells, () => {
      for (const one of standing) enterAnswer(live, one)
    })
  }
  return {
    model: live,
    measures: (scope) => {
      const known = caches.measures.get(scope) ?? measuresOfScope(live, coverages[scope] ?? [])
      caches.measures.set(scope, known)
      return known
    },
    levels: caches.levels.all,
    answer: (entry) => answers([entry]),
    answers,
    relink: ({ links, controls, evidence }, changed) => {
      Object.assign(slice, sliceLinked({ links, controls, evidence }, slice.moment))
      slice.workspace = { ...slice.workspace, links, controls, evidence }
      const names = (link: WorkspaceLink): boolean =>
        (link.controls ?? []).some((id) => changed.controls.has(id)) || (link.evidence ?? []).some((id) => changed.evidence.has(id))
      const named = changed.controls.size + changed.evidence.size > 0 ? slice.links.filter(names) : []
      const cells = cellsOf(live, [...changed.links, ...named])
      const own = new Map<Block, Set<number>>()
      for (const { block, index } of cells) own.set(block, (own.get(block) ?? new Set()).add(index))
      return recompute(live, coverages, caches, cells, () => enterLinksAt(live, own))
    },
    refit: (workspace) => {
      const objects = sliceObjects(workspace, slice.moment)
      const graph = buildSubjects(objects, slice.moment)
      if (!isSameStructure(live.graph, graph)) return false
      live.graph = graph
      slice.workspace = objects
      caches.levels.clear()
      return true
    },
  }
}

const measuresOfScope = (model: Model, duties: readonly DutyCoverage[]): LiveMeasure[] =>
  model.pack.measures.map((measure, index) => ({
    ref: measure.id,
    ...decimals(measureCoverage(model, duties, index)),
    carriedShare: toDecimal(carriedShare((model.pack.dutiesOfMeasure[index] ?? []).flatMap((duty) => model.pack.duties[duty] ?? []))) ?? 0,
  }))

/** What was read off the model and still holds. */
interface Caches {
  readonly levels: LevelCache
  readonly measures: Map<number, readonly LiveMeasure[]>
}

/** Levels by row of the 3-3 block, read when asked for and forgotten when a change touches the row. */
interface LevelCache {
  readonly all: () => LiveLevels[]
  readonly forget: (block: Block, rows: readonly number[]) => void
  readonly clear: () => void
}

function levelCache(model: Model): LevelCache {
  const block = systemBlock(model)
  const known = new Map<number, LiveLevels>()
  const read = (row: number, subject: Subject): LiveLevels => {
    const kept = known.get(row)
    if (kept !== undefined || block === undefined) return kept ?? { subject, target: [], achieved: [], evidenced: [] }
    const levels = vectorLevels(block, subject, row)
    const made = {
      subject,
      target: levels.map((level) => level.target),
      achieved: levels.map((level) => level.achieved),
      evidenced: levels.map((level) => level.evidenced),
    }
    known.set(row, made)
    return made
  }
  return {
    all: () =>
      (block?.subjectOf ?? []).flatMap((index, row) => {
        const subject = model.graph.subjects[index]
        return subject !== undefined && block?.scored[row] === 1 ? [read(row, subject)] : []
      }),
    forget: (changed, rows) => {
      if (changed === block) for (const row of rows) known.delete(row)
    },
    clear: () => known.clear(),
  }
}

/** Every cell that these links hang on, once. */
function cellsOf(model: Model, links: readonly WorkspaceLink[]): Located[] {
  const found = new Map<Block, Map<number, Located>>()
  for (const link of links) {
    const at = locateRow(model, link.subject, link.framework)
    if (at === null) continue
    const cells = found.get(at.block) ?? new Map<number, Located>()
    found.set(at.block, cells)
    for (const requirement of link.requirements) {
      const index = cellOf(at, requirement)
      if (index >= 0) cells.set(index, { ...at, column: index % at.block.width, index })
    }
  }
  return [...found.values()].flatMap((cells) => [...cells.values()])
}

/** Lets `enter` change what stands at some cells, and brings everything that hangs on them up to date. */
function recompute(model: Model, coverages: DutyCoverage[][], caches: Caches, cells: readonly Located[], enter: () => void): Moved {
  const strips = stripsOf(cells)
  const before = new Map<string, { strip: Strip; row: number; levels: RowLevels }>()
  for (const strip of strips)
    for (const row of strip.rows) {
      const key = `${row} ${strip.block.framework.columns[strip.column]?.fr ?? -1}`
      const levels = before.has(key) ? null : levelOf(model, strip.block, row, strip.column)
      if (levels !== null) before.set(key, { strip, row, levels })
    }
  deriveAnew(model, strips, enter)
  for (const strip of strips) caches.levels.forget(strip.block, strip.rows)
  const levels = [...before.values()].flatMap(({ strip, row, levels: was }): MovedLevel[] => {
    const { block, column } = strip
    const after = levelOf(model, block, row, column)
    if (after === null || (was.achieved === after.achieved && was.evidenced === after.evidenced)) return []
    const subject = model.graph.subjects[block.subjectOf[row] ?? -1]?.ref ?? ''
    return [{ subject, fr: FOUNDATIONAL[block.framework.columns[column]?.fr ?? -1] ?? '', before: was, after }]
  })
  return { levels, measures: recoverScopes(model, coverages, caches.measures, dutiesByScope(model, strips)) }
}

function recoverScopes(
  model: Model,
  coverages: DutyCoverage[][],
  known: Map<number, readonly LiveMeasure[]>,
  touched: ReadonlyMap<number, ReadonlySet<number>>,
): MovedMeasure[] {
  const moved: MovedMeasure[] = []
  const placeOf = new Map(model.pack.measures.map((measure, index) => [measure.id, index]))
  for (const [scope, duties] of touched) {
    const current = coverages[scope]
    const at = model.graph.scopes[scope]
    if (current === undefined || at === undefined) continue
    known.delete(scope)
    const measures = [...new Set([...duties].map((duty) => placeOf.get(model.pack.duties[duty]?.duty.measure ?? '') ?? -1))]
    const before = measures.map((measure) => decimals(measureCoverage(model, current, measure)))
    for (const index of duties) {
      const duty = model.pack.duties[index]
      if (duty !== undefined) current[index] = dutyCoverage(model.sums, model.nis2, scope, duty)
    }
    measures.forEach((measure, index) => {
      const after = decimals(measureCoverage(model, current, measure))
      const was = before[index]
      if (
        was === undefined ||
        (was.designed === after.designed && was.implemented === after.implemented && was.evidenced === after.evidenced)
      )
        return
      moved.push({ scope: at, measure: model.pack.measures[measure]?.id ?? '', before: was, after })
    })
  }
  return moved
}

interface RowLevels {
  readonly achieved: AchievedLevel
  readonly evidenced: AchievedLevel
}

/** Levels of one FR of a zone or conduit; null elsewhere. */
function levelOf(model: Model, block: Block, row: number, column: number): RowLevels | null {
  if (block !== systemBlock(model) || block.scored[row] !== 1) return null
  const fr = block.framework.columns[column]?.fr ?? -1
  const subject = model.graph.subjects[block.subjectOf[row] ?? -1]
  const levels = frLevels(levelRows(block, row, fr), subject?.target?.[fr] ?? 0)
  return { achieved: levels.achieved, evidenced: levels.evidenced }
}
