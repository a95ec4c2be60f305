import { explainCell } from '@caponier/core/position/index'
import type { CellTrace } from '@caponier/core/position/index'
import { dutiesCarriedBy } from '@caponier/core/position/explain/measure'
import type { MemberContext } from '../context.ts'
import { dutyWords } from './requirement-trace.ts'

/**
 * What rests on a control or a piece of evidence (`control:ID`, `evidence:ID`): the cells it is linked to, as far as the caller may see
 * them, and the duties above. Null when there is no such thing or nothing of it is visible.
 */
export function usesOf(context: MemberContext, ref: string) {
  const at = ref.indexOf(':')
  const [kind, id] = [ref.slice(0, at), ref.slice(at + 1)]
  if (kind !== 'control' && kind !== 'evidence') return null
  const { model, today, language } = context
  const object = model.object(kind, id)
  if (object === undefined) return null
  const visible = context.visible('position.read')
  const live = model.live(today).model
  const links = model
    .links()
    .map((one) => one.link)
    .filter((link) => (kind === 'control' ? link.controls : link.evidence)?.includes(id) === true && visible.subject(link.subject))
  if (links.length === 0 && !visible.all) return null
  const cells = new Map<string, CellTrace>()
  for (const link of links)
    for (const requirement of link.requirements) {
      const cell = explainCell(live, link.subject, link.framework, requirement)
      if (cell !== null) cells.set(`${link.subject}|${link.framework}|${requirement}`, cell)
    }
  const duties = new Map<string, { duty: string; title: string; measure: string; requirement: string }>()
  for (const cell of cells.values())
    for (const { duty } of dutiesCarriedBy(live, cell.framework, cell.requirement))
      duties.set(`${duty}|${cell.requirement}`, { duty, requirement: cell.requirement, ...dutyWords(context, duty, language) })
  return { ref, name: object.doc.name, cells: [...cells.values()], duties: [...duties.values()].sort((a, b) => (a.duty < b.duty ? -1 : 1)) }
}
