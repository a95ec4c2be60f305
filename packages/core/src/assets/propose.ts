import type { Workspace, WorkspaceFlow, WorkspaceProposal } from '../company/workspace.ts'
import { fail, ok, type Problem, type Result } from '../result.ts'
import { formatPrefix, parseAddress, parsePrefix } from './address.ts'
import { fingerprint } from './content-key.ts'
import type { ObservedFlow, ObservedHost, ObservedTraffic } from './observed-traffic.ts'
import { type FlowPayload, readPayload } from './payload.ts'
import { canonicalText, type SiteAddresses, siteAddresses, type Standing, type StandingKind } from './site-addresses.ts'
import { suggestNetworks } from './suggest-network.ts'
import { exchangeOf, flowTally, hostTally, type Imports, joinServices, totalOf, withImport } from './tally.ts'

export interface ProposeInput {
  readonly site: string
  readonly traffic: ObservedTraffic
  /** Name of this import, e.g. `zeek plant-logs`. Reading the same again under the same name replaces its own counts. */
  readonly source: string
  /** Instant in UTC. */
  readonly now: string
}

/** Why addresses or flows gave no proposal; every one of them is counted. */
export type NotProposed = Exclude<StandingKind, 'inside' | 'outside'> | 'never-answered' | 'already-known' | 'both-ends-undeclared' | 'same-address'

export interface ProposeSummary {
  /** Prefixes that the site declares. With none, every address is outside and only networks can be suggested. */
  readonly declaredPrefixes: number
  /** Addresses seen: observed = inside + outside + addresses of no single host. */
  readonly addresses: { readonly observed: number; readonly inside: number; readonly outside: number; readonly notProposed: Readonly<Partial<Record<NotProposed, number>>> }
  /** Flows seen: observed = betweenAssets + external + the sum of notProposed. */
  readonly flows: { readonly observed: number; readonly inside: number; readonly external: number; readonly notProposed: Readonly<Partial<Record<NotProposed, number>>> }
  /** Different addresses outside the declared networks that talk with one inside. */
  readonly externalPeers: number
  /** Proposals of this site: new, seen again (decision kept), withdrawn because they no longer hold. */
  readonly proposals: { readonly added: number; readonly updated: number; readonly withdrawn: number }
}

export interface ProposeOutcome {
  /** All proposals of the workspace, this site's renewed; sorted by id. */
  readonly proposals: readonly WorkspaceProposal[]
  readonly summary: ProposeSummary
}

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
 */
export function proposeFromTraffic(workspace: Workspace, input: ProposeInput): Result<ProposeOutcome, Problem> {
  if (!(workspace.sites ?? []).some((site) => site.id === input.site)) return fail({ kind: 'not-found', message: `There is no site ${input.site}. Nothing was proposed.` })
  const read = siteAddresses(workspace, input.site, input.now.slice(0, 10))
  if (!read.ok) return read
  const site = read.value
  const standings = new Map<string, Standing>()
  const standingOf = (text: string): Standing => {
    const known = standings.get(text)
    if (known !== undefined) return known
    const address = parseAddress(text)
    const standing: Standing = address === null ? { kind: 'unspecified' } : site.standing(address)
    standings.set(text, standing)
    return standing
  }

  const earlier = new Map((workspace.proposals ?? []).map((proposal) => [proposal.id, proposal]))
  const made = new Map<string, WorkspaceProposal>()
  const make = (kind: WorkspaceProposal['kind'], key: string, payload: (before: WorkspaceProposal | undefined) => Payload): void => {
    const id = `${kind}-${fingerprint(`${input.site}|${kind}|${key}`)}`
    const before = earlier.get(id)
    const renewed: Pick<WorkspaceProposal, 'source' | 'payload'> = { source: input.source, payload: payload(before) }
    made.set(id, before === undefined ? { id, site: input.site, kind, state: 'open', ...renewed, recordedAt: input.now } : { ...before, ...renewed })
  }
  const exists = (kind: WorkspaceProposal['kind'], key: string): boolean => earlier.has(`${kind}-${fingerprint(`${input.site}|${kind}|${key}`)}`)

  const shared = sharedMacs(input.traffic.hosts)
  const hostCounts = new Counter()
  for (const host of input.traffic.hosts) {
    const standing = standingOf(host.address)
    if (standing.kind !== 'inside') hostCounts.add(standing.kind)
    else if (site.assetAt(host.address) !== undefined && !exists('asset', host.address)) hostCounts.add('already-known')
    else if (!host.sent && !exists('asset', host.address)) hostCounts.add('never-answered')
    else make('asset', host.address, (before) => assetPayload(host, standing, shared, before, input.source))
  }

  const knownFlows = new Set((workspace.flows ?? []).filter((flow) => flow.site === input.site).map((flow) => declaredKey(flow, workspace)))
  const flowCounts = new Counter()
  const peers = new Set<string>()
  for (const flow of input.traffic.flows) {
    const kind = flowKind(flow, standingOf)
    if (kind !== 'flow' && kind !== 'external-peer') {
      flowCounts.add(kind)
      continue
    }
    if (kind === 'external-peer') peers.add(standingOf(flow.source).kind === 'outside' ? flow.source : flow.target)
    const key = flowKey(flow)
    if (!exists(kind, key) && knownFlows.has(observedKey(flow))) flowCounts.add('already-known')
    else {
      flowCounts.add(kind)
      make(kind, key, (before) => flowPayload(flow, kind === 'external-peer' ? (standingOf(flow.source).kind === 'outside' ? 'source' : 'target') : undefined, before, input.source))
    }
  }

  for (const { prefix, addresses, because } of suggestNetworks(input.traffic.flows, site, (text) => standingOf(text).kind)) {
    make('network', formatPrefix(prefix), () => ({ cidr: formatPrefix(prefix), hosts: addresses.length, addresses: addresses.slice(0, 50), because: [...because] }))
  }

  const kept = [...earlier.values()].filter((proposal) => !made.has(proposal.id))
  const withdrawn = kept.filter((proposal) => proposal.site === input.site && proposal.state === 'open' && overtaken(proposal, site, standingOf))
  const gone = new Set(withdrawn.map((proposal) => proposal.id))
  const inside = [...standings].length === 0 ? 0 : input.traffic.hosts.filter((host) => standingOf(host.address).kind === 'inside').length
  return ok({
    proposals: [...kept.filter((proposal) => !gone.has(proposal.id)), ...made.values()].toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)),
    summary: {
      declaredPrefixes: site.declared,
      addresses: { observed: input.traffic.hosts.length, inside, outside: hostCounts.of('outside'), notProposed: hostCounts.without('outside') },
      flows: {
        observed: input.traffic.flows.length,
        inside: flowCounts.of('flow'),
        external: flowCounts.of('external-peer'),
        notProposed: flowCounts.without('flow', 'external-peer'),
      },
      externalPeers: peers.size,
      proposals: {
        added: [...made.keys()].filter((id) => !earlier.has(id)).length,
        updated: [...made.keys()].filter((id) => earlier.has(id)).length,
        withdrawn: withdrawn.length,
      },
    },
  })
}
