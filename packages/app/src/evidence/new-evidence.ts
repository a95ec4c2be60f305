import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { DocOf } from '@caponier/core/company/kinds'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import type { NewEvidenceFile } from '@caponier/store/evidence/files'
import { insertEvidenceFile } from '@caponier/store/evidence/files'
import type { ModelChange } from '../change.ts'
import { newIssues, workspaceWith } from '../company/object-check.ts'
import { commitDifference } from '../company/object-commit.ts'
import { draftOf, newObjectId } from '../company/object-draft.ts'
import type { MemberContext } from '../context.ts'
import type { TenantModel } from '../live/tenant-model.ts'
import { conflict, invalid } from '../problems.ts'
import { roomProblem } from './take-file.ts'

/** Evidence without what the program gives: id, recorded instant. */
export type EvidenceDraft = Omit<DocOf<'evidence'>, 'id' | 'recordedAt'>

/** Evidence as it came to be. */
export interface EnteredEvidence {
  readonly id: string
  readonly version: number
}

/** Adds evidence for a file that the store already holds, beneath the tenant's lock. Who may, is asked by the caller. */
export async function addEvidence(
  change: ModelChange,
  context: MemberContext,
  model: TenantModel,
  draft: EvidenceDraft,
  file: NewEvidenceFile,
): Promise<Result<EnteredEvidence, ApiProblem>> {
  const entered = await enterEvidence(change, context, model, { ...draft, file: file.name, sha256: file.sha256 })
  if (!entered.ok) return entered
  const noted = await noteFile(change, context, entered.value.id, file)
  return noted.ok ? entered : noted
}

/** Enters evidence beneath the tenant's lock, with or without a file. Who may, is asked by the caller. */
export async function enterEvidence(
  change: ModelChange,
  context: MemberContext,
  model: TenantModel,
  draft: EvidenceDraft,
): Promise<Result<EnteredEvidence, ApiProblem>> {
  const taken = new Set(model.objects('evidence').map((one) => one.id))
  const id = await newObjectId(change.queries, change.tenant, 'evidence', draft, taken)
  const doc = draftOf('evidence', id, draft, context.now)
  const would = workspaceWith(model, { put: new Map([['evidence', new Map([[id, doc]])]]), removed: new Map() })
  const issues = newIssues(context, model, would).filter((one) => one.severity === 'error')
  if (issues.length > 0) return fail(invalid(issues.slice(0, 20).map(({ issue }) => ({ ...issue, path: `query.${issue.path}` }))))
  const standing = await commitDifference(change, 'evidence', [{ id, doc, before: undefined }], [], 'person')
  return ok({ id, version: standing.get(id)?.version ?? 1 })
}

/** Notes whose file it is. The bytes must still be there: a sweep may have taken those of an earlier upload that nothing named. */
export async function noteFile(
  change: ModelChange,
  { app, tenant }: MemberContext,
  id: string,
  file: NewEvidenceFile,
): Promise<Result<undefined, ApiProblem>> {
  if ((await app.blobs.size(tenant, file.sha256)) === undefined)
    return fail(conflict('the file was swept away in the same moment', 'upload it again'))
  const full = await roomProblem(change.queries, tenant, file)
  if (full !== null) return fail(full)
  await insertEvidenceFile(change, id, file)
  return ok(undefined)
}

/** Evidence that would end before it begins proves nothing; said before its file is taken in. */
export const datesProblem = (effective: string, validUntil: string | undefined): ApiProblem | null =>
  validUntil !== undefined && validUntil < effective
    ? invalid([
        { path: 'query.validUntil', message: `lies before ${effective}, the first day`, mend: 'give a later day, or leave it open' },
      ])
    : null
