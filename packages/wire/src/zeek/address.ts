/**
 * Canonical text of an IP address: IPv4 dotted without leading zeros, IPv6 as in RFC 5952 (lower case, the longest
 * run of two or more zero groups cut, the first of equal runs). An IPv4 address mapped into IPv6 (::ffff:a.b.c.d)
 * becomes the IPv4 address. Null when the text is no address; zone indices (fe80::1%eth0) are none.
 */
export function canonicalAddress(text: string): string | null {
  if (text.length < 2 || text.length > 45) return null
  return text.includes(':') ? canonicalV6(text) : canonicalV4(text)
}

const OCTET = /^(0|[1-9]\d{0,2})$/

function canonicalV4(text: string): string | null {
  const parts = text.split('.')
  return parts.length === 4 && parts.every((part) => OCTET.test(part) && Number(part) <= 255) ? text : null
}

const GROUP = /^[0-9a-fA-F]{1,4}$/

function canonicalV6(text: string): string | null {
  const groups = groupsOfV6(text)
  if (groups === null) return null
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) {
    const [high, low] = [groups[6] ?? 0, groups[7] ?? 0]
    return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`
  }
  const cut = longestZeroRun(groups)
  const hex = groups.map((group) => group.toString(16))
  if (cut.length < 2) return hex.join(':')
  return `${hex.slice(0, cut.start).join(':')}::${hex.slice(cut.start + cut.length).join(':')}`
}

function groupsOfV6(text: string): number[] | null {
  const halves = text.split('::')
  if (halves.length > 2) return null
  const head = groupList(halves[0] ?? '', halves.length === 1)
  const tail = halves.length === 2 ? groupList(halves[1] ?? '', true) : []
  if (head === null || tail === null) return null
  const given = head.length + tail.length
  if (halves.length === 1) return given === 8 ? head : null
  return given <= 7 ? [...head, ...Array.from({ length: 8 - given }, () => 0), ...tail] : null
}

function groupList(text: string, dottedEnd: boolean): number[] | null {
  if (text === '') return []
  const parts = text.split(':')
  const groups: number[] = []
  for (const [index, part] of parts.entries()) {
    if (dottedEnd && index === parts.length - 1 && part.includes('.')) {
      if (canonicalV4(part) === null) return null
      const [a = 0, b = 0, c = 0, d = 0] = part.split('.').map(Number)
      groups.push((a << 8) | b, (c << 8) | d)
    } else if (GROUP.test(part)) groups.push(Number.parseInt(part, 16))
    else return null
  }
  return groups
}

function longestZeroRun(groups: readonly number[]): { readonly start: number; readonly length: number } {
  let best = { start: 0, length: 0 }
  let start = 0
  for (let index = 0; index <= groups.length; index++) {
    if (groups[index] === 0) continue
    if (index - start > best.length) best = { start, length: index - start }
    start = index + 1
  }
  return best
}
