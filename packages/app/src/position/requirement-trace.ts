import { explainCell } from '@caponier/core/position/index'
import type { CellTrace } from '@caponier/core/position/index'
import { dutiesCarriedBy } from '@caponier/core/position/explain/measure'
import type { MemberContext } from '../context.ts'

/** A requirement from below: the duties it carries, with reason, and how it stands at every visible subject, in subject order. */
export function requirementTrace(context: MemberContext, framework: string, requirement: string) {
  const { model, today, language } = context
  const live = model.live(today).model
  const visible = context.visible('position.read')
  const at = live.pack.frameworkOf.get(framework)
  const compiled = at === undefined ? undefined : live.pack.frameworks[at]
  const pack = live.content.frameworks.find((one) => `${one.framework}:${one.edition}` === framework)
  if (pack === undefined || !pack.requirements.some((one) => one.id === requirement)) return null
  const cells =
    compiled?.columnOf.has(requirement) === true
      ? live.graph.subjects.flatMap((subject): CellTrace[] => {
          if (!visible.subject(subject.ref)) return []
          const cell = explainCell(live, subject.ref, framework, requirement)
          return cell === null ? [] : [cell]
        })
      : []
  return {
    framework,
    requirement,
    adopted: compiled?.adopted ?? false,
    duties: dutiesCarriedBy(live, framework, requirement).map((one) => ({ ...one, ...dutyWords(context, one.duty, language) })),
    cells,
  }
}

/** Title and measure of a duty in the language of the caller. */
export function dutyWords({ model, today }: MemberContext, duty: string, lang: 'en' | 'de'): { title: string; measure: string } {
  const found = model.live(today).model.pack.duties.find((one) => one.duty.id === duty)?.duty
  return { title: found?.title[lang] ?? duty, measure: found?.measure ?? '' }
}
