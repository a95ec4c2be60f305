import { Workspace } from '../company/workspace.ts'
import type { ObservedFlow, ObservedHost, ObservedTraffic } from './observed-traffic.ts'

export const NOW = '2026-11-23T10:00:00Z'

/** A workspace with one site, one network with a zone and one without. */
export const plant = (over: Partial<Workspace> = {}): Workspace =>
  Workspace.parse({
    caponier: 1,
    organisation: { id: 'works', name: 'Works' },
    frameworks: [],
    entities: [{ id: 'works-de', name: 'Works DE', establishment: 'DE' }],
    sites: [
      { id: 'north', name: 'North', country: 'DE', entities: ['works-de'] },
      { id: 'south', name: 'South', country: 'DE', entities: ['works-de'] },
    ],
    zones: [
      { id: 'line-3', name: 'Line 3', site: 'north', kind: 'ot' },
      { id: 'press', name: 'Press', site: 'south', kind: 'ot' },
    ],
    assetTypes: [{ id: 'plc', name: 'Controller', component: 'embedded-device' }],
    networks: [
      { id: 'cell', name: 'Cell', site: 'north', cidrs: ['10.20.3.0/24', 'fd00:20::/64'], zone: 'line-3' },
      { id: 'plant', name: 'Plant', site: 'north', cidrs: ['10.20.0.0/16'] },
    ],
    ...over,
  })

export const host = (address: string, over: Partial<ObservedHost> = {}): ObservedHost => ({
  address,
  macs: [],
  sent: true,
  firstSeen: '2026-03-02T08:00:00.000Z',
  lastSeen: '2026-03-02T09:00:00.000Z',
  connections: 3,
  serves: [],
  uses: [],
  ...over,
})

export const flow = (source: string, target: string, over: Partial<ObservedFlow> = {}): ObservedFlow => ({
  source,
  target,
  transport: 'tcp',
  port: 502,
  service: 'modbus',
  inferred: false,
  exchange: 'answered',
  connections: 3,
  answered: 3,
  oneWay: 0,
  attempts: 0,
  bytesOut: 100,
  bytesIn: 200,
  firstSeen: '2026-03-02T08:00:00.000Z',
  lastSeen: '2026-03-02T09:00:00.000Z',
  states: { SF: 3 },
  proof: { file: 'conn.log', lines: [9, 12, 40] },
  ...over,
})

/** Traffic of these flows; hosts are their ends where not given. */
export const trafficOf = (flows: readonly ObservedFlow[], hosts?: readonly ObservedHost[]): ObservedTraffic => ({
  flows,
  hosts: hosts ?? [...new Set(flows.flatMap(({ source, target }) => [source, target]))].map((address) => host(address)),
})
