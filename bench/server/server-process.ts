import { execFile, spawn } from 'node:child_process'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ROOT } from '../root.ts'

const MAIN = join(ROOT, 'apps/server/src/main.ts')
/** What `npm start` runs. */
const START = join(ROOT, 'scripts/start.ts')

export interface Answer {
  readonly status: number
  readonly setCookie: string
  readonly text: string
}

export interface Wish {
  readonly body?: unknown
  /** Raw bytes instead of a JSON body. */
  readonly bytes?: Buffer
  /** Version for `If-Match`. */
  readonly version?: number
  readonly session?: string
}

/** The real server as a process of its own on a free port of this machine. */
export interface ServerProcess {
  readonly pid: number
  /** When the process was asked for, on the clock of `performance.now()`. */
  readonly begun: number
  readonly call: (method: string, path: string, wish?: Wish) => Promise<Answer>
  /** Stops it as Ctrl-C does, and waits for its end. */
  readonly stop: () => Promise<void>
}

const environment = (dataDir: string): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(CAPONIER_|DATABASE_URL|PORT|HOST)/.test(name))),
  CAPONIER_DATA: dataDir,
  PORT: '0',
})

/** Runs another command of the server program to its end; what it printed. */
export async function runServer(dataDir: string, words: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [MAIN, ...words], { cwd: ROOT, env: environment(dataDir) })
  return stdout
}

/** Starts the server and waits until it says that it is ready. `flags` are for Node. */
export async function startServer(dataDir: string, flags: readonly string[] = []): Promise<ServerProcess> {
  const begun = performance.now()
  const child = spawn(process.execPath, [...flags, START], {
    cwd: ROOT,
    env: environment(dataDir),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  const url = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stderr.on('data', (data: Buffer) => {
      said += data.toString('utf8')
      const line = said.split('\n').find((one) => one.includes('"message":"ready"') && one.endsWith('}'))
      if (line !== undefined) resolve((JSON.parse(line) as { readonly url: string }).url)
    })
    child.on('exit', () => reject(new Error(`Error: the server ended before it was ready: ${said.slice(-2_000)}`)))
  })
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  return {
    pid: child.pid ?? 0,
    begun,
    call: (method, path, wish = {}) => send(agent, method, url + path, wish),
    stop: async () => {
      agent.destroy()
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** One request over a kept connection; plain sockets, so that the client costs little beside the server. */
function send(agent: Agent, method: string, url: string, { body, bytes, version, session }: Wish): Promise<Answer> {
  const sent = bytes ?? (body === undefined ? undefined : Buffer.from(JSON.stringify(body)))
  const headers: Record<string, string> = { 'x-caponier': '1' }
  if (sent !== undefined) headers['content-length'] = String(sent.length)
  if (sent !== undefined) headers['content-type'] = bytes === undefined ? 'application/json' : 'application/octet-stream'
  if (version !== undefined) headers['if-match'] = `"${version}"`
  if (session !== undefined) headers['authorization'] = `Bearer ${session}`
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, agent, headers }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          setCookie: (answer.headers['set-cookie'] ?? []).join('; '),
          text: Buffer.concat(parts).toString('utf8'),
        }),
      )
      answer.on('error', reject)
    })
    asked.on('error', reject)
    asked.end(sent)
  })
}
