import { sql } from 'kysely'
import type { Change } from '../tenant/change.ts'
import type { Queries } from '../tenant/transaction.ts'
import type { Cell } from './history.ts'

export interface StoredComment extends Cell {
  readonly id: string
  readonly thread: string | null
  readonly author: string
  /** User behind the author; null once the account was erased. */
  readonly authorUser: string | null
  readonly authorName: string | null
  readonly text: string
  readonly mentions: readonly string[]
  readonly at: Date
  readonly resolvedAt: Date | null
  readonly resolvedByName: string | null
  readonly version: number
}

const comments = (queries: Queries, tenant: string) =>
  queries
    .selectFrom('comment as c')
    .leftJoin('actor as a', (join) => join.onRef('a.tenant_id', '=', 'c.tenant_id').onRef('a.id', '=', 'c.author_id'))
    .leftJoin('app_user as u', 'u.id', 'a.user_id')
    .leftJoin('actor as ra', (join) => join.onRef('ra.tenant_id', '=', 'c.tenant_id').onRef('ra.id', '=', 'c.resolved_by'))
    .leftJoin('app_user as ru', 'ru.id', 'ra.user_id')
    .select([
      'c.id',
      'c.subject_ref as subject',
      'c.framework',
      'c.requirement',
      'c.thread_id as thread',
      'c.author_id as author',
      'a.user_id as authorUser',
      'u.name as authorName',
      'c.text',
      'c.mentions',
      'c.created_at as at',
      'c.resolved_at as resolvedAt',
      'ru.name as resolvedByName',
      'c.version',
    ])
    .where('c.tenant_id', '=', tenant)

/** Comments of one cell, oldest first. */
export const commentsOfCell = (queries: Queries, tenant: string, cell: Cell): Promise<readonly StoredComment[]> =>
  comments(queries, tenant)
    .where('c.subject_ref', '=', cell.subject)
    .where('c.framework', '=', cell.framework)
    .where('c.requirement', '=', cell.requirement)
    .orderBy('c.created_at')
    .orderBy('c.thread_id', (order) => order.asc().nullsFirst())
    .orderBy('c.id')
    .execute()

export const findComment = (queries: Queries, tenant: string, id: string): Promise<StoredComment | undefined> =>
  comments(queries, tenant).where('c.id', '=', id).executeTakeFirst()

/** Comments that call upon a user and whose thread is open, newest first. */
export const openMentionsOf = (queries: Queries, tenant: string, user: string): Promise<readonly StoredComment[]> =>
  comments(queries, tenant)
    .leftJoin('comment as t', (join) => join.onRef('t.tenant_id', '=', 'c.tenant_id').onRef('t.id', '=', 'c.thread_id'))
    .where(sql<boolean>`${user}::uuid = any(c.mentions)`)
    .where('c.resolved_at', 'is', null)
    .where('t.resolved_at', 'is', null)
    .orderBy('c.created_at', 'desc')
    .limit(200)
    .execute()

/** Open threads per requirement of one assessment. */
export async function openThreads(
  queries: Queries,
  tenant: string,
  subject: string,
  framework: string,
): Promise<ReadonlyMap<string, number>> {
  const rows = await queries
    .selectFrom('comment')
    .select('requirement')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenant)
    .where('subject_ref', '=', subject)
    .where('framework', '=', framework)
    .where('thread_id', 'is', null)
    .where('resolved_at', 'is', null)
    .groupBy('requirement')
    .execute()
  return new Map(rows.map((row) => [row.requirement, row.count]))
}

export async function insertComment(
  change: Change,
  comment: Cell & { readonly id: string; readonly thread: string | null; readonly text: string; readonly mentions: readonly string[] },
): Promise<void> {
  await change.queries
    .insertInto('comment')
    .values({
      tenant_id: change.tenant,
      id: comment.id,
      subject_ref: comment.subject,
      framework: comment.framework,
      requirement: comment.requirement,
      thread_id: comment.thread,
      author_id: change.actor,
      text: comment.text,
      mentions: [...comment.mentions],
      created_at: new Date(change.now),
    })
    .execute()
}

/** Closes or opens a thread. */
export async function setResolved(change: Change, id: string, resolved: boolean): Promise<void> {
  await change.queries
    .updateTable('comment')
    .set({
      resolved_at: resolved ? new Date(change.now) : null,
      resolved_by: resolved ? change.actor : null,
      version: sql`version + 1`,
    })
    .where('tenant_id', '=', change.tenant)
    .where('id', '=', id)
    .execute()
}

/** Removes a comment and the answers to it. */
export async function removeComment(change: Change, id: string): Promise<void> {
  await change.queries.deleteFrom('comment').where('tenant_id', '=', change.tenant).where('id', '=', id).execute()
}
