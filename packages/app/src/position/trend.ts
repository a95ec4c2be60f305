import { buildModel } from '@caponier/core/position/index'
import { createLive } from '@caponier/core/position/live'
import type { LiveMeasure } from '@caponier/core/position/live'
import type { MemberContext } from '../context.ts'

interface Numbers {
  readonly designed: number | null
  readonly implemented: number | null
  readonly evidenced: number | null
}

interface Point {
  readonly date: string
  readonly entities: readonly ({ readonly id: string } & Numbers)[]
  readonly sites: readonly ({ readonly id: string } & Numbers)[]
  readonly levels: readonly { readonly subject: string; readonly below: number; readonly elements: number }[]
}

/** Measures of Art. 21(2)(a)-(j); the mean over them is drawn as one line. */
const LETTERS = /^21\(2\)\([a-j]\)$/

/** First days of the past months and today, oldest first. */
export function trendDates(today: string, months: number): string[] {
  const [year, month] = today.split('-').map(Number) as [number, number]
  const firsts = Array.from({ length: months }, (_, back) => new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 10))
  return [...new Set([...firsts.reverse(), today])]
}

/** The position at past dates, computed from the history as it is known today. Kept until the model changes. */
export function trend(context: MemberContext, months: number) {
  const visible = context.visible('position.read')
  const points = trendDates(context.today, months).map((date) => pointAt(context, date))
  return points.map(({ date, entities, sites, levels }) => {
    const seen = levels.filter((one) => visible.subject(one.subject))
    const elements = seen.reduce((sum, one) => sum + one.elements, 0)
    const below = seen.reduce((sum, one) => sum + one.below, 0)
    return {
      date,
      entities: entities.filter((one) => visible.entity(one.id)),
      sites: sites.filter((one) => visible.site(one.id)),
      belowTarget: below,
      elements,
    }
  })
}

function pointAt({ model, app, today }: MemberContext, date: string): Point {
  return model.remember(`trend ${date}`, () => {
    const live = date === today ? model.live(today) : createLive(buildModel(app.content, model.workspace(), { asOf: date, knownAt: null }))
    const scopes = live.model.graph.scopes.map((scope, index) => ({ scope, numbers: meanOf(live.measures(index)) }))
    const of = (kind: 'entity' | 'site') =>
      scopes.filter((one) => one.scope.kind === kind).map(({ scope, numbers }) => ({ id: scope.id, ...numbers }))
    return {
      date,
      entities: of('entity'),
      sites: of('site'),
      levels: live.levels().map((one) => ({
        subject: one.subject.ref,
        elements: one.achieved.filter((level) => level !== null).length,
        below: one.achieved.filter((level, fr) => level !== null && level < (one.target[fr] ?? 0)).length,
      })),
    }
  })
}

function meanOf(measures: readonly LiveMeasure[]): Numbers {
  const letters = measures.filter((one) => LETTERS.test(one.ref))
  const mean = (pick: (one: LiveMeasure) => number | null): number | null => {
    const values = letters.map(pick).filter((value) => value !== null)
    return values.length === 0 ? null : Math.round((values.reduce((sum, value) => sum + value, 0) / values.length) * 1e9) / 1e9
  }
  return { designed: mean((one) => one.designed), implemented: mean((one) => one.implemented), evidenced: mean((one) => one.evidenced) }
}
