import type { WorkspaceLink } from '@caponier/core/company/workspace'
import type { Change } from '../tenant/change.ts'
import type { Queries } from '../tenant/transaction.ts'

/** A link with its id and version; files know neither. */
export interface StoredLink {
  readonly id: string
  readonly version: number
  readonly link: WorkspaceLink
}

/** Adds links. */
export async function insertLinks(change: Change, links: readonly { readonly id: string; readonly link: WorkspaceLink }[]): Promise<void> {
  for (const { id, link } of links)
    await change.client.query({
      name: 'insert-link',
      text: `insert into link (tenant_id, id, subject_ref, framework, requirements, controls, evidence, target, valid_from, valid_until, recorded_at, changed_at, changed_by)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      values: [change.tenant, id, ...columnsOf(link), change.now, change.actor],
    })
}

/** Replaces a link if it stands at the version that the writer saw; false when it moved on or is gone. */
export async function replaceLink(change: Change, id: string, version: number, link: WorkspaceLink): Promise<boolean> {
  const { rowCount } = await change.client.query(
    `update link set subject_ref = $3, framework = $4, requirements = $5, controls = $6, evidence = $7, target = $8, valid_from = $9,
       valid_until = $10, recorded_at = $11, changed_at = $12, changed_by = $13, version = version + 1
     where tenant_id = $1 and id = $2 and version = $14`,
    [change.tenant, id, ...columnsOf(link), change.now, change.actor, version],
  )
  return rowCount === 1
}

/** Removes a link; the past keeps it. False when it moved on or is gone. */
export async function removeLink(change: Change, id: string, version: number): Promise<boolean> {
  const { rowCount } = await change.client.query('delete from link where tenant_id = $1 and id = $2 and version = $3', [
    change.tenant,
    id,
    version,
  ])
  return rowCount === 1
}

const columnsOf = (link: WorkspaceLink): unknown[] => [
  link.subject,
  link.framework,
  link.requirements,
  link.controls ?? [],
  link.evidence ?? [],
  link.target ?? null,
  link.from ?? null,
  link.until ?? null,
  link.recordedAt ?? null,
]

/** Links of a tenant, all or by id, ordered by id. */
export async function findLinks(queries: Queries, tenant: string, ids?: readonly string[]): Promise<readonly StoredLink[]> {
  let query = queries.selectFrom('link').selectAll().where('tenant_id', '=', tenant).orderBy('id')
  if (ids !== undefined) query = query.where('id', 'in', ids.length === 0 ? [''] : ids)
  const rows = await query.execute()
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    link: {
      subject: row.subject_ref,
      framework: row.framework,
      requirements: row.requirements,
      ...(row.controls.length > 0 && { controls: row.controls }),
      ...(row.evidence.length > 0 && { evidence: row.evidence }),
      ...(row.target !== null && { target: row.target as 'partly' | 'met' | 'compensated' }),
      ...(row.valid_from !== null && { from: row.valid_from }),
      ...(row.valid_until !== null && { until: row.valid_until }),
      ...(row.recorded_at !== null && { recordedAt: row.recorded_at }),
    },
  }))
}
