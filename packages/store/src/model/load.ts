import type pg from 'pg'
import type { DocOf, Kind } from '@caponier/core/company/kinds'
import { KIND_NAMES } from '@caponier/core/company/kinds'
import type { Workspace, WorkspaceAnswer } from '@caponier/core/company/workspace'
import { loadAnswers } from '../assessment/load-answers.ts'
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
  /** In the order they were made; the version of a cell is the number of its entries. */
  readonly answers: readonly WorkspaceAnswer[]
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
  }
}
