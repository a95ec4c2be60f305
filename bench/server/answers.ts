import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { loadContent } from '@caponier/content'
import { memberContext } from '@caponier/app/access/member-context'
import { answersHandlers } from '@caponier/app/assessment/answers-handlers'
import { assessmentsHandlers } from '@caponier/app/assessment/assessments-handlers'
import type { App, MemberContext, PublicContext } from '@caponier/app/context'
import { liveTenants } from '@caponier/app/live/live-tenants'
import { threadReader } from '@caponier/app/thread/reader'
import { folderBlobStore } from '@caponier/store/blobs/blob-store'
import { listPage } from '@caponier/contract/kit/list-page'
import { parseListQuery } from '@caponier/contract/kit/list-query'
import { assessmentsRoutes } from '@caponier/contract/assessment/assessments'
import type { Benchmark, Measured } from '../benchmark.ts'
import { type Random, seededRandom } from '../random.ts'
import { LARGE_SHAPE, LARGE_TENANT, withLargeTenant } from './large-tenant.ts'

const SAVES = 400
const WARM_UP = 100
const STATES = ['met', 'partly', 'not-met'] as const
const SYSTEM = 'iec62443-3-3:2013'

interface Bench {
  /** The context of a request that begins now: membership and counter are asked for as the server does. */
  readonly request: () => Promise<MemberContext>
}

/** Runs a measurement against the use cases, without HTTP, on a durable embedded database. */
function onLargeTenant(measure: (bench: Bench) => Promise<readonly number[]>): Promise<Measured> {
  const content = loadContent()
  return withLargeTenant(content, async ({ pool, dataDir, userId, workspace }) => {
    const quiet = (): void => undefined
    const app: App = {
      pool,
      content,
      clock: Date.now,
      newId: randomUUID,
      tenants: liveTenants(pool, content),
      reader: threadReader(pool, content.contentVersion),
      blobs: folderBlobStore(join(dataDir, 'blobs')),
      actors: new Map(),
      log: { info: quiet, warn: quiet, error: quiet },
      settings: { dataDir, publicUrl: 'http://127.0.0.1:8620', version: 'bench' },
    }
    const user = { userId, sessionId: randomUUID(), email: 'bench@example.invalid', name: 'Bench Lead', language: 'en' } as const
    const request = async (): Promise<MemberContext> => {
      const now = new Date().toISOString()
      const context: PublicContext = {
        app,
        now,
        today: now.slice(0, 10),
        language: 'en',
        address: '127.0.0.1',
        presentedToken: null,
        setSession: quiet,
      }
      const member = await memberContext(context, user, LARGE_TENANT)
      if (!member.ok) throw new Error(member.problem.detail)
      return member.value
    }
    const first = await request()
    first.model.live(first.today)
    const assessments = await assessmentsHandlers['assessments.list'](first, {
      params: { tenant: LARGE_TENANT },
      query: {},
      body: undefined,
      version: undefined,
    })
    return {
      values: await measure({ request }),
      input: {
        sites: LARGE_SHAPE.entities * LARGE_SHAPE.sitesPerEntity,
        answers: workspace.answers?.length ?? 0,
        links: workspace.links?.length ?? 0,
        assessments: assessments.ok ? assessments.value.filter((one) => !one.central).length : 0,
      },
    }
  })
}

const subjectAnywhere = (random: Random): string => {
  const site = `e${random.between(0, LARGE_SHAPE.entities - 1)}-s0`
  return random.pick([`zone:${site}-z${random.between(0, 2)}`, `conduit:${site}-c${random.between(0, 2)}`])
}

async function saveOne(bench: Bench, random: Random, requirements: readonly string[]): Promise<number> {
  const start = performance.now()
  const context = await bench.request()
  const [subject, requirement] = [subjectAnywhere(random), random.pick(requirements)]
  const saved = await answersHandlers['answers.save'](context, {
    params: { tenant: LARGE_TENANT, framework: SYSTEM, subject, requirement },
    query: undefined,
    body: { state: random.pick(STATES) },
    version: context.model.answerVersion(subject, SYSTEM, requirement),
  })
  if (!saved.ok && saved.problem.code !== 'stale-version') throw new Error(JSON.stringify(saved.problem))
  return performance.now() - start
}

