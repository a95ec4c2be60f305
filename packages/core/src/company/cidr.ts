/** An address range; `family` tells IPv4 from IPv6, bounds are the addresses as unsigned integers, both inside. */
export interface AddressRange {
  readonly family: 4 | 6
  readonly first: bigint
  readonly last: bigint
}

/** Parses an IPv4 address in dotted decimal without leading zeros. */
export function parseIpv4(text: string): bigint | undefined {
  const parts = text.split('.')
  if (parts.length !== 4) return undefined
  let value = 0n
  for (const part of parts) {
    if (!/^(0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255) return undefined
    value = (value << 8n) | BigInt(part)
  }
  return value
}

/** Parses an IPv6 address (RFC 4291 section 2.2, with `::` and an embedded IPv4 tail); zone indices are not accepted. */
export function parseIpv6(text: string): bigint | undefined {
  const tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text)
  let source = text
  if (tail !== null) {
    const ipv4 = parseIpv4(tail[2] ?? '')
    if (ipv4 === undefined) return undefined
    source = `${tail[1]}${(ipv4 >> 16n).toString(16)}:${(ipv4 & 0xffffn).toString(16)}`
  }
  const halves = source.split('::')
  if (halves.length > 2) return undefined
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')))
  const count = groups.reduce((sum, half) => sum + half.length, 0)
  if (halves.length === 1 ? count !== 8 : count > 7) return undefined
  const filled =
    halves.length === 1 ? (groups[0] ?? []) : [...(groups[0] ?? []), ...Array<string>(8 - count).fill('0'), ...(groups[1] ?? [])]
  let value = 0n
  for (const group of filled) {
    if (!/^[0-9a-f]{1,4}$/i.test(group)) return undefined
    value = (value << 16n) | BigInt(`0x${group}`)
  }
  return value
}

/** Parses one address of either family. */
export function parseAddress(text: string): { readonly family: 4 | 6; readonly value: bigint } | undefined {
  const ipv4 = parseIpv4(text)
  if (ipv4 !== undefined) return { family: 4, value: ipv4 }
  const ipv6 = parseIpv6(text)
  return ipv6 === undefined ? undefined : { family: 6, value: ipv6 }
}

export type CidrFault = 'no-prefix' | 'address' | 'length' | 'host-bits'

/**
 * Parses a prefix such as `10.20.3.0/24` or `fd00:20::/64` (RFC 4632, RFC 4291 section 2.3).
 * `host-bits` comes with the range that was probably meant.
 */
export function parseCidr(text: string): { readonly range: AddressRange; readonly fault?: 'host-bits' } | { readonly fault: CidrFault } {
  const slash = text.indexOf('/')
  if (slash < 0) return { fault: 'no-prefix' }
  const address = parseAddress(text.slice(0, slash))
  if (address === undefined) return { fault: 'address' }
  const bits = address.family === 4 ? 32 : 128
  const lengthText = text.slice(slash + 1)
  if (!/^\d{1,3}$/.test(lengthText) || Number(lengthText) > bits) return { fault: 'length' }
  const mask = (1n << BigInt(bits - Number(lengthText))) - 1n
  const range: AddressRange = { family: address.family, first: address.value & ~mask, last: address.value | mask }
  return (address.value & mask) === 0n ? { range } : { range, fault: 'host-bits' }
}
