import type { MovedNumbers } from '@caponier/contract/assessment/cells'
import type { Moved } from '@caponier/core/position/live'
import type { MemberContext } from '../context.ts'

type Measure = Moved['measures'][number]
type Level = Moved['levels'][number]

/** One entry for each number, from before the first step to after the last; what came back to where it was is left out. */
export function mergeMoved({ measures, levels }: Moved): Moved {
  const byMeasure = new Map<string, Measure>()
  for (const one of measures) {
    const key = `${one.scope.kind}:${one.scope.id}|${one.measure}`
    byMeasure.set(key, { ...one, before: byMeasure.get(key)?.before ?? one.before })
  }
  const byLevel = new Map<string, Level>()
  for (const one of levels) {
    const key = `${one.subject}|${one.fr}`
    byLevel.set(key, { ...one, before: byLevel.get(key)?.before ?? one.before })
  }
  return {
    measures: [...byMeasure.values()].filter(
      ({ before, after }) =>
        before.designed !== after.designed || before.implemented !== after.implemented || before.evidenced !== after.evidenced,
    ),
    levels: [...byLevel.values()].filter(({ before, after }) => before.achieved !== after.achieved || before.evidenced !== after.evidenced),
  }
}

/** The moved numbers that the caller may see, with names. Entities and sites that are not theirs are left out. */
export function visibleMoved(context: MemberContext, moved: Moved): MovedNumbers {
  const visible = context.visible('position.read')
  const { measures, levels } = mergeMoved(moved)
  const graph = context.model.live(context.today).model.graph
  const nameOf = (ref: string): string => graph.subjects[graph.byRef.get(ref) ?? -1]?.name ?? ref
  return {
    measures: measures
      .filter(({ scope }) => (scope.kind === 'entity' ? visible.entity(scope.id) : visible.site(scope.id)))
      .map((one) => ({ ...one, scope: { ...one.scope, name: nameOf(`${one.scope.kind}:${one.scope.id}`) } })),
    levels: levels.filter((one) => visible.subject(one.subject)).map((one) => ({ ...one, name: nameOf(one.subject) })),
  }
}
