import { describe, expect, test } from 'vitest'
import { Workspace } from '../company/workspace.ts'
import { decideProposals, type ProposalDecision, type ProposalSelection } from './decide.ts'
import { flow, host, NOW, plant, trafficOf } from './observed-plant.fixture.ts'
import { proposeFromTraffic } from './propose.ts'

const traffic = trafficOf(
  [
    flow('10.20.3.10', '10.20.3.21'),
    flow('10.20.3.10', '10.20.3.40', { exchange: 'attempt', answered: 0, attempts: 3, port: 23, service: 'telnet', inferred: true }),
    flow('198.51.100.9', '10.20.3.10', { port: 3389, service: 'rdp' }),
    flow('192.168.7.1', '192.168.7.9'),
  ],
  [
    host('10.20.3.10', { macs: ['02:00:5e:00:03:0a'] }),
    host('10.20.3.21'),
    host('10.20.3.40', { sent: false }),
    host('198.51.100.9'),
    host('192.168.7.1'),
    host('192.168.7.9'),
  ],
)
const proposed = (over: Partial<Workspace> = {}): Workspace => {
  const workspace = plant(over)
  const result = proposeFromTraffic(workspace, { site: 'north', traffic, source: 'zeek march', now: NOW })
  if (!result.ok) throw new Error(result.problem.message)
  return { ...workspace, proposals: [...result.value.proposals] }
}
const decide = (workspace: Workspace, selection: ProposalSelection, decision: ProposalDecision): Workspace => {
  const result = decideProposals(workspace, selection, decision, NOW)
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return Workspace.parse(result.value)
}
const idOf = (workspace: Workspace, fits: (payload: Record<string, unknown>, kind: string) => boolean): string => {
  const found = (workspace.proposals ?? []).find(({ payload, kind }) => fits(payload, kind))
  if (found === undefined) throw new Error('no such proposal')
  return found.id
}

describe('accepting', () => {
  test('an asset adds it with its interface, network and the zone of the network', () => {
    const workspace = proposed()
    const after = decide(workspace, { ids: [idOf(workspace, ({ address }) => address === '10.20.3.10')] }, { accept: true, by: 'lead' })
    expect(after.assets).toEqual([
      {
        id: 'north-10-20-3-10',
        name: '10.20.3.10',
        site: 'north',
        zone: 'line-3',
        interfaces: [{ network: 'cell', address: '10.20.3.10', mac: '02:00:5e:00:03:0a' }],
        provenance: 'wire',
        recordedAt: NOW,
      },
    ])
    expect((after.proposals ?? []).filter(({ state }) => state === 'accepted')).toMatchObject([
      { kind: 'asset', decidedAt: NOW, decidedBy: 'lead' },
    ])
    expect(workspace.assets).toBeUndefined()
  })
  test('takes zone, type and name given', () => {
    const workspace = proposed()
    const after = decide(
      workspace,
      { ids: [idOf(workspace, ({ address }) => address === '10.20.3.21')] },
      { accept: true, type: 'plc', name: 'Filler PLC', zone: 'line-3' },
    )
    expect(after.assets).toMatchObject([{ name: 'Filler PLC', type: 'plc', zone: 'line-3', edited: ['name'] }])
  })
  test('everything open at once: flows name the assets, external ends are marked, the proof stays, the network is added', () => {
    const after = decide(proposed(), {}, { accept: true })
    expect(after.networks?.map(({ id, cidrs }) => [id, cidrs])).toContainEqual(['north-net-192-168-7-0-24', ['192.168.7.0/24']])
    expect(after.assets?.map(({ id }) => id)).toEqual(['north-10-20-3-10', 'north-10-20-3-21'].toSorted())
    const flows = new Map(after.flows?.map((each) => [each.protocol, each]))
    expect(flows.get('modbus')).toMatchObject({
      source: { asset: 'north-10-20-3-10', address: '10.20.3.10' },
      target: { asset: 'north-10-20-3-21' },
      port: 502,
      connections: 3,
      bytes: 300,
      proof: { file: 'conn.log', row: 9, lines: [9, 12, 40] },
      provenance: 'wire',
    })
    expect(flows.get('rdp')).toMatchObject({ source: { address: '198.51.100.9', external: true }, target: { asset: 'north-10-20-3-10' } })
    expect(flows.get('rdp')?.source.asset).toBeUndefined()
    expect(flows.get('telnet')).toMatchObject({ target: { address: '10.20.3.40', zone: 'line-3' }, inferred: true, connections: 0 })
    expect(after.proposals?.every(({ state }) => state === 'accepted')).toBe(true)
  })
  test('a flow first and its assets later gives the same ends as all at once', () => {
    const together = decide(proposed(), {}, { accept: true })
    const apart = decide(decide(proposed(), { kind: 'flow' }, { accept: true }), {}, { accept: true })
    const ends = (workspace: Workspace) =>
      (workspace.flows ?? []).map(({ id, source, target }) => ({ id, source, target })).toSorted((a, b) => (a.id < b.id ? -1 : 1))
    expect(ends(apart)).toEqual(ends(together))
  })
  test('an address that an asset has meanwhile adds no second one', () => {
    const workspace = proposed()
    const after = decide(
      { ...workspace, assets: [{ id: 'hmi', name: 'HMI', site: 'north', interfaces: [{ address: '10.20.3.10' }] }] },
      { kind: 'asset' },
      { accept: true },
    )
    expect(after.assets?.map(({ id }) => id)).toEqual(['hmi', 'north-10-20-3-21'])
  })
  test('an id that is taken gets a number', () => {
    const after = decide(
      proposed({ assets: [{ id: 'north-10-20-3-10', name: 'Other', site: 'south' }] }),
      { kind: 'asset' },
      { accept: true },
    )
    expect(after.assets?.map(({ id }) => id)).toContain('north-10-20-3-10-2')
  })
  test('an ignored one may be accepted later, and loses the reason', () => {
    const workspace = proposed()
    const ids = [idOf(workspace, ({ address }) => address === '10.20.3.10')]
    const after = decide(decide(workspace, { ids }, { accept: false, reason: 'laptop' }), { ids }, { accept: true })
    expect((after.proposals ?? []).find(({ id }) => ids.includes(id))).not.toHaveProperty('reason')
    expect(after.assets).toHaveLength(1)
  })
})

