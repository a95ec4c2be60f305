import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import type { DocOf } from '@caponier/core/company/kinds'
import { evidenceMadeBy, fileOwners } from '@caponier/store/evidence/files'
import { inTransaction } from '@caponier/store/tenant/transaction'
import { actorFor } from '../change.ts'
import type { MemberContext } from '../context.ts'
import { notFound } from '../problems.ts'

type Evidence = DocOf<'evidence'>

/** Who may open the files of evidence, answered for many pieces at once. */
export interface FileGate {
  /** May the caller open a file of this evidence, the one that stands when no hash is given? */
  readonly mayOpen: (evidence: Evidence, sha256?: string) => boolean
  /** May the caller open every file that it has or had? Only then may the caller say whom they open to. */
  readonly mayOpenAll: (evidence: Evidence) => boolean
  /** Did the caller bring its file, or enter it? */
  readonly broughtBy: (evidence: Evidence) => boolean
  /** Are the bytes of the file that stands in the store? */
  readonly hasFile: (evidence: Evidence) => boolean
}

/** Confidential or secret. */
export const isKept = ({ confidentiality }: Evidence): boolean => confidentiality === 'confidential' || confidentiality === 'secret'

/**
 * The gate of files. Public and internal files open to whoever sees the evidence. Confidential and secret ones open only with
 * `evidence.read-confidential` at its place, to its owner, and to whoever brought that very file; for everybody else neither name nor
 * hash of the file exists. Where evidence without a file lies opens to whoever entered it.
 */
export async function fileGate(context: MemberContext): Promise<FileGate> {
  const { app, tenant, model, personId } = context
  const actor = await actorFor(context)
  const { owners, made } = await inTransaction(app.pool, { tenant }, 'read only', async (queries) => ({
    owners: await fileOwners(queries, tenant),
    made: await evidenceMadeBy(queries, tenant, actor),
  }))
  const seen = context.visible('evidence.read')
  const trusted = context.visible('evidence.read-confidential')
  const placeOf = (one: Evidence) => model.places().ofLinked(`evidence:${one.id}`, one.owner)
  const brought = (id: string, sha256: string | undefined): boolean =>
    sha256 === undefined ? made.has(id) : owners.get(`${id}|${sha256}`)?.has(actor) === true
  const mayOpen: FileGate['mayOpen'] = (one, sha256 = one.sha256) => {
    if ((personId !== null && one.owner === personId) || brought(one.id, sha256)) return true
    return isKept(one) ? trusted.place(placeOf(one)) : seen.place(placeOf(one))
  }
  return {
    mayOpen,
    mayOpenAll: (one) =>
      mayOpen(one) && [...owners.keys()].every((key) => !key.startsWith(`${one.id}|`) || mayOpen(one, key.slice(one.id.length + 1))),
    broughtBy: (one) => made.has(one.id) || brought(one.id, one.sha256),
    hasFile: (one) => one.sha256 !== undefined && owners.has(`${one.id}|${one.sha256}`),
  }
}

/** A document as it leaves: without name and hash of a file that the caller may not open. */
export function maskedEvidence<Doc extends { readonly file?: string | undefined; readonly sha256?: string | undefined }>(
  doc: Doc,
  mayOpen: boolean,
): Doc {
  if (mayOpen || (doc.file === undefined && doc.sha256 === undefined)) return doc
  const { file: _, sha256: __, ...rest } = doc
  return rest as Doc
}

/** The evidence if the caller may see it or brought it, else not found. */
export function visibleEvidence(context: MemberContext, gate: FileGate, id: string): Result<Evidence, ApiProblem> {
  const doc = context.model.object('evidence', id)?.doc
  const isSeen =
    doc !== undefined &&
    (context.visible('evidence.read').place(context.model.places().ofLinked(`evidence:${id}`, doc.owner)) ||
      gate.broughtBy(doc) ||
      (context.personId !== null && doc.owner === context.personId))
  return isSeen ? ok(doc) : fail(notFound(`the piece of evidence "${id}"`))
}
