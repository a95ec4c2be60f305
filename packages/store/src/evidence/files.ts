import type { Change } from '../tenant/change.ts'
import type { Queries } from '../tenant/transaction.ts'

/** A file that a piece of evidence has or had. */
export interface EvidenceFile {
  readonly sha256: string
  readonly name: string
  /** Bytes. */
  readonly size: number
  readonly mediaType: string
  readonly uploadedAt: string
  /** Pseudonym of who brought it. */
  readonly uploadedBy: string
}

export type NewEvidenceFile = Pick<EvidenceFile, 'sha256' | 'name' | 'size' | 'mediaType'>

/** Notes that a piece of evidence has this file now; the bytes are already in the blob store. */
export async function insertEvidenceFile(change: Change, evidence: string, file: NewEvidenceFile): Promise<void> {
  const at = new Date(change.now)
  await change.queries
    .insertInto('blob')
    .values({
      tenant_id: change.tenant,
      sha256: file.sha256,
      size: file.size,
      media_type: file.mediaType,
      created_at: at,
      created_by: change.actor,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await change.queries
    .insertInto('evidence_file')
    .values({
      tenant_id: change.tenant,
      evidence_id: evidence,
      sha256: file.sha256,
      name: file.name,
      uploaded_at: at,
      uploaded_by: change.actor,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** All files of a piece of evidence, newest first. */
export async function evidenceFiles(queries: Queries, tenant: string, evidence: string): Promise<readonly EvidenceFile[]> {
  const rows = await queries
    .selectFrom('evidence_file')
    .innerJoin('blob', (join) =>
      join.onRef('blob.tenant_id', '=', 'evidence_file.tenant_id').onRef('blob.sha256', '=', 'evidence_file.sha256'),
    )
    .select([
      'evidence_file.sha256',
      'evidence_file.name',
      'evidence_file.uploaded_by',
      'blob.size',
      'blob.media_type',
      'evidence_file.uploaded_at',
    ])
    .where('evidence_file.tenant_id', '=', tenant)
    .where('evidence_id', '=', evidence)
    .orderBy('uploaded_at', 'desc')
    .execute()
  return rows.map((row) => ({
    sha256: row.sha256,
    name: row.name,
    size: row.size,
    mediaType: row.media_type,
    uploadedAt: row.uploaded_at.toISOString(),
    uploadedBy: row.uploaded_by,
  }))
}

/** Every file of a tenant as `evidence|sha256` with the pseudonyms of who brought it; for rows of a list. */
export async function fileOwners(queries: Queries, tenant: string): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await queries
    .selectFrom('evidence_file')
    .select(['evidence_id', 'sha256', 'uploaded_by'])
    .where('tenant_id', '=', tenant)
    .execute()
  const owners = new Map<string, Set<string>>()
  for (const row of rows) {
    const key = `${row.evidence_id}|${row.sha256}`
    owners.set(key, (owners.get(key) ?? new Set()).add(row.uploaded_by))
  }
  return owners
}

/** Ids of the evidence that an actor entered first, by hand; with or without a file. */
export async function evidenceMadeBy(queries: Queries, tenant: string, actor: string): Promise<ReadonlySet<string>> {
  const standing = queries
    .selectFrom('evidence')
    .select('id')
    .where('tenant_id', '=', tenant)
    .where('version', '=', 1)
    .where('changed_by', '=', actor)
    .where('provenance', '=', 'person')
  const former = queries
    .selectFrom('past')
    .select('id')
    .where('tenant_id', '=', tenant)
    .where('kind', '=', 'evidence')
    .where('version', '=', 1)
    .where('changed_by', '=', actor)
    .where('provenance', '=', 'person')
  const rows = await standing.union(former).execute()
  return new Set(rows.map((row) => row.id))
}

/** Bytes that a tenant's blobs take together. */
export async function blobBytes(queries: Queries, tenant: string): Promise<number> {
  const row = await queries
    .selectFrom('blob')
    .select((select) => select.fn.sum<string>('size').as('bytes'))
    .where('tenant_id', '=', tenant)
    .executeTakeFirst()
  return Number(row?.bytes ?? 0)
}

/** Which of these blobs the tenant still names. */
export async function knownBlobs(queries: Queries, tenant: string, hashes: readonly string[]): Promise<ReadonlySet<string>> {
  if (hashes.length === 0) return new Set()
  const rows = await queries.selectFrom('blob').select('sha256').where('tenant_id', '=', tenant).where('sha256', 'in', hashes).execute()
  return new Set(rows.map((row) => row.sha256))
}
