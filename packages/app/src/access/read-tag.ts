import { createHash } from 'node:crypto'
import type { MemberContext } from '../context.ts'

/**
 * Names a state of what a caller may read by one call: the organisation's change counter, who asks with which roles, in which language, on
 * which day, by which version of program and content. Whoever brings the same tag has the answer already; nobody else's tag is the same.
 * Taken before the answer, so that it is never newer than that.
 */
export function readTag({ app, tenant, model, user, grants, personId, language, today }: MemberContext, call: string): string {
  const state = [
    tenant,
    model.seq(),
    user.userId,
    grants,
    personId,
    language,
    today,
    app.settings.version,
    app.content.contentVersion,
    call,
  ]
  return `W/"${createHash('sha256').update(JSON.stringify(state)).digest('base64url').slice(0, 32)}"`
}
