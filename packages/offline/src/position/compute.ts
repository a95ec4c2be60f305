import type { Content, Language, Problem, Result } from '@caponier/core'
import { ok } from '@caponier/core'
import type { Workspace } from '@caponier/core/company/index'
import type { Model, Position, ScopePosition } from '@caponier/core/position/index'
import { buildModel, readPosition } from '@caponier/core/position/index'
import { isKnown } from '@caponier/core/position/slice'
import type { EntityScope, GroupScope } from '@caponier/core/scope/index'
import { decideGroup, renderDecision, scopeContext } from '@caponier/core/scope/index'
import { groupOfWorkspace } from '@caponier/core/scope/workspace-scope'

/** What to compute a position for. */
export interface ComputeOptions {
  /** Valid date, `YYYY-MM-DD`. */
  readonly asOf: string
  /** Recorded date or instant; null = everything that is recorded. */
  readonly knownAt: string | null
  readonly lang: Language
  /** Search what would flip each scope decision; for reports, not for thousands of positions. */
  readonly flips: boolean
}

/** A position with the model it was read from and the scope decisions in full. */
export interface Computed {
  readonly model: Model
  readonly position: Position
  readonly group: GroupScope
}

/** Scope, levels, coverage, maturity and findings of a valid workspace. */
export function computeAll(content: Content, workspace: Workspace, options: ComputeOptions): Result<Computed, Problem> {
  return computedOf(content, workspace, buildModel(content, workspace, options), options)
}

/** The same off a model that is already there, however it came to be (from scratch or held live by the server). */
export function computedOf(content: Content, workspace: Workspace, model: Model, options: ComputeOptions): Result<Computed, Problem> {
  const group = decideWorkspaceScope(content, workspace, options)
  if (!group.ok) return group
  const scope = scopePositions(group.value, options.lang)
  const position = readPosition(model, {
    asOf: options.asOf,
    knownAt: options.knownAt,
    scope,
    bound: boundEntities(group.value),
    lang: options.lang,
  })
  return ok({ model, position, group: group.value })
}

/** The scope decision of every legal entity of a workspace as of a date. */
export function decideWorkspaceScope(content: Content, workspace: Workspace, options: ComputeOptions): Result<GroupScope, Problem> {
  const moment = { asOf: options.asOf, isKnown: (recordedAt: string | undefined) => isKnown(recordedAt, options) }
  const input = groupOfWorkspace(workspace, moment)
  if (input.entities.length === 0) return ok({ asOf: options.asOf, entities: [] })
  return decideGroup(input, scopeContext(content, { asOf: options.asOf }), { flips: options.flips })
}

/** Entities that Implementing Regulation (EU) 2024/2690 binds: in scope, with an activity it names. */
export const boundEntities = (group: GroupScope): ReadonlySet<string> =>
  new Set(
    group.entities
      .filter((one) => one.cir === 'binding' && (one.decision.class === 'essential' || one.decision.class === 'important'))
      .map((one) => one.entity),
  )

/** The scope decisions as a position shows them. */
export const scopePositions = (group: GroupScope, lang: Language): ScopePosition[] => group.entities.map((one) => scopePosition(one, lang))

function scopePosition(one: EntityScope, lang: Language): ScopePosition {
  const rendered = renderDecision(one.decision, lang)
  return {
    entity: one.entity,
    name: one.name,
    class: rendered.class,
    size: rendered.size,
    jurisdictions: [...rendered.jurisdictions],
    national: rendered.national.map((national) => ({ ...national })),
    reasons: [...rendered.reasons],
    questions: [...rendered.questions],
  }
}
