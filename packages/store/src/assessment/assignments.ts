import { sql } from 'kysely'
import type { Change } from '../tenant/change.ts'
import type { Queries } from '../tenant/transaction.ts'

export type StoredAssignmentState = 'open' | 'submitted' | 'returned' | 'accepted' | 'withdrawn'

export interface StoredAssignment {
  readonly id: string
  readonly subject: string
  readonly framework: string
  /** Null: every requirement of the framework there. */
  readonly requirements: readonly string[] | null
  readonly assignee: string | null
  readonly assigneeName: string | null
  readonly creatorName: string | null
  readonly due: string
  readonly note: string | null
  readonly state: StoredAssignmentState
  readonly createdAt: Date
  readonly changedAt: Date
  readonly version: number
}

export interface AssignmentFilter {
  readonly id?: string
  readonly assignee?: string
  readonly subject?: string
  readonly framework?: string
  /** Leaves out what was accepted or withdrawn. */
  readonly running?: boolean
}

/** Assignments by what is given, by due date. */
export async function findAssignments(queries: Queries, tenant: string, filter: AssignmentFilter): Promise<readonly StoredAssignment[]> {
  let query = queries
    .selectFrom('assignment as s')
    .leftJoin('app_user as u', 'u.id', 's.assignee')
    .leftJoin('actor as a', (join) => join.onRef('a.tenant_id', '=', 's.tenant_id').onRef('a.id', '=', 's.created_by'))
    .leftJoin('app_user as c', 'c.id', 'a.user_id')
    .select([
      's.id',
      's.subject_ref as subject',
      's.framework',
      's.requirements',
      's.assignee',
      'u.name as assigneeName',
      'c.name as creatorName',
      's.due',
      's.note',
      's.state',
      's.created_at as createdAt',
      's.changed_at as changedAt',
      's.version',
    ])
    .where('s.tenant_id', '=', tenant)
    .orderBy('s.due')
    .orderBy('s.id')
  if (filter.id !== undefined) query = query.where('s.id', '=', filter.id)
  if (filter.assignee !== undefined) query = query.where('s.assignee', '=', filter.assignee)
  if (filter.subject !== undefined) query = query.where('s.subject_ref', '=', filter.subject)
  if (filter.framework !== undefined) query = query.where('s.framework', '=', filter.framework)
  if (filter.running === true) query = query.where('s.state', 'in', ['open', 'submitted', 'returned'])
  const rows = await query.execute()
  return rows.map((row) => ({ ...row, state: row.state as StoredAssignmentState }))
}

/**
 * Requirements that the assignee of each assignment entered an answer for since it was delegated, by id of the assignment; entering the
 * same answer again counts. Assignments without any are left out.
 */
export async function answeredByAssignee(
  queries: Queries,
  tenant: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; requirements: string[] }>`
    select s.id, array_agg(distinct e.requirement) as requirements
    from assignment s
    join actor a on a.tenant_id = s.tenant_id and a.user_id = s.assignee
    join answer_entry e on e.tenant_id = s.tenant_id and e.subject_ref = s.subject_ref and e.framework = s.framework and e.actor_id = a.id
    where s.tenant_id = ${tenant} and s.id = any(${[...ids]}::uuid[]) and e.recorded_at::timestamptz >= s.created_at
    group by s.id`.execute(queries)
  return new Map(rows.map((row) => [row.id, new Set(row.requirements)]))
}

export interface StoredAssignmentEvent {
  readonly state: StoredAssignmentState
  readonly note: string | null
  readonly at: Date
  readonly byName: string | null
}

/** What happened to an assignment, oldest first. */
export async function assignmentEvents(queries: Queries, tenant: string, id: string): Promise<readonly StoredAssignmentEvent[]> {
  const rows = await queries
    .selectFrom('assignment_event as e')
    .leftJoin('actor as a', (join) => join.onRef('a.tenant_id', '=', 'e.tenant_id').onRef('a.id', '=', 'e.actor_id'))
    .leftJoin('app_user as u', 'u.id', 'a.user_id')
    .select(['e.state', 'e.note', 'e.at', 'u.name as byName'])
    .where('e.tenant_id', '=', tenant)
    .where('e.assignment_id', '=', id)
    .orderBy('e.n')
    .execute()
  return rows.map((row) => ({ ...row, state: row.state as StoredAssignmentState }))
}

export async function insertAssignment(
  change: Change,
  one: Pick<StoredAssignment, 'id' | 'subject' | 'framework' | 'requirements' | 'due' | 'note'> & { readonly assignee: string },
): Promise<void> {
  await change.queries
    .insertInto('assignment')
    .values({
      tenant_id: change.tenant,
      id: one.id,
      subject_ref: one.subject,
      framework: one.framework,
      requirements: one.requirements === null ? null : [...one.requirements],
      assignee: one.assignee,
      due: one.due,
      note: one.note,
      state: 'open',
      created_at: new Date(change.now),
      created_by: change.actor,
      changed_at: new Date(change.now),
    })
    .execute()
  await insertEvent(change, one.id, 'open', one.note)
}

/** Moves an assignment on, with an event. */
export async function moveAssignment(change: Change, id: string, state: StoredAssignmentState, note: string | null): Promise<void> {
  await change.queries
    .updateTable('assignment')
    .set({ state, changed_at: new Date(change.now), version: sql`version + 1` })
    .where('tenant_id', '=', change.tenant)
    .where('id', '=', id)
    .execute()
  await insertEvent(change, id, state, note)
}

async function insertEvent(change: Change, id: string, state: StoredAssignmentState, note: string | null): Promise<void> {
  await sql`insert into assignment_event (tenant_id, assignment_id, n, state, note, at, actor_id)
    select ${change.tenant}, ${id}::uuid, coalesce(max(n), 0) + 1, ${state}, ${note}, ${change.now}::timestamptz, ${change.actor}::uuid
    from assignment_event where tenant_id = ${change.tenant} and assignment_id = ${id}::uuid`.execute(change.queries)
}

/** A member with the roles by which the caller decides what they may do. */
export interface MemberRow {
  readonly user: string
  readonly name: string
  readonly role: string
  readonly scopeKind: string
  readonly scopeId: string
}

/** Members who can sign in, one row a role. */
export const membersWithRoles = (queries: Queries, tenant: string): Promise<readonly MemberRow[]> =>
  queries
    .selectFrom('membership as m')
    .innerJoin('app_user as u', 'u.id', 'm.user_id')
    .innerJoin('role_grant as g', (join) => join.onRef('g.tenant_id', '=', 'm.tenant_id').onRef('g.user_id', '=', 'm.user_id'))
    .select(['u.id as user', 'u.name', 'g.role', 'g.scope_kind as scopeKind', 'g.scope_id as scopeId'])
    .where('m.tenant_id', '=', tenant)
    .where('u.disabled_at', 'is', null)
    .where('u.erased_at', 'is', null)
    .orderBy('u.name')
    .orderBy('u.id')
    .execute()