describe('selecting', () => {
  const accepted = (selection: ProposalSelection): readonly string[] =>
    (decide(proposed(), selection, { accept: false, reason: 'x' }).proposals ?? [])
      .filter(({ state }) => state === 'ignored')
      .map(({ kind }) => kind)
      .toSorted()
  test.each([
    [{ kind: 'external-peer' }, ['external-peer']],
    [{ exchange: 'attempt' }, ['flow']],
    [{ site: 'south' }, []],
    [{ within: '192.168.7.0/24' }, ['network']],
    [{ within: '10.20.3.21/32' }, ['asset', 'flow']],
    [{}, ['asset', 'asset', 'external-peer', 'flow', 'flow', 'network']],
  ] as const)('%j takes %j', (selection, kinds) => expect(accepted(selection)).toEqual(kinds))
})

describe('refusing', () => {
  const problem = (workspace: Workspace, selection: ProposalSelection, decision: ProposalDecision) => {
    const result = decideProposals(workspace, selection, decision, NOW)
    if (result.ok) throw new Error('was decided')
    return result.problem
  }
  test('unknown ids are named', () =>
    expect(problem(proposed(), { ids: ['asset-none'] }, { accept: true })).toMatchObject({
      kind: 'not-found',
      message: expect.stringContaining('asset-none'),
    }))
  test('an accepted one stays, whatever the rest', () => {
    const workspace = decide(proposed(), { kind: 'asset' }, { accept: true })
    const ids = (workspace.proposals ?? []).map(({ id }) => id)
    expect(problem(workspace, { ids }, { accept: false, reason: 'x' })).toMatchObject({
      kind: 'invalid-input',
      issues: [{ message: 'is already accepted' }, { message: 'is already accepted' }],
    })
  })
  test.each([
    [{ accept: false, reason: ' ' }, 'reason'],
    [{ accept: true, zone: 'nowhere' }, 'zone'],
    [{ accept: true, zone: 'press' }, 'zone'],
    [{ accept: true, type: 'none' }, 'type'],
    [{ accept: true, name: 'All of them' }, 'name'],
  ] as const)('%j', (decision, path) => expect(problem(proposed(), {}, decision)).toMatchObject({ issues: [{ path }] }))
  test('a payload that holds nothing to add, and a prefix that is none', () => {
    const odd = plant({ proposals: [{ id: 'p', site: 'north', kind: 'asset', state: 'open', source: 'x', payload: { addresses: 3 } }] })
    expect(problem(odd, { ids: ['p'] }, { accept: true })).toMatchObject({ issues: [{ path: 'proposals[p].payload' }] })
    expect(decide(odd, { ids: ['p'] }, { accept: false, reason: 'unreadable' }).proposals).toMatchObject([{ state: 'ignored' }])
    expect(problem(odd, { within: '10.20' }, { accept: true })).toMatchObject({ issues: [{ path: 'within' }] })
  })
})
