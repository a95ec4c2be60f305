export interface RateLimitOptions {
  /** Milliseconds; need not be wall time. */
  readonly clock: () => number
  /** Calls that come back each second. */
  readonly perSecond: number
  /** Calls that may come at once. */
  readonly burst: number
  /** Keys that are remembered; the one that was quiet longest is forgotten first. 10,000 when absent. */
  readonly mostKeys?: number
}

/** Takes one call from a key's bucket: 0 when it may go on, else the seconds until it may. Refused calls cost nothing. */
export type RateLimit = (key: string) => number

interface Bucket {
  tokens: number
  at: number
}

/** A token bucket for each key, in memory of this process. */
export function rateLimit({ clock, perSecond, burst, mostKeys = 10_000 }: RateLimitOptions): RateLimit {
  const buckets = new Map<string, Bucket>()
  return (key) => {
    const now = clock()
    const bucket = buckets.get(key) ?? { tokens: burst, at: now }
    bucket.tokens = Math.min(burst, bucket.tokens + (Math.max(0, now - bucket.at) / 1_000) * perSecond)
    bucket.at = now
    // Last in the map is last used.
    buckets.delete(key)
    buckets.set(key, bucket)
    if (buckets.size > mostKeys) {
      const [oldest] = buckets.keys()
      if (oldest !== undefined) buckets.delete(oldest)
    }
    if (bucket.tokens < 1) return (1 - bucket.tokens) / perSecond
    bucket.tokens -= 1
    return 0
  }
}

export interface CallLimitOptions {
  readonly clock: () => number
  /** Routes where secrets are tried (sign-in, reset): thirty at once, then one every two seconds from one address. */
  readonly strict: ReadonlySet<string>
}

/** Bursts and rates for people at work; they stop floods, not work. */
const BY_ADDRESS = { perSecond: 1_000, burst: 10_000 }
const BY_PRINCIPAL = { perSecond: 500, burst: 5_000 }
const STRICT = { perSecond: 1 / 2, burst: 30 }

/** The limits of the server for `mount`: by address, by principal, and strict ones where secrets are tried. */
export function callLimits({
  clock,
  strict,
}: CallLimitOptions): (who: { readonly address: string; readonly principal: string | null; readonly id: string }) => number {
  const byAddress = rateLimit({ clock, ...BY_ADDRESS })
  const byPrincipal = rateLimit({ clock, ...BY_PRINCIPAL })
  const trying = rateLimit({ clock, ...STRICT })
  return ({ address, principal, id }) => {
    if (principal !== null) return byPrincipal(principal)
    return Math.max(byAddress(address), strict.has(id) ? trying(`${address} ${id}`) : 0)
  }
}
