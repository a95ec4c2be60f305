import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Problem } from '@caponier/core'
import type { Connection } from './connection.ts'

/** What the process of an application tells after its start. */
export type Told =
  | { readonly ok: true; readonly pid: number; readonly adopted: boolean; readonly app: Connection; readonly owner: Connection }
  | { readonly ok: false; readonly problem: Problem }

export interface Application {
  readonly process: ChildProcess
  readonly told: Told
  /** Ends it as Ctrl-C does, by way of `stop`, or kills it. Waits until it is gone. */
  readonly end: (signal: 'SIGINT' | 'SIGKILL' | 'SIGTERM') => Promise<void>
}

/** An application of its own process: starts the embedded database, tells, and waits. SIGINT stops in order, SIGTERM forgets to. */
const SCRIPT = `
import { startEmbedded } from ${JSON.stringify(new URL('start.ts', import.meta.url).href)}
const started = await startEmbedded(JSON.parse(process.argv[1]))
const told = started.ok
  ? { ok: true, pid: started.value.pid(), adopted: started.value.adopted, app: started.value.app, owner: started.value.owner }
  : started
const stop = () => started.value?.stop().then(() => process.exit(0))
process.on('SIGINT', stop)
// A test that failed does not leave it behind.
process.stdin.on('end', stop)
process.on('SIGTERM', () => process.exit(0))
console.log(JSON.stringify(told))
if (started.ok) process.stdin.resume()
`

interface Around {
  /** Words before the command, e.g. `['unshare', '--mount']`. */
  readonly wrapper?: readonly string[]
  readonly user?: number
  readonly env?: Readonly<Record<string, string>>
}

/** Starts an application on a data folder and waits until it has told how its start went. */
export async function startApplication(
  options: { readonly dataDir: string; readonly launchKinds?: readonly string[] },
  around: Around = {},
) {
  const [file, ...args] = [
    ...(around.wrapper ?? []),
    process.execPath,
    '--input-type=module',
    '--eval',
    SCRIPT,
    '--',
    JSON.stringify(options),
  ]
  const child = spawn(file, args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...around.env },
    ...(around.user === undefined ? {} : { uid: around.user, gid: around.user, cwd: '/' }),
  })
  const errors: string[] = []
  child.stderr.setEncoding('utf8').on('data', (text: string) => errors.push(text))
  const gone = new Promise<void>((done) => child.once('close', () => done()))
  const line = await new Promise<string | undefined>((done) => {
    const lines = createInterface(child.stdout)
    lines.once('line', done)
    lines.once('close', () => done(undefined))
  })
  if (line === undefined) throw new Error(`the application said nothing: ${errors.join('')}`)
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal)
    await gone
  }
  return { process: child, told: JSON.parse(line) as Told, end } satisfies Application
}
