import type { Workspace, WorkspaceProposal } from '../company/workspace.ts'
import { fail, ok, type Result } from '../result.ts'
import { formatPrefix, parseAddress } from './address.ts'
import { fingerprint } from './content-key.ts'
import {
  assetPayload,
  declaredFlowKey,
  declaredFlowKeys,
  type FlowAside,
  flowKey,
  flowKind,
  flowPayload,
  isOvertaken,
  sharedMacs,
} from './observation.ts'
import type { ObservedTraffic } from './observed-traffic.ts'
import { siteAddresses, type Standing, type StandingKind } from './site-addresses.ts'
import { suggestNetworks } from './suggest-network.ts'

export interface ProposeInput {
  readonly site: string
  readonly traffic: ObservedTraffic
  /** Name of this import, e.g. `zeek plant-logs`. Reading the same again under the same name replaces its own counts. */
  readonly source: string
  /** Instant in UTC. */
  readonly now: string
}

/** Why an address is no asset proposal, beside lying outside. */
export type AddressAside = Exclude<StandingKind, 'inside' | 'outside'> | 'never-answered' | 'already-known'

export interface ProposeSummary {
  /** Prefixes that the site declares. With none, every address is outside and only networks can be suggested. */
  readonly declaredPrefixes: number
  /** observed = proposed + outside + the sum of aside. */
  readonly addresses: {
    readonly observed: number
    readonly proposed: number
    readonly outside: number
    readonly aside: Readonly<Partial<Record<AddressAside, number>>>
  }
  /** observed = inside + external + the sum of aside. */
  readonly flows: {
    readonly observed: number
    readonly inside: number
    readonly external: number
    readonly aside: Readonly<Partial<Record<FlowAside | 'already-known', number>>>
  }
  /** Different addresses outside the declared networks that meet one inside. */
  readonly externalPeers: number
  /** Networks suggested. */
  readonly networks: number
  /** Proposals of this site: new, seen again (the decision is kept), withdrawn because they no longer hold. */
  readonly proposals: { readonly added: number; readonly updated: number; readonly withdrawn: number }
}

export interface ProposeOutcome {
  /** All proposals of the workspace, this site's renewed; sorted by id. */
  readonly proposals: readonly WorkspaceProposal[]
  readonly summary: ProposeSummary
}

type Kind = WorkspaceProposal['kind']
type Payload = WorkspaceProposal['payload']

/**
 * Turns what the wire shows into proposals for one site. Nothing else of the workspace changes: a person decides.
 *
 * - `asset`: an address in the site's declared networks that was seen sending and that no asset of the site has.
 * - `flow`: both ends inside; attempts without answer too, marked so.
 * - `external-peer`: one end outside the declared networks, with who initiated.
 * - `network`: a prefix around undeclared addresses that talk among themselves or to all.
 *
 * Ids come from the content, so that a second import finds the first one's proposals: their decision stays, counts and
 * period are renewed. Open proposals that the declared networks or assets have overtaken are withdrawn.
 * @see docs/method/zeek.md
 */
export function proposeFromTraffic(workspace: Workspace, input: ProposeInput): Result<ProposeOutcome> {
  const { site: siteId, traffic, source, now } = input
  if (!(workspace.sites ?? []).some((site) => site.id === siteId))
    return fail({ kind: 'not-found', message: `There is no site ${siteId}. Nothing was proposed.` })
  const read = siteAddresses(workspace, siteId, now.slice(0, 10))
  if (!read.ok) return read
  const site = read.value
  const standingOf = remembering((text): Standing => {
    const address = parseAddress(text)
    return address === null ? { kind: 'unspecified' } : site.standing(address)
  })

  const earlier = new Map((workspace.proposals ?? []).map((proposal) => [proposal.id, proposal]))
  const made = new Map<string, WorkspaceProposal>()
  const idOf = (kind: Kind, key: string): string => `${kind}-${fingerprint(`${siteId}|${kind}|${key}`)}`
  const make = (kind: Kind, key: string, payloadAfter: (before: WorkspaceProposal | undefined) => Payload): void => {
    const id = idOf(kind, key)
    const before = earlier.get(id)
    const payload = payloadAfter(before)
    made.set(
      id,
      before === undefined ? { id, site: siteId, kind, state: 'open', source, payload, recordedAt: now } : { ...before, source, payload },
    )
  }

  const addresses = createCounter<AddressAside | 'proposed' | 'outside'>()
  const shared = sharedMacs(traffic.hosts)
  for (const host of traffic.hosts) {
    const standing = standingOf(host.address)
    const proposedBefore = earlier.has(idOf('asset', host.address))
    if (standing.kind !== 'inside') addresses.add(standing.kind)
    else if (!proposedBefore && site.assetAt(host.address) !== undefined) addresses.add('already-known')
    else if (!proposedBefore && !host.sent) addresses.add('never-answered')
    else {
      addresses.add('proposed')
      make('asset', host.address, (before) => assetPayload(host, standing.network, shared, before, source))
    }
  }

  const flows = createCounter<FlowAside | 'already-known' | 'flow' | 'external-peer'>()
  const declared = declaredFlowKeys(workspace, siteId)
  const peers = new Set<string>()
  for (const flow of traffic.flows) {
    const kind = flowKind(flow, standingOf)
    if (kind !== 'flow' && kind !== 'external-peer') {
      flows.add(kind)
      continue
    }
    const external = kind === 'flow' ? undefined : standingOf(flow.source).kind === 'outside' ? 'source' : 'target'
    if (external !== undefined) peers.add(flow[external])
    const known = !earlier.has(idOf(kind, flowKey(flow))) && declared.has(declaredFlowKey(flow))
    flows.add(known ? 'already-known' : kind)
    if (!known) make(kind, flowKey(flow), (before) => flowPayload(flow, external, before, source))
  }

  const networks = suggestNetworks(traffic.flows, site, (text) => standingOf(text).kind)
  for (const { prefix, addresses: seen, because } of networks) {
    const cidr = formatPrefix(prefix)
    make('network', cidr, () => ({ cidr, hosts: seen.length, addresses: seen.slice(0, 50), because: [...because] }))
  }

  const others = [...earlier.values()].filter((proposal) => !made.has(proposal.id))
  const holds = (proposal: WorkspaceProposal): boolean =>
    proposal.site !== siteId || proposal.state !== 'open' || !isOvertaken(proposal, site, standingOf)
  const kept = others.filter(holds)
  const { proposed = 0, outside = 0, ...addressesAside } = addresses.counts()
  const { flow: inside = 0, 'external-peer': external = 0, ...flowsAside } = flows.counts()
  const updated = [...made.keys()].filter((id) => earlier.has(id)).length
  return ok({
    proposals: [...kept, ...made.values()].toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)),
    summary: {
      declaredPrefixes: site.declared,
      addresses: { observed: traffic.hosts.length, proposed, outside, aside: addressesAside },
      flows: { observed: traffic.flows.length, inside, external, aside: flowsAside },
      externalPeers: peers.size,
      networks: networks.length,
      proposals: { added: made.size - updated, updated, withdrawn: others.length - kept.length },
    },
  })
}

function remembering<T>(compute: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    const found = known.get(text)
    if (found !== undefined) return found
    const fresh = compute(text)
    known.set(text, fresh)
    return fresh
  }
}

function createCounter<K extends string>(): { readonly add: (key: K) => void; readonly counts: () => Partial<Record<K, number>> } {
  const counts: Partial<Record<K, number>> = {}
  return {
    add: (key) => {
      counts[key] = (counts[key] ?? 0) + 1
    },
    counts: () => ({ ...counts }),
  }
}
