import { dropOldSessions } from '@caponier/store/access/sessions'
import { dropOldCallKeys } from '@caponier/store/operations/call-keys'
import { sweepFiles } from '../evidence/sweep.ts'
import { followEndedSessions } from '../access/follow-ended-sessions.ts'
import type { App } from '../context.ts'
import { reportRunner } from '../reports/runner.ts'

const SWEEP_EVERY = 6 * 60 * 60_000

/** Starts what a server does beside answering: making reports, sweeping files that nothing names. Given back: ends it. */
export function startBackground(app: App): () => Promise<void> {
  const stopReports = reportRunner(app).start()
  const sweep = (): void => {
    const now = new Date(app.clock())
    Promise.all([dropOldCallKeys(app.pool, now), dropOldSessions(app.pool, now)]).catch((error: unknown) => {
      app.log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'sessions and calls that ran out could not be removed')
    })
    sweepFiles(app).catch((error: unknown) => {
      app.log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'files that nothing names could not be swept')
    })
  }
  const stopFollowing = followEndedSessions(app)
  const soon = setTimeout(sweep, 60_000)
  const regularly = setInterval(sweep, SWEEP_EVERY)
  soon.unref()
  regularly.unref()
  return async () => {
    clearTimeout(soon)
    clearInterval(regularly)
    await Promise.all([stopReports(), stopFollowing()])
  }
}
