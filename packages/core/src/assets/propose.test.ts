import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Workspace, type WorkspaceProposal } from '../company/workspace.ts'
import { decideProposals } from './decide.ts'
import { flow, host, NOW, plant, trafficOf } from './observed-plant.fixture.ts'
import type { ObservedTraffic } from './observed-traffic.ts'
import { proposeFromTraffic, type ProposeOutcome } from './propose.ts'

const propose = (traffic: ObservedTraffic, workspace: Workspace = plant(), source = 'zeek march'): ProposeOutcome => {
  const result = proposeFromTraffic(workspace, { site: 'north', traffic, source, now: NOW })
  if (!result.ok) throw new Error(result.problem.message)
  return result.value
}
const ofKind = ({ proposals }: ProposeOutcome, kind: WorkspaceProposal['kind']): readonly WorkspaceProposal[] =>
  proposals.filter((proposal) => proposal.kind === kind)
const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)
const only = <T>(list: readonly T[]): T => {
  const [first] = list
  if (first === undefined || list.length !== 1) throw new Error(`expected one, got ${list.length}`)
  return first
}

describe('assets', () => {
  test('an address in a declared network that was seen sending is proposed, with the most specific network and its zone', () => {
    const outcome = propose(trafficOf([], [host('10.20.3.21', { macs: ['02:00:5e:00:03:15'] }), host('10.20.9.9')]))
    expect(
      ofKind(outcome, 'asset')
        .map(({ payload }) => [payload['address'], payload['network'], payload['zone'], payload['mac']])
        .toSorted(byText),
    ).toEqual([
      ['10.20.3.21', 'cell', 'line-3', '02:00:5e:00:03:15'],
      ['10.20.9.9', 'plant', undefined, undefined],
    ])
    expect(
      ofKind(outcome, 'asset').every(({ state, source, recordedAt }) => state === 'open' && source === 'zeek march' && recordedAt === NOW),
    ).toBe(true)
  })
  test.each([
    ['10.20.3.40', { sent: false }, 'never-answered'],
    ['224.0.0.251', {}, 'multicast'],
    ['ff02::fb', {}, 'multicast'],
    ['255.255.255.255', {}, 'broadcast'],
    ['10.20.3.255', {}, 'broadcast'],
    ['10.20.3.0', {}, 'broadcast'],
    ['10.20.255.255', {}, 'broadcast'],
    ['0.0.0.0', {}, 'unspecified'],
    ['127.0.0.1', {}, 'loopback'],
    ['fe80::1', {}, 'link-local'],
    ['169.254.3.4', {}, 'link-local'],
  ])('%s %j is none: %s', (address, over, why) => {
    const outcome = propose(trafficOf([], [host(address, over)]))
    expect(outcome.proposals).toEqual([])
    expect(outcome.summary.addresses).toEqual({ observed: 1, proposed: 0, outside: 0, aside: { [why]: 1 } })
  })
  test('a link-local address is one where the site declares its network', () => {
    const workspace = plant({ networks: [{ id: 'll', name: 'Link', site: 'north', cidrs: ['169.254.0.0/16'] }] })
    expect(ofKind(propose(trafficOf([], [host('169.254.3.4')]), workspace), 'asset')).toHaveLength(1)
  })
  test('private ranges are outside like any other unless declared', () => {
    expect(propose(trafficOf([], [host('192.168.1.1'), host('203.0.113.7')])).summary.addresses).toMatchObject({ proposed: 0, outside: 2 })
  })
  test('an address that an asset of the site has is known, one of another site is not', () => {
    const asset = (site: string) => ({ id: 'a', name: 'A', site, interfaces: [{ address: 'FD00:20:0::21' }] })
    const traffic = trafficOf([], [host('fd00:20::21')])
    expect(propose(traffic, plant({ assets: [asset('north')] })).summary.addresses.aside).toEqual({ 'already-known': 1 })
    expect(ofKind(propose(traffic, plant({ assets: [asset('south')] })), 'asset')).toHaveLength(1)
  })
  test('networks that are no longer in force do not count', () => {
    const workspace = plant({ networks: [{ id: 'old', name: 'Old', site: 'north', cidrs: ['10.20.3.0/24'], until: '2026-11-22' }] })
    expect(propose(trafficOf([], [host('10.20.3.21')]), workspace).summary).toMatchObject({
      declaredPrefixes: 0,
      addresses: { outside: 1 },
    })
  })
  test('a link-layer address that several addresses share is no mark of one host', () => {
    const outcome = propose(
      trafficOf([], [host('10.20.3.21', { macs: ['02:00:5e:00:00:01'] }), host('203.0.113.7', { macs: ['02:00:5e:00:00:01'] })]),
    )
    expect(only(ofKind(outcome, 'asset')).payload['mac']).toBeUndefined()
  })
})

