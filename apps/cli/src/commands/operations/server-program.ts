import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Arguments, OptionSpec } from '../../command.ts'
import type { ExitCode } from '../../exit-codes.ts'
import { EXIT } from '../../exit-codes.ts'

/** Builds the pages when they are stale, then starts the server. */
const START = fileURLToPath(new URL('../../../../../scripts/start.ts', import.meta.url))
/** The server with its commands. It is a program of its own: the command line knows neither database nor HTTP. */
const SERVER = fileURLToPath(new URL('../../../../server/src/main.ts', import.meta.url))

/** Settings that every command of the server takes, by the variable that they set. */
export const SERVER_OPTIONS: Readonly<Record<string, OptionSpec>> = {
  data: { type: 'string', value: 'DIR', help: 'data folder (CAPONIER_DATA, default ./data)' },
}
const VARIABLES: Readonly<Record<string, string>> = {
  data: 'CAPONIER_DATA',
  port: 'PORT',
  host: 'HOST',
  'public-url': 'CAPONIER_PUBLIC_URL',
}

/** Runs the server program with these words, on the same terminal, and gives its exit code. */
export function runServerProgram(words: readonly string[], args: Arguments): Promise<ExitCode> {
  const settings = Object.entries(VARIABLES).flatMap(([option, variable]) => {
    const value = args.text(option)
    return value === undefined ? [] : [[variable, value]]
  })
  const program = words[0] === 'serve' ? [START] : [SERVER, ...words]
  return new Promise((resolve) => {
    const child = spawn(process.execPath, program, { stdio: 'inherit', env: { ...process.env, ...Object.fromEntries(settings) } })
    const onSignal = (signal: NodeJS.Signals): void => {
      // On a terminal Ctrl-C has reached the child already; a second one would be another request.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    }
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, onSignal)
    child.on('error', () => resolve(EXIT.environment))
    child.on('exit', (code, signal) => resolve((code ?? 128 + (constants.signals[signal ?? 'SIGTERM'] ?? 15)) as ExitCode))
  })
}
