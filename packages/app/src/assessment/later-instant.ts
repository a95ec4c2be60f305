import { historyOf } from '@caponier/core/position/slice'
import type { Cell } from '@caponier/store/assessment/history'
import type { App, MemberContext } from '../context.ts'

/** Newest instant that this process gave to an entry, per tenant, in milliseconds. */
const newest = new WeakMap<App, Map<string, number>>()

/**
 * The instant of the request, or a millisecond after what was entered last: of two entries for one day the later one stands, so no two
 * may carry the same instant (rule 10).
 */
export function laterInstant(context: MemberContext, cells: readonly Cell[] = []): string {
  let known = newest.get(context.app)
  if (known === undefined) newest.set(context.app, (known = new Map()))
  const { histories } = context.model.live(context.today).model.slice
  let at = Math.max(Date.parse(context.now), (known.get(context.tenant) ?? 0) + 1)
  for (const { subject, framework, requirement } of cells)
    for (const entry of historyOf(histories, subject, framework, requirement))
      if (entry.from === context.today && entry.recordedAt !== undefined) at = Math.max(at, Date.parse(entry.recordedAt) + 1)
  known.set(context.tenant, at)
  return new Date(at).toISOString()
}
