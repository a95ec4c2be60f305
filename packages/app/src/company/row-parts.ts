import { targetAt, vectorMinimum } from '@caponier/core/company/target-history'
import type { WorkspaceZone } from '@caponier/core/company/workspace'
import type { Position } from '@caponier/core/position/index'
import type { MemberContext } from '../context.ts'

/** Where something stands in its life on a day. */
export function lifeState(
  one: { readonly from?: string | undefined; readonly until?: string | undefined },
  day: string,
): 'current' | 'planned' | 'ended' {
  if (one.until !== undefined && one.until < day) return 'ended'
  return one.from !== undefined && one.from > day ? 'planned' : 'current'
}

/** Life of an object as its row tells it. */
export const lifeOf = (
  one: { readonly from?: string | undefined; readonly until?: string | undefined },
  day: string,
): { state: 'current' | 'planned' | 'ended'; from: string | null; until: string | null } => ({
  state: lifeState(one, day),
  from: one.from ?? null,
  until: one.until ?? null,
})

/** How many findings a subject or object has today; `zone:line-3` to 4. */
export function findingCounts(context: MemberContext): ReadonlyMap<string, number> {
  const { model, today } = context
  return model.remember(`finding counts ${today}`, () => {
    const counts = new Map<string, number>()
    for (const finding of model.findings(today, 'en')) counts.set(finding.subject, (counts.get(finding.subject) ?? 0) + 1)
    return counts
  })
}

/** Today's position; the language does not matter for what rows take from it. */
export const positionOf = ({ model, today }: MemberContext): Position => model.position(today, 'en')

/** SL-T in force today as seven elements. */
export const targetVector = (declared: WorkspaceZone['slTarget'], day: string): (number | null)[] => [
  ...(targetAt(declared, { asOf: day, knownAt: null })?.vector ?? [null, null, null, null, null, null, null]),
]

export const minimum = vectorMinimum

/** Counts objects of a kind by a key, among those that `seen` lets through. */
export function countBy<T>(
  list: readonly { readonly doc: T }[],
  keys: (doc: T) => readonly (string | undefined)[],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { doc } of list) for (const key of new Set(keys(doc))) if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}