describe('flows', () => {
  test('inside, with proof and counts', () => {
    const outcome = propose(trafficOf([flow('10.20.3.10', '10.20.9.9')]))
    expect(only(ofKind(outcome, 'flow')).payload).toMatchObject({
      source: '10.20.3.10',
      target: '10.20.9.9',
      protocol: 'modbus',
      port: 502,
      inferred: false,
      exchange: 'answered',
      connections: 3,
      bytesOut: 100,
      proof: { file: 'conn.log', lines: [9, 12, 40] },
    })
  })
  test('with one end outside it is an external peer, and who initiated is told', () => {
    const outcome = propose(
      trafficOf([flow('10.20.3.10', '203.0.113.7'), flow('203.0.113.7', '10.20.3.10', { port: 3389 }), flow('10.20.3.11', '203.0.113.7')]),
    )
    expect(
      ofKind(outcome, 'external-peer')
        .map(({ payload }) => [payload['source'], payload['external'], payload['initiatedBy']])
        .toSorted(byText),
    ).toEqual([
      ['10.20.3.10', 'target', 'inside'],
      ['10.20.3.11', 'target', 'inside'],
      ['203.0.113.7', 'source', 'outside'],
    ])
    expect(outcome.summary).toMatchObject({ externalPeers: 1, flows: { observed: 3, inside: 0, external: 3, aside: {} } })
  })
  test('to all, from none, to itself and between undeclared addresses are counted apart', () => {
    const outcome = propose(
      trafficOf([
        flow('10.20.3.10', '224.0.0.1'),
        flow('10.20.3.10', '10.20.3.255'),
        flow('0.0.0.0', '10.20.3.1'),
        flow('10.20.3.10', '10.20.3.10'),
        flow('192.0.2.1', '198.51.100.1'),
      ]),
    )
    expect(outcome.summary.flows).toEqual({
      observed: 5,
      inside: 0,
      external: 0,
      aside: { multicast: 1, broadcast: 1, unspecified: 1, 'same-address': 1, 'both-ends-undeclared': 1 },
    })
  })
  test('a flow that the workspace declares is known, by address or by asset', () => {
    const workspace = plant({
      assets: [{ id: 'hmi', name: 'HMI', site: 'north', interfaces: [{ address: '10.20.3.10' }] }],
      flows: [{ id: 'f', site: 'north', source: { asset: 'hmi' }, target: { address: '10.20.3.21' }, protocol: 'modbus', port: 502 }],
    })
    expect(propose(trafficOf([flow('10.20.3.10', '10.20.3.21')]), workspace).summary.flows.aside).toEqual({ 'already-known': 1 })
    expect(propose(trafficOf([flow('10.20.3.10', '10.20.3.21', { port: 503 })]), workspace).summary.flows.inside).toBe(1)
  })
  test('without a service it is called by transport and port', () => {
    const outcome = propose(
      trafficOf([
        flow('10.20.3.10', '10.20.3.21', { service: null, port: 4711 }),
        flow('10.20.3.10', '10.20.3.21', { service: null, port: null, transport: 'icmp' }),
      ]),
    )
    expect(
      ofKind(outcome, 'flow')
        .map(({ payload }) => payload['protocol'])
        .toSorted(byText),
    ).toEqual(['icmp', 'tcp/4711'])
  })
})

