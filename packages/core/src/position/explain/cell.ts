import type { AnswerStateName } from '../../company/assessment.ts'
import type { WorkspaceAnswer, WorkspaceLink } from '../../company/workspace.ts'
import type { Confidence, Text } from '../../framework/text.ts'
import type { Block } from '../block.ts'
import { cellScore } from '../block.ts'
import type { Located, Model } from '../model.ts'
import { countedState, locate, ownAnswer } from '../model.ts'
import type { EvidenceState } from '../slice.ts'
import { NOT_ASSESSED, stateName } from '../states.ts'

/** The answer a cell rests on, with the subject it was given at. */
export interface AnswerSource {
  readonly subject: string
  readonly name: string
  readonly state: AnswerStateName
  readonly answer: WorkspaceAnswer
}

/** Why one requirement stands as it does for one subject: the answer, its caps, its controls, its evidence (rules 1-4). */
export interface CellTrace {
  readonly subject: string
  readonly name: string
  readonly framework: string
  readonly requirement: string
  readonly title: Text
  /** Level at which the row is selected, 3-3 only. */
  readonly gate: number | null
  /** Confidence of id, title and gate in the pack, and its doubt where there is one. */
  readonly confidence: Confidence
  readonly doubt: Text | null
  readonly effective: AnswerStateName
  /** State entered at the subject itself that does not count, because it lacks its reason; else null (rule 1). */
  readonly uncounted: AnswerStateName | null
  /** True when the subject's own answer decides. */
  readonly own: boolean
  /** Where the effective answer comes from; several over several paths; empty when nobody answered. */
  readonly sources: readonly AnswerSource[]
  /** Open contradictions that cap it at partly. */
  readonly contradictions: readonly { readonly id: string; readonly subject: string; readonly reason: string; readonly from: string }[]
  /** 0, 0.5 or 1 each; null when not applicable. */
  readonly scores: { readonly designed: number; readonly implemented: number; readonly evidenced: number } | null
  readonly controls: readonly {
    readonly id: string
    readonly name: string
    readonly state: string
    readonly due: string | null
    readonly target: string
    readonly at: string
  }[]
  readonly evidence: readonly {
    readonly id: string
    readonly name: string
    readonly state: EvidenceState
    readonly effective: string
    readonly validUntil: string | null
    readonly at: string
  }[]
}

/** The trace of one cell, or null when the requirement is not answered for that subject. */
export function explainCell(model: Model, subject: string, framework: string, requirement: string): CellTrace | null {
  const cell = locate(model, subject, framework, requirement)
  return cell === null ? null : traceCell(model, cell)
}

export function traceCell(model: Model, cell: Located): CellTrace {
  const { block, row, column } = cell
  const subject = model.graph.subjects[block.subjectOf[row] ?? -1]
  const pack = block.framework.columns[column]
  const framework = model.content.frameworks.find((one) => one.key === block.framework.key)
  const requirement = framework?.requirements[column]
  const id = pack?.id ?? ''
  const sources = answerSources(model, block, row, column)
  const reach = reachOf(block, row, column)
  const refs = reach.map((one) => model.graph.subjects[block.subjectOf[one] ?? -1]?.ref ?? '')
  const capping = new Set([subject?.ref ?? '', ...cappingRefs(model, block, row, column)])
  const score = cellScore(block, row, column)
  const links = linksAt(model, refs, block.framework.key, id)
  return {
    subject: subject?.ref ?? '',
    name: subject?.name ?? '',
    framework: block.framework.key,
    requirement: id,
    title: requirement?.title ?? { en: id, de: id },
    gate: pack === undefined || pack.gate === 0 ? null : pack.gate,
    confidence: requirement?.confidence ?? 'low',
    doubt: requirement?.doubt ?? null,
    effective: stateName(block.effective[row * block.width + column] ?? NOT_ASSESSED),
    uncounted: uncounted(ownAnswer(model, subject?.ref ?? '', block.framework.key, id)),
    own: sources.some((source) => source.subject === subject?.ref),
    sources,
    contradictions: model.slice.contradictions
      .filter((one) => one.framework === block.framework.key && one.requirement === id && capping.has(one.subject))
      .map((one) => ({ id: one.id, subject: one.subject, reason: one.reason, from: one.from })),
    scores: score === null ? null : { designed: score.designed / 2, implemented: score.implemented / 2, evidenced: score.evidenced / 2 },
    controls: links.flatMap((link) =>
      (link.controls ?? []).flatMap((control) => {
        const found = model.slice.controls.get(control)
        return found === undefined
          ? []
          : [
              {
                id: control,
                name: found.control.name,
                state: found.state,
                due: found.control.due ?? null,
                target: link.target ?? 'met',
                at: link.subject,
              },
            ]
      }),
    ),
    evidence: links.flatMap((link) =>
      (link.evidence ?? []).flatMap((evidence) => {
        const found = model.slice.evidence.get(evidence)
        return found === undefined
          ? []
          : [
              {
                id: evidence,
                name: found.evidence.name,
                state: found.state,
                effective: found.evidence.effective,
                validUntil: found.evidence.validUntil ?? null,
                at: link.subject,
              },
            ]
      }),
    ),
  }
}

/** Rows whose links count: the row itself and, for an inheritable requirement, every row above (rule 2). */
function reachOf(block: Block, row: number, column: number): number[] {
  if (block.framework.columns[column]?.inheritable !== true) return [row]
  const found = new Set<number>()
  const visit = (at: number): void => {
    if (found.has(at)) return
    found.add(at)
    for (const parent of block.parentRows[at] ?? []) visit(parent)
  }
  visit(row)
  return [...found]
}

function answerSources(model: Model, block: Block, row: number, column: number): AnswerSource[] {
  const subject = model.graph.subjects[block.subjectOf[row] ?? -1]
  const requirement = block.framework.columns[column]
  if (subject === undefined || requirement === undefined) return []
  const own = ownAnswer(model, subject.ref, block.framework.key, requirement.id)
  if (own !== undefined && countedState(own) !== NOT_ASSESSED) {
    return [{ subject: subject.ref, name: subject.name, state: stateName(countedState(own)), answer: own }]
  }
  if (!requirement.inheritable) return []
  const above = (block.parentRows[row] ?? []).flatMap((parent) => answerSources(model, block, parent, column))
  return above.filter((source, index) => above.findIndex((other) => other.subject === source.subject) === index)
}

/** Subjects above whose contradiction travels down with the inherited answer. */
function cappingRefs(model: Model, block: Block, row: number, column: number): string[] {
  const cell = row * block.width + column
  if (block.framework.columns[column]?.inheritable !== true || (block.own[cell] ?? 0) !== NOT_ASSESSED) return []
  return (block.parentRows[row] ?? []).flatMap((parent) => [
    model.graph.subjects[block.subjectOf[parent] ?? -1]?.ref ?? '',
    ...cappingRefs(model, block, parent, column),
  ])
}

function linksAt(model: Model, refs: readonly string[], framework: string, requirement: string): WorkspaceLink[] {
  return model.slice.links.filter(
    (link) => link.framework === framework && refs.includes(link.subject) && link.requirements.includes(requirement),
  )
}

const uncounted = (answer: WorkspaceAnswer | undefined): AnswerStateName | null =>
  answer !== undefined && answer.state !== 'not-assessed' && countedState(answer) === NOT_ASSESSED ? answer.state : null
