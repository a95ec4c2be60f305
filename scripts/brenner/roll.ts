/**
 * A number in [0, 1) that depends on nothing but the words of its key: the order of generation does not matter, and adding a
 * zone never changes what another one got. FNV-1a over UTF-16 units, then the finaliser of MurmurHash3.
 */
export function roll(...key: readonly (string | number)[]): number {
  let hash = 0x811c9dc5
  for (const unit of `brenner|${key.join('|')}`) {
    hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}

/** A number in [-spread, spread). */
export const jitter = (spread: number, ...key: readonly (string | number)[]): number => (roll('jitter', ...key) * 2 - 1) * spread

/** Text after a pattern: N becomes a digit, X a capital letter, everything else stays. */
export const stamped = (pattern: string, key: string): string =>
  Array.from(pattern)
    .map((mark, at) => {
      if (mark === 'N') return String(Math.floor(roll('digit', key, at) * 10))
      return mark === 'X' ? String.fromCodePoint(65 + Math.floor(roll('letter', key, at) * 26)) : mark
    })
    .join('')
