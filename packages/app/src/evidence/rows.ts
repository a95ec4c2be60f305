import type { z } from 'zod'
import type { ControlRow } from '@caponier/contract/evidence/controls'
import type { EvidenceRow } from '@caponier/contract/evidence/evidence'
import type { DocOf } from '@caponier/core/company/kinds'
import type { Stored } from '@caponier/store/model/tables'
import { namesFor } from '../company/object-names.ts'
import type { MemberContext } from '../context.ts'
import type { FileGate } from './file-gate.ts'
import { evidenceBeside, usesFor } from './linked-cells.ts'

const DAY_MS = 86_400_000

export function controlRows(context: MemberContext): (stored: Stored<DocOf<'control'>>) => z.input<typeof ControlRow> {
  const { model, today } = context
  const visible = context.visible('controls.read')
  const names = namesFor(model, visible)
  const states = model.live(today).model.slice.controls
  const uses = usesFor(context, visible)
  const beside = evidenceBeside(context, visible)
  return ({ id, version, doc }) => {
    const status = states.get(id)?.state ?? 'proposed'
    return {
      id,
      version,
      name: doc.name,
      description: doc.description ?? null,
      status,
      due: doc.due ?? null,
      overdue: (status === 'planned' || status === 'proposed') && doc.due !== undefined && doc.due < today,
      ...uses(`control:${id}`),
      evidence: beside(id),
      owner: doc.owner ?? null,
      ownerName: names.maybe('person', doc.owner),
    }
  }
}

/** On which side of its dates evidence stands on a day; both ends are inclusive (rule 4). */
export const validityOn = (doc: DocOf<'evidence'>, day: string): 'valid' | 'expired' | 'future' =>
  doc.effective > day ? 'future' : doc.validUntil !== undefined && doc.validUntil < day ? 'expired' : 'valid'

export function evidenceRows(context: MemberContext, files: FileGate): (stored: Stored<DocOf<'evidence'>>) => z.input<typeof EvidenceRow> {
  const { model, today } = context
  const visible = context.visible('evidence.read')
  const names = namesFor(model, visible)
  const uses = usesFor(context, visible)
  return ({ id, version, doc }) => {
    const readable = files.mayOpen(doc)
    return {
      id,
      version,
      name: doc.name,
      kind: doc.kind ?? null,
      validity: validityOn(doc, today),
      effective: doc.effective,
      validUntil: doc.validUntil ?? null,
      daysLeft: doc.validUntil === undefined ? null : Math.round((Date.parse(doc.validUntil) - Date.parse(today)) / DAY_MS),
      confidentiality: doc.confidentiality ?? 'internal',
      file: readable ? (doc.file ?? null) : null,
      sha256: readable ? (doc.sha256 ?? null) : null,
      hasFile: files.hasFile(doc),
      readable,
      ...uses(`evidence:${id}`),
      owner: doc.owner ?? null,
      ownerName: names.maybe('person', doc.owner),
    }
  }
}
