import { type Address, formatPrefix, parseAddress, type Prefix, prefixOf } from './address.ts'
import type { ObservedFlow } from './observed-traffic.ts'
import type { SiteAddresses, StandingKind } from './site-addresses.ts'

export interface NetworkSuggestion {
  readonly prefix: Prefix
  /** Addresses seen in it, canonical, sorted as text. */
  readonly addresses: readonly string[]
  /** Why it may be a network of the site. */
  readonly because: readonly string[]
}

/** Subnets are mostly /24 in IPv4 and always /64 in IPv6 (RFC 7421); it is a suggestion, nothing is computed from it. */
const USUAL_LENGTH = { 4: 24, 6: 64 } as const

const TALKS = 'talks with addresses that belong to no declared network either'
const SENDS_TO_ALL = 'sends multicast or broadcast, which mostly stays inside a site'

/**
 * Prefixes that the site may have forgotten to declare: of addresses in no declared network that start conversations with
 * other undeclared ones, or send multicast or broadcast. The partner is suggested only if it shares the prefix, so that
 * a server on the Internet never becomes a network of the plant. No suggestion overlaps a declared network.
 */
export function suggestNetworks(
  flows: readonly ObservedFlow[],
  site: SiteAddresses,
  standingOf: (address: string) => StandingKind,
): readonly NetworkSuggestion[] {
  const found = new Map<string, { readonly prefix: Prefix; readonly addresses: Set<string>; readonly because: Set<string> }>()
  const note = (text: string, because: string): Prefix | null => {
    const address = parseAddress(text)
    if (address === null) return null
    const prefix = freePrefix(address, site)
    const key = formatPrefix(prefix)
    const entry = found.get(key) ?? { prefix, addresses: new Set(), because: new Set() }
    entry.addresses.add(text)
    entry.because.add(because)
    found.set(key, entry)
    return prefix
  }
  for (const flow of flows) {
    if (standingOf(flow.source) !== 'outside') continue
    const target = standingOf(flow.target)
    if (target === 'multicast' || target === 'broadcast') note(flow.source, SENDS_TO_ALL)
    else if (target === 'outside') {
      const prefix = note(flow.source, TALKS)
      const partner = parseAddress(flow.target)
      if (
        prefix !== null &&
        partner !== null &&
        partner.family === prefix.family &&
        prefixOf(partner, prefix.length).value === prefix.value
      )
        note(flow.target, TALKS)
    }
  }
  return [...found.entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { prefix, addresses, because }]) => ({ prefix, addresses: [...addresses].toSorted(), because: [...because].toSorted() }))
}

/** The usual prefix around an address, narrowed until it overlaps no declared network. */
function freePrefix(address: Address, site: SiteAddresses): Prefix {
  const longest = address.family === 4 ? 32 : 128
  for (let length: number = USUAL_LENGTH[address.family]; length < longest; length++) {
    const prefix = prefixOf(address, length)
    if (!site.overlapsDeclared(prefix)) return prefix
  }
  return prefixOf(address, longest)
}
