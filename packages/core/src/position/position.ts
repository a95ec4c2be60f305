import type { Content } from '../framework/content.ts'
import type { Language } from '../framework/text.ts'
import type { Workspace } from '../company/workspace.ts'
import { cirPositions } from './cir.ts'
import { checkConsistency } from './findings/check.ts'
import { conduitPositions, zonePositions } from './levels.ts'
import { maturityPositions } from './maturity.ts'
import { measurePositions } from './measures.ts'
import type { Model } from './model.ts'
import { buildModel } from './model.ts'
import type { Position, ScopePosition } from './output.ts'
import type { Moment } from './slice.ts'
import { scopeMembers } from './weakest.ts'

/** What a position needs beside content and workspace. */
export interface PositionInput extends Moment {
  /** Scope decision of each legal entity, from core/scope. */
  readonly scope: readonly ScopePosition[]
  /** Entities bound by Implementing Regulation (EU) 2024/2690. */
  readonly bound: ReadonlySet<string>
  readonly lang?: Language
}

/** The whole position of an organisation, computed from scratch. Pure: the same input gives the same bytes. */
export const computePosition = (content: Content, workspace: Workspace, input: PositionInput): Position =>
  readPosition(buildModel(content, workspace, { asOf: input.asOf, knownAt: input.knownAt }), input)

/** Reads the position off a model, however the model came to be (from scratch or by increments). */
export function readPosition(model: Model, input: PositionInput): Position {
  const members = scopeMembers(model)
  return {
    caponierPosition: 1,
    contentVersion: model.content.contentVersion,
    asOf: model.slice.moment.asOf,
    knownAt: model.slice.moment.knownAt,
    organisation: { id: model.slice.workspace.organisation.id, name: model.slice.workspace.organisation.name },
    frameworks: model.pack.frameworks.filter((framework) => framework.adopted).map((framework) => framework.key),
    scope: [...input.scope],
    zones: zonePositions(model),
    conduits: conduitPositions(model),
    measures: measurePositions(model, members, 'entity'),
    siteMeasures: measurePositions(model, members, 'site'),
    maturity: maturityPositions(model),
    cir: cirPositions(model, members, input.bound),
    findings: checkConsistency(model, input.scope, input.lang ?? 'en'),
  }
}
