import type { ConnRow, RowSink } from './conn-row.ts'
import { type Transport, TRANSPORTS } from './transport.ts'
import { looksReversed, type Participation, participation } from './exchange.ts'
import { grown } from './intern.ts'
import { CONN_STATES, type Name } from './names.ts'
import type { ObservedFlow, ObservedHost, ObservedService } from './observed.ts'
import { serviceOfPort } from './services.ts'
import { createFlowTable, FLOW, FLOW_STRIDE, type FlowTable, HOST, HOST_STRIDE, PROOF_LINES } from './totals.ts'

export interface ConnAggregate {
  /** Name of the file that the next rows come from. */
  readonly inFile: (name: string) => void
  readonly add: RowSink
  readonly result: () => { readonly hosts: readonly ObservedHost[]; readonly flows: readonly ObservedFlow[] }
}

const MACS_PER_HOST = 8

/**
 * Sums rows into hosts and flows.
 * @param mostFlows a row that would need one flow more is rejected
 */
export function createConnAggregate(mostFlows: number): ConnAggregate {
  const flows = createFlowTable()
  const addresses: (string | undefined)[] = []
  const services: string[] = ['']
  const macs = new Map<number, string[]>()
  const files: string[] = []
  let hosts = new Float64Array(256 * HOST_STRIDE)

  const meet = (host: Name, time: number): void => {
    while ((host.id + 1) * HOST_STRIDE > hosts.length) hosts = grown(hosts, new Float64Array(hosts.length * 2))
    if (addresses[host.id] !== undefined) return
    addresses[host.id] = host.text
    hosts[host.id * HOST_STRIDE + HOST.first] = time
    hosts[host.id * HOST_STRIDE + HOST.last] = time
  }
  const addToHost = (host: number, row: ConnRow, last: number, sent: boolean, mac: string): void => {
    const at = host * HOST_STRIDE
    hosts[at + HOST.connections] = (hosts[at + HOST.connections] ?? 0) + 1
    if (row.time < (hosts[at + HOST.first] ?? 0)) hosts[at + HOST.first] = row.time
    if (last > (hosts[at + HOST.last] ?? 0)) hosts[at + HOST.last] = last
    if (sent) hosts[at + HOST.sent] = 1
    if (mac !== '') addMac(macs, host, mac)
  }

  const add: RowSink = (row) => {
    const turned = looksReversed(row)
    const hasPort = row.transport === 'tcp' || row.transport === 'udp'
    const source = turned ? row.resp : row.orig
    const target = turned ? row.orig : row.resp
    const what = (row.service.id << 18) | (TRANSPORTS.indexOf(row.transport) << 16) | (hasPort ? (turned ? row.origPort : row.respPort) : 0)
    let flow = flows.find(source.id, target.id, what)
    if (flow < 0) {
      if (flows.size() >= mostFlows) return 'too-many-flows'
      meet(row.orig, row.time)
      meet(row.resp, row.time)
      services[row.service.id] = row.service.text
      flow = flows.create(source.id, target.id, what, files.length - 1, row.time)
    }
    const role = participation(row)
    const last = row.time + (row.duration > 0 ? row.duration : 0)
    const before = rowsOf(flows.sums(), flow * FLOW_STRIDE)
    if (before < PROOF_LINES) flows.prove(flow, before, files.length - 1, row.line)
    addToFlow(flows.sums(), flow * FLOW_STRIDE, row, role, turned, last)
    flows.countState(flow, row.state.id)
    addToHost(row.orig.id, row, last, role.origSent || (row.orig === row.resp && role.respSent), row.origMac)
    if (row.orig !== row.resp) addToHost(row.resp.id, row, last, role.respSent, row.respMac)
    return null
  }

  const result: ConnAggregate['result'] = () => {
    const all = Array.from({ length: flows.size() }, (_, flow) => observedFlow(flows, flow, { addresses, services, files })).toSorted(
      inFlowOrder,
    )
    return { flows: all, hosts: observedHosts(addresses, hosts, macs, all) }
  }
  return { inFile: (name) => void files.push(name), add, result }
}

/** Rows summed so far. */
const rowsOf = (sums: Float64Array, at: number): number =>
  (sums[at + FLOW.answered] ?? 0) + (sums[at + FLOW.oneWay] ?? 0) + (sums[at + FLOW.attempts] ?? 0)

