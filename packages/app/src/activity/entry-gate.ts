import type { Kind } from '@caponier/core/company/kinds'
import { KINDS } from '@caponier/core/company/kinds'
import type { MemberContext } from '../context.ts'

const isKind = (kind: string): kind is Kind => Object.hasOwn(KINDS, kind)

interface Placed {
  readonly name?: string
  readonly site?: string
  readonly sites?: readonly string[]
  readonly entities?: readonly string[]
  readonly subject?: string
}

/**
 * May the caller see an entry about this object? Who reads for the whole organisation sees all; who reads for a part sees what is done
 * to objects that stand there. What stands nowhere (people, settings, whole imports, what is gone) belongs to the organisation.
 */
export function mayReadEntry(context: MemberContext, kind: string, object: string): boolean {
  const gate = context.visible('activity.read')
  if (gate.all) return true
  if (gate.none) return false
  if (kind === 'answer' || kind === 'assignment') return gate.subject(object.split('|', 1)[0] ?? '')
  if (kind === 'link') {
    const subject = context.model.link(object)?.link.subject
    return subject !== undefined && gate.subject(subject)
  }
  if (!isKind(kind)) return false
  const { subject } = KINDS[kind]
  if (subject !== null) return gate.subject(`${subject}:${object}`)
  const doc = context.model.object(kind, object)?.doc as Placed | undefined
  if (doc === undefined) return false
  if (doc.subject !== undefined) return gate.subject(doc.subject)
  if (doc.site !== undefined) return gate.site(doc.site)
  if (doc.sites === undefined && doc.entities === undefined) return false
  return gate.place({ sites: doc.sites ?? [], entities: doc.entities ?? [], organisation: false })
}

/** Name that an object has today. */
export function objectName(context: MemberContext, kind: string, object: string): string | null {
  const { model } = context
  if (kind === 'organisation') return model.workspace().organisation.name
  if (kind === 'answer' || kind === 'assignment') {
    const [subjectKind = '', id = ''] = (object.split('|', 1)[0] ?? '').split(':')
    return objectName(context, subjectKind, id)
  }
  if (!isKind(kind)) return null
  return (model.object(kind, object)?.doc as Placed | undefined)?.name ?? null
}
