import type { Workspace, WorkspaceAsset, WorkspaceFlow, WorkspaceNetwork, WorkspaceProposal } from '../company/workspace.ts'
import { parseAddress } from './address.ts'
import { fingerprint } from './content-key.ts'
import type { AssetPayload, FlowPayload, NetworkPayload } from './payload.ts'
import { canonicalText, type SiteAddresses, siteAddresses } from './site-addresses.ts'

export interface AcceptOptions {
  /** Zone of accepted assets and networks; the zone of the declared network when absent. */
  readonly zone?: string
  readonly type?: string
  readonly name?: string
}

/** The lists that accepting changes, while it runs. */
export interface Acceptance {
  readonly now: string
  readonly networks: Map<string, WorkspaceNetwork>
  readonly assets: Map<string, WorkspaceAsset>
  readonly flows: Map<string, WorkspaceFlow>
  /** Asset of a site by canonical address, under `site|address`. */
  readonly assetAt: Map<string, string>
  /** The same for the assets accepted in this run only. */
  readonly newAssetAt: Map<string, string>
  /** The zone of the declared network that an address lies in; to be asked once all networks are accepted. */
  readonly zoneAt: (site: string, address: string) => string | undefined
}

export function createAcceptance(workspace: Workspace, now: string): Acceptance {
  const networks = new Map((workspace.networks ?? []).map((network) => [network.id, network]))
  const assets = new Map((workspace.assets ?? []).map((asset) => [asset.id, asset]))
  const flows = new Map((workspace.flows ?? []).map((flow) => [flow.id, flow]))
  const assetAt = new Map<string, string>()
  for (const asset of assets.values()) {
    for (const { address } of asset.interfaces ?? []) {
      const key = address === undefined ? undefined : placeOf(asset.site, address)
      if (key !== undefined && !assetAt.has(key)) assetAt.set(key, asset.id)
    }
  }
  const sites = new Map<string, SiteAddresses | null>()
  const zoneAt = (site: string, text: string): string | undefined => {
    let addresses = sites.get(site)
    if (addresses === undefined) {
      const read = siteAddresses({ ...workspace, networks: [...networks.values()] }, site, now.slice(0, 10))
      sites.set(site, (addresses = read.ok ? read.value : null))
    }
    const address = parseAddress(text)
    const standing = addresses === null || address === null ? undefined : addresses.standing(address)
    return standing?.kind === 'inside' ? standing.network.zone : undefined
  }
  return { now, networks, assets, flows, assetAt, newAssetAt: new Map(), zoneAt }
}

/** What the workspace holds after accepting; flows held before get the asset accepted for their address. */
export const acceptedLists = ({ networks, assets, flows, newAssetAt }: Acceptance): Pick<Workspace, 'networks' | 'assets' | 'flows'> => ({
  ...(networks.size === 0 ? {} : { networks: [...networks.values()] }),
  ...(assets.size === 0 ? {} : { assets: [...assets.values()] }),
  ...(flows.size === 0 ? {} : { flows: [...flows.values()].map((flow) => withAssets(flow, newAssetAt)) }),
})

export const placeOf = (site: string, address: string): string => `${site}|${canonicalText(address) ?? address}`

/** The flow with the assets that have its addresses; an end that names an asset or lies outside stays. */
function withAssets(flow: WorkspaceFlow, assetAt: ReadonlyMap<string, string>): WorkspaceFlow {
  const named = (end: WorkspaceFlow['source']): WorkspaceFlow['source'] => {
    if (end.asset !== undefined || end.external === true || end.address === undefined) return end
    const asset = assetAt.get(placeOf(flow.site, end.address))
    if (asset === undefined) return end
    const { zone: _, ...rest } = end
    return { ...rest, asset }
  }
  const [source, target] = [named(flow.source), named(flow.target)]
  return source === flow.source && target === flow.target ? flow : { ...flow, source, target }
}

