import type { QuestionEvidence } from '@caponier/contract/assessment/assignments'
import type { FileGate } from '../evidence/file-gate.ts'
import { isOwn } from '../evidence/link-gate.ts'
import { evidenceAt } from '../evidence/linked-cells.ts'
import { validityOn } from '../evidence/rows.ts'
import type { MemberContext } from '../context.ts'

/** Evidence at one delegated question: all of it for whom evidence of the subject is visible, else only what is the caller's own. */
export function questionEvidence(
  context: MemberContext,
  files: FileGate,
  subject: string,
  framework: string,
  requirement: string,
): QuestionEvidence[] {
  const seesAll = context.visible('evidence.read').subject(subject)
  return [...evidenceAt(context, subject, framework, requirement)].flatMap((id): QuestionEvidence[] => {
    const doc = context.model.object('evidence', id)?.doc
    if (doc === undefined) return []
    const own = isOwn(context, files, doc)
    if (!own && !seesAll) return []
    return [
      {
        id,
        name: doc.name,
        effective: doc.effective,
        validUntil: doc.validUntil ?? null,
        validity: validityOn(doc, context.today),
        confidentiality: doc.confidentiality ?? 'internal',
        file: files.mayOpen(doc) ? (doc.file ?? null) : null,
        hasFile: files.hasFile(doc),
        own,
      },
    ]
  })
}
