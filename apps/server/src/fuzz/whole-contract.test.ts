import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROUTES } from '@caponier/contract/table'
import type { Caller, IsolatedServer } from '../isolation/isolated-server.test-support.ts'
import { isolatedServer } from '../isolation/isolated-server.test-support.ts'
import { fuzzContract } from './contract-fuzz.test-support.ts'

/** Requests in a test run; CAPONIER_FUZZ_REQUESTS=100000 for the long one (about a quarter of an hour). */
const REQUESTS = Number(process.env['CAPONIER_FUZZ_REQUESTS'] ?? 3_000)
const WHOLE = { kind: 'organisation' } as const

let server: IsolatedServer
let callers: readonly Caller[]
beforeAll(async () => {
  server = await isolatedServer()
  callers = [
    await server.member('marked', ['admin', WHOLE], ['lead', WHOLE], ['auditor', WHOLE]),
    await server.member('marked', ['engineer', { kind: 'site', id: 'brescia' }]),
    await server.member('marked', ['respondent', WHOLE]),
  ]
})
afterAll(() => server.stop())

test(
  'the whole contract under generated requests: no 5xx, every failure as problem details, every answer in its shape',
  { timeout: 3_600_000 },
  async () => {
    const model = callers[0]?.context.model
    const ids = (model?.workspace().zones ?? []).slice(0, 8).map((zone) => zone.id)
    const report = await fuzzContract({
      routes: ROUTES,
      ask: (request) => server.send(request),
      headersOf: async (actor) => callers[actor]?.headers() ?? {},
      actors: callers.length,
      // Making tenants by the hundred and ending sessions is left to the tests of their slices.
      skip: new Set(['tenant.events', 'start.begin', 'workspace.import']),
      byName: {
        tenant: ['marked'],
        framework: ['iec62443-3-3:2013', 'iec62443-2-1:2024', 'nis2:2022'],
        requirement: ['SR 1.1', 'SR 5.1', 'ORG 1.1', '21(2)(a).1'],
        subject: ['zone:brescia-assembly', 'zone:gersthofen-line-3', 'site:brescia', 'entity:brenner-motori'],
        ref: ['21(2)(e)', 'control:no-such', '21(2)(j)'],
        fr: ['RDF', 'IAC'],
        code: ['DE', 'IT'],
        seq: ['1', '2'],
        'sites/{id}': ['brescia', 'gersthofen'],
        'entities/{id}': ['brenner-motori'],
        'scope/{id}': ['brenner-motori'],
        'zones/{id}': ids,
        'assets/{id}': (model?.workspace().assets ?? []).slice(0, 5).map((one) => one.id),
        'controls/{id}': (model?.workspace().controls ?? []).slice(0, 5).map((one) => one.id),
        'evidence/{id}': (model?.workspace().evidence ?? []).slice(0, 5).map((one) => one.id),
      },
      ids,
      requests: REQUESTS,
      seed: 20_261_128,
    })
    console.log(`contract fuzz: ${report.requests} requests on ${report.routes} routes`, JSON.stringify(report.byStatus), report.slowest)
    expect(report.findings).toEqual([])
    expect(report.requests).toBeGreaterThan(REQUESTS * 0.9)
  },
)