describe('networks', () => {
  test('undeclared addresses that talk among themselves suggest their prefix; a partner elsewhere does not', () => {
    const outcome = propose(trafficOf([flow('192.168.7.1', '192.168.7.9'), flow('192.168.7.1', '203.0.113.7')]))
    expect(only(ofKind(outcome, 'network')).payload).toMatchObject({
      cidr: '192.168.7.0/24',
      hosts: 2,
      addresses: ['192.168.7.1', '192.168.7.9'],
    })
  })
  test('an undeclared sender of multicast suggests its prefix, in IPv6 as /64', () => {
    expect(only(ofKind(propose(trafficOf([flow('fd00:99:0:1::5', 'ff02::fb')])), 'network')).payload['cidr']).toBe('fd00:99:0:1::/64')
  })
  test('an undeclared address that talks with an inside one only suggests nothing', () => {
    expect(ofKind(propose(trafficOf([flow('203.0.113.7', '10.20.3.1')])), 'network')).toEqual([])
  })
  test('a suggestion overlaps no declared network', () => {
    const workspace = plant({ networks: [{ id: 'half', name: 'Half', site: 'north', cidrs: ['192.168.7.0/25'] }] })
    expect(only(ofKind(propose(trafficOf([flow('192.168.7.200', '192.168.7.201')]), workspace), 'network')).payload['cidr']).toBe(
      '192.168.7.128/25',
    )
  })
})

describe('a second import', () => {
  const traffic = trafficOf([flow('10.20.3.10', '10.20.3.21'), flow('10.20.3.10', '203.0.113.7')])
  const holding = (outcome: ProposeOutcome, over: Partial<Workspace> = {}): Workspace =>
    plant({ ...over, proposals: [...outcome.proposals] })

  test('of the same logs changes nothing', () => {
    const first = propose(traffic)
    const second = propose(traffic, holding(first))
    expect(second.proposals).toEqual(first.proposals)
    expect(second.summary.proposals).toEqual({ added: 0, updated: first.proposals.length, withdrawn: 0 })
  })
  test('of other logs adds counts and widens the period', () => {
    const later = trafficOf([
      flow('10.20.3.10', '10.20.3.21', {
        connections: 4,
        answered: 0,
        attempts: 4,
        bytesOut: 0,
        firstSeen: '2026-04-01T00:00:00.000Z',
        lastSeen: '2026-04-02T00:00:00.000Z',
      }),
    ])
    const second = propose(later, holding(propose(traffic)), 'zeek april')
    expect(only(ofKind(second, 'flow')).payload).toMatchObject({
      connections: 7,
      answered: 3,
      attempts: 4,
      exchange: 'answered',
      bytesOut: 100,
      firstSeen: '2026-03-02T08:00:00.000Z',
      lastSeen: '2026-04-02T00:00:00.000Z',
    })
  })
  test('keeps decisions and renews counts', () => {
    const first = propose(traffic)
    const decided = first.proposals.map((proposal): WorkspaceProposal => ({
      ...proposal,
      state: 'ignored',
      reason: 'test bench',
      decidedAt: NOW,
    }))
    const second = propose(trafficOf([flow('10.20.3.10', '10.20.3.21', { connections: 9, answered: 9 })]), plant({ proposals: decided }))
    expect(second.proposals.every(({ state, reason }) => state === 'ignored' && reason === 'test bench')).toBe(true)
    expect(only(ofKind(second, 'flow')).payload['connections']).toBe(9)
  })
  test('after the network was declared withdraws what no longer holds, and leaves other sites and decisions alone', () => {
    const outside = trafficOf([flow('192.168.7.1', '192.168.7.9'), flow('10.20.3.10', '192.168.7.1')])
    const first = propose(outside)
    const foreign: WorkspaceProposal = {
      id: 'asset-other',
      site: 'south',
      kind: 'asset',
      state: 'open',
      source: 'x',
      payload: { address: '192.0.2.1' },
    }
    const declared = [...(plant().networks ?? []), { id: 'seven', name: 'Seven', site: 'north', cidrs: ['192.168.7.0/24'] }]
    const second = propose(outside, plant({ networks: declared, proposals: [...first.proposals, foreign] }))
    expect(ofKind(first, 'network')).toHaveLength(1)
    expect(second.summary.proposals.withdrawn).toBe(2)
    expect([...ofKind(second, 'network'), ...ofKind(second, 'external-peer')]).toEqual([])
    expect(second.proposals.some(({ id }) => id === 'asset-other')).toBe(true)
    expect(ofKind(second, 'flow')).toHaveLength(2)
  })
  test('after acceptance proposes nothing again', () => {
    const workspace = holding(propose(traffic))
    const accepted = decideProposals(workspace, {}, { accept: true }, NOW)
    if (!accepted.ok) throw new Error(accepted.problem.message)
    const second = propose(traffic, accepted.value)
    expect(second.summary.proposals).toMatchObject({ added: 0, withdrawn: 0 })
    expect(second.proposals.every(({ state }) => state === 'accepted')).toBe(true)
  })
  test('more than 24 imports are joined without losing a count', () => {
    let workspace = plant()
    for (let day = 10; day < 50; day++) {
      const seen = `2026-05-01T00:00:${day}.000Z`
      workspace = plant({
        proposals: [
          ...propose(trafficOf([flow('10.20.3.10', '10.20.3.21', { firstSeen: seen, lastSeen: seen })]), workspace, `zeek ${day}`)
            .proposals,
        ],
      })
    }
    const { payload } = only((workspace.proposals ?? []).filter(({ kind }) => kind === 'flow'))
    expect(payload).toMatchObject({ connections: 120, firstSeen: '2026-05-01T00:00:10.000Z', lastSeen: '2026-05-01T00:00:49.000Z' })
    expect(Object.keys(payload['imports'] as object)).toHaveLength(24)
  })
})

