import type { RoleScope } from '@caponier/contract/access/roles'
import { grantGives, ROLES } from '@caponier/contract/access/roles'
import { ProblemDetails } from '@caponier/contract/kit/problem'
import type { RouteShape } from '@caponier/contract/kit/route'
import { ROUTES } from '@caponier/contract/table'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answer, Caller, IsolatedServer, Parts } from './isolated-server.test-support.ts'
import { isolatedServer } from './isolated-server.test-support.ts'
import { siteMark } from './marked-workspace.test-support.ts'
import type { Asked } from './route-parts.test-support.ts'
import { askedOf, waysToAsk } from './route-parts.test-support.ts'
import { namesAt, soundRequests } from './sound-requests.test-support.ts'

const OF_TENANT = (Object.values(ROUTES) as readonly RouteShape[]).filter((shape) => shape.path.startsWith('/api/tenants/{tenant}/'))
const WRITES = OF_TENANT.filter((shape) => shape.method !== 'GET')
const WHOLE = { kind: 'organisation' } as const
const at = (id: string): RoleScope => ({ kind: 'site', id })
const SITES = ['gersthofen', 'gliwice', 'kempten', 'wels', 'augsburg', 'brescia']

let server: IsolatedServer
/** One sound request to each route, about one site. */
let sound: ReadonlyMap<RouteShape, Parts | undefined>
beforeAll(async () => {
  server = await isolatedServer()
  const lead = await server.member('marked', ['lead', WHOLE])
  const names = namesAt(lead.context.model, 'brescia')
  sound = new Map(OF_TENANT.map((shape) => [shape, soundRequests(shape, 'marked', names, { count: 1 })[0]]))
})
afterAll(() => server.stop())

const codeOf = (answer: Answer): string => {
  const details = ProblemDetails.safeParse(JSON.parse(answer.text === '' ? '{}' : answer.text))
  return details.success ? details.data.code : ''
}

describe('a sound request of a role that may not', () => {
  // A handler that asked for the right only once the input is sound would answer an empty body with what is wrong in it.
  test.each([
    ['the whole organisation', WHOLE],
    ['one site', at('brescia')],
    ['one legal entity', { kind: 'entity', id: 'brenner-motori' }],
  ] as const)('is forbidden before anything else is said of it, with a role for %s', { timeout: 300_000 }, async (_where, scope) => {
    const wrong: string[] = []
    const unasked: string[] = []
    for (const role of ROLES) {
      const caller = await server.member('marked', [role, scope])
      const seq = (await server.test.again(caller.context)).model.seq()
      for (const shape of OF_TENANT) {
        if (shape.access.kind !== 'permission' || grantGives({ role, scope }, shape.access.permission)) continue
        const request = sound.get(shape)
        if (request === undefined) unasked.push(shape.id)
        const answer = request === undefined ? undefined : await caller.ask(shape, request)
        if (answer !== undefined && (answer.status !== 403 || codeOf(answer) !== 'forbidden'))
          wrong.push(`${role} ${shape.id}: ${answer.status} ${answer.text.slice(0, 120)}`)
      }
      if ((await server.test.again(caller.context)).model.seq() !== seq) wrong.push(`${role} changed something`)
    }
    expect(wrong).toEqual([])
    expect([...new Set(unasked)]).toEqual([])
  })
})

/** Everything that a caller can read, by route and question. */
async function everything(caller: Caller, asked: Asked, most: number): Promise<Map<string, string>> {
  const seen = new Map<string, string>()
  for (const shape of OF_TENANT) {
    if (shape.method !== 'GET' || shape.returns === 'events') continue
    for (const way of waysToAsk(shape, 'marked', asked, most)) {
      const { status, text } = await caller.ask(shape, way)
      seen.set(`${shape.id} ${JSON.stringify(way)}`, `${status} ${text}`)
    }
  }
  return seen
}

const strange = (text: string, own: readonly string[]): boolean =>
  SITES.some((site) => !own.includes(site) && text.includes(siteMark(site)))

describe('whoever works at a part', () => {
  test.each([
    ['a lead of one site', [['lead', at('brescia')]], ['brescia']],
    ['an administrator of one site', [['admin', at('brescia')]], ['brescia']],
    ['a board member of one site', [['board', at('brescia')]], ['brescia']],
    ['an incident manager of one site', [['incident-manager', at('brescia')]], ['brescia']],
    ['a respondent of one site', [['respondent', at('brescia')]], ['brescia']],
    [
      'an engineer of two sites',
      [
        ['engineer', at('brescia')],
        ['auditor', at('wels')],
      ],
      ['brescia', 'wels'],
    ],
    ['a lead of one legal entity', [['lead', { kind: 'entity', id: 'brenner-motori' }]], ['brescia']],
  ] as const)('%s reads nothing of other sites', { timeout: 300_000 }, async (_who, grants, own) => {
    const caller = await server.member('marked', ...grants)
    const seen = await everything(caller, askedOf(caller.context.model), 5)
    expect([...seen].filter(([, text]) => strange(text, own)).map(([question]) => question)).toEqual([])
  })

  test('changes nothing elsewhere and is told nothing of it, whatever path or body names', { timeout: 300_000 }, async () => {
    const local = await server.member('marked', ...ROLES.map((role) => [role, at('brescia')] as const))
    const neighbour = await server.member('marked', ['engineer', at('gersthofen')], ['auditor', at('gersthofen')])
    const asked = askedOf(neighbour.context.model)
    const before = await everything(neighbour, asked, 8)
    const [theirs, own] = [namesAt(local.context.model, 'gersthofen'), namesAt(local.context.model, 'brescia')]
    const faults: string[] = []
    const reached = new Set<string>()
    const send = async (shape: RouteShape, request: Parts): Promise<void> => {
      const answer = await local.ask(shape, request)
      if (answer.status < 300) reached.add(shape.id)
      if (answer.status >= 500 || strange(answer.text, ['brescia'])) faults.push(`${shape.id} ${JSON.stringify(request)}: ${answer.status}`)
    }
    for (const shape of WRITES) {
      for (const request of soundRequests(shape, 'marked', theirs, { count: 2 })) await send(shape, request)
      // Path of the own site, body about the other one: a move, a link, an owner, a delegation.
      const [mine] = soundRequests(shape, 'marked', own, { count: 1 })
      const [other] = soundRequests(shape, 'marked', theirs, { seed: 7, count: 1 })
      if (mine !== undefined && other?.body !== undefined) await send(shape, { ...other, params: mine.params })
    }
    // Writes at the own site are the proof that the same requests are not refused for another reason.
    for (const shape of WRITES) for (const request of soundRequests(shape, 'marked', own, { seed: 3, count: 2 })) await send(shape, request)
    expect(faults).toEqual([])
    const after = await everything(neighbour, asked, 8)
    // Views that are shared are shared with everybody.
    expect(
      [...after]
        .filter(([question, text]) => before.get(question) !== text && !question.startsWith('views.'))
        .map(([question]) => question),
    ).toEqual([])
    expect(reached.size).toBeGreaterThan(25)
  })
})
