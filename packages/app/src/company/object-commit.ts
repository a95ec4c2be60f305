import type { DocOf, Kind } from '@caponier/core/company/kinds'
import { insertObjects, removeObjects, replaceObjects } from '@caponier/store/model/objects'
import type { Provenance, Stored } from '@caponier/store/model/tables'
import type { ModelChange } from '../change.ts'
import type { AnyDoc } from './object-place.ts'

/** A document to be stored; `before` is what stands, undefined for a new object. */
export interface PutObject {
  readonly id: string
  readonly doc: AnyDoc
  readonly before: Stored<AnyDoc> | undefined
}

/** How a change tells the log: one entry for each object, or none where the caller writes one for all. */
export type Telling = 'each' | 'none'

/**
 * Writes objects of one kind that were read beneath the tenant's lock, tells memory, and records each in the activity log. Returns
 * what stands now.
 */
export async function commitDifference(
  change: ModelChange,
  kind: Kind,
  put: readonly PutObject[],
  removed: readonly Stored<AnyDoc>[],
  provenance: Provenance,
  telling: Telling = 'each',
): Promise<ReadonlyMap<string, Stored<AnyDoc>>> {
  const standing = new Map<string, Stored<AnyDoc>>()
  const entry = ({ id, doc }: PutObject): { readonly id: string; readonly doc: DocOf<Kind> } => ({ id, doc: doc as DocOf<Kind> })
  const added = put.filter((one) => one.before === undefined)
  const changed = put.filter((one) => one.before !== undefined)
  const versions = new Map<string, number>()
  for (const some of batches(added)) {
    const inserted = await insertObjects(change, kind, some.map(entry), provenance)
    for (const [id, version] of inserted) versions.set(id, version)
  }
  for (const some of batches(changed)) await replaceObjects(change, kind, some.map(entry), provenance)
  await removeObjects(
    change,
    kind,
    removed.map((one) => one.id),
  )
  for (const { id, doc, before } of put) {
    const stored = { id, doc, version: before === undefined ? (versions.get(id) ?? 1) : before.version + 1 }
    standing.set(id, stored)
    change.effect({ kind: 'object', of: kind, stored })
    if (telling === 'each')
      change.record({
        action: before === undefined ? 'company.create' : 'company.replace',
        objectKind: kind,
        objectId: id,
        ...(before !== undefined && { before: before.doc }),
        after: doc,
      })
  }
  for (const { id, doc } of removed) {
    change.effect({ kind: 'removed', of: kind, id })
    if (telling === 'each') change.record({ action: 'company.remove', objectKind: kind, objectId: id, before: doc })
  }
  return standing
}

function* batches<T>(list: readonly T[], size = 2_000): Generator<readonly T[]> {
  for (let at = 0; at < list.length; at += size) yield list.slice(at, at + size)
}
