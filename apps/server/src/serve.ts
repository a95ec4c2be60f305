import { setTimeout as delay } from 'node:timers/promises'
import { getRequestListener } from '@hono/node-server'
import type { App } from '@caponier/app/context'
import { createApp, prepareInstallation, warmModels } from '@caponier/app/operations/installation'
import { startBackground } from '@caponier/app/operations/background'
import { enterInstance, leaveInstance, runningInstance } from '@caponier/app/operations/instance'
import type { OpenDatabase } from '@caponier/app/operations/open-database'
import { openDatabase } from '@caponier/app/operations/open-database'
import { loadContent } from '@caponier/app/operations/content'
import type { Problem, Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { Listener, Listening } from './listen.ts'
import { listen, notNow } from './listen.ts'
import type { ServerLog } from './log.ts'
import type { ServerSettings } from './settings.ts'
import { listeningUrl } from './settings.ts'

/** A server that takes requests. */
export interface RunningServer {
  readonly app: App
  readonly url: string
  readonly database: Pick<OpenDatabase, 'kind' | 'version' | 'migrated'>
  /** Link by which the first person takes over a new installation; null once somebody did. */
  readonly firstLink: string | null
  /** Settles when the database is gone for good; then the process must end. */
  readonly lost: Promise<{ readonly reason: string }>
  /** Stops everything: new requests, streams, those under way, connections, database. At most about 25 s. */
  readonly stop: () => Promise<void>
}

export interface ServeOptions {
  readonly version: string
  readonly webDir: string | null
  readonly log: ServerLog
  /** What a person who watches the start may want to know. */
  readonly say: (message: string) => void
  readonly abort?: AbortSignal
}

/** How long requests under way may take when the server stops, in milliseconds. */
const PATIENCE = 5_000

/** Starts one server process as its settings say. Whatever was started before a failure is stopped again. */
export async function serve(settings: ServerSettings, options: ServeOptions): Promise<Result<RunningServer>> {
  const other = settings.databaseUrl === null ? runningInstance(settings.dataDir) : undefined
  if (other !== undefined && other.pid !== process.pid) return fail(secondStart(settings.dataDir, other))
  const listening = await listen(settings.host, settings.port)
  if (!listening.ok) return listening
  const started = await behind(listening.value, settings, options).catch(async (error: unknown) => {
    await listening.value.close(0)
    throw error
  })
  if (!started.ok) await listening.value.close(0)
  return started
}

async function behind(listening: Listening, settings: ServerSettings, options: ServeOptions): Promise<Result<RunningServer>> {
  const { log, say, version } = options
  let stopping = false
  const launched = Promise.withResolvers<void>()
  const opening = openDatabase(settings, {
    onLaunch: launched.resolve,
    log: say,
    onIdleError: (error) => {
      if (!stopping) log.warn({ error: error.name }, 'a connection to the database broke')
    },
    ...(options.abort === undefined ? {} : { abort: options.abort }),
  })
  if (settings.databaseUrl === null) await Promise.race([launched.promise, opening])
  // Loaded while the database starts; most of the time is the other process's. The routes bring half of the program with them.
  const content = loadContent()
  const { site } = await import('./site.ts')
  const opened = await opening
  if (!opened.ok) return opened
  const database = opened.value
  const url = listeningUrl(settings.host, listening.port)
  const app = createApp(database.pool, content, { dataDir: settings.dataDir, publicUrl: settings.publicUrl ?? url, version }, log)
  const prepared = await prepareInstallation(app).catch(async (error: unknown) => {
    await database.stop()
    throw error
  })
  if (!prepared.ok) {
    await database.stop()
    return prepared
  }
  const end = new AbortController()
  const ready = getRequestListener(site({ app, settings, webDir: options.webDir, stop: end.signal, log }).fetch)
  const { promise: lost, resolve: lose } = Promise.withResolvers<{ readonly reason: string }>()
  listening.serve(ready)
  database.onState((state) => {
    if (state.kind === 'down') log.warn({ reason: state.reason }, 'the database went down; it is being started again')
    if (state.kind === 'up') log.warn({ process: state.pid }, 'the database is up again')
    if (state.kind === 'failed') lose({ reason: state.problem.message })
  })
  const stopBackground = startBackground(app)
  void warmModels(app, WARMED)
  enterInstance(settings.dataDir, { pid: process.pid, url, version, startedAt: new Date().toISOString() })
  let stopped: Promise<void> | undefined
  const stop = async (): Promise<void> => {
    stopping = true
    listening.serve(notNow('Caponier is stopping.') satisfies Listener)
    end.abort()
    await listening.close(PATIENCE)
    // A report that hangs, or a database that is away, does not hold up the end: both are taken up again at the next start.
    await app.reader.stop()
    await Promise.race([stopBackground(), delay(PATIENCE, undefined, { ref: false })])
    await database.stop()
    leaveInstance(settings.dataDir)
  }
  return ok({ app, url, database, firstLink: prepared.value, lost, stop: () => (stopped ??= stop()) })
}

/** So many models are read before anybody asks; whoever runs more organisations waits for a moment at the first look into one. */
const WARMED = 3

const secondStart = (dataDir: string, other: { readonly pid: number; readonly url: string }): Problem => ({
  kind: 'environment',
  message: `Caponier runs already on ${dataDir}: process ${other.pid}, ${other.url}. Nothing was changed.`,
  mend: `open ${other.url}, stop that process first (kill ${other.pid}), or set CAPONIER_DATA to another folder`,
})
