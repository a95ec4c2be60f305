import type { HandlersOf } from '@caponier/contract/kit/handler'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import { type Pump, pump, SAMPLE_ROUTES } from '@caponier/contract/kit/sample-routes.test-support'
import { fail, ok, type Result } from '@caponier/core'
import type { MountOptions } from './call.ts'
import { memoryIdempotency } from './idempotency.test-support.ts'
import { mount } from './mount.ts'

/** A small plant behind the sample routes: pumps in memory, one tenant `plant`, people `engineer` and `reader`. */
export interface SamplePlant {
  readonly pumps: Map<string, Pump>
  /** Sizes of the papers that were taken, in bytes. */
  readonly papers: number[]
  readonly logged: Readonly<Record<string, unknown>>[]
  readonly calls: string[]
  /** What the event route sends; push `null` to end it. */
  readonly send: (data: unknown) => void
  readonly ended: string[]
}

interface SampleContext {
  readonly plant: SamplePlant
  readonly person: string
}

export type SampleRoutes = typeof SAMPLE_ROUTES

const missing: Result<never, ApiProblem> = fail({ code: 'not-found', detail: 'There is no such pump.' })

/** Handlers as an app would write them. */
export const SAMPLE_HANDLERS: HandlersOf<SampleRoutes, SampleContext> = {
  'plant.hello': async ({ person }, { query }) =>
    ok({ text: Array.from({ length: query.times ?? 1 }, () => `hello ${person}`).join(', ') }),
  'pumps.list': async ({ plant }) => ok([...plant.pumps.values()]),
  'pumps.show': async ({ plant }, { params }) => {
    if (params.id === 'broken-contract') return ok({ ...pump({ id: 'x' }), state: 'secret state' as Pump['state'] })
    if (params.id === 'bug') throw new Error('secret of the row')
    const found = plant.pumps.get(params.id)
    return found === undefined ? missing : ok(found)
  },
  'pumps.add': async ({ plant }, { body }) => {
    if (plant.pumps.has(body.id)) return fail({ code: 'conflict', detail: 'There is such a pump already.' })
    const added = { ...body, version: 1 }
    plant.pumps.set(body.id, added)
    return ok(added)
  },
  'pumps.edit': async ({ plant }, { params, body, version }) => {
    const found = plant.pumps.get(params.id)
    if (found === undefined) return missing
    if (found.version !== version) return fail({ code: 'stale-version', theirs: { name: found.name }, version: found.version })
    const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as Partial<Pump>
    const edited = { ...found, ...given, version: found.version + 1 }
    plant.pumps.set(params.id, edited)
    return ok(edited)
  },
  'pumps.remove': async ({ plant }, { params }) => (plant.pumps.delete(params.id) ? ok(undefined) : missing),
  'pumps.picture': async (_context, { params }) =>
    ok({ name: `Bild/${params.id} "ü".svg`, mediaType: 'image/svg+xml', bytes: new TextEncoder().encode('<svg/>'), inline: true }),
  'pumps.put-picture': async (_context, { body, mediaType }) => {
    let size = 0
    for await (const chunk of body) size += chunk.length
    return ok({ size, mediaType: mediaType ?? '' })
  },
  'pumps.papers': async ({ plant }, { body }) => {
    let size = 0
    for await (const chunk of body) size += chunk.length
    plant.papers.push(size)
    return ok({ size, copies: plant.papers.length })
  },
  'pumps.code': async () => ok({ code: '4711' }),
  'plant.events': async ({ plant, person }, { lastEventId, signal }) => {
    async function* events() {
      try {
        yield { event: 'start', id: '0', data: { from: lastEventId ?? null } }
        for (;;) {
          const data = await next(plant, signal)
          if (data === null) return
          yield { event: 'change', id: '1', data }
        }
      } finally {
        plant.ended.push(person)
      }
    }
    return ok(events())
  },
}

const waiting = new WeakMap<SamplePlant, { readonly queue: unknown[]; wake: () => void }>()

async function next(plant: SamplePlant, signal: AbortSignal | undefined): Promise<unknown> {
  const mail = waiting.get(plant)
  if (mail === undefined) return null
  if (mail.queue.length === 0 && signal?.aborted !== true)
    await new Promise<void>((resolve) => {
      mail.wake = resolve
      signal?.addEventListener('abort', () => resolve(), { once: true })
    })
  return mail.queue.length === 0 ? null : mail.queue.shift()
}

export function samplePlant(pumps: readonly Pump[] = []): SamplePlant {
  const mail = { queue: [] as unknown[], wake: (): void => undefined }
  const send = (data: unknown): void => {
    mail.queue.push(data)
    mail.wake()
  }
  const plant: SamplePlant = { pumps: new Map(pumps.map((one) => [one.id, one])), papers: [], logged: [], calls: [], ended: [], send }
  waiting.set(plant, mail)
  return plant
}

/** The sample routes mounted; who calls says `Authorization: Bearer NAME` or the cookie `person=NAME`. */
export function sampleServer(plant: SamplePlant, options: Partial<MountOptions<string>> = {}) {
  return mount(SAMPLE_ROUTES, SAMPLE_HANDLERS, {
    authenticate: async (request) => {
      const bearer = /^Bearer (\w+)$/.exec(request.headers.get('authorization') ?? '')?.[1]
      const cookie = /(?:^|; )person=(\w+)/.exec(request.headers.get('cookie') ?? '')?.[1]
      return bearer ?? cookie ?? null
    },
    principalKey: (person) => person,
    admit: async ({ id, shape, params, principal, answerHeaders }) => {
      plant.calls.push(id)
      answerHeaders.append('set-cookie', `seen=${id}`)
      if (shape.access.kind !== 'public' && params['tenant'] !== 'plant')
        return fail({ code: 'not-found', detail: 'There is no such tenant.' })
      if (shape.access.kind === 'permission' && shape.access.permission === 'assets.write' && principal !== 'engineer')
        return fail({ code: 'forbidden', detail: 'You may not do this.' })
      return ok({ plant, person: principal ?? 'nobody' })
    },
    idempotency: memoryIdempotency(),
    log: { error: (fields) => void plant.logged.push(fields) },
    ...options,
  })
}
