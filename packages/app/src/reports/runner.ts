import { claimReport, endReport, finishReport, noteStep, releaseReport, type StoredReport } from '@caponier/store/reports/reports'
import { listTenants } from '@caponier/store/tenant/tenants'
import { inTransaction } from '@caponier/store/tenant/transaction'
import { ok } from '@caponier/core'
import { changeAs } from '../change.ts'
import type { App } from '../context.ts'
import { placeOfReport } from './report-names.ts'
import { makeReport } from './make-report.ts'

const SECOND = 1_000
/** How often a running report gives a sign of life, and after how long without one another server takes it over. */
const HEARTBEAT = 5 * SECOND
const STALE = 30 * SECOND
/** How often a server looks for what nobody told it of: reports of a server that died. */
const LOOK = 15 * SECOND
/** A report during which the server died so often is at fault itself. */
const MOST_ATTEMPTS = 3

/** Makes reports one after the other; one runner a server process (ADR 11). */
export interface ReportRunner {
  /** Looks into the queue of a tenant soon. */
  readonly wake: (tenant: string) => void
  /** Ends the making of a report that this process is at. */
  readonly cancel: (id: string) => void
  /** Looks into all queues now and then, so that what a dead server left is made. Given back: ends it, and puts back what it is at. */
  readonly start: () => () => Promise<void>
  /** Settles when nothing waits any more. */
  readonly idle: () => Promise<void>
}

const runners = new WeakMap<App, ReportRunner>()

/** The runner of this process. */
export function reportRunner(app: App): ReportRunner {
  const known = runners.get(app)
  if (known !== undefined) return known
  const made = createRunner(app)
  runners.set(app, made)
  return made
}

function createRunner(app: App): ReportRunner {
  const runner = app.newId()
  const waiting = new Set<string>()
  let working: Promise<void> | undefined
  let current: { readonly id: string; readonly stop: AbortController } | undefined
  const state = { isStopping: false }

  const work = async (): Promise<void> => {
    for (let tenant = first(waiting); tenant !== undefined && !state.isStopping; tenant = first(waiting)) {
      waiting.delete(tenant)
      try {
        const now = app.clock()
        const report = await claimReport(app.pool, tenant, { runner, now: new Date(now), stale: new Date(now - STALE) })
        if (report === undefined) continue
        waiting.add(tenant)
        const stop = new AbortController()
        current = { id: report.id, stop }
        await make(app, tenant, runner, report, stop, () => state.isStopping)
      } catch (error) {
        app.log.error({ tenant, error: error instanceof Error ? error.name : 'unknown' }, 'a report could not be made')
      } finally {
        current = undefined
      }
    }
  }
  const wake = (tenant: string): void => {
    waiting.add(tenant)
    working ??= work().finally(() => {
      working = undefined
      const next = first(waiting)
      if (next !== undefined && !state.isStopping) wake(next)
    })
  }
  const idle = async (): Promise<void> => {
    const now = working
    if (now === undefined) return
    await now
    await idle()
  }
  return {
    wake,
    cancel: (id) => {
      if (current?.id === id) current.stop.abort()
    },
    idle,
    start: () => {
      state.isStopping = false
      const look = (): void => {
        listTenants(app.pool).then(
          (tenants) => tenants.forEach((tenant) => wake(tenant.id)),
          () => undefined,
        )
      }
      look()
      const timer = setInterval(look, LOOK)
      timer.unref()
      return async () => {
        state.isStopping = true
        clearInterval(timer)
        current?.stop.abort()
        await working
      }
    },
  }
}

const first = (tenants: ReadonlySet<string>): string | undefined => tenants.values().next().value

/** Makes one claimed report to its end, whichever that is. */
async function make(
  app: App,
  tenant: string,
  runner: string,
  report: StoredReport,
  stop: AbortController,
  isStopping: () => boolean,
): Promise<void> {
  const { id } = report
  const concerned = { places: [placeOfReport(report)], users: [] }
  const announce = (): void => app.tenants.announce({ tenant, seq: 0, slices: ['reports'], subjects: [], concerned })
  const end = async (state: 'failed' | 'cancelled', problem: string | null): Promise<void> => {
    await inTransaction(app.pool, { tenant }, '', (queries) =>
      endReport(queries, tenant, id, { state, now: new Date(app.clock()), problem, runner }),
    )
    announce()
  }
  if (report.attempts > MOST_ATTEMPTS) return end('failed', `the server stopped ${MOST_ATTEMPTS} times while it was made`)
  // A sign of life that is refused means: cancelled, or taken over by another server.
  const sign = async (step?: string): Promise<void> => {
    const isMine = await noteStep(app.pool, tenant, id, { runner, now: new Date(app.clock()), ...(step !== undefined && { step }) })
    if (!isMine) stop.abort()
    else if (step !== undefined) announce()
  }
  const ignored = (): undefined => undefined
  const pulse = setInterval(() => void sign().catch(ignored), HEARTBEAT)
  try {
    const model = await app.tenants.fresh(tenant)
    if (model === undefined) return
    const today = new Date(app.clock()).toISOString().slice(0, 10)
    const made = await makeReport(app, model, report, { today, signal: stop.signal, onStep: (step) => void sign(step).catch(ignored) })
    if (stop.signal.aborted) {
      if (isStopping()) await inTransaction(app.pool, { tenant }, '', (queries) => releaseReport(queries, tenant, id, runner))
      return
    }
    if (!made.ok) return await end('failed', made.problem)
    await sign('keeping')
    await keep(app, tenant, runner, report, made.value)
    announce()
  } catch (error) {
    await end('failed', 'it could not be made: an error of the program, which is in the log of the server').catch(ignored)
    throw error
  } finally {
    clearInterval(pulse)
  }
}

/** Puts the file into the store and its hash into the log, in one transaction with the end of the report. */
async function keep(
  app: App,
  tenant: string,
  runner: string,
  report: StoredReport,
  { bytes, fileName, mediaType, head }: { bytes: Uint8Array; fileName: string; mediaType: string; head: { seq: number; hash: string } },
): Promise<void> {
  const stored = await app.blobs.put(tenant, new Blob([new Uint8Array(bytes)]).stream(), bytes.length)
  if (stored === 'too-large') throw new Error('a report is larger than itself')
  const { sha256, size } = stored
  const who = { tenant, actor: report.requestedBy, now: new Date(app.clock()).toISOString() }
  const done = await changeAs(app, who, ['reports'], async (change) => {
    const result = { sha256, size, mediaType, fileName, headSeq: head.seq, headHash: head.hash }
    change.concerns([placeOfReport(report)])
    if (await finishReport(change, report.id, runner, result))
      change.record({
        action: 'reports.made',
        objectKind: 'report',
        objectId: report.id,
        after: { kind: report.kind, format: report.format, scope: `${report.scopeKind}:${report.scopeId}`, asOf: report.asOf, sha256 },
      })
    return ok(undefined)
  })
  if (!done.ok) throw new Error(done.problem.code)
}
