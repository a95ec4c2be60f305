import { loadContent } from '@caponier/content'
import type { Benchmark, Measured } from '../benchmark.ts'
import { milliseconds } from '../benchmark.ts'
import { type Random, seededRandom } from '../random.ts'
import type { LargeServer } from './large-server.ts'
import { anySubject, onLargeServer } from './large-server.ts'

const SYSTEM = 'iec62443-3-3:2013'
const SAVES = 800
const WARM_UP = 200
const STATES = ['met', 'partly', 'not-met'] as const

/** Requirements of 3-3, by id. */
const requirementIds = (): readonly string[] =>
  (loadContent().frameworks.find((one) => one.key === SYSTEM)?.requirements ?? []).map((one) => one.id)

/** Versions of the cells that were written, as a client keeps them. */
type Versions = Map<string, number>

interface Saved {
  readonly version: number
}

/** Saves answers to random cells, each at the version that the client knows; asks for it where it does not, outside the time. */
async function saveAnswer({ ask }: LargeServer, random: Random, ids: readonly string[], versions: Versions): Promise<number> {
  const [subject, requirement] = [anySubject(random), random.pick(ids)]
  const path = `/assessments/${SYSTEM}/${subject}`
  const key = `${subject} ${requirement}`
  if (!versions.has(key)) {
    const shown = await ask<{ readonly rows: readonly { readonly requirement: string; readonly own: Saved | null }[] }>('GET', path)
    for (const row of shown.rows) versions.set(`${subject} ${row.requirement}`, row.own?.version ?? 0)
  }
  const version = versions.get(key) ?? 0
  const body = { state: random.pick(STATES) }
  return milliseconds(async () => {
    const saved = await ask<Saved>('PUT', `${path}/answers/${encodeURIComponent(requirement)}`, { body, version })
    versions.set(key, saved.version)
  })
}

/** Each client writes to requirements of its own, so that no version is stale; all write to one tenant and queue at its lock. */
const measureSaves = (clients: number): Promise<Measured> =>
  onLargeServer(async (large) => {
    const ids = requirementIds()
    const values: number[] = []
    const client = async (seed: number): Promise<void> => {
      const [random, versions] = [seededRandom(seed), new Map<string, number>()]
      const mine = ids.filter((_, index) => index % clients === seed)
      for (let save = 0; save < WARM_UP / clients; save++) await saveAnswer(large, random, mine, versions)
      for (let save = 0; save < SAVES / clients; save++) values.push(await saveAnswer(large, random, mine, versions))
    }
    await Promise.all(Array.from({ length: clients }, (_, index) => client(index)))
    return values
  })

const WHAT = 'one answer saved and everything it moves, over HTTP on a durable embedded database'

export const saveAnswerMedian: Benchmark = {
  key: 'save_answer_p50_ms',
  what: `${WHAT}, one client`,
  unit: 'ms',
  aim: null,
  headline: 'median',
  measure: () => measureSaves(1),
}

export const saveAnswerP95: Benchmark = { ...saveAnswerMedian, key: 'save_answer_p95_ms', aim: 15, headline: 'p95' }

export const saveAnswer16: Benchmark = {
  key: 'save_answer_p95_16_ms',
  what: `${WHAT}, 16 clients of one tenant at once`,
  unit: 'ms',
  aim: null,
  headline: 'p95',
  measure: () => measureSaves(16),
}

export const bulk351: Benchmark = {
  key: 'bulk_351_ms',
  what: '351 answers in one call, over HTTP on a durable embedded database',
  unit: 'ms',
  aim: 150,
  headline: 'median',
  measure: () =>
    onLargeServer(async ({ ask }) => {
      const [random, ids] = [seededRandom(5), requirementIds()]
      const values: number[] = []
      for (let run = 0; run < 30; run++) {
        const cells = new Map<string, object>()
        while (cells.size < 351) {
          const [subject, requirement] = [anySubject(random), random.pick(ids)]
          const answer = { state: random.pick(STATES) }
          cells.set(`${subject} ${requirement}`, { framework: SYSTEM, subject, requirement, answer })
        }
        const body = { answers: [...cells.values()] }
        const took = await milliseconds(async () => {
          const { saved } = await ask<{ readonly saved: number }>('POST', '/answers', { body })
          if (saved !== 351) throw new Error(`only ${saved} were saved`)
        })
        if (run >= 5) values.push(took)
      }
      return values
    }),
}

/** Milliseconds of a look at the tenant after each answer, so that nothing is served that was remembered before it. */
const afterAnswers = (path: string, runs: number, check: (answer: never) => boolean): Promise<Measured> =>
  onLargeServer(async (large) => {
    const [random, ids, versions] = [seededRandom(9), requirementIds(), new Map<string, number>()]
    const values: number[] = []
    for (let run = 0; run < runs + 5; run++) {
      await saveAnswer(large, random, ids, versions)
      let shown: unknown
      const took = await milliseconds(async () => (shown = await large.ask('GET', path)))
      if (!check(shown as never)) throw new Error(`${path} does not hold what it should`)
      if (run >= 5) values.push(took)
    }
    return values
  })

export const cockpit100: Benchmark = {
  key: 'cockpit_100_sites_ms',
  what: 'cockpit over 100 sites after an answer, over HTTP',
  unit: 'ms',
  aim: 50,
  headline: 'median',
  measure: () => afterAnswers('/cockpit', 40, ({ sites }: { readonly sites: readonly object[] }) => sites.length === 100),
}

export const list25: Benchmark = {
  key: 'list_25_of_1000_ms',
  what: '25 of 1,030 assessments, filtered and sorted by gaps, after an answer that makes it count again, over HTTP',
  unit: 'ms',
  aim: 30,
  headline: 'median',
  measure: () =>
    afterAnswers(
      '/assessments?central=false&sort=-gaps,name&limit=25',
      40,
      ({ items, total }: { readonly items: readonly object[]; readonly total: number }) => items.length === 25 && total >= 1_000,
    ),
}

export const consistency100: Benchmark = {
  key: 'consistency_100_ms',
  what: 'consistency check of 1,030 assessments with 200,000 answers after a change, counted by rule, over HTTP',
  unit: 'ms',
  aim: 1_000,
  headline: 'median',
  measure: () => afterAnswers('/cockpit/findings', 15, ({ total }: { readonly total: number }) => total > 0),
}