/** `base`, or `base-2` and so on where it is taken; at most 120 characters. */
function freeId(base: string, taken: ReadonlyMap<string, unknown>): string {
  const short = base.length <= 110 ? base : `${base.slice(0, 90)}-${fingerprint(base)}`
  if (!taken.has(short)) return short
  for (let number = 2; ; number++) if (!taken.has(`${short}-${number}`)) return `${short}-${number}`
}

/** 10.20.3.4 -> 10-20-3-4, fd00::1 -> fd00--1. */
const idPart = (address: string): string => address.replaceAll(/[^0-9a-z]/gi, '-').toLowerCase()

export function acceptNetwork(acceptance: Acceptance, proposal: WorkspaceProposal, payload: NetworkPayload, { zone }: AcceptOptions): void {
  const id = freeId(`${proposal.site}-net-${idPart(payload.cidr)}`, acceptance.networks)
  acceptance.networks.set(id, {
    id,
    name: `Network ${payload.cidr}`,
    site: proposal.site,
    cidrs: [payload.cidr],
    ...(zone === undefined ? {} : { zone }),
    recordedAt: acceptance.now,
  })
}

/** Adds the asset, unless an asset of the site has the address meanwhile: then only the proposal is settled. */
export function acceptAsset(
  acceptance: Acceptance,
  proposal: WorkspaceProposal,
  payload: AssetPayload,
  { zone, type, name }: AcceptOptions,
): void {
  const place = placeOf(proposal.site, payload.address)
  if (acceptance.assetAt.has(place)) return
  const network = payload.network === undefined ? undefined : acceptance.networks.get(payload.network)
  const zoneId = zone ?? network?.zone
  const id = freeId(`${proposal.site}-${idPart(payload.address)}`, acceptance.assets)
  acceptance.assets.set(id, {
    id,
    name: name ?? payload.address,
    site: proposal.site,
    ...(zoneId === undefined ? {} : { zone: zoneId }),
    ...(type === undefined ? {} : { type }),
    interfaces: [
      {
        ...(network === undefined ? {} : { network: network.id }),
        address: payload.address,
        ...(payload.mac === undefined ? {} : { mac: payload.mac }),
      },
    ],
    provenance: 'wire',
    ...(name === undefined ? {} : { edited: ['name'] }),
    recordedAt: acceptance.now,
  })
  acceptance.assetAt.set(place, id)
  acceptance.newAssetAt.set(place, id)
}

const MOST_CONNECTIONS = 1e12
const MOST_BYTES = 1e15

/**
 * Adds the flow with its proof: the file and the rows that show it. Its connections are those that took place; a flow of
 * attempts alone has 0.
 */
export function acceptFlow(acceptance: Acceptance, proposal: WorkspaceProposal, payload: FlowPayload): void {
  const end = (side: 'source' | 'target'): WorkspaceFlow['source'] => {
    const address = payload[side]
    if (payload.external === side) return { address, external: true }
    const asset = acceptance.assetAt.get(placeOf(proposal.site, address))
    if (asset !== undefined) return { asset, address }
    const zone = acceptance.zoneAt(proposal.site, address)
    return zone === undefined ? { address } : { address, zone }
  }
  const [row] = payload.proof?.lines ?? []
  const { connections, attempts = 0, bytesOut = 0, bytesIn = 0, firstSeen, lastSeen } = payload
  const id = freeId(`flow-${fingerprint(proposal.id)}`, acceptance.flows)
  acceptance.flows.set(id, {
    id,
    site: proposal.site,
    source: end('source'),
    target: end('target'),
    protocol: payload.protocol,
    ...(payload.port === null ? {} : { port: payload.port }),
    ...(payload.inferred ? { inferred: true } : {}),
    ...(connections === undefined
      ? {}
      : { connections: Math.min(connections - attempts, MOST_CONNECTIONS), bytes: Math.min(bytesOut + bytesIn, MOST_BYTES) }),
    ...(firstSeen === undefined ? {} : { firstSeen }),
    ...(lastSeen === undefined ? {} : { lastSeen }),
    provenance: 'wire',
    ...(payload.proof === undefined || row === undefined
      ? {}
      : { proof: { file: payload.proof.file, row, lines: [...payload.proof.lines] } }),
    recordedAt: acceptance.now,
  })
}
