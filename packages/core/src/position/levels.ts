import type { SecurityLevel } from '../framework/content.ts'
import { FOUNDATIONAL } from '../framework/content.ts'
import type { Block } from './block.ts'
import type { Model } from './model.ts'
import type { ConduitPosition, ZonePosition } from './output.ts'
import { SYSTEM } from './pack.ts'
import type { AchievedLevel, GatedRow } from './security-level.ts'
import { achievedLevel, evidencedLevel, vectorMinimum } from './security-level.ts'
import { isAchieved, NOT_APPLICABLE } from './states.ts'
import type { Subject } from './subjects.ts'

/** A row of 3-3 with its id, as it stands for one zone or conduit. */
export interface LevelRow extends GatedRow {
  readonly id: string
  readonly column: number
}

/** Levels of one foundational requirement of one zone or conduit, with the rows behind them. */
export interface FrLevels {
  readonly achieved: AchievedLevel
  readonly evidenced: AchievedLevel
  readonly target: SecurityLevel
  /** Not-applicable rows gated <= SL-A (rule 5). */
  readonly notApplicable: number
  readonly missing: { readonly next: string[]; readonly target: string[]; readonly evidence: string[] }
}

export const systemBlock = (model: Model): Block | undefined => model.blocks[model.pack.frameworkOf.get(SYSTEM) ?? -1]

/** The rows of one FR for one row of the 3-3 block, in pack order. */
export function levelRows(block: Block, row: number, fr: number): LevelRow[] {
  return (block.framework.columnsOfFr[fr] ?? []).map((column): LevelRow => {
    const requirement = block.framework.columns[column]
    const cell = row * block.width + column
    return {
      id: requirement?.id ?? '',
      column,
      gate: (requirement?.gate ?? 0) as SecurityLevel,
      state: block.effective[cell] ?? 0,
      evidenced: block.evidenced[cell] === 1,
    }
  })
}

/** Is every row of the FR not applicable there (rule 5: such an FR has no level)? False for an FR without rows. */
export function isWholeFrNotApplicable(block: Block, row: number, fr: number): boolean {
  const columns = block.framework.columnsOfFr[fr] ?? []
  return columns.length > 0 && columns.every((column) => block.effective[row * block.width + column] === NOT_APPLICABLE)
}

const isMissing = (row: GatedRow): boolean => row.state !== NOT_APPLICABLE && !isAchieved(row.state)

/** SL-A, SL-E and the gap lists of one FR (rules 5 and 6). */
export function frLevels(rows: readonly LevelRow[], target: SecurityLevel): FrLevels {
  const achieved = achievedLevel(rows)
  const evidenced = evidencedLevel(rows)
  const upTo = (level: number, test: (row: LevelRow) => boolean): string[] =>
    rows.filter((row) => row.gate <= level && test(row)).map((row) => row.id)
  return {
    achieved,
    evidenced,
    target,
    notApplicable: achieved === null ? 0 : upTo(achieved, (row) => row.state === NOT_APPLICABLE).length,
    missing: {
      next: achieved === null || achieved === 4 ? [] : upTo(achieved + 1, isMissing),
      target: upTo(target, isMissing),
      evidence: achieved === null ? [] : upTo(achieved, (row) => isAchieved(row.state) && !row.evidenced),
    },
  }
}

/** The seven FRs of one zone or conduit. */
export function vectorLevels(block: Block, subject: Subject, row: number): FrLevels[] {
  return FOUNDATIONAL.map((_, fr) => frLevels(levelRows(block, row, fr), subject.target?.[fr] ?? 0))
}

function numbers(subject: Subject, levels: readonly FrLevels[]): Omit<ZonePosition, 'site' | 'suc' | 'kind'> {
  const vector = (pick: (level: FrLevels) => AchievedLevel): AchievedLevel[] => levels.map(pick)
  return {
    id: subject.id,
    name: subject.name,
    criticality: subject.weight,
    slTarget: vector((level) => level.target),
    slTargetMissing: [...(subject.targetMissing ?? [])],
    slAchieved: vector((level) => level.achieved),
    slEvidenced: vector((level) => level.evidenced),
    targetMinimum: vectorMinimum(vector((level) => level.target)),
    achievedMinimum: vectorMinimum(vector((level) => level.achieved)),
    evidencedMinimum: vectorMinimum(vector((level) => level.evidenced)),
    notApplicable: levels.map((level) => level.notApplicable),
    missing: Object.fromEntries(FOUNDATIONAL.map((fr, index) => [fr, levels[index]?.missing ?? { next: [], target: [], evidence: [] }])),
  }
}

/** Levels of every zone, by id. */
export function zonePositions(model: Model): ZonePosition[] {
  const zones = new Map((model.slice.workspace.zones ?? []).map((zone) => [zone.id, zone]))
  return each(model, 'zone').flatMap(({ subject, levels }) => {
    const zone = zones.get(subject.id)
    return zone === undefined ? [] : [{ ...numbers(subject, levels), site: zone.site, suc: zone.suc ?? null, kind: zone.kind }]
  })
}

/** Levels of every conduit, by id. */
export function conduitPositions(model: Model): ConduitPosition[] {
  const conduits = new Map((model.slice.workspace.conduits ?? []).map((conduit) => [conduit.id, conduit]))
  const siteOf = new Map((model.slice.workspace.zones ?? []).map((zone) => [zone.id, zone.site]))
  return each(model, 'conduit').flatMap(({ subject, levels }) => {
    const conduit = conduits.get(subject.id)
    if (conduit === undefined) return []
    const sites = [...new Set(conduit.zones.flatMap((zone) => siteOf.get(zone) ?? []))].sort()
    return [{ ...numbers(subject, levels), zones: [...conduit.zones].sort(), sites }]
  })
}

function each(model: Model, kind: 'zone' | 'conduit'): { subject: Subject; levels: FrLevels[] }[] {
  const block = systemBlock(model)
  if (block === undefined) return []
  return block.subjectOf.flatMap((index, row) => {
    const subject = model.graph.subjects[index]
    return subject?.kind === kind ? [{ subject, levels: vectorLevels(block, subject, row) }] : []
  })
}
