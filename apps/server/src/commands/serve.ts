import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { greeting } from '../greeting.ts'
import { openLog } from '../log.ts'
import { serve } from '../serve.ts'
import type { ServerCommand } from './command-line.ts'
import { EXIT, tell, usage } from './command-line.ts'

/** The built pages of a clone; a published package has them at the same place. */
const WEB = fileURLToPath(new URL('../../../web/dist', import.meta.url))

/** `caponier serve`: runs until it is asked to stop. */
export const serveCommand: ServerCommand = async ({ words, settings, version, out, say }) => {
  const begun = Math.round(performance.now())
  if (words.length > 0) return usage('serve\n  Starts the server. Settings come from the environment, see docs/guide/operations.md.')
  // Room for new objects stays small: reading a large tenant makes it grow otherwise, and it never shrinks again (some 100 MB).
  setFlagsFromString('--semi-space-growth-factor=1')
  const log = openLog(settings.logLevel)
  const abort = new AbortController()
  const asked = Promise.withResolvers<'asked'>()
  const onSignal = (): void => {
    // A person who asks twice does not want to wait.
    if (abort.signal.aborted) process.exit(EXIT.interrupted)
    abort.abort()
    asked.resolve('asked')
  }
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, onSignal)
  const running = await serve(settings, { version, webDir: existsSync(WEB) ? WEB : null, log, say, abort: abort.signal })
  if (!running.ok) return abort.signal.aborted ? EXIT.done : tell(running.problem)
  const server = running.value
  const { kind, version: databaseVersion, migrated } = server.database
  // Since the process began, loading of the program included.
  const readyMs = Math.round(performance.now())
  log.info({ url: server.url, database: kind, databaseVersion, migrated, programMs: begun, readyMs }, 'ready')
  out(greeting(server, settings, readyMs))
  const why = await Promise.race([asked.promise, server.lost])
  if (why === 'asked') say('stopping ...')
  else log.error({ reason: why.reason }, 'the database does not come up again; the server ends')
  await server.stop()
  log.info({}, 'stopped')
  return why === 'asked' ? EXIT.done : EXIT.environment
}
