import type { Kind } from '@caponier/core/company/kinds'
import { KIND_NAMES, KINDS } from '@caponier/core/company/kinds'
import type { Workspace } from '@caponier/core/company/workspace'
import type { Position } from '@caponier/core/position/index'
import type { RoleScope } from '@caponier/contract/access/roles'
import { readableObjects } from '../company/object-place.ts'
import type { Visible } from '../gate/visible.ts'
import { visibleTo } from '../gate/visible.ts'
import type { TenantModel } from '../live/tenant-model.ts'
import { visiblePosition } from '../position/visible-position.ts'

/** The gate of a part: what a lead of that part alone would see. A report over a part holds nothing beyond. */
export const gateOf = (scope: RoleScope, model: TenantModel): Visible =>
  visibleTo([{ role: 'lead', scope }], 'position.read', model.places())

/**
 * The part of a workspace that a report prints: objects and links of the part. Answers are left out, because a report reads them off
 * the position; the organisation keeps its name.
 */
export function cutWorkspace(model: TenantModel, scope: RoleScope): Workspace {
  const workspace: Workspace = { ...model.workspace(), answers: [], proposals: [], flows: [] }
  if (scope.kind === 'organisation') return workspace
  const visible = gateOf(scope, model)
  const readable = readableObjects(model, visible)
  const readableDocs = (kind: Kind): unknown[] => model.objects(kind).flatMap((stored) => (readable(kind, stored.doc) ? [stored.doc] : []))
  const lists = KIND_NAMES.filter((kind) => !WHOLE.has(kind)).map((kind) => [KINDS[kind].key, readableDocs(kind)] as const)
  return {
    ...workspace,
    ...Object.fromEntries(lists),
    answers: [],
    proposals: [],
    flows: [],
    links: (workspace.links ?? []).filter((link) => visible.subject(link.subject)),
  }
}

/** Which frameworks are adopted is the same everywhere. */
const WHOLE: ReadonlySet<Kind> = new Set(['adopted-framework'])

/** The part of a position that a report over `scope` shows. */
export const cutPosition = (position: Position, model: TenantModel, scope: RoleScope): Position =>
  visiblePosition(position, gateOf(scope, model), model.places())
