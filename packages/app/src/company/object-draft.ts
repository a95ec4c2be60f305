import type { DocOf, Kind } from '@caponier/core/company/kinds'
import { KINDS } from '@caponier/core/company/kinds'
import { targetEntries, type TargetEntry } from '@caponier/core/company/target-history'
import { objectId } from '@caponier/store/model/import-workspace'
import { formerIds } from '@caponier/store/model/objects'
import type { Queries } from '@caponier/store/tenant/transaction'
import { ASSET_COLUMNS } from '@caponier/formats/tables/columns'
import { assetCell } from '@caponier/formats/tables/asset-cells'
import { freshId } from '@caponier/formats/tables/preview-assets'
import type { AnyDoc } from './object-place.ts'

/** Kinds whose objects have a last day, and so can be ended instead of removed. */
export const isEndable = (kind: Kind): boolean => 'shape' in KINDS[kind].schema && Object.hasOwn(KINDS[kind].schema.shape, 'until')

const isRecorded = (kind: Kind): boolean => Object.hasOwn(KINDS[kind].schema.shape, 'recordedAt')

/** A document without what is undefined, so that it is the same in memory as it comes back from the database. */
export const definedOnly = <T extends object>(doc: T): T =>
  Object.fromEntries(Object.entries(doc).filter(([, value]) => value !== undefined)) as T

/**
 * Id of a new object: from its name, numbered where it is taken now or was before. Kinds whose documents carry no id get it from their
 * content, as an import gives it.
 */
export async function newObjectId(queries: Queries, tenant: string, kind: Kind, doc: AnyDoc, taken: ReadonlySet<string>): Promise<string> {
  const wanted = KINDS[kind].idOf === null ? objectId(kind, doc as DocOf<Kind>) : nameOf(kind, doc)
  const base = freshId(wanted, new Set())
  return freshId(wanted, new Set([...taken, ...(await formerIds(queries, tenant, kind, base))]))
}

function nameOf(kind: Kind, doc: AnyDoc): string {
  const name = typeof doc['name'] === 'string' ? doc['name'] : `${kind} ${typeof doc['protocol'] === 'string' ? doc['protocol'] : ''}`
  // Many assets of one make carry one name, so that the site belongs into the id.
  return kind === 'asset' && typeof doc['site'] === 'string' ? `${doc['site']}-${name}` : name
}

/** A new document as it is stored: recorded now, and made by a person. */
export function draftOf(kind: Kind, id: string, draft: AnyDoc, now: string): AnyDoc {
  const doc = { ...draft, ...(KINDS[kind].idOf === null ? {} : { id }), ...(isRecorded(kind) ? { recordedAt: now } : {}) }
  if (kind === 'flow') return definedOnly({ ...doc, provenance: 'person' })
  if (kind === 'zone' || kind === 'conduit') return definedOnly({ ...doc, ...recordedTarget(draft, now) })
  if (kind !== 'asset') return definedOnly(doc)
  const asset = doc as DocOf<'asset'>
  return definedOnly({
    ...doc,
    provenance: 'person',
    imported: undefined,
    edited: ASSET_COLUMNS.flatMap(({ field }) => (field !== 'id' && assetCell(asset, field) !== '' ? [field] : [])),
  })
}

const recordedTarget = (draft: AnyDoc, now: string): { readonly slTarget?: TargetEntry[] } => {
  const entries = targetEntries(draft['slTarget'] as DocOf<'zone'>['slTarget'])
  return entries.length === 0 ? {} : { slTarget: entries.map((entry) => ({ ...entry, recordedAt: now })) }
}

/**
 * A replaced document as it is stored. When it was entered stays; SL-T changes only by its own route, because its past belongs to it;
 * what a person changed in an asset is noted, so that the next import leaves it alone.
 */
export function replacedDoc(kind: Kind, before: AnyDoc, doc: AnyDoc): AnyDoc {
  const kept = { ...doc, ...(isRecorded(kind) ? { recordedAt: before['recordedAt'] } : {}) }
  if (kind === 'zone' || kind === 'conduit') return definedOnly({ ...kept, slTarget: before['slTarget'] })
  if (kind !== 'asset') return definedOnly(kept)
  return definedOnly({ ...kept, provenance: before['provenance'], imported: before['imported'], edited: editedFields(before, doc) })
}

function editedFields(before: AnyDoc, after: AnyDoc): readonly string[] | undefined {
  const [old, now] = [before as DocOf<'asset'>, after as DocOf<'asset'>]
  const changed = ASSET_COLUMNS.flatMap(({ field }) =>
    field !== 'id' && old.imported?.[field] === undefined && assetCell(old, field) !== assetCell(now, field) ? [field] : [],
  )
  const edited = [...new Set([...(now.edited ?? old.edited ?? []), ...changed])]
  return edited.length === 0 ? undefined : edited
}
