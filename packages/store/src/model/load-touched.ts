import type pg from 'pg'
import type { Kind } from '@caponier/core/company/kinds'
import type { Workspace, WorkspaceAnswer } from '@caponier/core/company/workspace'
import { findAnswers } from '../assessment/load-answers.ts'
import type { StoredLink } from '../assessment/links.ts'
import { findLinks } from '../assessment/links.ts'
import { touchedSince } from '../tenant/effects.ts'
import type { Queries } from '../tenant/transaction.ts'
import { findObjects } from './objects.ts'
import type { Stored } from './tables.ts'

/** What stands now of everything that changed. What is named and not found is gone. */
export interface LoadedTouched {
  readonly seq: number
  readonly objects: readonly { readonly kind: Kind; readonly id: string; readonly stored: Stored<unknown> | undefined }[]
  readonly links: readonly { readonly id: string; readonly stored: StoredLink | undefined }[]
  /** All entries of the cells, in the order they were made. */
  readonly answers: readonly WorkspaceAnswer[]
  readonly organisation: { readonly organisation: Workspace['organisation']; readonly version: number } | undefined
}

/** Reads what changed after `after`; null when the whole tenant must be read, or there is none. Run it in a repeatable-read transaction. */
export async function loadTouched(queries: Queries, client: pg.ClientBase, tenant: string, after: number): Promise<LoadedTouched | null> {
  const row = await queries.selectFrom('tenant').select(['seq', 'organisation', 'version']).where('id', '=', tenant).executeTakeFirst()
  const touched = row === undefined ? null : await touchedSince(queries, tenant, after, row.seq)
  if (row === undefined || touched === null) return null
  const ids = Map.groupBy(
    touched.filter((one) => one[0] === 'object'),
    (one) => one[1],
  )
  const objects: LoadedTouched['objects'][number][] = []
  for (const [kind, named] of ids) {
    const wanted = named.map((one) => one[2])
    const found = new Map((await findObjects(queries, tenant, kind, wanted)).map((one) => [one.id, one]))
    for (const id of wanted) objects.push({ kind, id, stored: found.get(id) })
  }
  const linkIds = touched.flatMap((one) => (one[0] === 'link' ? [one[1]] : []))
  const links = new Map(linkIds.length === 0 ? [] : (await findLinks(queries, tenant, linkIds)).map((one) => [one.id, one]))
  const cells = touched.flatMap((one) => (one[0] === 'answer' ? [{ subject: one[1], framework: one[2], requirement: one[3] }] : []))
  return {
    seq: row.seq,
    objects,
    links: linkIds.map((id) => ({ id, stored: links.get(id) })),
    answers: cells.length === 0 ? [] : await findAnswers(client, tenant, cells),
    organisation: touched.some((one) => one[0] === 'organisation')
      ? { organisation: row.organisation as Workspace['organisation'], version: row.version }
      : undefined,
  }
}
