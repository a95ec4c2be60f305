import type { Kind } from '@caponier/core/company/kinds'
import { subjectObject } from '@caponier/core/company/references-of'
import type { Visible } from '../gate/visible.ts'
import type { TenantModel } from '../live/tenant-model.ts'
import { readableObjects } from './object-place.ts'

/** Names of objects as the caller may see them: the id stands for what is behind the gate. */
export interface Names {
  readonly of: (kind: Kind, id: string) => string
  readonly maybe: (kind: Kind, id: string | undefined) => string | null
  readonly all: (kind: Kind, ids: readonly string[] | undefined) => string
  readonly subject: (ref: string | undefined) => string | null
}

export function namesFor(model: TenantModel, visible: Visible): Names {
  const readable = readableObjects(model, visible)
  const known = new Map<string, string>()
  const find = (kind: Kind, id: string): string => {
    const stored = model.object(kind, id)
    if (stored === undefined || !readable(kind, stored.doc)) return id
    return 'name' in stored.doc ? stored.doc.name : id
  }
  const of: Names['of'] = (kind, id) => {
    const key = `${kind} ${id}`
    const found = known.get(key)
    if (found !== undefined) return found
    const name = find(kind, id)
    known.set(key, name)
    return name
  }
  return {
    of,
    maybe: (kind, id) => (id === undefined ? null : of(kind, id)),
    all: (kind, ids) => (ids ?? []).map((id) => of(kind, id)).join(', '),
    subject: (ref) => {
      if (ref === undefined) return null
      const object = subjectObject(ref)
      return object === undefined ? ref : of(object.kind, object.id)
    },
  }
}
