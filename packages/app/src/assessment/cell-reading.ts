import type { OwnAnswer } from '@caponier/contract/assessment/cells'
import type { WorkspaceAnswer } from '@caponier/core/company/workspace'
import type { Block } from '@caponier/core/position/block'
import type { Model } from '@caponier/core/position/model'
import { ownAnswer } from '@caponier/core/position/model'
import { NOT_ASSESSED } from '@caponier/core/position/states'
import type { Visible } from '../gate/visible.ts'
import type { TenantModel } from '../live/tenant-model.ts'

/** The answer in force at exactly this subject; null where there is none or it was taken back. */
export function ownAnswerOf(
  tenant: TenantModel,
  model: Model,
  subject: string,
  framework: string,
  requirement: string,
  version: number,
): OwnAnswer | null {
  const answer = ownAnswer(model, subject, framework, requirement)
  return answer === undefined || answer.state === 'not-assessed' ? null : { ...answerOut(tenant, answer), version }
}

/** An entry as it travels; the person by name. */
export const answerOut = (tenant: TenantModel, answer: WorkspaceAnswer): Omit<OwnAnswer, 'version'> => ({
  state: answer.state,
  justification: answer.justification ?? null,
  maturity: answer.maturity ?? null,
  note: answer.note ?? null,
  review: answer.review ?? null,
  reviewer:
    answer.reviewer === undefined
      ? null
      : { id: answer.reviewer, name: tenant.object('person', answer.reviewer)?.doc.name ?? answer.reviewer },
  from: answer.from ?? null,
  recordedAt: answer.recordedAt ?? null,
  by: answer.by === undefined ? null : (tenant.object('person', answer.by)?.doc.name ?? null),
  provenance: answer.provenance ?? null,
})

/** Rows of the block whose own answers decide a cell that has none (rules 2 and 3); the row itself where it has one. */
export function decidingRows(block: Block, row: number, column: number): readonly number[] {
  if ((block.own[row * block.width + column] ?? NOT_ASSESSED) !== NOT_ASSESSED) return [row]
  if (block.framework.columns[column]?.inheritable !== true) return []
  const parents = block.parentRows[row] ?? []
  return parents.length === 1
    ? decidingRows(block, parents[0] ?? 0, column)
    : [...new Set(parents.flatMap((parent) => decidingRows(block, parent, column)))]
}

/**
 * May the name of a subject from which an answer is inherited leave? What stands above a site is known to whoever works there; another
 * site whose answer reaches this one through a common conduit is not.
 */
export function mayNameSource(visible: Visible, tenant: TenantModel, ref: string): boolean {
  if (visible.subject(ref) || ref === 'organisation') return true
  return ref.startsWith('entity:') && tenant.places().sitesOfEntity(ref.slice('entity:'.length)).some(visible.site)
}

/** The row itself and every row above it. */
export function rowsUpward(block: Block, row: number): readonly number[] {
  const found = new Set<number>()
  const visit = (at: number): void => {
    if (found.has(at)) return
    found.add(at)
    for (const parent of block.parentRows[at] ?? []) visit(parent)
  }
  visit(row)
  return [...found]
}