const requirementsOf = (): readonly string[] =>
  loadContent()
    .frameworks.find((one) => one.key === SYSTEM)
    ?.requirements.map((one) => one.id) ?? []

/** Saves answers from `clients` at once, one after the other each. */
const measureSaves = (clients: number): Promise<Measured> =>
  onLargeTenant(async (bench) => {
    const requirements = requirementsOf()
    const values: number[] = []
    const client = async (seed: number): Promise<void> => {
      const random = seededRandom(seed)
      for (let save = 0; save < WARM_UP / clients; save++) await saveOne(bench, random, requirements)
      for (let save = 0; save < SAVES / clients; save++) values.push(await saveOne(bench, random, requirements))
    }
    await Promise.all(Array.from({ length: clients }, (_, index) => client(11 + index)))
    return values
  })

export const saveAnswer: Benchmark = {
  key: 'save_answer_use_case_ms',
  what: 'one answer saved and everything it moves, durable commit, one client, without HTTP',
  unit: 'ms',
  aim: 15,
  headline: 'p95',
  measure: () => measureSaves(1),
}

export const saveAnswer16: Benchmark = {
  key: 'save_answer_use_case_16_ms',
  what: 'the same with 16 clients at once',
  unit: 'ms',
  aim: null,
  headline: 'p95',
  measure: () => measureSaves(16),
}

export const bulk351: Benchmark = {
  key: 'bulk_351_use_case_ms',
  what: '351 answers in one call, durable commit, without HTTP',
  unit: 'ms',
  aim: 150,
  headline: 'median',
  measure: () =>
    onLargeTenant(async (bench) => {
      const random = seededRandom(5)
      const requirements = requirementsOf()
      const values: number[] = []
      for (let run = 0; run < 25; run++) {
        const start = performance.now()
        const context = await bench.request()
        const cells = new Map<string, { framework: string; subject: string; requirement: string; answer: { state: 'met' | 'partly' } }>()
        while (cells.size < 351) {
          const [subject, requirement] = [subjectAnywhere(random), random.pick(requirements)]
          cells.set(`${subject}|${requirement}`, {
            framework: SYSTEM,
            subject,
            requirement,
            answer: { state: random.pick(['met', 'partly'] as const) },
          })
        }
        const saved = await answersHandlers['answers.bulk'](context, {
          params: { tenant: LARGE_TENANT },
          query: undefined,
          body: { answers: [...cells.values()] },
          version: undefined,
        })
        if (!saved.ok || saved.value.saved !== 351) throw new Error('not all were saved')
        if (run >= 5) values.push(performance.now() - start)
      }
      return values
    }),
}

export const list25: Benchmark = {
  key: 'list_25_of_1000_use_case_ms',
  what: '25 of 1,000 assessments, filtered and sorted by gaps, after an answer that makes it count again, without HTTP',
  unit: 'ms',
  aim: 30,
  headline: 'median',
  measure: () =>
    onLargeTenant(async (bench) => {
      const random = seededRandom(9)
      const requirements = requirementsOf()
      const spec = assessmentsRoutes['assessments.list'].list
      const query = parseListQuery(spec, { sort: '-gaps,name', filter: ['central:eq:false'] })
      if (!query.ok) throw new Error('the query is wrong')
      const values: number[] = []
      for (let run = 0; run < 40; run++) {
        await saveOne(bench, random, requirements)
        const start = performance.now()
        const context = await bench.request()
        const rows = await assessmentsHandlers['assessments.list'](context, {
          params: { tenant: LARGE_TENANT },
          query: {},
          body: undefined,
          version: undefined,
        })
        if (!rows.ok) throw new Error(JSON.stringify(rows.problem))
        const page = listPage(spec, rows.value, query.value)
        if (page.items.length !== 25) throw new Error('a page has 25 rows')
        if (run >= 10) values.push(performance.now() - start)
      }
      return values
    }),
}
