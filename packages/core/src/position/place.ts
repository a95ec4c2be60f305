import { cirPositionAt } from './cir.ts'
import { maturityPositions } from './maturity.ts'
import { measuresAt } from './measures.ts'
import type { Model } from './model.ts'
import type { CirPosition, MaturityPosition, MeasurePosition } from './output.ts'
import { scopeMembers } from './weakest.ts'

/** The position of one legal entity or site: what the whole position says of it, read without computing the rest. */
export interface PlacePosition {
  readonly measures: readonly MeasurePosition[]
  readonly maturity: readonly MaturityPosition[]
  /** Null for a site. */
  readonly cir: CirPosition | null
}

/** Reads one scope, `entity:ID` or `site:ID`, off a model; null when there is none. `bound` as in the whole position (rule 9). */
export function placePosition(model: Model, ref: string, bound: ReadonlySet<string>): PlacePosition | null {
  const scope = model.graph.scopeIndex.get(ref)
  if (scope === undefined) return null
  const members = scopeMembers(model)
  return {
    measures: measuresAt(model, members, scope),
    maturity: maturityPositions(model).filter((one) => one.scope && one.subject === ref),
    cir: cirPositionAt(model, members, scope, bound),
  }
}
