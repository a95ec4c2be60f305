import type { Kind } from '@caponier/core/company/kinds'
import type { Queries } from './transaction.ts'

/** Something of the model that a change touched; what it became is read where it stands. */
export type Touched =
  | readonly ['answer', subject: string, framework: string, requirement: string]
  | readonly ['object', kind: Kind, id: string]
  | readonly ['link', id: string]
  | readonly ['organisation']

/** Beyond this a change is not told in parts: reading the whole tenant is no slower. */
export const MOST_TOUCHED = 5_000

/**
 * What changed between two states of the counter, each thing once; null where that is not known or too much. Run it in a repeatable-read
 * transaction.
 */
export async function touchedSince(queries: Queries, tenant: string, after: number, until: number): Promise<readonly Touched[] | null> {
  const rows = await queries
    .selectFrom('change_effect')
    .select(['seq', 'before', 'effects'])
    .where('tenant_id', '=', tenant)
    .where('seq', '>', after)
    .orderBy('seq')
    .execute()
  const touched = new Map<string, Touched>()
  let at = after
  for (const { seq, before, effects } of rows) {
    // A change that told nothing leaves a gap.
    if (before !== at) return null
    at = seq
    for (const one of effects as readonly Touched[]) touched.set(JSON.stringify(one), one)
    if (touched.size > MOST_TOUCHED) return null
  }
  return at === until ? [...touched.values()] : null
}
