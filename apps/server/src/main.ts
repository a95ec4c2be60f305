import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Problem } from '@caponier/core'
import { greeting } from './greeting.ts'
import { openLog } from './log.ts'
import { serve } from './serve.ts'
import { readSettings } from './settings.ts'

/** Exit codes, the same as of the command line. */
const EXIT = { done: 0, environment: 4, bug: 70 } as const

const WEB = fileURLToPath(new URL('../../web/dist', import.meta.url))
const MANIFEST = fileURLToPath(new URL('../../../package.json', import.meta.url))

const say = (text: string): void => void process.stderr.write(`caponier: ${text}\n`)

function tell(problem: Problem): void {
  const mend = 'mend' in problem ? problem.mend : ''
  process.stderr.write(`caponier: ${problem.message}\n${mend === '' ? '' : `  ${mend}\n`}`)
}

async function main(): Promise<number> {
  const begun = performance.now()
  const { version } = JSON.parse(readFileSync(MANIFEST, 'utf8')) as { readonly version: string }
  const settings = readSettings(process.env, process.cwd())
  if (!settings.ok) {
    tell(settings.problem)
    return EXIT.environment
  }
  const log = openLog(settings.value.logLevel)
  const abort = new AbortController()
  const asked = Promise.withResolvers<'asked'>()
  let signals = 0
  const onSignal = (): void => {
    signals += 1
    // A person who asks twice does not want to wait.
    if (signals > 1) process.exit(130)
    abort.abort()
    asked.resolve('asked')
  }
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, onSignal)
  const running = await serve(settings.value, { version, webDir: existsSync(WEB) ? WEB : null, log, say, abort: abort.signal })
  if (!running.ok) {
    if (signals > 0) return EXIT.done
    tell(running.problem)
    return EXIT.environment
  }
  const server = running.value
  const { kind, version: databaseVersion, migrated } = server.database
  // Since the process began, loading of the program included.
  const readyMs = Math.round(performance.now())
  log.info({ url: server.url, database: kind, databaseVersion, migrated, programMs: Math.round(begun), readyMs }, 'ready')
  process.stdout.write(greeting(server, settings.value))
  const why = await Promise.race([asked.promise, server.lost])
  if (why === 'asked') say('stopping ...')
  else log.error({ reason: why.reason }, 'the database does not come up again; the server ends')
  await server.stop()
  log.info({}, 'stopped')
  return why === 'asked' ? EXIT.done : EXIT.environment
}

process.exitCode = await main()
process.exit()
