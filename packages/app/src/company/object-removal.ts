import type { Kind } from '@caponier/core/company/kinds'
import { type Referrer, referrersOf } from '@caponier/core/company/references-of'
import type { Workspace } from '@caponier/core/company/workspace'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import type { MemberContext } from '../context.ts'
import type { Visible } from '../gate/visible.ts'
import type { TenantModel } from '../live/tenant-model.ts'
import { type ApiIssue, WORD_OF } from './object-check.ts'
import { isEndable } from './object-draft.ts'
import { namesFor } from './object-names.ts'
import { readableObjects } from './object-place.ts'

const TOLD = 20

/** Why an object cannot be removed: what still names it, as far as the caller may see that; null when nothing does. */
export function removalProblem(
  context: MemberContext,
  without: Workspace,
  kind: Kind,
  id: string,
  visible: Visible,
  model: TenantModel,
): ApiProblem | null {
  const referrers = referrersOf(without, kind, id, 500)
  if (referrers.length === 0) return null
  const readable = readableObjects(model, visible)
  const names = namesFor(model, visible)
  const seen = (one: Referrer): boolean => {
    if (one.kind === 'answer') return context.visible('assessment.read').subject(one.id)
    if (one.kind === 'link') return context.visible('controls.read').subject(one.id)
    const stored = model.object(one.kind, one.id)
    return stored !== undefined && readable(one.kind, stored.doc)
  }
  const told = referrers.filter(seen)
  const issues = told.slice(0, TOLD).map((one): ApiIssue => {
    if (one.kind === 'answer') return { path: one.id, message: `requirements are answered for ${one.id}, the first is ${one.path}` }
    if (one.kind === 'link') return { path: one.id, message: `controls or evidence are linked at ${one.id}` }
    return { path: `${one.kind}:${one.id}`, message: `the ${WORD_OF[one.kind]} "${names.of(one.kind, one.id)}" names it in ${one.path}` }
  })
  if (told.length < referrers.length) issues.push({ path: '', message: 'something that you may not see names it' })
  if (told.length > TOLD) issues.push({ path: '', message: `and ${told.length - TOLD} more` })
  return {
    code: 'conflict',
    detail: `the ${WORD_OF[kind]} "${names.of(kind, id)}" cannot be removed, because others refer to it`,
    kept: 'nothing was changed',
    mend: isEndable(kind) ? 'archive it: give it a last day, and it stays with its answers and its past' : 'change what refers to it first',
    issues,
  }
}
