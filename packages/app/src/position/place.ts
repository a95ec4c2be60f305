import type { WeakestPoint } from '@caponier/core/position/output'
import { placePosition } from '@caponier/core/position/index'
import { boundEntities } from '@caponier/offline/position/compute'
import type { MemberContext } from '../context.ts'

/** What the position says of one legal entity or site; null when there is none that the caller may see sums over. */
export function placeOf(context: MemberContext, ref: string) {
  const { model, today } = context
  const visible = context.visible('position.read')
  const at = ref.indexOf(':')
  const id = ref.slice(at + 1)
  if (!(ref.slice(0, at) === 'entity' ? visible.entity(id) : visible.site(id))) return null
  const live = model.live(today).model
  const found = placePosition(live, ref, boundEntities(model.scope(today)))
  const name = live.graph.subjects[live.graph.byRef.get(ref) ?? -1]?.name
  if (found === null || name === undefined) return null
  return {
    place: ref,
    name,
    asOf: today,
    measures: found.measures.map(({ ref: measure, designed, implemented, evidenced, carriedShare, weakest }) => ({
      ref: measure,
      designed,
      implemented,
      evidenced,
      carriedShare,
      weakest: named(context, weakest),
    })),
    maturity: [...found.maturity],
    cir: found.cir === null ? null : { ...found.cir, weakest: named(context, found.cir.weakest) },
  }
}

/** With the name of its subject and the title of its requirement in the language of the caller. */
function named({ model, today, language, app }: MemberContext, point: WeakestPoint | null) {
  if (point === null) return null
  const { graph, pack } = model.live(today).model
  const title =
    pack.duties.find(({ duty }) => duty.id === point.requirement)?.duty.title ??
    app.content.frameworks.find((one) => one.key === point.framework)?.requirements.find((one) => one.id === point.requirement)?.title
  return {
    ...point,
    subjectName: graph.subjects[graph.byRef.get(point.subject) ?? -1]?.name ?? point.subject,
    title: title?.[language] ?? title?.en ?? '',
  }
}
