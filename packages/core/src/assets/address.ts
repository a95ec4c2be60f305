/** An IP address as a number: 32 bits for family 4, 128 for family 6. */
export interface Address {
  readonly family: 4 | 6
  readonly value: bigint
}

/** A CIDR prefix; host bits are zero. */
export interface Prefix extends Address {
  /** Network bits: 0..32 or 0..128. */
  readonly length: number
}

const bitsOf = (family: 4 | 6): number => (family === 4 ? 32 : 128)
const OCTET = /^(0|[1-9]\d{0,2})$/
const GROUP = /^[0-9a-fA-F]{1,4}$/
const MAPPED = 0xffffn << 32n

/**
 * An IPv4 or IPv6 address (RFC 4291 text forms, no zone index). An IPv4 address mapped into IPv6 (::ffff:a.b.c.d) is the
 * IPv4 address. Null when the text is none.
 */
export function parseAddress(text: string): Address | null {
  if (text.length > 45) return null
  if (!text.includes(':')) {
    const value = parseV4(text)
    return value === null ? null : { family: 4, value }
  }
  const value = parseV6(text)
  if (value === null) return null
  return value >> 32n === MAPPED >> 32n ? { family: 4, value: value & 0xffffffffn } : { family: 6, value }
}

function parseV4(text: string): bigint | null {
  const parts = text.split('.')
  if (parts.length !== 4 || parts.some((part) => !OCTET.test(part) || Number(part) > 255)) return null
  return parts.reduce((value, part) => (value << 8n) | BigInt(part), 0n)
}

function parseV6(text: string): bigint | null {
  const halves = text.split('::')
  if (halves.length > 2) return null
  const head = groupsOf(halves[0] ?? '', halves.length === 1)
  const tail = halves.length === 2 ? groupsOf(halves[1] ?? '', true) : []
  if (head === null || tail === null) return null
  const missing = 8 - head.length - tail.length
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null
  return [...head, ...Array.from({ length: missing }, () => 0n), ...tail].reduce((value, group) => (value << 16n) | group, 0n)
}

function groupsOf(text: string, dottedEnd: boolean): bigint[] | null {
  if (text === '') return []
  const parts = text.split(':')
  const groups: bigint[] = []
  for (const [index, part] of parts.entries()) {
    const dotted = dottedEnd && index === parts.length - 1 && part.includes('.') ? parseV4(part) : null
    if (dotted !== null) groups.push(dotted >> 16n, dotted & 0xffffn)
    else if (GROUP.test(part)) groups.push(BigInt(`0x${part}`))
    else return null
  }
  return groups
}

/** Canonical text: dotted IPv4, IPv6 as in RFC 5952 (lower case, the first longest run of two or more zero groups cut). */
export function formatAddress({ family, value }: Address): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join('.')
  const groups = Array.from({ length: 8 }, (_, index) => (value >> BigInt(112 - 16 * index)) & 0xffffn)
  let cut = { start: 0, length: 1 }
  for (let start = 0; start < 8; start++) {
    let end = start
    while (end < 8 && groups[end] === 0n) end++
    if (end - start > cut.length) cut = { start, length: end - start }
  }
  const hex = groups.map((group) => group.toString(16))
  return cut.length < 2 ? hex.join(':') : `${hex.slice(0, cut.start).join(':')}::${hex.slice(cut.start + cut.length).join(':')}`
}

/** A prefix such as 10.20.3.0/24 or fd00::/8; a bare address is the prefix of that one address. Host bits are cut off. */
export function parsePrefix(text: string): Prefix | null {
  const [addressText = '', lengthText, ...rest] = text.trim().split('/')
  const address = parseAddress(addressText)
  if (address === null || rest.length > 0) return null
  const bits = bitsOf(address.family)
  if (lengthText === undefined) return { ...address, length: bits }
  if (!OCTET.test(lengthText)) return null
  // ::ffff:10.0.0.0/104 is written in IPv6 bits
  const length = address.family === 4 && addressText.includes(':') ? Number(lengthText) - 96 : Number(lengthText)
  return length < 0 || length > bits ? null : prefixOf(address, length)
}

/** The prefix of `length` bits that an address lies in. */
export function prefixOf({ family, value }: Address, length: number): Prefix {
  const hostBits = BigInt(bitsOf(family) - length)
  return { family, value: (value >> hostBits) << hostBits, length }
}

export const formatPrefix = (prefix: Prefix): string => `${formatAddress(prefix)}/${prefix.length}`

export const contains = (prefix: Prefix, address: Address): boolean =>
  prefix.family === address.family && prefixOf(address, prefix.length).value === prefix.value

/** True when the two share an address. */
export const overlaps = (a: Prefix, b: Prefix): boolean => (a.length <= b.length ? contains(a, b) : contains(b, a))

/** True for the all-ones and all-zeros address of an IPv4 prefix; prefixes of 31 and 32 bits (RFC 3021) and IPv6 have none. */
export function isDirectedBroadcast(prefix: Prefix, address: Address): boolean {
  if (prefix.family !== 4 || prefix.length > 30 || !contains(prefix, address)) return false
  const last = prefix.value | ((1n << BigInt(32 - prefix.length)) - 1n)
  return address.value === last || address.value === prefix.value
}

export type AddressScope = 'unicast' | 'link-local' | 'loopback' | 'multicast' | 'broadcast' | 'unspecified'

const prefix = (text: string): Prefix => {
  const parsed = parsePrefix(text)
  if (parsed === null) throw new Error(`not a prefix: ${text}`)
  return parsed
}

const SCOPES: readonly { readonly prefix: Prefix; readonly scope: AddressScope }[] = [
  { prefix: prefix('255.255.255.255/32'), scope: 'broadcast' },
  { prefix: prefix('0.0.0.0/8'), scope: 'unspecified' },
  { prefix: prefix('127.0.0.0/8'), scope: 'loopback' },
  { prefix: prefix('169.254.0.0/16'), scope: 'link-local' },
  { prefix: prefix('224.0.0.0/4'), scope: 'multicast' },
  { prefix: prefix('::/128'), scope: 'unspecified' },
  { prefix: prefix('::1/128'), scope: 'loopback' },
  { prefix: prefix('fe80::/10'), scope: 'link-local' },
  { prefix: prefix('ff00::/8'), scope: 'multicast' },
]

/**
 * What kind of address it is by its number alone. Private ranges are unicast like any other: whether an address is inside
 * a site is told by the site's declared networks, never by its number.
 * @see RFC 6890 (special-purpose registries), RFC 5771, RFC 4291
 */
export const addressScope = (address: Address): AddressScope => SCOPES.find((each) => contains(each.prefix, address))?.scope ?? 'unicast'
