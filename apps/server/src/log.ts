import { destination, pino } from 'pino'
import type { Log } from '@caponier/app/context'
import type { LogLevel } from './settings.ts'

/** The structured log: one JSON line an entry, on standard error, so that standard output is for people. */
export interface ServerLog extends Log {
  readonly debug: (fields: Readonly<Record<string, unknown>>, message: string) => void
}

/** Opens the log. It is written at once, so that nothing is missing after a crash. */
export function openLog(level: LogLevel): ServerLog {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: () => `,"at":"${new Date().toISOString()}"`,
      messageKey: 'message',
      formatters: { level: (label) => ({ level: label }) },
    },
    destination({ dest: 2, sync: true }),
  )
  return {
    debug: (fields, message) => logger.debug(fields, message),
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.error(fields, message),
  }
}
