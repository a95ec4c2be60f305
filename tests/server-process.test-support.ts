import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

const ROOT = join(import.meta.dirname, '..')
const MAIN = join(ROOT, 'apps/server/src/main.ts')

/** The server as a person starts it: a process of its own, on any free port of this machine. */
export interface ServerProcess {
  readonly pid: number
  readonly url: string
  /** What it has written so far: for people, and the log. */
  readonly said: () => { readonly out: string; readonly err: string }
  readonly kill: (signal: NodeJS.Signals) => void
  /** Settles when the process has ended. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>
  readonly get: (path: string, token?: string) => Promise<Response>
  readonly post: (path: string, body: unknown, token?: string) => Promise<Response>
}

export interface Outcome {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export interface RunOptions {
  readonly dataDir: string
  readonly env?: Readonly<Record<string, string>>
  /** Program and words in front of Node. */
  readonly wrapper?: readonly string[]
  /** As this user and group; only root can. */
  readonly as?: { readonly uid: number; readonly gid: number }
}

const running = new Set<ChildProcess>()

/** Kills what a test left behind, and nothing else. */
export function killLeftovers(): void {
  for (const child of running) child.kill('SIGKILL')
}

function launch(words: readonly string[], { dataDir, env = {}, wrapper = [], as }: RunOptions): ChildProcess {
  const [file = '', ...args] = [...wrapper, process.execPath, MAIN, ...words]
  // Nothing of whoever runs the tests: neither a database nor a port of theirs.
  const clean = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(CAPONIER_|DATABASE_URL|PORT|HOST|NODE_OPTIONS|VITEST)/.test(name)),
  )
  const child = spawn(file, args, {
    cwd: ROOT,
    env: { ...clean, CAPONIER_DATA: dataDir, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...as,
  })
  running.add(child)
  child.on('exit', () => running.delete(child))
  return child
}

/** Runs a command of the server to its end. */
export async function runServer(words: readonly string[], options: RunOptions): Promise<Outcome> {
  const child = launch(words, options)
  const said = listenTo(child)
  const [code] = await new Promise<[number | null]>((resolve) => child.on('close', (ended) => resolve([ended])))
  return { code, ...said() }
}

function listenTo(child: ChildProcess): () => { readonly out: string; readonly err: string } {
  let [out, err] = ['', '']
  child.stdout?.on('data', (data: Buffer) => (out += data.toString('utf8')))
  child.stderr?.on('data', (data: Buffer) => (err += data.toString('utf8')))
  return () => ({ out, err })
}

/** Starts the server and waits until it is ready; throws with what it said when it ends before. */
export async function startServer(options: RunOptions): Promise<ServerProcess> {
  const child = launch(['serve'], options)
  const said = listenTo(child)
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) =>
    child.on('close', (code, signal) => resolve({ code, signal })),
  )
  const url = await Promise.race([readyUrl(said), ended.then(() => undefined)])
  if (url === undefined) throw new Error(`the server ended before it was ready:\n${said().err}`)
  const call = (path: string, token: string | undefined, more: RequestInit): Promise<Response> =>
    fetch(url + path, {
      ...more,
      headers: {
        'x-caponier': '1',
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
    })
  return {
    pid: child.pid ?? 0,
    url,
    said,
    kill: (signal) => void child.kill(signal),
    ended,
    get: (path, token) => call(path, token, { method: 'GET' }),
    post: (path, body, token) => call(path, token, { method: 'POST', body: JSON.stringify(body) }),
  }
}

async function readyUrl(said: () => { readonly out: string; readonly err: string }): Promise<string | undefined> {
  for (;;) {
    const { out, err } = said()
    const line = err.split('\n').find((one) => one.includes('"message":"ready"'))
    // What a person reads comes right after.
    if (line !== undefined && out.includes('Ctrl-C')) return (JSON.parse(line) as { readonly url: string }).url
    await delay(10)
  }
}

/** The link that a start prints, without the page that it leads to. */
export const linkToken = (text: string): string | undefined => /\/link#([A-Za-z0-9_-]{43})/.exec(text)?.[1]

/** Process of the embedded database of a data folder; undefined when none is entered. */
export function databaseProcess(dataDir: string): number | undefined {
  const file = join(dataDir, 'database/cluster/postmaster.pid')
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : undefined
}

/** Whether a process runs; one that has ended and that nobody asked after (a zombie) does not. */
export function exists(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return !['Z', 'X'].includes(stat.slice(stat.lastIndexOf(')') + 2)[0] ?? '')
  } catch {
    return false
  }
}

/** Becomes the first administrator by the link, and gives the token of the session. */
export async function takeOver(server: ServerProcess): Promise<string> {
  const token = linkToken(server.said().out)
  const person = { token, name: 'First Person', email: 'first@example.com', password: 'three words of our own', language: 'en' }
  const answer = await server.post('/api/session/first', person)
  const session = /caponier_session=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1]
  if (session === undefined) throw new Error(`no session: ${answer.status} ${await answer.text()}`)
  return session
}

/** Asks until the answer has this status; how long it took, in milliseconds. Throws after `within`. */
export async function until(ask: () => Promise<Response>, status: number, within: number): Promise<number> {
  const begun = performance.now()
  for (;;) {
    const answer = await ask().catch(() => undefined)
    await answer?.arrayBuffer()
    if (answer?.status === status) return performance.now() - begun
    if (performance.now() - begun > within) throw new Error(`no ${status} within ${within} ms, but ${answer?.status ?? 'no answer'}`)
    await delay(20)
  }
}
