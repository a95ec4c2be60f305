import { pump, SAMPLE_ROUTES } from '@caponier/contract/kit/sample-routes.test-support'
import { fail, ok } from '@caponier/core'
import { describe, expect, test } from 'vitest'
import { mount } from '../http/mount.ts'
import { SAMPLE_HANDLERS, samplePlant, sampleServer } from '../http/sample-server.test-support.ts'
import { type FuzzOptions, fuzzContract } from './contract-fuzz.test-support.ts'

const people = ['engineer', 'reader']
const base = (): Omit<FuzzOptions, 'ask'> => ({
  routes: SAMPLE_ROUTES,
  headersOf: (actor) => ({ authorization: `Bearer ${people[actor] ?? ''}` }),
  actors: people.length,
  byName: { tenant: ['plant'], 'pumps/{id}': ['p-1', 'p-2'] },
  ids: ['p-1', 'p-2'],
  requests: 5_000,
  seed: 42,
})
const plant = () => samplePlant([pump({ id: 'p-1' }), pump({ id: 'p-2' })])

describe('the contract fuzz', () => {
  test('finds nothing in a sound server, and reaches every route', async () => {
    const app = sampleServer(plant())
    const report = await fuzzContract({ ...base(), ask: async (request) => app.request(request) })
    expect(report.findings).toEqual([])
    expect(report.unreached).toEqual([])
    expect(report.requests).toBeGreaterThan(4_900)
    expect(Object.keys(report.byStatus)).toEqual(
      expect.arrayContaining(['200', '201', '204', '400', '401', '403', '404', '405', '409', '415', '422', '428']),
    )
  })

  test('the same seed sends the same requests', async () => {
    const sent = async (): Promise<readonly string[]> => {
      const seen: string[] = []
      const app = sampleServer(plant())
      await fuzzContract({
        ...base(),
        requests: 200,
        ask: async (request) => {
          seen.push(`${request.method} ${request.url}`)
          return app.request(request)
        },
      })
      return seen
    }
    expect(await sent()).toEqual(await sent())
  })

  test('finds planted mistakes and shrinks them', async () => {
    const here = plant()
    const app = mount(
      SAMPLE_ROUTES,
      {
        ...SAMPLE_HANDLERS,
        // A crash on an unusual value, an undeclared problem, and an answer that breaks the contract.
        'pumps.add': async (_context, input: { readonly body: { readonly weight: number | null } }) => {
          if ((input.body.weight ?? 0) > 90_000) throw new Error('no pump is that heavy')
          return fail({ code: 'conflict', detail: 'There is one.' })
        },
        'pumps.edit': async () => fail({ code: 'gone', detail: 'It is gone.' }),
        'pumps.show': async () => ok({ id: 'p-1' }),
      },
      {
        authenticate: async () => 'engineer',
        principalKey: (person) => person,
        admit: async () => ok({ plant: here, person: 'engineer' }),
        log: { error: () => undefined },
        checkOutput: false,
      },
    )
    const report = await fuzzContract({ ...base(), ask: async (request) => app.request(request) })
    const found = new Map(report.findings.map((one) => [one.route, one]))
    expect([...found.keys()].toSorted((left, right) => (left < right ? -1 : 1))).toEqual(['pumps.add', 'pumps.edit', 'pumps.show'])
    expect(found.get('pumps.add')?.fault).toMatch(/^status 500: .*"code":"internal"/)
    expect(found.get('pumps.edit')?.fault).toBe('the route does not declare the problem gone')
    expect(found.get('pumps.show')?.fault).toMatch(/^success does not fit its schema: version/)
    // Shrunk to a sound call but for the weight.
    const asked = found.get('pumps.add')?.request
    expect(JSON.parse(asked?.body ?? '{}')).toMatchObject({
      weight: expect.toSatisfy((weight: number) => weight > 90_000) as number,
      tags: [],
    })
    expect(asked?.headers).toEqual({ 'content-type': 'application/json' })
  })
})
