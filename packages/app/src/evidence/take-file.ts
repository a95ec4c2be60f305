import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import { EVIDENCE_MAX_BYTES, type EvidenceFileOut } from '@caponier/contract/evidence/evidence'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import type { EvidenceFile, NewEvidenceFile } from '@caponier/store/evidence/files'
import { blobBytes } from '@caponier/store/evidence/files'
import { tenantSettings } from '@caponier/store/tenant/settings'
import type { Queries } from '@caponier/store/tenant/transaction'
import { inTransaction } from '@caponier/store/tenant/transaction'
import { fileQuotaBytes } from '../access/kept-settings.ts'
import type { App, MemberContext } from '../context.ts'
import { fileProblem } from '../operations/file-problem.ts'
import { invalid } from '../problems.ts'
import { dropFile } from './change-with-file.ts'
import { cleanFileName } from './file-name.ts'
import { isShown, recogniseMediaType } from './media-type.ts'

const MB = 1024 * 1024

/** Files that one person may send at the same moment; what is under way is in no quota yet. */
const MOST_OPEN = 6

/** Uploads under way in this process, by tenant and user. */
const uploads = new WeakMap<App, Map<string, number>>()

function openUploads(app: App): Map<string, number> {
  const known = uploads.get(app) ?? new Map<string, number>()
  uploads.set(app, known)
  return known
}

const tooManyOpen: ApiProblem = {
  code: 'too-many',
  detail: `${MOST_OPEN} files are being sent already`,
  kept: 'nothing was changed',
  mend: 'wait until one of them is through',
  retryAfterSeconds: 5,
}

/**
 * Streams a file into the blob store, never into memory, within the largest size of one file and what is left of the tenant's quota.
 * The bytes are on disk when it returns; the database does not know them yet.
 */
export async function takeFile(
  { app, tenant, user }: MemberContext,
  stream: ReadableStream<Uint8Array>,
  givenName: string,
): Promise<Result<NewEvidenceFile, ApiProblem>> {
  const open = openUploads(app)
  const own = `${tenant}|${user.userId}`
  if ((open.get(own) ?? 0) >= MOST_OPEN) return fail(tooManyOpen)
  open.set(own, (open.get(own) ?? 0) + 1)
  try {
    return await takeOne({ app, tenant }, stream, givenName)
  } finally {
    const still = (open.get(own) ?? 1) - 1
    if (still > 0) open.set(own, still)
    else open.delete(own)
  }
}

async function takeOne(
  { app, tenant }: Pick<MemberContext, 'app' | 'tenant'>,
  stream: ReadableStream<Uint8Array>,
  givenName: string,
): Promise<Result<NewEvidenceFile, ApiProblem>> {
  const { left, quota } = await inTransaction(app.pool, { tenant }, 'read only', (queries) => roomFor(queries, tenant))
  const name = cleanFileName(givenName)
  try {
    const stored = await app.blobs.put(tenant, stream, Math.min(EVIDENCE_MAX_BYTES, left))
    if (stored === 'too-large') return fail(left < EVIDENCE_MAX_BYTES ? quotaUsed(quota, left) : tooLarge)
    if (stored.size === 0) await dropFile({ app, tenant }, stored.sha256)
    if (stored.size === 0) return fail(invalid([{ path: 'body', message: `${name} is empty`, mend: 'choose a file with content' }]))
    return ok({ sha256: stored.sha256, name, size: stored.size, mediaType: await recogniseMediaType(stored.beginning) })
  } catch (error) {
    const problem = fileProblem(error, 'the store of files', 'keep the file')
    if (problem?.kind !== 'environment') throw error
    app.log.error({ tenant, error: error instanceof Error ? error.name : 'unknown' }, 'a file could not be kept')
    return fail({
      code: 'environment',
      detail: 'the file could not be kept: the disk is full or does not let it be written',
      kept: 'nothing was changed',
      mend: 'ask who runs the server to make room, then upload again',
    })
  }
}

interface Room {
  /** Bytes that the organisation's files may take together, and what is left of them. */
  readonly quota: number
  readonly left: number
}

async function roomFor(queries: Queries, tenant: string): Promise<Room> {
  const quota = fileQuotaBytes((await tenantSettings(queries, tenant))?.settings)
  return { quota, left: Math.max(0, quota - (await blobBytes(queries, tenant))) }
}

/** Asked once more beneath the tenant's lock: files that came at the same moment were each measured against the same room. */
export async function roomProblem(queries: Queries, tenant: string, { size }: NewEvidenceFile): Promise<ApiProblem | null> {
  const { quota, left } = await roomFor(queries, tenant)
  return size > left ? quotaUsed(quota, left) : null
}

const tooLarge: ApiProblem = {
  code: 'too-large',
  detail: `the file is over ${EVIDENCE_MAX_BYTES / MB} MB`,
  kept: 'nothing was changed',
  mend: 'keep large captures where they are and upload what proves it: an excerpt, a report, a hash list',
}

const quotaUsed = (quota: number, left: number): ApiProblem => ({
  code: 'too-large',
  detail: `the organisation's room for files (${Math.round(quota / 1024 / MB)} GB) is used up: ${Math.floor(left / MB)} MB are left`,
  kept: 'nothing was changed',
  mend: 'remove evidence that proves nothing, or ask an administrator for more room (Settings)',
})

/** A file as it travels. */
export const fileOut = ({ sha256, name, size, mediaType }: NewEvidenceFile, uploadedAt: string): EvidenceFileOut => ({
  sha256,
  name,
  size,
  mediaType,
  uploadedAt,
  shown: isShown(mediaType),
})

export const storedFileOut = (file: EvidenceFile): EvidenceFileOut => fileOut(file, file.uploadedAt)
