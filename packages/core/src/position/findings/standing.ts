import type { WorkspaceAnswer, WorkspaceEvidence } from '../../company/workspace.ts'
import type { Located, Model } from '../model.ts'
import { locate } from '../model.ts'
import type { EvidenceState } from '../slice.ts'
import { answerKey } from '../slice.ts'

/** An answer in force with its cell and all evidence linked to it, here or (inheritable) above. */
export interface Standing {
  readonly answer: WorkspaceAnswer
  readonly previous: WorkspaceAnswer | undefined
  readonly cell: Located
  readonly evidence: readonly { readonly evidence: WorkspaceEvidence; readonly state: EvidenceState }[]
}

export function standingAnswers(model: Model): Standing[] {
  const linked = linkedEvidence(model)
  return [...model.slice.histories.values()].flatMap((history): Standing[] => {
    const answer = history.at(-1)
    if (answer === undefined) return []
    const cell = locate(model, answer.subject, answer.framework, answer.requirement)
    if (cell === null) return []
    const evidence = evidenceOf(model, cell, linked).flatMap((id) => model.slice.evidence.get(id) ?? [])
    return [{ answer, previous: history.at(-2), cell, evidence }]
  })
}

/** Evidence ids per `subject|framework|requirement`, as linked. */
function linkedEvidence(model: Model): Map<string, string[]> {
  const result = new Map<string, string[]>()
  for (const link of model.slice.links) {
    if (link.evidence === undefined) continue
    for (const requirement of link.requirements) {
      const key = answerKey(link.subject, link.framework, requirement)
      const list = result.get(key)
      if (list === undefined) result.set(key, [...link.evidence])
      else list.push(...link.evidence)
    }
  }
  return result
}

function evidenceOf(model: Model, cell: Located, linked: ReadonlyMap<string, readonly string[]>): string[] {
  const { block, column } = cell
  const requirement = block.framework.columns[column]
  const found = new Set<string>()
  const visit = (row: number): void => {
    const subject = model.graph.subjects[block.subjectOf[row] ?? -1]
    for (const id of linked.get(answerKey(subject?.ref ?? '', block.framework.key, requirement?.id ?? '')) ?? []) found.add(id)
    if (requirement?.inheritable === true) for (const parent of block.parentRows[row] ?? []) visit(parent)
  }
  visit(cell.row)
  return [...found].sort()
}
