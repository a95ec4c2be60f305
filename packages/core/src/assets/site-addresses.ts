import type { Workspace, WorkspaceAsset, WorkspaceNetwork } from '../company/workspace.ts'
import { fail, type Issue, ok, type Result } from '../result.ts'
import {
  type Address,
  addressScope,
  formatAddress,
  isDirectedBroadcast,
  overlaps,
  parseAddress,
  parsePrefix,
  type Prefix,
  prefixOf,
} from './address.ts'

/**
 * Where an address stands towards one site.
 * - `inside`: in one of the site's declared networks (the longest match is given).
 * - `outside`: in none. Private ranges make no difference.
 * - the others belong to no single host: multicast, broadcast (limited, or of a declared network), unspecified, loopback,
 *   and link-local ones that no declared network holds.
 */
export type Standing =
  | { readonly kind: 'inside'; readonly network: WorkspaceNetwork }
  | { readonly kind: 'outside' | 'multicast' | 'broadcast' | 'unspecified' | 'loopback' | 'link-local' }

export type StandingKind = Standing['kind']

export interface SiteAddresses {
  readonly standing: (address: Address) => Standing
  /** The asset of the site that has the address on an interface. */
  readonly assetAt: (address: string) => WorkspaceAsset | undefined
  readonly overlapsDeclared: (prefix: Prefix) => boolean
  readonly declared: number
}

/**
 * Reads the networks and interface addresses of one site. An address identifies an asset only together with its site.
 * @param day networks in force on this calendar date count
 * @returns a problem naming each declared prefix that is none
 */
export function siteAddresses(workspace: Workspace, site: string, day: string): Result<SiteAddresses> {
  const issues: Issue[] = []
  const prefixes: { readonly prefix: Prefix; readonly network: WorkspaceNetwork }[] = []
  for (const network of workspace.networks ?? []) {
    if (network.site !== site || (network.from ?? '') > day || (network.until ?? '9999') < day) continue
    for (const [index, cidr] of network.cidrs.entries()) {
      const prefix = parsePrefix(cidr)
      if (prefix !== null) prefixes.push({ prefix, network })
      else
        issues.push({
          path: `networks[${network.id}].cidrs[${index}]`,
          message: `${cidr} is no IPv4 or IPv6 prefix`,
          excerpt: cidr,
          mend: 'write it as 10.20.3.0/24 or fd00:20::/64',
        })
    }
  }
  if (issues.length > 0)
    return fail({ kind: 'invalid-input', message: `The networks of ${site} cannot be read, so nothing was proposed.`, issues })

  const tables = longestFirst(prefixes)
  const match = (address: Address): { readonly prefix: Prefix; readonly network: WorkspaceNetwork } | undefined => {
    for (const { family, length, byValue } of tables) {
      if (family !== address.family) continue
      const found = byValue.get(prefixOf(address, length).value)
      if (found !== undefined) return found
    }
    return undefined
  }
  const assets = new Map<string, WorkspaceAsset>()
  for (const asset of workspace.assets ?? []) {
    if (asset.site !== site) continue
    for (const { address } of asset.interfaces ?? []) {
      const canonical = address === undefined ? null : canonicalText(address)
      if (canonical !== null && !assets.has(canonical)) assets.set(canonical, asset)
    }
  }
  return ok({
    standing: (address) => {
      const scope = addressScope(address)
      if (scope !== 'unicast' && scope !== 'link-local') return { kind: scope }
      const found = match(address)
      if (found === undefined) return { kind: scope === 'link-local' ? 'link-local' : 'outside' }
      return isDirectedBroadcast(found.prefix, address) ? { kind: 'broadcast' } : { kind: 'inside', network: found.network }
    },
    assetAt: (address) => assets.get(address),
    overlapsDeclared: (prefix) => prefixes.some((each) => overlaps(each.prefix, prefix)),
    declared: prefixes.length,
  })
}

function longestFirst(prefixes: readonly { readonly prefix: Prefix; readonly network: WorkspaceNetwork }[]) {
  const tables = new Map<
    string,
    { readonly family: 4 | 6; readonly length: number; readonly byValue: Map<bigint, (typeof prefixes)[number]> }
  >()
  for (const each of prefixes) {
    const { family, length, value } = each.prefix
    const table = tables.get(`${family}/${length}`) ?? { family, length, byValue: new Map() }
    tables.set(`${family}/${length}`, table)
    const earlier = table.byValue.get(value)
    // the same prefix declared twice: the lower id counts, so that the order of files does not matter
    if (earlier === undefined || each.network.id < earlier.network.id) table.byValue.set(value, each)
  }
  return [...tables.values()].toSorted((a, b) => b.length - a.length)
}

/** Canonical text of an address, null when it is none. */
export function canonicalText(text: string): string | null {
  const address = parseAddress(text)
  return address === null ? null : formatAddress(address)
}
