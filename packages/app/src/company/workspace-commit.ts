import type { DocOf, Kind } from '@caponier/core/company/kinds'
import { docsOf } from '@caponier/core/company/references-of'
import type { Workspace } from '@caponier/core/company/workspace'
import type { Provenance } from '@caponier/store/model/tables'
import type { ModelChange } from '../change.ts'
import type { MemberContext } from '../context.ts'
import type { TenantModel } from '../live/tenant-model.ts'
import { type ApiIssue, newIssues, workspaceWith } from './object-check.ts'
import { commitDifference, type PutObject } from './object-commit.ts'
import type { AnyDoc } from './object-place.ts'

/** Objects of some kinds that a computation put, changed or took away. */
export interface WorkspaceDifference {
  readonly kind: Kind
  readonly put: readonly PutObject[]
  readonly removed: readonly string[]
}

/**
 * What a computed workspace changed against the model, for kinds whose documents carry ids. Untouched documents are the same object,
 * so that only what a computation really made anew is compared.
 */
export function differences(model: TenantModel, after: Workspace, kinds: readonly Kind[]): readonly WorkspaceDifference[] {
  return kinds.map((kind) => {
    const docs = docsOf(after, kind) as readonly (DocOf<Kind> & { readonly id: string })[]
    const ids = new Set(docs.map((doc) => doc.id))
    const put = docs.flatMap((doc): readonly PutObject[] => {
      const before = model.object(kind, doc.id)
      return before?.doc === doc ? [] : [{ id: doc.id, doc: { ...doc }, before }]
    })
    return { kind, put, removed: model.objects(kind).flatMap((one) => (ids.has(one.id) ? [] : [one.id])) }
  })
}

/** What would be wrong afterwards and is not now. */
export function differenceIssues(context: MemberContext, model: TenantModel, changed: readonly WorkspaceDifference[]): readonly ApiIssue[] {
  const would = workspaceWith(model, {
    put: new Map(changed.map((one) => [one.kind, new Map(one.put.map(({ id, doc }): [string, AnyDoc] => [id, doc]))])),
    removed: new Map(changed.map((one) => [one.kind, new Set(one.removed)])),
  })
  return newIssues(context, model, would)
    .filter((one) => one.severity === 'error')
    .map((one) => ({ ...one.issue, path: one.id === null ? one.issue.path : `${one.kind}:${one.id}.${one.issue.path}` }))
}

/** Writes differences beneath the tenant's lock; the activity is the caller's to record. */
export async function commitDifferences(
  change: ModelChange,
  model: TenantModel,
  changed: readonly WorkspaceDifference[],
  provenance: Provenance,
): Promise<void> {
  for (const { kind, put, removed } of changed) {
    const gone = removed.flatMap((id) => model.object(kind, id) ?? [])
    await commitDifference(change, kind, put, gone, provenance, 'none')
  }
}
