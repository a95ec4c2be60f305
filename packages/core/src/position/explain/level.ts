import type { WorkspaceAnswer } from '../../company/workspace.ts'
import type { Foundational, SecurityLevel } from '../../framework/content.ts'
import { FOUNDATIONAL } from '../../framework/content.ts'
import { frLevels, levelRows, systemBlock } from '../levels.ts'
import type { DutyMove } from './what-if.ts'
import { whatIf } from './what-if.ts'
import type { Model } from '../model.ts'
import { isAchieved, NOT_APPLICABLE } from '../states.ts'
import { SYSTEM } from '../pack.ts'
import type { AchievedLevel } from '../security-level.ts'
import type { CellTrace } from './cell.ts'
import { traceCell } from './cell.ts'

/** Why one FR of a zone or conduit has the level it has, and what would raise it (rules 5 and 6). */
export interface LevelTrace {
  readonly subject: string
  readonly name: string
  readonly fr: Foundational
  readonly asOf: string
  readonly target: SecurityLevel
  readonly targetMissing: boolean
  readonly achieved: AchievedLevel
  readonly evidenced: AchievedLevel
  readonly notApplicable: number
  /** Rows first selected at each level, and whether the level holds. */
  readonly levels: readonly {
    readonly level: 1 | 2 | 3 | 4
    readonly holds: boolean
    readonly rows: readonly (CellTrace & { readonly satisfied: boolean })[]
  }[]
  /** The rows that stand between SL-A and the next level, and what meeting them moves; null at SL 4 or a dash. */
  readonly next: { readonly level: number; readonly rows: readonly string[]; readonly moves: readonly DutyMove[] } | null
}

/** `fr` by abbreviation (`RDF`) or number (`FR5`). */
export function foundational(text: string): Foundational | null {
  const upper = text.toUpperCase()
  const numbered = /^FR ?([1-7])$/.exec(upper)
  return FOUNDATIONAL.find((fr, index) => fr === upper || (numbered !== null && Number(numbered[1]) === index + 1)) ?? null
}

/** The trace of one element of the SL vector, or null when the subject is no zone or conduit. */
export function explainLevel(model: Model, subject: string, fr: Foundational): LevelTrace | null {
  const block = systemBlock(model)
  const index = model.graph.byRef.get(subject)
  const at = index === undefined ? undefined : model.graph.subjects[index]
  const row = block?.rowOf[index ?? -1] ?? -1
  if (block === undefined || at === undefined || row < 0 || block.scored[row] !== 1) return null
  const number = FOUNDATIONAL.indexOf(fr)
  const rows = levelRows(block, row, number)
  const levels = frLevels(rows, at.target?.[number] ?? 0)
  const framework = model.pack.frameworkOf.get(SYSTEM) ?? -1
  const next = levels.achieved === null || levels.achieved === 4 ? null : levels.achieved + 1
  return {
    subject,
    name: at.name,
    fr,
    asOf: model.slice.moment.asOf,
    target: levels.target,
    targetMissing: (at.targetMissing ?? []).includes(fr),
    achieved: levels.achieved,
    evidenced: levels.evidenced,
    notApplicable: levels.notApplicable,
    levels: ([1, 2, 3, 4] as const).map((level) => {
      const upTo = rows.filter((one) => one.gate <= level)
      return {
        level,
        holds: upTo.every((one) => one.state === NOT_APPLICABLE || isAchieved(one.state)) && upTo.some((one) => isAchieved(one.state)),
        rows: rows
          .filter((one) => one.gate === level)
          .map((one) => ({
            ...traceCell(model, { block, framework, row, column: one.column, index: row * block.width + one.column }),
            satisfied: one.state === NOT_APPLICABLE || isAchieved(one.state),
          })),
      }
    }),
    next:
      next === null || levels.missing.next.length === 0
        ? null
        : {
            level: next,
            rows: levels.missing.next,
            moves: whatIf(
              model,
              levels.missing.next.map((requirement): WorkspaceAnswer => ({
                subject,
                framework: SYSTEM,
                requirement,
                state: 'met',
                from: model.slice.moment.asOf,
              })),
            ),
          },
  }
}
