import type pg from 'pg'
import type { DocOf, Kind } from '@caponier/core/company/kinds'
import { KIND_NAMES } from '@caponier/core/company/kinds'
import type { Workspace, WorkspaceAnswer } from '@caponier/core/company/workspace'
import type { StoredLink } from '../assessment/links.ts'
import { findLinks } from '../assessment/links.ts'
import type { Queries } from '../tenant/transaction.ts'
import { allObjects } from './objects.ts'
import type { Stored } from './tables.ts'

/** Everything of a tenant that its model holds, as it stood in one snapshot of the database. */
export interface LoadedTenant {
  readonly id: string
  readonly name: string
  readonly sample: boolean
  readonly seq: number
  readonly organisation: Workspace['organisation']
  readonly organisationVersion: number
  readonly objects: { readonly [K in Kind]: readonly Stored<DocOf<K>>[] }
  readonly links: readonly StoredLink[]
  readonly answers: readonly WorkspaceAnswer[]
  /** Version of each answered cell, per `subject|framework|requirement`. */
  readonly answerVersions: ReadonlyMap<string, number>
}

/** Loads a tenant; undefined when there is none. Run it in a repeatable-read transaction. */
export async function loadTenant(queries: Queries, client: pg.PoolClient, tenant: string): Promise<LoadedTenant | undefined> {
  const row = await queries.selectFrom('tenant').selectAll().where('id', '=', tenant).executeTakeFirst()
  if (row === undefined) return undefined
  const objects: Partial<Record<Kind, readonly Stored<unknown>[]>> = {}
  for (const kind of KIND_NAMES) objects[kind] = await allObjects(queries, tenant, kind)
  return {
    id: row.id,
    name: row.name,
    sample: row.sample,
    seq: row.seq,
    organisation: row.organisation as Workspace['organisation'],
    organisationVersion: row.version,
    objects: objects as LoadedTenant['objects'],
    links: await findLinks(queries, tenant),
    answers: await loadAnswers(client, tenant),
    answerVersions: await loadAnswerVersions(client, tenant),
  }
}

type AnswerRow = readonly [
  string,
  string,
  string,
  WorkspaceAnswer['state'],
  string | null,
  1 | 2 | 3 | 4 | null,
  string | null,
  string | null,
  string | null,
  string | null,
  'person' | 'import' | 'wire' | null,
  string | null,
]

const COLUMNS = 'subject_ref, framework, requirement, state, justification, maturity, note, valid_from, recorded_at, person_id, provenance, review'

/** All entries in the order they were made. Rows come as arrays, which halves the time for hundreds of thousands. */
async function loadAnswers(client: pg.PoolClient, tenant: string): Promise<WorkspaceAnswer[]> {
  const { rows } = await client.query<AnswerRow[]>({
    text: `select ${COLUMNS} from answer_entry where tenant_id = $1 order by id`,
    values: [tenant],
    rowMode: 'array',
  })
  return (rows as unknown[] as AnswerRow[]).map(answerOf)
}

/** Entries of some cells in the order they were made. */
export async function findAnswers(
  client: pg.PoolClient,
  tenant: string,
  subject: string,
  framework: string,
  requirement: string,
): Promise<WorkspaceAnswer[]> {
  const { rows } = await client.query<AnswerRow[]>({
    text: `select ${COLUMNS} from answer_entry where tenant_id = $1 and subject_ref = $2 and framework = $3 and requirement = $4 order by id`,
    values: [tenant, subject, framework, requirement],
    rowMode: 'array',
  })
  return (rows as unknown[] as AnswerRow[]).map(answerOf)
}

function answerOf(row: AnswerRow): WorkspaceAnswer {
  const answer: { -readonly [K in keyof WorkspaceAnswer]: WorkspaceAnswer[K] } = {
    subject: row[0],
    framework: row[1],
    requirement: row[2],
    state: row[3],
  }
  if (row[4] !== null) answer.justification = row[4]
  if (row[5] !== null) answer.maturity = row[5]
  if (row[6] !== null) answer.note = row[6]
  if (row[7] !== null) answer.from = row[7]
  if (row[8] !== null) answer.recordedAt = row[8]
  if (row[9] !== null) answer.by = row[9]
  if (row[10] !== null) answer.provenance = row[10]
  if (row[11] !== null) answer.review = row[11]
  return answer
}

async function loadAnswerVersions(client: pg.PoolClient, tenant: string): Promise<Map<string, number>> {
  const { rows } = await client.query<[string, number][]>({
    text: `select subject_ref || '|' || framework || '|' || requirement, version from answer where tenant_id = $1`,
    values: [tenant],
    rowMode: 'array',
  })
  return new Map(rows as unknown[] as [string, number][])
}
