import type { RequirementRow } from '@caponier/contract/assessment/assessments'
import type { Language } from '@caponier/core'
import type { WorkspaceLink } from '@caponier/core/company/workspace'
import type { Framework } from '@caponier/core/framework/content'
import type { Block } from '@caponier/core/position/block'
import type { LocatedRow, Model } from '@caponier/core/position/model'
import { ownAnswer } from '@caponier/core/position/model'
import { isAchieved, NOT_APPLICABLE, NOT_ASSESSED, stateName } from '@caponier/core/position/states'
import type { Visible } from '../gate/visible.ts'
import type { TenantModel } from '../live/tenant-model.ts'
import { isInTarget } from './assessment-rows.ts'
import { decidingRows, mayNameSource, ownAnswerOf, rowsUpward } from './cell-reading.ts'

/** What a row says besides the model: threads and delegations come from the database. */
export interface Beside {
  readonly threads: ReadonlyMap<string, number>
  /** Member who made the newest entry here, where it was made here. */
  readonly author: (requirement: string) => string | null
  readonly delegation: (requirement: string) => RequirementRow['delegation']
  /** Since when a question is delegated; null when it is not. */
  readonly delegatedSince: (requirement: string) => string | null
}

/** All requirements that are answered at a subject, in pack order; above the scored subjects only those that can be handed down. */
export function requirementRows(
  tenant: TenantModel,
  model: Model,
  located: LocatedRow,
  visible: Visible,
  language: Language,
  beside: Beside,
): RequirementRow[] {
  const { block, framework: index, row } = located
  const framework = model.content.frameworks[index]
  const subject = model.graph.subjects[block.subjectOf[row] ?? -1]
  if (framework === undefined || subject === undefined) return []
  const linked = linkedAt(model, block, row)
  const duties = dutiesOfColumns(model, index)
  return framework.requirements.flatMap((requirement, column): RequirementRow[] => {
    const pack = block.framework.columns[column]
    if (pack === undefined || (block.scored[row] !== 1 && !pack.inheritable)) return []
    const cell = row * block.width + column
    const state = block.effective[cell] ?? NOT_ASSESSED
    const version = tenant.answerVersion(subject.ref, framework.key, requirement.id)
    const own = ownAnswerOf(tenant, model, subject.ref, framework.key, requirement.id, version)
    const links = linked.get(requirement.id)
    const inTarget = isInTarget(pack, subject)
    const maturity = block.maturity[cell] ?? 0
    const since = beside.delegatedSince(requirement.id)
    return [
      {
        requirement: requirement.id,
        title: requirement.title[language],
        domain: requirement.domain,
        parent: requirement.parent ?? null,
        gate: pack.gate === 0 ? null : pack.gate,
        inheritable: pack.inheritable,
        state: stateName(state),
        maturity: maturity >= 1 && maturity <= 4 ? (maturity as 1 | 2 | 3 | 4) : null,
        own: own === null ? null : { ...own, by: own.by ?? beside.author(requirement.id) },
        counted: own === null || block.own[cell] !== NOT_ASSESSED,
        sources: block.own[cell] === NOT_ASSESSED ? sourcesOf(tenant, model, block, row, column, framework, visible) : [],
        capped: (block.ownContradictions[cell] ?? 0) > 0,
        version,
        controls: links?.controls.size ?? 0,
        evidence: links?.evidence.size ?? 0,
        validEvidence: [...(links?.evidence ?? [])].filter((id) => model.slice.evidence.get(id)?.state === 'valid').length,
        inTarget,
        gap: inTarget && !isAchieved(state) && state !== NOT_APPLICABLE,
        duties: duties[column]?.ids ?? [],
        measures: duties[column]?.measures ?? [],
        comments: beside.threads.get(requirement.id) ?? 0,
        delegation: beside.delegation(requirement.id),
        acceptance: since !== null && own?.recordedAt != null && own.recordedAt >= since ? 'pending' : 'none',
      },
    ]
  })
}

function sourcesOf(
  tenant: TenantModel,
  model: Model,
  block: Block,
  row: number,
  column: number,
  framework: Framework,
  visible: Visible,
): RequirementRow['sources'] {
  const requirement = framework.requirements[column]?.id ?? ''
  return decidingRows(block, row, column).map((at) => {
    const subject = model.graph.subjects[block.subjectOf[at] ?? -1]
    if (subject === undefined || !mayNameSource(visible, tenant, subject.ref)) return { subject: '', name: '', justification: null }
    const justification = ownAnswer(model, subject.ref, framework.key, requirement)?.justification ?? null
    return { subject: subject.ref, name: subject.name, justification }
  })
}

interface Linked {
  readonly controls: Set<string>
  readonly evidence: Set<string>
}

/** Controls and evidence that count per requirement: of the subject itself, and from above where it can be inherited (rule 2). */
function linkedAt(model: Model, block: Block, row: number): ReadonlyMap<string, Linked> {
  const index = linkIndex(model.slice.links)
  const found = new Map<string, Linked>()
  for (const at of rowsUpward(block, row)) {
    const ref = model.graph.subjects[block.subjectOf[at] ?? -1]?.ref ?? ''
    for (const link of index.get(`${ref}|${block.framework.key}`) ?? []) {
      for (const requirement of link.requirements) {
        const column = block.framework.columnOf.get(requirement)
        if (column === undefined || (at !== row && block.framework.columns[column]?.inheritable !== true)) continue
        let linked = found.get(requirement)
        if (linked === undefined) found.set(requirement, (linked = { controls: new Set(), evidence: new Set() }))
        for (const control of link.controls ?? []) linked.controls.add(control)
        for (const evidence of link.evidence ?? []) linked.evidence.add(evidence)
      }
    }
  }
  return found
}

const indexes = new WeakMap<readonly WorkspaceLink[], ReadonlyMap<string, readonly WorkspaceLink[]>>()

/** Links by `subject|framework`, built once for each list of links. */
function linkIndex(links: readonly WorkspaceLink[]): ReadonlyMap<string, readonly WorkspaceLink[]> {
  const known = indexes.get(links)
  if (known !== undefined) return known
  const index = Map.groupBy(links, (link) => `${link.subject}|${link.framework}`)
  indexes.set(links, index)
  return index
}

/** Duties and measures of each column: those that a requirement carries, or the duty itself. */
function dutiesOfColumns(model: Model, framework: number): readonly { readonly ids: string[]; readonly measures: string[] }[] {
  const width = model.blocks[framework]?.width ?? 0
  const direct = new Map<number, number[]>()
  if (framework === model.nis2)
    model.pack.duties.forEach((duty, index) => direct.set(duty.column, [...(direct.get(duty.column) ?? []), index]))
  return Array.from({ length: width }, (_, column) => {
    const duties = (direct.get(column) ?? model.pack.carriedBy[framework]?.[column] ?? []).flatMap((index) => {
      const duty = model.pack.duties[index]?.duty
      return duty === undefined ? [] : [duty]
    })
    return { ids: duties.map((duty) => duty.id), measures: [...new Set(duties.map((duty) => duty.measure))] }
  })
}