function addToFlow(sums: Float64Array, at: number, row: ConnRow, role: Participation, turned: boolean, last: number): void {
  const how = at + (role.exchange === 'answered' ? FLOW.answered : role.exchange === 'one-way' ? FLOW.oneWay : FLOW.attempts)
  sums[how] = (sums[how] ?? 0) + 1
  if (turned) sums[at + FLOW.reversed] = (sums[at + FLOW.reversed] ?? 0) + 1
  const fromOrig = at + (turned ? FLOW.bytesIn : FLOW.bytesOut)
  const fromResp = at + (turned ? FLOW.bytesOut : FLOW.bytesIn)
  if (row.origBytes > 0) sums[fromOrig] = (sums[fromOrig] ?? 0) + row.origBytes
  if (row.respBytes > 0) sums[fromResp] = (sums[fromResp] ?? 0) + row.respBytes
  if (row.time < (sums[at + FLOW.first] ?? 0)) sums[at + FLOW.first] = row.time
  if (last > (sums[at + FLOW.last] ?? 0)) sums[at + FLOW.last] = last
}

function addMac(macs: Map<number, string[]>, host: number, mac: string): void {
  const known = macs.get(host)
  if (known === undefined) macs.set(host, [mac])
  else if (!known.includes(mac) && known.length < MACS_PER_HOST) known.push(mac)
}

interface Texts {
  readonly addresses: readonly (string | undefined)[]
  readonly services: readonly string[]
  readonly files: readonly string[]
}

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString()

function observedFlow(flows: FlowTable, flow: number, { addresses, services, files }: Texts): ObservedFlow {
  const what = flows.keyPart(flow, 2)
  const transport: Transport = TRANSPORTS[(what >> 16) & 3] ?? 'other'
  const port = transport === 'tcp' || transport === 'udp' ? what & 0xffff : null
  const named = services[what >> 18] ?? ''
  const byPort = named === '' && port !== null ? serviceOfPort(transport, port) : null
  const sum = (column: number): number => flows.sums()[flow * FLOW_STRIDE + column] ?? 0
  const [answered, oneWay, attempts] = [sum(FLOW.answered), sum(FLOW.oneWay), sum(FLOW.attempts)]
  const proof = flows.proof(flow)
  return {
    source: addresses[flows.keyPart(flow, 0)] ?? '',
    target: addresses[flows.keyPart(flow, 1)] ?? '',
    transport,
    port,
    service: named === '' ? byPort : named,
    inferred: byPort !== null,
    exchange: answered > 0 ? 'answered' : oneWay > 0 ? 'one-way' : 'attempt',
    connections: answered + oneWay + attempts,
    answered,
    oneWay,
    attempts,
    reversed: sum(FLOW.reversed),
    bytesOut: sum(FLOW.bytesOut),
    bytesIn: sum(FLOW.bytesIn),
    firstSeen: instant(sum(FLOW.first)),
    lastSeen: instant(sum(FLOW.last)),
    states: Object.fromEntries(
      CONN_STATES.map(({ id, text }): [string, number] => [text, flows.stateCount(flow, id)]).filter(([, rows]) => rows > 0),
    ),
    proof: { file: files[proof.file] ?? '', lines: proof.lines },
  }
}

type ByHost = Map<string, Map<string, ObservedService>>

function observedHosts(
  addresses: readonly (string | undefined)[],
  sums: Float64Array,
  macs: ReadonlyMap<number, readonly string[]>,
  flows: readonly ObservedFlow[],
): ObservedHost[] {
  const serves: ByHost = new Map()
  const uses: ByHost = new Map()
  for (const flow of flows) {
    if (flow.answered > 0) addService(serves, flow.target, flow, flow.answered)
    addService(uses, flow.source, flow, flow.connections)
  }
  const listed = (services: ReadonlyMap<string, ObservedService> | undefined): ObservedService[] =>
    services === undefined ? [] : [...services].toSorted(([a], [b]) => compare(a, b)).map(([, service]) => service)
  return addresses
    .flatMap((address, id) => {
      if (address === undefined) return []
      const sum = (column: number): number => sums[id * HOST_STRIDE + column] ?? 0
      return {
        address,
        macs: (macs.get(id) ?? []).toSorted(),
        sent: sum(HOST.sent) === 1,
        firstSeen: instant(sum(HOST.first)),
        lastSeen: instant(sum(HOST.last)),
        connections: sum(HOST.connections),
        serves: listed(serves.get(address)),
        uses: listed(uses.get(address)),
      }
    })
    .toSorted((a, b) => compare(a.address, b.address))
}

function addService(services: ByHost, host: string, { transport, port, service, inferred }: ObservedFlow, connections: number): void {
  let known = services.get(host)
  if (known === undefined) services.set(host, (known = new Map()))
  const key = `${transport} ${String(port ?? 0).padStart(5, '0')} ${service ?? ''} ${inferred}`
  known.set(key, { transport, port, service, inferred, connections: connections + (known.get(key)?.connections ?? 0) })
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const inFlowOrder = (a: ObservedFlow, b: ObservedFlow): number =>
  compare(a.source, b.source) ||
  compare(a.target, b.target) ||
  compare(a.transport, b.transport) ||
  (a.port ?? 0) - (b.port ?? 0) ||
  compare(a.service ?? '', b.service ?? '') ||
  Number(a.inferred) - Number(b.inferred)
