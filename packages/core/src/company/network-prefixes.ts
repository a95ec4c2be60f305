import { type AddressRange, parseAddress, parseCidr } from './cidr.ts'
import type { IssueSink } from './workspace-issue.ts'
import type { Workspace } from './workspace.ts'

interface Placed extends AddressRange {
  readonly cidr: string
  readonly network: string
  readonly path: string
  readonly from: string
  readonly until: string
}

/**
 * Prefixes must be readable; two networks of one site that exist at the same time should not overlap, because an address
 * identifies an asset only together with its site and network (docs/method/zeek.md). Overlap is a warning: NAT makes it possible.
 */
export function checkNetworks(workspace: Workspace, sink: IssueSink): void {
  const bySite = new Map<string, Placed[]>()
  workspace.networks?.forEach((network, index) => {
    network.cidrs.forEach((cidr, at) => {
      const path = `networks[${index}].cidrs[${at}]`
      const parsed = parseCidr(cidr)
      if (!('range' in parsed)) {
        sink.error(path, FAULTS[parsed.fault](cidr), 'write it like 10.20.3.0/24 or fd00:20:3::/64')
        return
      }
      if (parsed.fault === 'host-bits')
        sink.warning(path, `"${cidr}" names a host inside the prefix`, 'write the first address of the prefix; the whole prefix is taken')
      const placed = { ...parsed.range, cidr, network: network.id, path, from: network.from ?? '', until: network.until ?? '9999' }
      const list = bySite.get(network.site)
      if (list === undefined) bySite.set(network.site, [placed])
      else list.push(placed)
    })
  })
  for (const [site, ranges] of bySite) reportOverlaps(site, ranges, sink)
  workspace.assets?.forEach((asset, index) => {
    asset.interfaces?.forEach((face, at) => {
      if (face.address !== undefined && parseAddress(face.address) === undefined) {
        sink.error(
          `assets[${index}].interfaces[${at}].address`,
          `"${face.address}" is not an IPv4 or IPv6 address`,
          'write one address, like 10.20.3.11, without prefix length',
        )
      }
    })
  })
}

const FAULTS = {
  'no-prefix': (cidr: string) => `"${cidr}" has no prefix length`,
  address: (cidr: string) => `"${cidr}" does not begin with an IPv4 or IPv6 address`,
  length: (cidr: string) => `"${cidr}" has an impossible prefix length`,
  'host-bits': (cidr: string) => `"${cidr}" names a host inside the prefix`,
} as const

/** Sweeps the ranges in order of their first address; each network pair is reported once. */
function reportOverlaps(site: string, ranges: Placed[], sink: IssueSink): void {
  ranges.sort((left, right) => left.family - right.family || compare(left.first, right.first) || compare(right.last, left.last))
  const open: Placed[] = []
  const told = new Set<string>()
  for (const range of ranges) {
    for (let index = open.length - 1; index >= 0; index -= 1) {
      const earlier = open[index]
      if (earlier !== undefined && (earlier.family !== range.family || earlier.last < range.first)) open.splice(index, 1)
    }
    for (const earlier of open) {
      if (earlier.network === range.network || earlier.until < range.from || range.until < earlier.from) continue
      const pair = [earlier.network, range.network].sort().join(' ')
      if (told.has(pair)) continue
      told.add(pair)
      sink.warning(
        range.path,
        `${range.cidr} of "${range.network}" overlaps ${earlier.cidr} of "${earlier.network}" at site "${site}"`,
        'addresses in both cannot be told apart; narrow one, or give the older network an `until`',
      )
      if (told.size >= 1_000) return
    }
    open.push(range)
  }
}

const compare = (left: bigint, right: bigint): number => (left < right ? -1 : left > right ? 1 : 0)
