import type { Workspace, WorkspaceFlow, WorkspaceProposal } from '../company/workspace.ts'
import { parsePrefix } from './address.ts'
import type { ObservedFlow, ObservedHost } from './observed-traffic.ts'
import { readPayload } from './payload.ts'
import { canonicalText, type SiteAddresses, type Standing, type StandingKind } from './site-addresses.ts'
import { exchangeOf, flowTally, hostTally, type Imports, joinServices, totalOf, withImport } from './tally.ts'

type Payload = WorkspaceProposal['payload']

/** How a flow is called: by its service, else by transport and port. */
export const protocolOf = (flow: Pick<ObservedFlow, 'service' | 'transport' | 'port'>): string =>
  flow.service ?? (flow.port === null ? flow.transport : `${flow.transport}/${flow.port}`)

/** Why a flow is neither between two addresses inside nor with one outside. */
export type FlowAside = Exclude<StandingKind, 'inside' | 'outside'> | 'both-ends-undeclared' | 'same-address'

/** What a flow is towards a site, by where its ends stand. */
export function flowKind(
  flow: Pick<ObservedFlow, 'source' | 'target'>,
  standingOf: (address: string) => Standing,
): 'flow' | 'external-peer' | FlowAside {
  if (flow.source === flow.target) return 'same-address'
  const [source, target] = [standingOf(flow.source).kind, standingOf(flow.target).kind]
  for (const end of [target, source]) if (end !== 'inside' && end !== 'outside') return end
  if (source === 'inside' && target === 'inside') return 'flow'
  return source === 'outside' && target === 'outside' ? 'both-ends-undeclared' : 'external-peer'
}

/** What makes a flow the same flow in every import. */
export const flowKey = (flow: ObservedFlow): string =>
  [flow.source, flow.target, flow.transport, flow.port ?? '', flow.service ?? '', flow.inferred ? 'inferred' : 'seen'].join('|')

const partyKey = (address: string | undefined, asset: string | undefined): string =>
  address === undefined ? `asset:${asset ?? ''}` : (canonicalText(address) ?? address)

/** Keys under which flows that the workspace holds are found: ends by address, also by those of the assets they name. */
export function declaredFlowKeys(workspace: Workspace, site: string): ReadonlySet<string> {
  const addressesOf = new Map(
    (workspace.assets ?? []).map((asset) => [asset.id, (asset.interfaces ?? []).flatMap(({ address }) => address ?? [])]),
  )
  const endsOf = ({ address, asset }: WorkspaceFlow['source']): readonly string[] => {
    if (address !== undefined) return [partyKey(address, asset)]
    return (asset === undefined ? [] : (addressesOf.get(asset) ?? [])).map((each) => partyKey(each, asset))
  }
  const keys = new Set<string>()
  for (const flow of workspace.flows ?? []) {
    if (flow.site !== site) continue
    for (const source of endsOf(flow.source))
      for (const target of endsOf(flow.target)) keys.add(`${source}|${target}|${flow.protocol}|${flow.port ?? ''}`)
  }
  return keys
}

export const declaredFlowKey = (flow: ObservedFlow): string => `${flow.source}|${flow.target}|${protocolOf(flow)}|${flow.port ?? ''}`

/** Link-layer addresses that several addresses share: a router's or switch's, no mark of a single host. */
export function sharedMacs(hosts: readonly ObservedHost[]): ReadonlySet<string> {
  const once = new Set<string>()
  const shared = new Set<string>()
  for (const mac of hosts.flatMap((host) => host.macs)) (once.has(mac) ? shared : once).add(mac)
  return shared
}

export function assetPayload(
  host: ObservedHost,
  network: Extract<Standing, { kind: 'inside' }>['network'],
  shared: ReadonlySet<string>,
  before: WorkspaceProposal | undefined,
  source: string,
): Payload {
  const read = before === undefined ? null : readPayload(before)
  const past = read?.kind === 'asset' ? read.payload : null
  const imports: Imports = withImport(past?.imports ?? {}, source, hostTally(host))
  const { connections, firstSeen, lastSeen } = totalOf(imports)
  const [mac] = host.macs.length === 1 ? host.macs.filter((each) => !shared.has(each)) : []
  return {
    address: host.address,
    network: network.id,
    ...(network.zone === undefined ? {} : { zone: network.zone }),
    macs: [...host.macs],
    ...(mac === undefined ? {} : { mac }),
    connections,
    firstSeen,
    lastSeen,
    serves: joinServices(host.serves, past?.serves ?? []).map((service) => ({ ...service })),
    uses: joinServices(host.uses, past?.uses ?? []).map((service) => ({ ...service })),
    imports: { ...imports },
  }
}

export function flowPayload(
  flow: ObservedFlow,
  external: 'source' | 'target' | undefined,
  before: WorkspaceProposal | undefined,
  source: string,
): Payload {
  const read = before === undefined ? null : readPayload(before)
  const past = read?.kind === 'flow' || read?.kind === 'external-peer' ? read.payload : null
  const imports: Imports = withImport(past?.imports ?? {}, source, flowTally(flow))
  const total = totalOf(imports)
  return {
    source: flow.source,
    target: flow.target,
    ...(external === undefined ? {} : { external, initiatedBy: external === 'source' ? 'outside' : 'inside' }),
    transport: flow.transport,
    port: flow.port,
    protocol: protocolOf(flow),
    inferred: flow.inferred,
    exchange: exchangeOf(total),
    ...total,
    states: { ...flow.states },
    proof: { file: flow.proof.file, lines: [...flow.proof.lines] },
    imports: { ...imports },
  }
}

/** True when an open proposal no longer holds under the networks and assets declared now. */
export function isOvertaken(proposal: WorkspaceProposal, site: SiteAddresses, standingOf: (address: string) => Standing): boolean {
  const read = readPayload(proposal)
  if (read === null) return false
  if (read.kind === 'asset') return standingOf(read.payload.address).kind !== 'inside' || site.assetAt(read.payload.address) !== undefined
  if (read.kind === 'network') {
    const prefix = parsePrefix(read.payload.cidr)
    return prefix !== null && site.overlapsDeclared(prefix)
  }
  return flowKind(read.payload, standingOf) !== read.kind
}
