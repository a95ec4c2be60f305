import { sql } from 'kysely'
import type { Kind } from '@caponier/core/company/kinds'
import { TABLE_OF } from '../model/tables.ts'
import type { Change } from '../tenant/change.ts'
import type { Queries } from '../tenant/transaction.ts'

/** Fields of documents that name a person by id. */
const PERSON_FIELDS = new Set(['owner', 'person', 'by', 'decidedBy'])
const KINDS_WITH_PEOPLE = Object.entries(TABLE_OF).filter(([kind]) => kind !== 'person') as [Kind, string][]

/** For `like`, with its own signs taken as text. */
const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`
/** As the text stands in JSON. */
const inJson = (text: string): string => containing(JSON.stringify(text).slice(1, -1))

/** A document in which another person stands where this one did. What an import wrote (`imported`) may hold the name as well. */
export function withoutPerson(doc: unknown, id: string, name: string | null, pseudonym: string): unknown {
  if (Array.isArray(doc)) return doc.map((one) => withoutPerson(one, id, name, pseudonym))
  if (doc === null || typeof doc !== 'object') return doc
  return Object.fromEntries(
    Object.entries(doc).map(([key, value]: [string, unknown]) => [
      key,
      PERSON_FIELDS.has(key) && typeof value === 'string' && (value === id || value === name)
        ? pseudonym
        : withoutPerson(value, id, name, pseudonym),
    ]),
  )
}

/**
 * Replaces a person of the workspace by a pseudonym: the record, every reference to it, and both in the past. The tenant's lock is
 * held; the pseudonym is a new id. What memory holds of the tenant is to be loaded anew.
 */
export async function pseudonymisePerson(change: Change, id: string, pseudonym: string, newName: string): Promise<void> {
  const { queries, tenant } = change
  const person = await queries
    .selectFrom('person')
    .select(['doc', 'version'])
    .where('tenant_id', '=', tenant)
    .where('id', '=', id)
    .executeTakeFirst()
  if (person === undefined) return
  const { name = id } = person.doc as { readonly name?: string }
  await sql`insert into person (tenant_id, id, doc, provenance, version, changed_at, changed_by)
    values (${tenant}, ${pseudonym}, ${JSON.stringify({ id: pseudonym, name: newName })}::jsonb, 'system', 1, ${change.now}::timestamptz, ${change.actor}::uuid)`.execute(
    queries,
  )
  for (const [kind, table] of KINDS_WITH_PEOPLE) {
    const { rows } = await sql<{ id: string; doc: unknown }>`select id, doc from ${sql.table(table)} where tenant_id = ${tenant}
      and (doc::text like ${inJson(id)} or doc::text like ${inJson(name)})`.execute(queries)
    for (const row of rows) await replaceDoc(change, table, row, withoutPerson(row.doc, id, name, pseudonym), kind)
  }
  // The role of the server may not change the past; a function of its own does this and no more (migration 0051).
  const forget = sql`select erase_person_from_past(${id}, ${name}, ${pseudonym})`
  await forget.execute(queries)
  await sql`update invitation set person_id = null where tenant_id = ${tenant} and person_id = ${id}`.execute(queries)
  await sql`update membership set person_id = null where tenant_id = ${tenant} and person_id = ${id}`.execute(queries)
  await sql`delete from person where tenant_id = ${tenant} and id = ${id}`.execute(queries)
  // What the removal of the person just left there.
  await forget.execute(queries)
  await sql`delete from change_effect where tenant_id = ${tenant}`.execute(queries)
  await sql`delete from person_pseudonym where tenant_id = ${tenant} and person_id = ${id}`.execute(queries)
}

async function replaceDoc(
  change: Change,
  table: string,
  row: { readonly id: string; readonly doc: unknown },
  doc: unknown,
  kind: Kind,
): Promise<void> {
  const text = JSON.stringify(doc)
  if (text === JSON.stringify(row.doc)) return
  await sql`update ${sql.table(table)} set doc = ${text}::jsonb, version = version + 1, changed_at = ${change.now}::timestamptz,
    changed_by = ${change.actor}::uuid where tenant_id = ${change.tenant} and id = ${row.id}`.execute(change.queries)
  change.record({ action: 'access.pseudonymise', objectKind: kind, objectId: row.id })
}

/** Deletes the details of the activity log in which one of these texts stands. The chain holds only their digests and still verifies. */
export async function eraseDetails(queries: Queries, tenant: string, texts: readonly string[]): Promise<number> {
  const patterns = texts.filter((text) => text !== '').map(inJson)
  if (patterns.length === 0) return 0
  const result = await queries
    .deleteFrom('activity_detail')
    .where('tenant_id', '=', tenant)
    .where(sql<boolean>`detail ilike any(${patterns}::text[])`)
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}

/** Cuts the tie between a user and the pseudonym under which the user acted; what was done stays, by nobody known. */
export async function cutActor(queries: Queries, tenant: string, user: string): Promise<void> {
  await queries.updateTable('actor').set({ user_id: null }).where('tenant_id', '=', tenant).where('user_id', '=', user).execute()
}

/** Takes an account away for good: address, name, password, sessions and links. Works in the view of another and gives it back. */
export async function eraseAccount(change: Change, user: string, caller: string): Promise<void> {
  const { client, queries } = change
  await client.query(`select set_config('caponier.user', $1, true)`, [user])
  await eraseOwnAccount(queries, user, new Date(change.now))
  await client.query(`select set_config('caponier.user', $1, true)`, [caller])
}

/** The same in the view of the account itself. */
export async function eraseOwnAccount(queries: Queries, user: string, now: Date): Promise<void> {
  await queries.deleteFrom('session').where('user_id', '=', user).execute()
  await queries.deleteFrom('one_time_token').where('user_id', '=', user).execute()
  await queries.deleteFrom('call_key').where('user_id', '=', user).execute()
  await queries
    .updateTable('app_user')
    .set({ email: `${user}@erased.invalid`, name: '', password_hash: null, erased_at: now })
    .where('id', '=', user)
    .execute()
}

/** Objects in whose text a name still stands; comments as well. */
export async function textsWith(
  queries: Queries,
  tenant: string,
  name: string,
): Promise<readonly { readonly kind: string; readonly id: string }[]> {
  if (name.trim().length < 3) return []
  const found: { readonly kind: string; readonly id: string }[] = []
  for (const [kind, table] of Object.entries(TABLE_OF)) {
    const { rows } = await sql<{
      id: string
    }>`select id from ${sql.table(table)} where tenant_id = ${tenant} and doc::text ilike ${inJson(name)}
      order by id limit 200`.execute(queries)
    found.push(...rows.map(({ id }) => ({ kind, id })))
  }
  const answers = await sql<{ id: string }>`select distinct concat_ws('|', subject_ref, framework, requirement) as id from answer_entry
    where tenant_id = ${tenant} and (note ilike ${containing(name)} or justification ilike ${containing(name)}) order by 1 limit 200`.execute(
    queries,
  )
  const comments = await sql<{
    id: string
  }>`select id::text from comment where tenant_id = ${tenant} and text ilike ${containing(name)} order by 1 limit 200`.execute(queries)
  return [...found, ...answers.rows.map(({ id }) => ({ kind: 'answer', id })), ...comments.rows.map(({ id }) => ({ kind: 'comment', id }))]
}
