import type { Content } from '@caponier/core'
import type { Workspace } from '@caponier/core/company/workspace'
import { buildModel } from '@caponier/core/position/index'
import type { LiveMeasure, LivePosition } from '@caponier/core/position/live'
import { createLive } from '@caponier/core/position/live'

interface Numbers {
  readonly designed: number | null
  readonly implemented: number | null
  readonly evidenced: number | null
}

/** Coverage and levels of one day, before the gate. */
export interface TrendPoint {
  readonly date: string
  readonly entities: readonly ({ readonly id: string } & Numbers)[]
  readonly sites: readonly ({ readonly id: string } & Numbers)[]
  readonly levels: readonly { readonly subject: string; readonly below: number; readonly elements: number }[]
}

/** Measures of Art. 21(2)(a)-(j); the mean over them is drawn as one line. */
const LETTERS = /^21\(2\)\([a-j]\)$/

/** A past day, computed from the history as it is known today. */
export const pastPoint = (content: Content, workspace: Workspace, date: string): TrendPoint =>
  pointOf(createLive(buildModel(content, workspace, { asOf: date, knownAt: null })), date)

/** The point that a position stands for. */
export function pointOf(live: LivePosition, date: string): TrendPoint {
  const scopes = live.model.graph.scopes.map((scope, index) => ({ scope, numbers: meanOf(live.measures(index)) }))
  const of = (kind: 'entity' | 'site') =>
    scopes.filter((one) => one.scope.kind === kind).map(({ scope, numbers }) => ({ id: scope.id, ...numbers }))
  return {
    date,
    entities: of('entity'),
    sites: of('site'),
    levels: live.levels().map((one) => ({
      subject: one.subject.ref,
      elements: one.achieved.filter((level) => level !== null).length,
      below: one.achieved.filter((level, fr) => level !== null && level < (one.target[fr] ?? 0)).length,
    })),
  }
}

function meanOf(measures: readonly LiveMeasure[]): Numbers {
  const letters = measures.filter((one) => LETTERS.test(one.ref))
  const mean = (pick: (one: LiveMeasure) => number | null): number | null => {
    const values = letters.map(pick).filter((value) => value !== null)
    return values.length === 0 ? null : Math.round((values.reduce((sum, value) => sum + value, 0) / values.length) * 1e9) / 1e9
  }
  return { designed: mean((one) => one.designed), implemented: mean((one) => one.implemented), evidenced: mean((one) => one.evidenced) }
}
