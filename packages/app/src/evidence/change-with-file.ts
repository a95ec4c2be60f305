import type { Result } from '@caponier/core'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import type { NewEvidenceFile } from '@caponier/store/evidence/files'
import { knownBlobs } from '@caponier/store/evidence/files'
import { lockTenant } from '@caponier/store/tenant/change'
import { inTransaction } from '@caponier/store/tenant/transaction'
import type { Changed, ModelChange } from '../change.ts'
import { change } from '../change.ts'
import type { MemberContext } from '../context.ts'

/** A change for which a file was taken in. When it is refused or fails, the bytes go at once, so that they never lie outside the quota. */
export async function changeWithFile<T>(
  context: MemberContext,
  file: NewEvidenceFile,
  work: (change: ModelChange) => Promise<Result<T, ApiProblem>>,
  subjects: readonly string[] = [],
): Promise<Result<Changed<T>, ApiProblem>> {
  let isKept = false
  try {
    const done = await change(context, ['evidence', 'position'], work, subjects)
    isKept = done.ok
    return done
  } finally {
    if (!isKept) await dropFile(context, file.sha256)
  }
}

/**
 * Removes bytes that nothing names. Asked beneath the tenant's lock: another upload of the same bytes looks for them beneath it too,
 * before it names them. Where that fails, the sweep does it later.
 */
export async function dropFile({ app, tenant }: Pick<MemberContext, 'app' | 'tenant'>, sha256: string): Promise<void> {
  try {
    await inTransaction(app.pool, { tenant }, '', async (queries, client) => {
      await lockTenant(client, tenant)
      if ((await knownBlobs(queries, tenant, [sha256])).size === 0) await app.blobs.remove(tenant, sha256)
    })
  } catch (error) {
    app.log.warn({ tenant, error: error instanceof Error ? error.name : 'unknown' }, 'bytes of a refused file are left to the sweep')
  }
}
