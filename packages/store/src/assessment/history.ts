import type { WorkspaceAnswer } from '@caponier/core/company/workspace'
import type { Queries } from '../tenant/transaction.ts'

export interface Cell {
  readonly subject: string
  readonly framework: string
  readonly requirement: string
}

/** One entry of a cell with who made it here, where somebody did. */
export interface StoredEntry {
  readonly entry: WorkspaceAnswer
  readonly actorName: string | null
}

/** Every entry of one cell in the order they were made. */
export async function entriesOfCell(queries: Queries, tenant: string, cell: Cell): Promise<readonly StoredEntry[]> {
  const rows = await queries
    .selectFrom('answer_entry as e')
    .leftJoin('actor as a', (join) => join.onRef('a.tenant_id', '=', 'e.tenant_id').onRef('a.id', '=', 'e.actor_id'))
    .leftJoin('app_user as u', 'u.id', 'a.user_id')
    .select([
      'e.state',
      'e.justification',
      'e.maturity',
      'e.note',
      'e.valid_from',
      'e.recorded_at',
      'e.person_id',
      'e.provenance',
      'e.review',
      'e.reviewer',
    ])
    .select('u.name as actorName')
    .where('e.tenant_id', '=', tenant)
    .where('e.subject_ref', '=', cell.subject)
    .where('e.framework', '=', cell.framework)
    .where('e.requirement', '=', cell.requirement)
    .orderBy('e.id')
    .execute()
  return rows.map((row) => ({
    actorName: row.actorName,
    entry: {
      ...cell,
      state: row.state as WorkspaceAnswer['state'],
      ...(row.justification !== null && { justification: row.justification }),
      ...(row.maturity !== null && { maturity: row.maturity as 1 | 2 | 3 | 4 }),
      ...(row.note !== null && { note: row.note }),
      ...(row.review !== null && { review: row.review }),
      ...(row.reviewer !== null && { reviewer: row.reviewer }),
      ...(row.valid_from !== null && { from: row.valid_from }),
      ...(row.recorded_at !== null && { recordedAt: row.recorded_at }),
      ...(row.person_id !== null && { by: row.person_id }),
      ...(row.provenance !== null && { provenance: row.provenance as NonNullable<WorkspaceAnswer['provenance']> }),
    },
  }))
}

/** Who made the newest entry of each cell of an assessment here, by name; cells that came with a file are left out. */
export async function newestAuthors(
  queries: Queries,
  tenant: string,
  subject: string,
  framework: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await queries
    .selectFrom('answer_entry as e')
    .innerJoin('actor as a', (join) => join.onRef('a.tenant_id', '=', 'e.tenant_id').onRef('a.id', '=', 'e.actor_id'))
    .innerJoin('app_user as u', 'u.id', 'a.user_id')
    .distinctOn('e.requirement')
    .select(['e.requirement', 'u.name'])
    .where('e.tenant_id', '=', tenant)
    .where('e.subject_ref', '=', subject)
    .where('e.framework', '=', framework)
    .orderBy('e.requirement')
    .orderBy('e.id', 'desc')
    .execute()
  return new Map(rows.map((row) => [row.requirement, row.name]))
}
