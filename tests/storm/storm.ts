import { setTimeout as delay } from 'node:timers/promises'
import type { ServerProcess } from '../server-process.test-support.ts'
import { databaseProcess, exists, runServer, startServer, takeOver, until } from '../server-process.test-support.ts'

export interface StormOptions {
  readonly dataDir: string
  /** How often something is killed, by turns the server and the database. */
  readonly kills: number
  readonly seed: number
  /** People who write at once, each in cells of their own. */
  readonly writers: number
  readonly say: (message: string) => void
}

export interface StormReport {
  readonly kills: number
  /** Answers that the server confirmed. */
  readonly acknowledged: number
  /** Calls that got no confirmation; whether they were stored is open. */
  readonly unanswered: number
  /** Confirmed answers that are not in the history of their cell afterwards. Must be none. */
  readonly lost: readonly string[]
  /** What `verify` says at the end, also against the heads that were noted on the way; empty when every log is whole. */
  readonly faults: string
  readonly heads: number
  /** Longest time from a kill until an answer was confirmed again, in milliseconds. */
  readonly longestOutageMs: number
}

const CELLS = ['SR 1.1', 'SR 1.2', 'SR 1.3', 'SR 1.4', 'SR 1.5', 'SR 1.6', 'SR 1.7', 'SR 1.8']
const ASSESSMENT = '/api/tenants/brenner/assessments/iec62443-3-3%3A2013/zone%3Agersthofen-line-3'

/** A small generator (mulberry32), so that a storm can be repeated. */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Writes answers from several sides at once while server and database are killed by turns, then compares what was confirmed with what is there. */
export async function storm(options: StormOptions): Promise<StormReport> {
  const random = randomOf(options.seed)
  let server: ServerProcess = await startServer({ dataDir: options.dataDir })
  const session = await takeOver(server)
  const acknowledged = new Map<string, string[]>(CELLS.map((cell) => [cell, []]))
  const calm = new AbortController()
  let [count, unanswered, lastAt, longest] = [0, 0, performance.now(), 0]

  const save = (cell: string, version: number, note: string): Promise<Response> =>
    fetch(`${server.url}${ASSESSMENT}/answers/${encodeURIComponent(cell)}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${session}`, 'content-type': 'application/json', 'if-match': `"${version}"` },
      body: JSON.stringify({ state: count % 2 === 0 ? 'met' : 'partly', note }),
      signal: AbortSignal.timeout(10_000),
    })

  const write = async (cell: string, name: string): Promise<void> => {
    let version = 0
    for (let turn = 0; !calm.signal.aborted; turn += 1) {
      const note = `${name} ${turn}`
      try {
        const answer = await save(cell, version, note)
        const body = (await answer.json()) as { readonly version?: number }
        if (answer.status === 200) {
          acknowledged.get(cell)?.push(note)
          version = body.version ?? version + 1
          count += 1
          longest = Math.max(longest, performance.now() - lastAt)
          lastAt = performance.now()
        } else if (answer.status === 409 && body.version !== undefined) version = body.version
        else if (answer.status === 503) {
          unanswered += 1
          await delay(50)
        } else throw new Error(`unexpected answer ${answer.status}: ${JSON.stringify(body)}`)
      } catch (error) {
        if (error instanceof Error && error.message.startsWith('unexpected')) throw error
        // The connection broke: the server was killed.
        unanswered += 1
        await delay(50)
      }
    }
  }

  const heads: string[] = []
  const writers = Promise.all(CELLS.slice(0, options.writers).map((cell, index) => write(cell, `writer ${index}`)))
  const kill = async (): Promise<void> => {
    for (let kills = 0; kills < options.kills; kills += 1) {
      const before = count
      await delay(200 + random() * 800)
      if (kills % 2 === 0) {
        server.kill('SIGKILL')
        await server.ended
        server = await startServer({ dataDir: options.dataDir })
      } else {
        const database = databaseProcess(options.dataDir)
        if (database !== undefined && exists(database)) process.kill(database, 'SIGKILL')
      }
      // Somebody must have been served again before the next blow, else nothing is shown by it.
      for (const begun = performance.now(); count <= before + options.writers && performance.now() - begun < 60_000;) await delay(20)
      if (count <= before) throw new Error(`nothing was confirmed within a minute after kill ${kills + 1}`)
      if (kills % 10 === 5) heads.push(...(await headsNow(options.dataDir)).heads)
      options.say(`kill ${kills + 1} of ${options.kills}: ${count} confirmed, ${unanswered} unanswered`)
    }
  }
  try {
    await Promise.race([kill(), writers.then(() => Promise.reject(new Error('the writers ended')))])
  } finally {
    calm.abort()
  }
  await writers
  await until(() => server.get('/healthz'), 200, 60_000)
  const lost = await missing(server, session, acknowledged)
  const end = await headsNow(options.dataDir, heads)
  server.kill('SIGTERM')
  await server.ended
  const after = await headsNow(options.dataDir, end.heads)
  return {
    kills: options.kills,
    acknowledged: count,
    unanswered,
    lost,
    faults: end.code === 0 && after.code === 0 ? '' : end.out + after.out,
    heads: heads.length,
    longestOutageMs: Math.round(longest),
  }
}

/** Verifies now; while the database is away (exit code 4) it waits. */
async function headsNow(dataDir: string, kept: readonly string[] = []) {
  for (let tries = 0; ; tries += 1) {
    const { code, out, err } = await runServer(['verify', ...kept], { dataDir })
    const isAway = code === 4 || (code !== 0 && out === '')
    if (!isAway || tries === 20)
      return { code, out: out + (code === 0 ? '' : err), heads: [...out.matchAll(/head (\S+)/g)].map((match) => match[1] ?? '') }
    await delay(500)
  }
}

async function missing(server: ServerProcess, session: string, acknowledged: ReadonlyMap<string, readonly string[]>): Promise<string[]> {
  const lost: string[] = []
  for (const [cell, notes] of acknowledged) {
    const stored = await notesOf(server, session, `${ASSESSMENT}/answers/${encodeURIComponent(cell)}/history`)
    lost.push(...notes.filter((note) => !stored.has(note)).map((note) => `${cell}: ${note}`))
  }
  return lost
}

/** Notes of all entries of a history, page by page. */
async function notesOf(server: ServerProcess, session: string, path: string): Promise<ReadonlySet<string>> {
  const notes = new Set<string>()
  for (let after: string | null = ''; after !== null;) {
    const page = await server.get(`${path}?limit=1000${after === '' ? '' : `&after=${encodeURIComponent(after)}`}`, session)
    const { items, next } = (await page.json()) as {
      readonly items: readonly { readonly note?: string | null }[]
      readonly next: string | null
    }
    for (const { note } of items) if (typeof note === 'string') notes.add(note)
    after = next
  }
  return notes
}
