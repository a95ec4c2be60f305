import type { Kind } from '@caponier/core/company/kinds'
import { KINDS } from '@caponier/core/company/kinds'
import type { Workspace } from '@caponier/core/company/workspace'
import type { Visible } from '../gate/visible.ts'
import type { TenantModel } from '../live/tenant-model.ts'
import { readableObjects } from './object-place.ts'

const KEPT = [
  'entity',
  'site',
  'suc',
  'zone',
  'conduit',
  'network',
  'asset-type',
  'asset',
  'supplier',
  'product',
  'person',
  'responsibility',
] as const

/**
 * The workspace as far as a caller may see it: for looking up names and for sheets. `of` may give some kinds another gate. What is left
 * out can leave references to nothing, so it is no workspace to compute or to store.
 */
export function visibleWorkspace(model: TenantModel, visible: Visible, of: Partial<Readonly<Record<Kind, Visible>>> = {}): Workspace {
  const workspace = model.workspace()
  if (visible.all) return workspace
  const lists = KEPT.map((kind) => {
    const readable = readableObjects(model, of[kind] ?? visible)
    return [KINDS[kind].key, model.objects(kind).flatMap((one) => (readable(kind, one.doc) ? [one.doc] : []))] as const
  })
  const answers = (workspace.answers ?? []).filter((answer) => visible.subject(answer.subject))
  return { ...workspace, ...Object.fromEntries(lists), answers, links: [], flows: [], proposals: [], contradictions: [] }
}
