import type { RoleGrant } from '@caponier/contract/access/roles'
import type { DocOf, Kind } from '@caponier/core/company/kinds'
import { type AnyDoc, placeOf, placeSource } from '../company/object-place.ts'
import type { Place } from '../gate/places.ts'
import type { Effect, TenantModel } from './tenant-model.ts'

/** Whom a change concerns beside those who see its subjects. */
export interface Concerned {
  readonly places: readonly Place[]
  /** Users who are told whatever they see: it was done to themselves. */
  readonly users: readonly string[]
}

const WHOLE: Place = { sites: [], entities: [], organisation: true }

/** Kinds that everybody reads, wherever they work. */
const FOR_ALL: ReadonlySet<Kind> = new Set(['adopted-framework', 'snapshot'])

/** Kinds with an owner, who is seen wherever something of theirs is. */
const OWNED = ['entity', 'site', 'suc', 'zone', 'conduit', 'supplier', 'asset', 'control', 'evidence'] as const

/** Place where a role is held, or a report is about. */
export const placeOfScope = (scope: RoleGrant['scope']): Place =>
  scope.kind === 'organisation'
    ? WHOLE
    : scope.kind === 'entity'
      ? { sites: [], entities: [scope.id], organisation: false }
      : { sites: [scope.id], entities: [], organisation: false }

/**
 * Where the things stand, before and after, that a change touched; null where it may concern anybody. `model` is memory before it follows
 * the change, undefined when there is none.
 */
export function placesTouched(model: TenantModel | undefined, effects: readonly Effect[]): readonly Place[] | null {
  if (model === undefined) return null
  const source = placeSource(model)
  const found: Place[] = []
  const addObject = (kind: Kind, id: string, doc: AnyDoc | undefined): void => {
    for (const one of [model.object(kind, id)?.doc, doc as DocOf<Kind> | undefined])
      if (one !== undefined) found.push(placeOf(kind, one, source), ...(kind === 'person' ? placesOwned(model, id, source) : []))
  }
  for (const effect of effects) {
    if (effect.kind === 'answer') {
      if (effect.entry.subject === 'organisation') return null
      found.push(source.places.ofSubject(effect.entry.subject))
    } else if (effect.kind === 'object' || effect.kind === 'removed') {
      if (FOR_ALL.has(effect.of)) return null
      addObject(
        effect.of,
        effect.kind === 'object' ? effect.stored.id : effect.id,
        effect.kind === 'object' ? (effect.stored.doc as AnyDoc) : undefined,
      )
    } else if (effect.kind === 'link' || effect.kind === 'link-removed') {
      const subject = effect.kind === 'link' ? effect.stored.link.subject : model.link(effect.id)?.link.subject
      if (subject === undefined || subject === 'organisation') return null
      found.push(source.places.ofSubject(subject))
    } else return null
  }
  return found
}

function placesOwned(model: TenantModel, person: string, source: ReturnType<typeof placeSource>): readonly Place[] {
  const owned = (kind: (typeof OWNED)[number]): readonly Place[] =>
    model.objects(kind).flatMap(({ doc }) => (doc.owner === person ? [placeOf(kind, doc, source)] : []))
  return OWNED.flatMap(owned)
}
