import { isAlive } from '@caponier/core/position/slice'
import type { StoredLink } from '@caponier/store/assessment/links'
import type { MemberContext } from '../context.ts'
import type { Visible } from '../gate/visible.ts'

/** What hangs where today: the requirement cells of each control and piece of evidence. */
interface LinkedCells {
  /** By `control:ID` or `evidence:ID`: subject to its cells (`framework|requirement`). */
  readonly cells: ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>
  /** By `subject|framework|requirement`: the ids of its evidence. */
  readonly evidence: ReadonlyMap<string, ReadonlySet<string>>
}

/** Links in force today. */
export const linksToday = ({ model, today }: MemberContext): readonly StoredLink[] =>
  model.remember(`links ${today}`, () => model.links().filter(({ link }) => isAlive(link, { asOf: today, knownAt: null })), ['link'])

const linkedCells = (context: MemberContext): LinkedCells =>
  context.model.remember(
    `linked cells ${context.today}`,
    () => {
      const cells = new Map<string, Map<string, Set<string>>>()
      const evidence = new Map<string, Set<string>>()
      for (const { link } of linksToday(context)) {
        const refs = [...(link.controls ?? []).map((id) => `control:${id}`), ...(link.evidence ?? []).map((id) => `evidence:${id}`)]
        for (const requirement of link.requirements) {
          for (const ref of refs) {
            const bySubject = cells.get(ref) ?? new Map<string, Set<string>>()
            cells.set(ref, bySubject)
            bySubject.set(link.subject, (bySubject.get(link.subject) ?? new Set()).add(`${link.framework}|${requirement}`))
          }
          const key = `${link.subject}|${link.framework}|${requirement}`
          for (const id of link.evidence ?? []) evidence.set(key, (evidence.get(key) ?? new Set()).add(id))
        }
      }
      return { cells, evidence }
    },
    ['link'],
  )

/** Ids of the evidence that hangs on one requirement of exactly this subject today. */
export const evidenceAt = (context: MemberContext, subject: string, framework: string, requirement: string): ReadonlySet<string> =>
  linkedCells(context).evidence.get(`${subject}|${framework}|${requirement}`) ?? new Set()

export interface Uses {
  readonly uses: number
  readonly subjects: number
}

/** Counts what rests on a control or a piece of evidence, over the subjects that the caller may see and no others. */
export function usesFor(context: MemberContext, visible: Visible): (ref: string) => Uses {
  const { cells } = linkedCells(context)
  return (ref) => {
    let [uses, subjects] = [0, 0]
    for (const [subject, requirements] of cells.get(ref) ?? []) {
      if (!visible.subject(subject)) continue
      uses += requirements.size
      subjects += 1
    }
    return { uses, subjects }
  }
}

/** How many pieces of evidence hang on the same requirements as a control, where the caller sees them. */
export function evidenceBeside(context: MemberContext, visible: Visible): (control: string) => number {
  const { cells, evidence } = linkedCells(context)
  return (control) => {
    const found = new Set<string>()
    for (const [subject, requirements] of cells.get(`control:${control}`) ?? [])
      if (visible.subject(subject))
        for (const requirement of requirements) for (const id of evidence.get(`${subject}|${requirement}`) ?? []) found.add(id)
    return found.size
  }
}
