import { ok } from '@caponier/core'
import type { eventsRoutes, LiveEvent } from '@caponier/contract/activity/events'
import type { EventOut } from '@caponier/contract/kit/route'
import { readmitted } from '../access/member-context.ts'
import type { App, MemberContext } from '../context.ts'
import type { Handlers } from '../handlers-of.ts'
import type { Place } from '../gate/places.ts'
import type { TenantNews } from '../live/live-tenants.ts'

/** How long news are gathered before they go out as one event. */
const GATHERED = 60
/** How often the database is asked whether another node changed something. */
const LOOK = 15_000
/** How long a committed change may take to be announced. */
const SETTLED = 500
/** After this the client comes back and shows again who it is. */
const LIFE = 10 * 60_000

/** The stream that tells what to look at again. */
export const eventsHandlers: Handlers<typeof eventsRoutes> = {
  'tenant.events': async (context, { signal, lastEventId }) => ok(follow(context, signal, lastEventId)),
}

/** Numbers of this process and its content; a page that comes from another one looks at everything again. */
const runs = new WeakMap<App, string>()

function runOf(app: App): string {
  const known = runs.get(app)
  if (known !== undefined) return known
  const made = app.newId()
  runs.set(app, made)
  return made
}

/** Up to where somebody was told: the process, the day that is shown, the counter. Nothing for whom a counter would tell of other places. */
const idOf = (context: MemberContext, today: string, seq: number): { readonly id?: string } =>
  seesAll(context) ? { id: `${runOf(context.app)}.${today}.${seq}` } : {}

async function* follow(context: MemberContext, signal: AbortSignal | undefined, lastEventId: string | undefined): AsyncGenerator<EventOut> {
  const { app, tenant } = context
  const queue: TenantNews[] = []
  let wake: (() => void) | undefined
  const stopListening = app.tenants.listen(tenant, (news) => {
    queue.push(news)
    wake?.()
  })
  const aborted = (): void => wake?.()
  signal?.addEventListener('abort', aborted)
  const wait = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const ends = performance.now() + LIFE
  const isOver = (): boolean => signal?.aborted === true || performance.now() >= ends
  let seen = context.model.seq()
  try {
    const mark = idOf(context, context.today, seen)
    const missed = mark.id === undefined || mark.id !== lastEventId
    const hello: LiveEvent = { slices: missed ? ['*'] : [], subjects: [], seq: seesAll(context) ? seen : null }
    yield { event: 'hello', ...mark, data: hello }
    while (!isOver()) {
      if (queue.length === 0) await wait(LOOK)
      if (isOver()) break
      wake = undefined
      const isQuiet = queue.length === 0
      await pause(GATHERED)
      const fresh = await readmitted(context)
      if (fresh === null) break
      const { model } = fresh
      // A change of this process is committed a moment before it is announced.
      if (isQuiet && model.seq() > seen) await pause(SETTLED)
      const news = queue.splice(0)
      const told = news.reduce((highest, one) => Math.max(highest, one.seq), seen)
      const isMissed = isQuiet && model.seq() > told
      const event = eventOf(fresh, news, isMissed)
      seen = isMissed ? model.seq() : told
      // The day stays that of the beginning: what was computed for the next one comes with the next stream.
      if (event !== null) yield { event: 'changed', ...idOf(fresh, context.today, seen), data: event }
    }
  } finally {
    stopListening()
    signal?.removeEventListener('abort', aborted)
  }
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

const seesAll = (context: MemberContext): boolean => context.visible('assessment.read').all

/** What the caller may be told; null when nothing of it concerns them. `others`: another node changed something unknown. */
export function eventOf(context: MemberContext, news: readonly TenantNews[], others: boolean): LiveEvent | null {
  const seq = seesAll(context) ? context.model.seq() : null
  if (others) return { slices: ['*'], subjects: [], seq }
  const reaches = reachOf(context)
  const concerns = news.flatMap((one) => (reaches.news(one) ? [one] : []))
  if (concerns.length === 0) return null
  const everywhere = concerns.some((one) => one.subjects.length === 0 || one.subjects.some((subject) => !reaches.subject(subject)))
  return {
    slices: [...new Set(concerns.flatMap((one) => one.slices))],
    subjects: everywhere ? [] : [...new Set(concerns.flatMap((one) => one.subjects))].slice(0, 500),
    seq,
  }
}

/** What of the news reaches the caller: what stands where they look, what is handed down to there, and what was done to themselves. */
function reachOf(context: MemberContext): {
  readonly subject: (ref: string) => boolean
  readonly news: (news: TenantNews) => boolean
} {
  const gates = [context.visible('assessment.read'), context.visible('assessment.answer-own')]
  const places = context.model.places()
  const subject = (ref: string): boolean => gates.some((gate) => gate.subject(ref))
  // Inheritance: an answer above changes what stands below, so whoever works below a subject is told that, without its name.
  const isBelow = (entity: string): boolean => places.sitesOfEntity(entity).some((site) => gates.some((gate) => gate.site(site)))
  const place = (one: Place): boolean => gates.some((gate) => gate.place(one)) || one.entities.some(isBelow)
  return {
    subject,
    news: ({ subjects, concerned }) =>
      subjects.length > 0
        ? subjects.some((ref) => subject(ref) || ref === 'organisation' || place(places.ofSubject(ref)))
        : concerned === null || concerned.users.includes(context.user.userId) || concerned.places.some(place),
  }
}
