import type { MemberContext } from '../context.ts'
import type { Part } from '../live/remembered.ts'
import type { TrendPoint } from './trend-point.ts'
import { pointOf } from './trend-point.ts'

/** First days of the past months and today, oldest first. */
export function trendDates(today: string, months: number): string[] {
  const [year, month] = today.split('-').map(Number) as [number, number]
  const firsts = Array.from({ length: months }, (_, back) => new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 10))
  return [...new Set([...firsts.reverse(), today])]
}

/** The position at past dates, computed from the history as it is known today; `place` (`entity:ID`, `site:ID`) leaves out all others. */
export async function trend(context: MemberContext, months: number, place: string | undefined) {
  const visible = context.visible('position.read')
  const points = await pointsAt(context, trendDates(context.today, months))
  const wanted = (kind: 'entity' | 'site', id: string): boolean => place === undefined || place === `${kind}:${id}`
  return points.map(({ date, entities, sites, levels }) => {
    const seen = levels.filter((one) => visible.subject(one.subject))
    const elements = seen.reduce((sum, one) => sum + one.elements, 0)
    const below = seen.reduce((sum, one) => sum + one.below, 0)
    return {
      date,
      entities: entities.filter((one) => visible.entity(one.id) && wanted('entity', one.id)),
      sites: sites.filter((one) => visible.site(one.id) && wanted('site', one.id)),
      belowTarget: below,
      elements,
    }
  })
}

/** Parts of the model that a past position is made from. */
const POSITION_PARTS: readonly Part[] = [
  'organisation',
  'entity',
  'site',
  'suc',
  'zone',
  'conduit',
  'supplier',
  'product',
  'asset-type',
  'asset',
  'control',
  'evidence',
  'contradiction',
  'adopted-framework',
  'answer',
  'link',
]

/**
 * Today is read off the live model. Past days are computed beside the server, all that are missing in one go, and kept: an answer that holds
 * from a later day on leaves them as they are. Whoever asks meanwhile waits for the same computation.
 */
async function pointsAt({ model, app, today, tenant }: MemberContext, dates: readonly string[]): Promise<readonly TrendPoint[]> {
  const missing: string[] = []
  const computed = Promise.withResolvers<readonly TrendPoint[]>()
  const points = dates.map((date) => {
    if (date === today) return Promise.resolve(pointOf(model.live(today), date))
    const compute = (): Promise<TrendPoint> => {
      const at = missing.push(date) - 1
      return computed.promise.then((given) => {
        const point = given[at]
        if (point === undefined) throw new Error(`${date} was not computed`)
        return point
      })
    }
    return model.remember(keyOf(date), compute, POSITION_PARTS, date)
  })
  if (missing.length > 0)
    app.reader.read(tenant, 'trend', { dates: missing }).then(
      (given) => computed.resolve(given ?? []),
      (error: unknown) => {
        // What failed is not kept; the next one who asks tries again.
        for (const date of missing) model.unremember(keyOf(date))
        computed.reject(error)
      },
    )
  return Promise.all(points)
}

const keyOf = (date: string): string => `trend ${date}`