describe('any traffic', () => {
  const addresses = fc.constantFrom(
    '10.20.3.1',
    '10.20.3.2',
    '10.20.9.1',
    '10.20.3.255',
    '203.0.113.7',
    '192.168.7.1',
    '192.168.7.2',
    '224.0.0.1',
    '255.255.255.255',
    '0.0.0.0',
    '::',
    'fe80::1',
    'fd00:20::1',
    'ff02::1',
    '127.0.0.1',
  )
  const flows = fc
    .array(fc.tuple(addresses, addresses, fc.constantFrom(502, 102)), { maxLength: 12 })
    .map((list) => [...new Map(list.map(([a, b, port]) => [`${a} ${b} ${port}`, flow(a, b, { port })])).values()])

  test('is counted without remainder, is valid, and its order makes no difference', () => {
    fc.assert(
      fc.property(flows, fc.boolean(), (list, declared) => {
        const workspace = declared ? plant() : plant({ networks: [] })
        const outcome = propose(trafficOf(list), workspace)
        const { addresses: seen, flows: counted } = outcome.summary
        const sum = (aside: Readonly<Record<string, number>>): number => Object.values(aside).reduce((total, count) => total + count, 0)
        expect(seen.observed).toBe(seen.proposed + seen.outside + sum(seen.aside))
        expect(counted.observed).toBe(counted.inside + counted.external + sum(counted.aside))
        expect(Workspace.parse({ ...workspace, proposals: [...outcome.proposals] }).proposals).toEqual(outcome.proposals)
        expect(propose(trafficOf(list.toReversed()), workspace)).toEqual(outcome)
        expect(new Set(outcome.proposals.map(({ id }) => id)).size).toBe(outcome.proposals.length)
      }),
    )
  })
})

describe('problems', () => {
  test('an unknown site and an unreadable prefix are told', () => {
    expect(proposeFromTraffic(plant(), { site: 'west', traffic: trafficOf([]), source: 'x', now: NOW })).toMatchObject({
      ok: false,
      problem: { kind: 'not-found' },
    })
    const broken = plant({ networks: [{ id: 'cell', name: 'Cell', site: 'north', cidrs: ['10.20.3.0/24', '10.20.300.0/24'] }] })
    expect(proposeFromTraffic(broken, { site: 'north', traffic: trafficOf([]), source: 'x', now: NOW })).toMatchObject({
      ok: false,
      problem: { kind: 'invalid-input', issues: [{ path: 'networks[cell].cidrs[1]', excerpt: '10.20.300.0/24' }] },
    })
  })
})
