import { sql } from 'kysely'
import { TABLE_OF } from '../model/tables.ts'
import type { Queries } from '../tenant/transaction.ts'

/** What a tenant keeps about a member, for the member (GDPR Art. 15). Plain data, ready for JSON. */
export async function personData(queries: Queries, tenant: string, user: string): Promise<Readonly<Record<string, unknown>>> {
  const membership = await queries
    .selectFrom('membership')
    .select(['person_id as personId', 'created_at as since', 'last_seen_at as lastSeenAt'])
    .where('tenant_id', '=', tenant)
    .where('user_id', '=', user)
    .executeTakeFirst()
  const roles = await queries
    .selectFrom('role_grant')
    .select(['role', 'scope_kind as scopeKind', 'scope_id as scopeId'])
    .where('tenant_id', '=', tenant)
    .where('user_id', '=', user)
    .execute()
  const actor = await queries
    .selectFrom('actor')
    .select('id')
    .where('tenant_id', '=', tenant)
    .where('user_id', '=', user)
    .executeTakeFirst()
  const person = membership?.personId ?? null
  return {
    membership: membership ?? null,
    roles,
    pseudonym: actor?.id ?? null,
    person: person === null ? null : await personRecord(queries, tenant, person),
    activity: actor === undefined ? [] : await done(queries, tenant, actor.id),
    comments:
      actor === undefined
        ? []
        : await queries
            .selectFrom('comment')
            .select(['id', 'subject_ref as subject', 'framework', 'requirement', 'text', 'created_at as createdAt'])
            .where('tenant_id', '=', tenant)
            .where('author_id', '=', actor.id)
            .orderBy('created_at')
            .execute(),
    assignments: await queries
      .selectFrom('assignment')
      .select(['id', 'subject_ref as subject', 'framework', 'due', 'state', 'note', 'created_at as createdAt'])
      .where('tenant_id', '=', tenant)
      .where('assignee', '=', user)
      .orderBy('created_at')
      .execute(),
    savedViews: await queries
      .selectFrom('saved_view')
      .select(['id', 'list', 'name', 'shared', 'content'])
      .where('tenant_id', '=', tenant)
      .where('owner', '=', user)
      .execute(),
  }
}

/** The person of the workspace, its past, and what names it. */
async function personRecord(queries: Queries, tenant: string, person: string): Promise<Readonly<Record<string, unknown>>> {
  const record = await queries
    .selectFrom('person')
    .select('doc')
    .where('tenant_id', '=', tenant)
    .where('id', '=', person)
    .executeTakeFirst()
  const past = await queries
    .selectFrom('past')
    .select(['version', 'doc', 'changed_at as changedAt'])
    .where('tenant_id', '=', tenant)
    .where('kind', '=', 'person')
    .where('id', '=', person)
    .orderBy('version')
    .execute()
  const namedBy: { readonly kind: string; readonly id: string }[] = []
  for (const [kind, table] of Object.entries(TABLE_OF)) {
    const { rows } = await sql<{ id: string }>`select id from ${sql.table(table)} where tenant_id = ${tenant}
      and ${person} in (doc ->> 'owner', doc ->> 'person', doc ->> 'by', doc ->> 'decidedBy') order by id`.execute(queries)
    namedBy.push(...rows.map(({ id }) => ({ kind, id })))
  }
  const answers = await queries
    .selectFrom('answer_entry')
    .select(['subject_ref as subject', 'framework', 'requirement', 'state', 'recorded_at as recordedAt', 'note', 'justification'])
    .where('tenant_id', '=', tenant)
    .where('person_id', '=', person)
    .orderBy('id')
    .execute()
  return { record: record?.doc ?? null, past, namedBy, answers }
}

const done = (queries: Queries, tenant: string, actor: string) =>
  queries
    .selectFrom('activity')
    .select(['seq', 'at', 'action', 'object_kind as objectKind', 'object_id as objectId'])
    .where('tenant_id', '=', tenant)
    .where('actor_id', '=', actor)
    .orderBy('seq')
    .execute()
