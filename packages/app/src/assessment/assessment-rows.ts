import type { AssessmentProgress, AssessmentRow } from '@caponier/contract/assessment/assessments'
import type { Framework } from '@caponier/core/framework/content'
import type { Block } from '@caponier/core/position/block'
import type { LiveLevels, LivePosition } from '@caponier/core/position/live'
import type { Model } from '@caponier/core/position/model'
import { CIR, NIS2, SYSTEM } from '@caponier/core/position/pack'
import { vectorMinimum } from '@caponier/core/position/security-level'
import { COMPENSATED, isAchieved, MET, NOT_APPLICABLE, NOT_ASSESSED, NOT_MET, PARTLY } from '@caponier/core/position/states'
import type { Subject } from '@caponier/core/position/subjects'
import type { MemberContext } from '../context.ts'
import type { Visible } from '../gate/visible.ts'

/** An assessment as it stands, before the gate and without delegation. */
export type AssessmentStanding = Omit<AssessmentRow, 'assignees' | 'due' | 'delegation'>

/**
 * Every assessment of a tenant (rule 3): subjects scored for an adopted framework, for the duties of NIS2 and for 2024/2690, and the
 * subjects above them at which an inheritable requirement can be answered for all below. Kept until the model changes.
 */
export function allAssessments(context: MemberContext): readonly AssessmentStanding[] {
  const { model, today, language } = context
  return model.remember(`assessments ${today} ${language}`, () => {
    const live = model.live(today)
    const places = model.places()
    const levels = new Map(live.levels().map((one) => [one.subject.ref, one]))
    return answeredBlocks(live.model).flatMap(({ block, index, framework }) => {
      const bits = measureBits(live.model, index)
      const hands = block.framework.columns.some((column) => column.inheritable)
      return block.subjectOf.flatMap((at, row): AssessmentStanding[] => {
        const subject = live.model.graph.subjects[at]
        const isScored = block.scored[row] === 1
        if (subject === undefined || !(isScored || hands)) return []
        const place = places.ofSubject(subject.ref)
        const counted = countRow(block, row, subject, isScored ? (levels.get(subject.ref) ?? null) : null, bits)
        return [
          {
            id: `${framework.key}|${subject.ref}`,
            framework: framework.key,
            frameworkTitle: framework.title[language],
            subject: subject.ref,
            kind: subject.kind,
            name: subject.name,
            sites: [...place.sites],
            entities: [...new Set([...place.entities, ...place.sites.flatMap(places.entitiesOfSite)])],
            central: !isScored,
            adopted: block.framework.adopted,
            ...counted.progress,
            measures: measureNames(live.model, counted.measures),
          },
        ]
      })
    })
  })
}

/** What the gate lets through. Something that stands in several sites is named with those that the caller sees. */
export function visibleAssessments(all: readonly AssessmentStanding[], visible: Visible): readonly AssessmentStanding[] {
  if (visible.all) return all
  return all
    .filter((one) => visible.subject(one.subject))
    .map((one) => (one.sites.every(visible.site) ? one : { ...one, sites: one.sites.filter(visible.site) }))
}

export interface AnsweredBlock {
  readonly block: Block
  readonly index: number
  readonly framework: Framework
}

/** Frameworks that are answered: those adopted, and always the duties of NIS2 and 2024/2690. */
export const answeredBlocks = (model: Model): readonly AnsweredBlock[] =>
  model.blocks.flatMap((block, index) => {
    const framework = model.content.frameworks[index]
    const { adopted, key } = block.framework
    return framework !== undefined && (adopted || key === NIS2 || key === CIR) ? [{ block, index, framework }] : []
  })

/** Progress of one assessment. */
export function progressOf(live: LivePosition, block: Block, row: number): AssessmentProgress {
  const subject = live.model.graph.subjects[block.subjectOf[row] ?? -1]
  if (subject === undefined) throw new Error(`row ${row} of ${block.framework.key} has no subject`)
  const levels =
    block.scored[row] === 1 && block.framework.key === SYSTEM ? live.levels().find((one) => one.subject === subject) : undefined
  return countRow(block, row, subject, levels ?? null, []).progress
}

function countRow(
  block: Block,
  row: number,
  subject: Subject,
  levels: LiveLevels | null,
  bits: readonly number[],
): { readonly progress: AssessmentProgress; readonly measures: number } {
  const isScored = block.scored[row] === 1
  const states = [0, 0, 0, 0, 0, 0]
  let [total, inherited, gaps, withoutEvidence, measures] = [0, 0, 0, 0, 0]
  for (let column = 0; column < block.width; column++) {
    const requirement = block.framework.columns[column]
    if (requirement === undefined || (!isScored && !requirement.inheritable)) continue
    const cell = row * block.width + column
    const state = block.effective[cell] ?? NOT_ASSESSED
    total++
    states[state] = (states[state] ?? 0) + 1
    if (state !== NOT_ASSESSED && block.own[cell] === NOT_ASSESSED) inherited++
    if (isAchieved(state)) {
      if (block.evidenced[cell] !== 1) withoutEvidence++
    } else if (state !== NOT_APPLICABLE) {
      if (isInTarget(requirement, subject)) gaps++
      measures |= bits[column] ?? 0
    }
  }
  const answered = total - (states[NOT_ASSESSED] ?? 0)
  const vectors = block.framework.key === SYSTEM ? levels : null
  return {
    measures,
    progress: {
      total,
      answered,
      share: total === 0 ? 0 : answered / total,
      notAssessed: states[NOT_ASSESSED] ?? 0,
      notMet: states[NOT_MET] ?? 0,
      partly: states[PARTLY] ?? 0,
      met: states[MET] ?? 0,
      compensated: states[COMPENSATED] ?? 0,
      notApplicable: states[NOT_APPLICABLE] ?? 0,
      inherited,
      gaps,
      withoutEvidence,
      slTarget: vectors === null ? null : [...vectors.target],
      slAchieved: vectors === null ? null : [...vectors.achieved],
      slEvidenced: vectors === null ? null : [...vectors.evidenced],
      targetMinimum: vectors === null ? null : vectorMinimum(vectors.target),
      achievedMinimum: vectors === null ? null : vectorMinimum(vectors.achieved),
      evidencedMinimum: vectors === null ? null : vectorMinimum(vectors.evidenced),
    },
  }
}

/** Rule 6: rows gated at or below SL-T are asked for; where there are no gates, every row is. */
export const isInTarget = (requirement: { readonly gate: number; readonly fr: number }, subject: Subject): boolean =>
  requirement.gate === 0 || subject.target === undefined || requirement.gate <= (subject.target[requirement.fr] ?? 0)

/** Per column the measures that it carries or answers, as bits. Fewer than 31 measures stand in the pack. */
function measureBits(model: Model, framework: number): readonly number[] {
  const places = new Map(model.pack.measures.map((measure, index) => [measure.id, index]))
  const bitOf = (duty: number): number => 1 << (places.get(model.pack.duties[duty]?.duty.measure ?? '') ?? 31)
  const bits = (model.pack.carriedBy[framework] ?? []).map((duties) => duties.reduce((all, duty) => all | bitOf(duty), 0))
  if (framework === model.nis2) model.pack.duties.forEach((one, duty) => (bits[one.column] = (bits[one.column] ?? 0) | bitOf(duty)))
  return bits
}

const measureNames = (model: Model, bits: number): string[] =>
  model.pack.measures.flatMap((measure, index) => ((bits & (1 << index)) === 0 ? [] : [measure.id]))
